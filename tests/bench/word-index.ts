/** What it takes until the words of the glossary can be looked for. */
import type { BenchBrowser } from './bench-browser';
import { makeFigure, type Figure, type Limit } from './figure';
import { callInPage } from './page-bundle';
import { summarize } from './samples';

/** What an index of 1,000 terms may take until it can be searched with. */
const READY: Limit = { most: 1 };

export async function measureWordIndex(browser: BenchBrowser): Promise<Figure[]> {
  return [await measureReadiness(browser), await measureUnpacking(browser)];
}

async function measureReadiness(browser: BenchBrowser): Promise<Figure> {
  const { indexes, sizes } = browser.material.glossary;
  const ready: number[] = [];
  const parse: number[] = [];
  const whole: number[] = [];
  for (let round = 0; round < browser.effort.slowRounds * 2; round++) {
    const page = await browser.open('tiny');
    // The first one that the page decodes is the one that counts.
    const first = round % 2 === 0 ? 'few' : 'whole';
    const { parseMs, readyMs } = await callInPage(page, 'readyIndex', first, indexes[first]);
    if (first === 'whole') whole.push(readyMs);
    else {
      ready.push(readyMs);
      parse.push(parseMs);
    }
    await page.close();
  }
  return makeFigure(browser.name, {
    name: 'index-ready',
    about: `Decoding an index of ${sizes.few} terms in a page that has just come`,
    unit: 'ms',
    samples: ready,
    limit: READY,
    parts: { jsonMs: summarize(parse), wholeGlossaryMs: summarize(whole), wholeGlossaryTerms: sizes.whole },
  });
}

/** What the background does once each time it wakes, before the first frame is marked. */
async function measureUnpacking(browser: BenchBrowser): Promise<Figure> {
  const { packed, sizes } = browser.material.glossary;
  const samples: number[] = [];
  for (let round = 0; round < browser.effort.slowRounds; round++) {
    const page = await browser.open('tiny');
    samples.push(await callInPage(page, 'unpackIndex', packed));
    await page.close();
  }
  return makeFigure(browser.name, {
    name: 'index-unpacked',
    about: `Making what frames are handed of the packed index of all ${sizes.whole} terms, in a page that has just come`,
    unit: 'ms',
    samples,
  });
}
