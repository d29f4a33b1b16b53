/** What a frame without text pays at its start. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { buildFolder } from '../../scripts/extension-browser';
import type { BenchBrowser } from './bench-browser';
import { EMPTY_FRAMES } from './bench-pages';
import { makeFigure, type Figure, type Limit } from './figure';
import { callInPage } from './page-bundle';
import { recordScript } from './trace';

const LIMIT: Limit = { most: 2 };
const BOOTSTRAP = 'content-scripts/content.js';

export async function measureEmptyFrames(browser: BenchBrowser): Promise<Figure[]> {
  const figures = [await measureAlone(browser)];
  if (browser.name === 'chromium') figures.unshift(await measureInProduction(browser));
  return figures;
}

/** By Chromium's own record: the page has no script of its own, so all script is the extension's. */
async function measureInProduction(browser: BenchBrowser): Promise<Figure> {
  await browser.installExtension();
  const samples: number[] = [];
  for (let round = 0; round < browser.effort.slowRounds; round++) {
    const page = await browser.browser.newPage();
    await page.bringToFront();
    const stretches = await recordScript(page, BOOTSTRAP, async () => {
      await page.goto(browser.material.pages.addressOf('empty-frames'), { waitUntil: 'load' });
      // Content scripts of frames come when their documents are idle.
      await new Promise((resolve) => {
        setTimeout(resolve, 500);
      });
    });
    await page.close();
    const total = stretches.reduce((sum, { ms }) => sum + ms, 0);
    // The page around the empty frames is empty, too.
    samples.push(total / (EMPTY_FRAMES + 1));
  }
  return makeFigure(browser.name, {
    name: 'empty-frame/production',
    about: 'Script that the production build runs when an empty frame starts, by the browser’s own record',
    unit: 'ms',
    samples,
    limit: LIMIT,
  });
}

/** By the page's clock, compiling included: the same script in frames of the page's own world. */
async function measureAlone(browser: BenchBrowser): Promise<Figure> {
  const page = await browser.open('empty-frames');
  const source = readFileSync(path.join(buildFolder(browser.name), BOOTSTRAP), 'utf8');
  const samples = await callInPage(page, 'timeBootstrap', source, EMPTY_FRAMES);
  await page.close();
  return makeFigure(browser.name, {
    name: 'empty-frame/alone',
    about: 'Compiling and running the small script in an empty frame of the page’s own world',
    unit: 'ms',
    samples,
    limit: LIMIT,
  });
}
