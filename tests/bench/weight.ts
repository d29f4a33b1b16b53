/** How much code a frame gets. */
import { statSync } from 'node:fs';
import path from 'node:path';
import { buildFolder } from '../../scripts/extension-browser';
import type { BenchBrowser } from './bench-browser';
import { makeFigure, type Figure } from './figure';

const BYTES_PER_KB = 1000;
const BOOTSTRAP = 'content-scripts/content.js';
const ENGINE = 'engine.js';
const STYLES = 'assets/marks.css';
const CARD = 'card.js';

export function measureWeight(browser: BenchBrowser): Promise<Figure[]> {
  const folder = buildFolder(browser.name);
  const size = (file: string): number => statSync(path.join(folder, file)).size / BYTES_PER_KB;
  const [bootstrap, engine, styles, card] = [size(BOOTSTRAP), size(ENGINE), size(STYLES), size(CARD)];
  return Promise.resolve([
    makeFigure(browser.name, {
      name: 'weight/bootstrap',
      about: 'Script that every frame gets',
      unit: 'kB',
      samples: [bootstrap],
      limit: { most: 15 },
      isExact: true,
    }),
    makeFigure(browser.name, {
      name: 'weight/marked-frame',
      about: 'All code of a frame with marks, without the index',
      unit: 'kB',
      samples: [bootstrap + engine + styles],
      limit: { most: 90 },
      isExact: true,
      parts: { bootstrap, engine, styles },
    }),
    makeFigure(browser.name, {
      name: 'weight/open-card',
      about: 'All code of a frame that has drawn a card, without the index',
      unit: 'kB',
      samples: [bootstrap + engine + styles + card],
      isExact: true,
      parts: { bootstrap, engine, styles, card },
    }),
  ]);
}
