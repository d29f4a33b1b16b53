/** Our finder with a larger index, and beside other ways to find the same words. */
import type { BenchBrowser } from './bench-browser';
import { makeFigure, type Figure } from './figure';
import { callInPage } from './page-bundle';
import { ratiosOf, summarize } from './samples';

export async function measureOtherFinders(browser: BenchBrowser): Promise<Figure[]> {
  return [await measureManyTerms(browser), await measureRegExp(browser), await measureMarkJs(browser)];
}

async function measureManyTerms(browser: BenchBrowser): Promise<Figure> {
  const { rounds, leastMs, warmUpMs } = browser.effort;
  const { sizes } = browser.material.glossary;
  const page = await browser.openWithIndexes('large-dense', ['few', 'many']);
  const { few, many } = await callInPage(page, 'scansWithIndexes', ['few', 'many'], {
    rounds,
    leastMs,
    warmUpMs,
  });
  const [withFew, withMany] = [
    await callInPage(page, 'describePage', 'few'),
    await callInPage(page, 'describePage', 'many'),
  ];
  await page.close();
  return makeFigure(browser.name, {
    name: 'terms/5000-to-1000',
    about: `Warm scan of large-dense with ${sizes.many} terms, in scans with ${sizes.few}`,
    unit: 'ratio',
    samples: ratiosOf(many, few),
    limit: { most: 1.3 },
    parts: {
      fewMs: summarize(few),
      manyMs: summarize(many),
      matchesOfFew: withFew.matches,
      matchesOfMany: withMany.matches,
    },
  });
}

async function measureRegExp(browser: BenchBrowser): Promise<Figure> {
  const { slowRounds, leastMs, warmUpMs, rounds } = browser.effort;
  const { pattern, sizes } = browser.material.glossary;
  const page = await browser.openWithIndexes('large-dense', ['few']);
  const { ours, regExp } = await callInPage(
    page,
    'scansBesideRegExp',
    { index: 'few', source: pattern },
    { rounds: Math.max(slowRounds, Math.floor(rounds / 3)), leastMs, warmUpMs },
  );
  await page.close();
  return makeFigure(browser.name, {
    name: 'others/reg-exp',
    about: `One trie-factored RegExp of the same ${sizes.few} terms over large-dense, in scans of ours`,
    unit: 'ratio',
    samples: ratiosOf(regExp, ours),
    limit: { least: 4 },
    parts: { oursMs: summarize(ours), regExpMs: summarize(regExp), patternCharacters: pattern.length },
  });
}

/**
 * On a page so small that mark.js ends, with its list in parts that its stack can take, and beside ours on the
 * same page: nothing is extrapolated.
 */
async function measureMarkJs(browser: BenchBrowser): Promise<Figure> {
  const { slowRounds, leastMs, warmUpMs } = browser.effort;
  const { list } = browser.material.glossary;
  const page = await browser.openWithIndexes('tiny', ['few']);
  const { ours, markJs } = await callInPage(
    page,
    'scansBesideMarkJs',
    { index: 'few', words: list, rounds: slowRounds },
    { rounds: 1, leastMs, warmUpMs },
  );
  const content = await callInPage(page, 'describePage', 'few');
  await page.close();
  return makeFigure(browser.name, {
    name: 'others/mark-js',
    about: `mark.js mark(list) of ${list.length} words on a page of ${content.characters} characters, in scans of ours`,
    unit: 'ratio',
    samples: ratiosOf(markJs, ours),
    limit: { least: 1000 },
    parts: { oursMs: summarize(ours), markJsMs: summarize(markJs), ...content },
  });
}
