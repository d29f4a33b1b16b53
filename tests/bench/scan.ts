/** How fast a page is read: our scan against a bare pass over the same text nodes, warm and cold. */
import type { BenchBrowser } from './bench-browser';
import type { PageName } from './bench-pages';
import { makeFigure, type Figure, type Limit } from './figure';
import { callInPage } from './page-bundle';
import { ratiosOf, summarize } from './samples';

const SMALL: Limit = { most: 4.5 };
const LARGE: Limit = { most: 3 };

/** What the issue allows a cold scan: this many bare passes, */
const COLD_PASSES = 5;
/** and this many milliseconds once. */
const COLD_EXTRA_MS = 3;

export async function measureScans(browser: BenchBrowser): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [name, limit] of [
    ['small-dense', SMALL],
    ['small-sparse', SMALL],
    ['large-dense', LARGE],
    ['large-sparse', LARGE],
  ] as const) {
    figures.push(await measureWarmScan(browser, name, limit));
    figures.push(await measureColdScan(browser, name));
  }
  if (browser.name === 'chromium') figures.push(await measureAfterCollection(browser));
  if (browser.effort.withHugePage) figures.push(await measureWarmScan(browser, 'huge-dense'));
  return figures;
}

async function measureWarmScan(browser: BenchBrowser, name: PageName, limit?: Limit): Promise<Figure> {
  const { rounds, slowRounds, leastMs, warmUpMs } = browser.effort;
  const page = await browser.openWithIndexes(name, ['whole']);
  const { bare, touch, text, all } = await callInPage(page, 'warmScans', 'whole', {
    rounds: name.startsWith('huge') ? slowRounds : rounds,
    leastMs,
    warmUpMs,
  });
  const content = await callInPage(page, 'describePage', 'whole');
  await page.close();
  return makeFigure(browser.name, {
    name: `scan-warm/${name}`,
    about: `Warm scan of the page ${name}, shadow roots included, in bare TreeWalker passes`,
    unit: 'ratio',
    samples: ratiosOf(all, bare),
    ...(limit && { limit }),
    parts: {
      bareMs: summarize(bare),
      scanMs: summarize(all),
      withoutShadowRoots: summarize(ratiosOf(text, bare)).median,
      touchingEveryCharacter: summarize(ratiosOf(touch, bare)).median,
      ...content,
    },
  });
}

/** Firefox lets no page collect its garbage. */
async function measureAfterCollection(browser: BenchBrowser): Promise<Figure> {
  const page = await browser.openWithIndexes('large-dense', ['whole']);
  const { before, after } = await callInPage(
    page,
    'scansAfterCollection',
    'whole',
    browser.effort.slowRounds,
  );
  await page.close();
  return makeFigure(browser.name, {
    name: 'scan-collected/large-dense',
    about: 'First scan of large-dense after a forced collection, in warm scans',
    unit: 'ratio',
    samples: ratiosOf(after, before),
    parts: { beforeMs: summarize(before), afterMs: summarize(after) },
  });
}

/** Every sample is a page of its own: first passes differ from all later ones. */
async function measureColdScan(browser: BenchBrowser, name: PageName): Promise<Figure> {
  const bare: number[] = [];
  const scan: number[] = [];
  for (let round = 0; round < browser.effort.slowRounds; round++) {
    const first = await browser.open(name);
    bare.push(await callInPage(first, 'coldBareWalk'));
    await first.close();
    const second = await browser.openWithIndexes(name, ['whole']);
    scan.push(await callInPage(second, 'coldScan', 'whole'));
    await second.close();
  }
  const allowed = bare.map((ms) => COLD_PASSES * ms + COLD_EXTRA_MS);
  return makeFigure(browser.name, {
    name: `scan-cold/${name}`,
    about: `Cold scan of the page ${name}, in what is allowed: ${COLD_PASSES} cold bare passes + ${COLD_EXTRA_MS} ms`,
    unit: 'ratio',
    samples: ratiosOf(scan, allowed),
    limit: { most: 1 },
    parts: {
      bareMs: summarize(bare),
      scanMs: summarize(scan),
      inBarePasses: summarize(ratiosOf(scan, bare)),
    },
  });
}
