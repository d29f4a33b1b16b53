/** What the engine keeps in memory, and whether it lets go of what the page threw away. */
import type { CDPSession } from 'puppeteer-core';
import type { BenchBrowser } from './bench-browser';
import type { PageName } from './bench-pages';
import { makeFigure, type Figure, type Limit } from './figure';
import { callInPage } from './page-bundle';
import { ProductionPage } from './production-page';
import { differencesOf, summarize } from './samples';

const BYTES_PER_MB = 1_000_000;
const HEAP: Limit = { most: 1 };
/** What the page does to itself before it is asked what is still alive, */
const PAGE_CHANGES = 100;
/** and how many of its rows go each time. */
const ROWS_EACH = 20;
/** The engine tidies up when the page has been quiet; then nothing removed may be alive. */
const TIDY_MS = 3500;

/** Heap of index and lists, in the page's own world; Chromium only, no other browser tells. */
export async function measureHeap(browser: BenchBrowser): Promise<Figure[]> {
  if (browser.name !== 'chromium') return [];
  return [await measureHeapOf(browser, 'large-sparse'), await measureHeapOf(browser, 'large-dense')];
}

async function measureHeapOf(browser: BenchBrowser, name: PageName): Promise<Figure> {
  const { slowRounds } = browser.effort;
  const alone: number[] = [];
  const index: number[] = [];
  const lists: number[] = [];
  const browserSide: number[] = [];
  let marks = 0;
  for (let round = 0; round < slowRounds; round++) {
    const page = await browser.openWithIndexes(name, ['whole']);
    const session = await page.createCDPSession();
    // Compiled code is no list: it is all there once the page was marked and the marks taken off again.
    await callInPage(page, 'markPage', 'whole');
    await callInPage(page, 'unmarkPage');
    const before = await readHeap(session);
    await callInPage(page, 'readyIndex', 'few', browser.material.glossary.indexes.few);
    const withIndex = await readHeap(session);
    await callInPage(page, 'markPage', 'few');
    const withMarks = await readHeap(session);
    marks = await callInPage(page, 'countMarks');
    alone.push(before.script);
    index.push(withIndex.script - before.script);
    lists.push(withMarks.script - withIndex.script);
    browserSide.push(withMarks.embedder - withIndex.embedder);
    await page.close();
  }
  return makeFigure(browser.name, {
    name: `heap/${name}`,
    about: `Script heap of the index of ${browser.material.glossary.sizes.few} terms and of all lists, ${name} marked`,
    unit: 'MB',
    samples: index.map((bytes, i) => (bytes + (lists[i] ?? 0)) / BYTES_PER_MB),
    limit: HEAP,
    isExact: true,
    baseline: { what: 'the script heap of the page before', value: summarize(alone).median / BYTES_PER_MB },
    parts: {
      indexMB: summarize(index).median / BYTES_PER_MB,
      listsMB: summarize(lists).median / BYTES_PER_MB,
      browserObjectsMB: summarize(browserSide).median / BYTES_PER_MB,
      marks,
      bytesPerMark: marks === 0 ? 0 : summarize(lists).median / marks,
    },
  });
}

/** Bytes in use after everything that nobody holds was collected. */
async function readHeap(session: CDPSession): Promise<{ script: number; embedder: number }> {
  // The second collection takes what the first one only unlinked.
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.collectGarbage');
  const usage = (await session.send('Runtime.getHeapUsage')) as {
    usedSize: number;
    backingStorageSize?: number;
    embedderHeapUsedSize?: number;
  };
  return {
    script: usage.usedSize + (usage.backingStorageSize ?? 0),
    embedder: usage.embedderHeapUsedSize ?? 0,
  };
}

/**
 * Removed nodes that are alive after the page changed itself a hundred times, more than without the engine.
 * The page remembers them weakly, and whoever keeps a node alive keeps such a reference alive.
 */
export async function measureKeptAlive(browser: BenchBrowser): Promise<Figure[]> {
  // Firefox lets nobody collect its garbage from here.
  if (browser.name !== 'chromium') return [];
  const production = await ProductionPage.open(browser, 'middle');
  const { page } = production;
  const session = await page.createCDPSession();
  const countKept = async () => {
    await callInPage(page, 'forgetRemoved');
    await callInPage(page, 'replaceRows', PAGE_CHANGES, ROWS_EACH);
    await callInPage(page, 'pause', TIDY_MS);
    await session.send('HeapProfiler.collectGarbage');
    await session.send('HeapProfiler.collectGarbage');
    return await callInPage(page, 'countKeptAlive');
  };
  const off: number[] = [];
  const on: number[] = [];
  let removed = 0;
  let texts = 0;
  for (let round = 0; round < Math.min(2, browser.effort.slowRounds); round++) {
    off.push((await countKept()).kept);
    await production.switchOn();
    const withEngine = await countKept();
    on.push(withEngine.kept);
    ({ removed, texts } = withEngine);
    await production.switchOff();
  }
  await production.close();
  return [
    makeFigure(browser.name, {
      name: 'kept-alive',
      about: `Removed nodes still alive after ${PAGE_CHANGES} changes of the page, more than without the engine`,
      unit: 'count',
      samples: differencesOf(on, off),
      limit: { most: 0 },
      isExact: true,
      baseline: { what: 'all removed nodes', value: removed },
      parts: { without: summarize(off), with: summarize(on), textsAmongThem: texts },
    }),
  ];
}
