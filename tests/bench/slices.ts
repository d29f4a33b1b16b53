/** How long the engine holds a page up while it marks it, and when the first mark is seen. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'puppeteer-core';
import { ROOT } from '../../scripts/extension-browser';
import type { BenchBrowser } from './bench-browser';
import type { PageName } from './bench-pages';
import { makeFigure, type Figure, type Limit } from './figure';
import type { Stretch } from './in-page/timed-work';
import { callInPage } from './page-bundle';
import { summarize } from './samples';

/** Longest stretch of ours in one go. */
const SLICE: Limit = { most: 8 };
/** From the start of the scan until marks are handed over for the next frame. */
const FIRST_MARK: Limit = { most: 10 };
/** How much slower a phone is than the machine that the page was made on, as Chromium's own tools offer it. */
const SLOW_FACTOR = 4;

export async function measureSlices(browser: BenchBrowser): Promise<Figure[]> {
  const figures = [
    ...(await measurePage(browser, { name: 'large-dense' })),
    ...(await measurePage(browser, { name: 'large-dense', scrolledTo: 0.5 })),
  ];
  if (browser.name === 'chromium') {
    figures.push(...(await measurePage(browser, { name: 'large-dense', slowdown: SLOW_FACTOR })));
  }
  if (browser.effort.withHugePage) figures.push(...(await measurePage(browser, { name: 'huge-dense' })));
  return figures;
}

interface SlicePage {
  name: PageName;
  /** Part of the page's height to which it is scrolled first. */
  scrolledTo?: number;
  slowdown?: number;
}

async function measurePage(
  browser: BenchBrowser,
  { name, scrolledTo = 0, slowdown = 1 }: SlicePage,
): Promise<Figure[]> {
  const page = await browser.openWithIndexes(name, ['whole']);
  await page.addStyleTag({ content: readFileSync(path.join(ROOT, 'entrypoints', 'marks.css'), 'utf8') });
  if (scrolledTo > 0) await callInPage(page, 'scrollToPart', scrolledTo);
  if (slowdown > 1) await page.emulateCPUThrottling(slowdown);
  const markings = await markRepeatedly(page, browser.effort.slowRounds);
  await page.close();
  const place = `${name}${scrolledTo > 0 ? '-scrolled' : ''}${slowdown > 1 ? '-slowed' : ''}`;
  const longest = markings.map(({ stretches }) => Math.max(...stretches.map(({ ms }) => ms)));
  const figures = [
    makeFigure(browser.name, {
      name: `slice/${place}`,
      about: `Longest stretch of ours in one go while ${place} is marked`,
      unit: 'ms',
      samples: longest,
      limit: SLICE,
      parts: {
        worst: Math.max(...longest),
        ...longestByOccasion(markings.flatMap(({ stretches }) => stretches)),
        totalMs: summarize(markings.map(({ stretches }) => stretches.reduce((sum, { ms }) => sum + ms, 0))),
        doneMs: summarize(markings.map(({ doneMs }) => doneMs)),
        marks: markings[0]?.marks ?? 0,
      },
    }),
  ];
  if (slowdown === 1) {
    figures.push(
      makeFigure(browser.name, {
        name: `first-mark/${place}`,
        about: `From the start of the scan of ${place} until marks are registered for the next frame`,
        unit: 'ms',
        samples: markings.map(({ firstRegisteredMs }) => firstRegisteredMs),
        limit: FIRST_MARK,
        parts: { untilPaintedMs: summarize(markings.map(({ firstShownMs }) => firstShownMs)) },
      }),
    );
  }
  return figures;
}

async function markRepeatedly(page: Page, rounds: number) {
  const markings = [];
  // The first is cold, as on a page that just came; it counts like the others.
  for (let round = 0; round < rounds; round++) {
    markings.push(await callInPage(page, 'markPage', 'whole'));
    await callInPage(page, 'unmarkPage');
    await callInPage(page, 'collectGarbage');
  }
  return markings;
}

function longestByOccasion(stretches: readonly Stretch[]): Record<string, number> {
  const longest: Record<string, number> = {};
  for (const { occasion, ms } of stretches) {
    const name = `longest-${occasion}`;
    longest[name] = Math.max(longest[name] ?? 0, ms);
  }
  return longest;
}
