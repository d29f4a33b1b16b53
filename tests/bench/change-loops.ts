/** What the production build adds to loops in which a page changes itself. */
import type { BenchBrowser } from './bench-browser';
import { makeFigure, type Figure, type Limit } from './figure';
import type { ChangeLoop } from './in-page/changes';
import { callInPage } from './page-bundle';
import { ProductionPage } from './production-page';
import { ratiosOf, summarize } from './samples';

const CHANGES = 2000;
const LIMIT: Limit = { most: 1.1 };
/** After a loop the engine waits for quiet and searches what changed; then the page rests again. */
const REST_MS = 1200;
/** Each visit of a state runs the loops so often; the first visit warms them up. */
const LOOPS_PER_VISIT = 2;

const LOOPS: readonly ChangeLoop[] = ['insert', 'edit', 'remove'];
type Watcher = 'none' | 'empty' | 'engine';

export async function measureChangeLoops(browser: BenchBrowser): Promise<Figure[]> {
  const production = await ProductionPage.open(browser, 'large-dense');
  const samples: Record<Watcher, Record<ChangeLoop, number[]>> = {
    none: { insert: [], edit: [], remove: [] },
    empty: { insert: [], edit: [], remove: [] },
    engine: { insert: [], edit: [], remove: [] },
  };
  let marks = 0;
  for (let round = 0; round <= browser.effort.slowRounds; round++) {
    const order: readonly Watcher[] =
      round % 2 === 0 ? ['none', 'empty', 'engine'] : ['engine', 'empty', 'none'];
    for (const watcher of order) {
      if (watcher === 'engine') marks = await production.switchOn();
      if (watcher === 'empty') await production.observeEmptily();
      for (let visit = 0; visit < LOOPS_PER_VISIT; visit++) {
        for (const loop of LOOPS) {
          const ms = await callInPage(production.page, 'timeChanges', loop, CHANGES);
          if (round > 0) samples[watcher][loop].push(ms);
          // All rest alike, so that none of them runs on a warmer processor.
          await callInPage(production.page, 'pause', REST_MS);
        }
      }
      if (watcher === 'engine') await production.switchOff();
      if (watcher === 'empty') await production.stopObserving();
    }
  }
  await production.close();
  return LOOPS.map((loop) => {
    const [none, empty, engine] = [samples.none[loop], samples.empty[loop], samples.engine[loop]];
    return makeFigure(browser.name, {
      name: `changes/${loop}`,
      about: `${CHANGES} times ${loop} on large-dense, in loops beside an empty MutationObserver`,
      unit: 'ratio',
      samples: ratiosOf(engine, empty),
      limit: LIMIT,
      parts: {
        noneMs: summarize(none),
        emptyMs: summarize(empty),
        engineMs: summarize(engine),
        toNoObserver: summarize(ratiosOf(engine, none)).median,
        emptyToNoObserver: summarize(ratiosOf(empty, none)).median,
        marks,
      },
    });
  });
}
