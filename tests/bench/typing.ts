/** How long the popup's search takes for each key that is pressed. */
import type { BenchBrowser } from './bench-browser';
import { makeFigure, type Figure } from './figure';
import { callInPage } from './page-bundle';
import { summarize } from './samples';

/** One frame, in milliseconds. */
const FRAME_MS = 16;
/** Names, beginnings that many share, slips, questions, and a sentence that is nobody's name. */
const QUERIES = [
  'sciatica',
  'total hip arthroplasty',
  's/p',
  'osteo arthrits',
  'pneumonai',
  'weight bearing as tolerated',
  'what does NWB mean',
  'medicine for high blood pressure',
  'contact gaurd assist',
];

export async function measureTyping(browser: BenchBrowser): Promise<Figure[]> {
  const { lines } = browser.material.glossary;
  const slowest: number[] = [];
  const each: number[] = [];
  const ready: number[] = [];
  let hits = 0;
  for (let round = 0; round < browser.effort.slowRounds; round++) {
    // A popup is a page that has just come, each time it is opened.
    const page = await browser.open('tiny');
    const typing = await callInPage(page, 'typeQueries', lines, QUERIES);
    slowest.push(Math.max(...typing.keyMs));
    each.push(...typing.keyMs);
    ready.push(typing.readyMs);
    ({ hits } = typing);
    await page.close();
  }
  return [
    makeFigure(browser.name, {
      name: 'search/slowest-key',
      about: `Search over all ${lines.length} entries: the slowest of ${QUERIES.join('').length} key presses`,
      unit: 'ms',
      samples: slowest,
      limit: { most: FRAME_MS },
      parts: { eachKeyMs: summarize(each), readyMs: summarize(ready), hits },
    }),
  ];
}
