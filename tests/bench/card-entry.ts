/** How long a person looks at a card whose entry has not come yet. */
import { waitFor } from '../../scripts/condition';
import { readCard, readReadyCard } from '../../scripts/open-card';
import { locateMark, readPaintedMarks, type PaintedMark } from '../../scripts/painted-marks';
import type { BenchBrowser } from './bench-browser';
import { makeFigure, type Figure, type Limit } from './figure';
import { ProductionPage } from './production-page';

/** Cards opened on one page, each on a word of its own. */
const CARDS_PER_PAGE = 4;
/** A delay that nobody notices as one. */
const LIMIT: Limit = { most: 100 };

export async function measureCardEntry(browser: BenchBrowser): Promise<Figure[]> {
  const first: number[] = [];
  const later: number[] = [];
  for (let round = 0; round < browser.effort.slowRounds; round++) {
    const production = await ProductionPage.open(browser, 'small-dense');
    await production.switchOn();
    const [firstMs, ...laterMs] = await openCards(production);
    if (firstMs !== undefined) first.push(firstMs);
    later.push(...laterMs);
    await production.close();
  }
  const figureOf = (name: string, which: string, samples: readonly number[]): Figure =>
    makeFigure(browser.name, {
      name: `card-entry/${name}`,
      about: `From the opening of ${which} until its entry stands in it, as the card itself measures it`,
      unit: 'ms',
      samples,
      limit: LIMIT,
    });
  return [
    figureOf('first', 'the first card of a page', first),
    figureOf('later', 'another card of the page', later),
  ];
}

/** Rests the pointer on one word after another; gives what each entry took, in milliseconds. */
async function openCards({ page, browser, tab }: ProductionPage): Promise<number[]> {
  const took: number[] = [];
  for (const mark of await wordsInView(page)) {
    const { x, y } = await locateMark(mark);
    await page.mouse.move(x, y);
    const { entryMs } = await waitFor(() => readReadyCard(browser.view, tab), `the card of "${mark.text}"`);
    if (entryMs === null) throw new Error('The card does not say how long its entry took (data-entry-ms).');
    took.push(entryMs);
    await page.keyboard.press('Escape');
    await waitFor(async () => (await readCard(browser.view, tab)).state === 'closed', 'the card to close');
  }
  return took;
}

/** Words that can be pointed at, no two alike, so that each has an entry that was not read before. */
async function wordsInView(page: ProductionPage['page']): Promise<PaintedMark[]> {
  const height = await page.evaluate(() => innerHeight);
  const words = new Map<string, PaintedMark>();
  for (const mark of await readPaintedMarks(page)) {
    const [box] = mark.boxes;
    const isInView = box !== undefined && box.y > 0 && box.y + box.height < height;
    const key = mark.text.toLowerCase();
    if (isInView && !words.has(key)) words.set(key, mark);
  }
  return [...words.values()].slice(0, CARDS_PER_PAGE);
}
