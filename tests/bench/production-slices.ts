/** The longest stretch of script while the production build marks a page, by Chromium's own record. */
import type { BenchBrowser } from './bench-browser';
import { makeFigure, type Figure } from './figure';
import { callInPage } from './page-bundle';
import { ProductionPage } from './production-page';
import { recordScript } from './trace';

const ENGINE = 'engine.js';
/** Long enough for marking a page of 1 MB on a processor that is slowed down four times. */
const WATCH_MS = 12_000;

export async function measureProductionSlices(browser: BenchBrowser): Promise<Figure[]> {
  if (browser.name !== 'chromium') return [];
  const production = await ProductionPage.open(browser, 'large-dense');
  const { page } = production;
  // The engine comes with the first switching on; what is measured is its work, not its arrival.
  await production.switchOn();
  await production.switchOff();
  const figures: Figure[] = [];
  for (const slowdown of [1, 4]) {
    await page.emulateCPUThrottling(slowdown);
    const longest: number[] = [];
    for (let round = 0; round < browser.effort.slowRounds; round++) {
      const stretches = await recordScript(page, ENGINE, async () => {
        await production.beginSwitchOn();
        // The page sleeps meanwhile, so that all script is the extension's.
        await new Promise((resolve) => {
          setTimeout(resolve, WATCH_MS);
        });
      });
      if (stretches.length > 0) longest.push(Math.max(...stretches.map(({ ms }) => ms)));
      await production.waitUntilMarked();
      await production.switchOff();
      await callInPage(page, 'collectGarbage');
    }
    figures.push(
      makeFigure(browser.name, {
        name: `slice-production/large-dense${slowdown > 1 ? '-slowed' : ''}`,
        about: `Longest stretch of script while the production build marks large-dense${slowdown > 1 ? `, processor slowed ${slowdown} times` : ''}`,
        unit: 'ms',
        samples: longest,
        limit: { most: 8 },
        parts: { worst: Math.max(...longest) },
      }),
    );
  }
  await page.emulateCPUThrottling(1);
  await production.close();
  return figures;
}
