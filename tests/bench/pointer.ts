/** What a move of the pointer costs beside the one question to the browser that it cannot do without. */
import type { BenchBrowser } from './bench-browser';
import { makeFigure, type Figure } from './figure';
import { callInPage } from './page-bundle';
import { ratiosOf, summarize } from './samples';

/** Points of the viewport, the same in every run: words, marks, margins. */
const POINTS = 200;

export async function measurePointer(browser: BenchBrowser): Promise<Figure[]> {
  const { rounds, leastMs, warmUpMs } = browser.effort;
  const page = await browser.openWithIndexes('large-dense', ['whole']);
  await callInPage(page, 'markPage', 'whole');
  const { bare, ours } = await callInPage(page, 'pointsInTurn', POINTS, { rounds, leastMs, warmUpMs });
  const hits = await callInPage(page, 'countHits', POINTS);
  await page.close();
  return [
    makeFigure(browser.name, {
      name: 'pointer',
      about: `Looking for the mark at ${POINTS} points of large-dense, in bare caretPositionFromPoint calls`,
      unit: 'ratio',
      samples: ratiosOf(ours, bare),
      limit: { most: 1.2 },
      parts: { bareMs: summarize(bare), oursMs: summarize(ours), points: POINTS, pointsOnMarks: hits },
    }),
  ];
}
