/** What the production build adds to frames: to those in which a page changes, and while it is marked. */
import type { BenchBrowser } from './bench-browser';
import type { PageName } from './bench-pages';
import { makeFigure, type Figure, type Limit } from './figure';
import type { FrameChange } from './in-page/frames';
import { callInPage } from './page-bundle';
import { ProductionPage } from './production-page';
import { differencesOf, summarize } from './samples';

/** How long the gaps between frames are watched after the engine starts; marking 1 MB is over by then. */
const WATCH_MS = 2500;
/** Longest gap between two frames while a page of 1 MB is marked. */
const GAP: Limit = { most: 20 };

/**
 * The style that is shipped for a page of this size; a tint alone; lines alone; or nothing painted while the
 * engine watches, which tells what of the cost is not the painting's.
 */
type Look = 'default' | 'tint' | 'lines' | 'unpainted';
const LOOKS: readonly Look[] = ['default', 'tint', 'lines', 'unpainted'];
const LOOK_NAMES: Record<Look, string> = {
  default: 'default style',
  tint: 'tint only',
  lines: 'lines only',
  unpainted: 'nothing painted, watching only',
};

interface FrameQuestion {
  page: PageName;
  change: FrameChange;
  limits: Partial<Record<Look, Limit>>;
}

const QUESTIONS: readonly FrameQuestion[] = [
  { page: 'middle', change: 'counter', limits: { default: { most: 2.5 } } },
  {
    page: 'large-dense',
    change: 'counter',
    limits: { default: { most: 10 }, tint: { most: 2.5 }, lines: { most: 10 } },
  },
  { page: 'live', change: 'feed', limits: {} },
  { page: 'react', change: 'app', limits: { default: { most: 2.5 } } },
  { page: 'vue', change: 'app', limits: { default: { most: 2.5 } } },
];

/** Added cost of frames in which the page changes. */
export async function measureFrameCost(browser: BenchBrowser): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const question of QUESTIONS) figures.push(...(await compareFrames(browser, question)));
  return figures;
}

async function compareFrames(
  browser: BenchBrowser,
  { page: name, change, limits }: FrameQuestion,
): Promise<Figure[]> {
  const { slowRounds, frames } = browser.effort;
  const production = await ProductionPage.open(browser, name);
  const { page } = production;
  const frameMs = async (unpaints = false): Promise<number> =>
    summarize(await callInPage(page, 'timeFrames', { count: frames, change, unpaints })).median;
  const off: number[] = [];
  const on: Record<Look, number[]> = { default: [], tint: [], lines: [], unpainted: [] };
  let painted = 0;
  let marks = 0;
  await frameMs();
  for (let round = 0; round < slowRounds; round++) {
    off.push(await frameMs());
    marks = await production.switchOn();
    painted = await callInPage(page, 'countPainted');
    for (const look of round % 2 === 0 ? LOOKS : LOOKS.toReversed()) {
      await callInPage(page, 'setStyle', look === 'tint' || look === 'lines' ? look : 'shipped');
      await callInPage(page, 'pause', 100);
      on[look].push(await frameMs(look === 'unpainted'));
    }
    await callInPage(page, 'setStyle', 'shipped');
    await production.switchOff();
  }
  await production.close();
  return LOOKS.map((look) => {
    const limit = limits[look];
    return makeFigure(browser.name, {
      name: `frame-${change}/${name}/${look}`,
      about: `What a frame in which ${name} changes costs more with marks (${LOOK_NAMES[look]})`,
      unit: 'ms',
      samples: differencesOf(on[look], off),
      ...(limit && { limit }),
      parts: { withoutMs: summarize(off), withMs: summarize(on[look]), marks, painted },
    });
  });
}

/** The longest gap between frames while the page of 1 MB is marked. */
export async function measureFrameGaps(browser: BenchBrowser): Promise<Figure[]> {
  const production = await ProductionPage.open(browser, 'large-dense');
  const { page } = production;
  const off: number[] = [];
  const on: number[] = [];
  for (let round = 0; round < browser.effort.slowRounds; round++) {
    off.push(Math.max(...(await callInPage(page, 'frameGaps', WATCH_MS))));
    const watched = callInPage(page, 'frameGaps', WATCH_MS);
    await production.beginSwitchOn();
    on.push(Math.max(...(await watched)));
    await production.waitUntilMarked();
    await production.switchOff();
    await callInPage(page, 'collectGarbage');
    await callInPage(page, 'pause', 200);
  }
  await production.close();
  return [
    makeFigure(browser.name, {
      name: 'frame-gap/large-dense',
      about: 'Longest gap between two frames while large-dense is marked by the production build',
      unit: 'ms',
      samples: on,
      limit: GAP,
      parts: { withoutMs: summarize(off), worst: Math.max(...on) },
    }),
  ];
}
