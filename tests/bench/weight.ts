/** How much code a frame gets. */
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildFolder } from '../../scripts/extension-browser';
import { WORD_INDEX_FILE } from '../../shared/glossary-paths';
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
  const baseline = {
    what: 'all code of a frame that has drawn a card',
    value: bootstrap + engine + styles + card,
  };
  const packed = gzipSync(readFileSync(path.join(folder, WORD_INDEX_FILE)), { level: 9 });
  return Promise.resolve([
    makeFigure(browser.name, {
      name: 'weight/word-index',
      about: 'The index of all words in the package, gzipped',
      unit: 'kB',
      samples: [packed.length / BYTES_PER_KB],
      limit: { most: 60 },
      isExact: true,
      baseline: { what: 'the same index, not gzipped', value: size(WORD_INDEX_FILE) },
    }),
    makeFigure(browser.name, {
      name: 'weight/bootstrap',
      about: 'Script that every frame gets',
      unit: 'kB',
      samples: [bootstrap],
      limit: { most: 15 },
      isExact: true,
      baseline,
    }),
    makeFigure(browser.name, {
      name: 'weight/marked-frame',
      about: 'All code of a frame with marks, without the index',
      unit: 'kB',
      samples: [bootstrap + engine + styles],
      limit: { most: 90 },
      isExact: true,
      baseline,
      parts: { bootstrap, engine, styles },
    }),
    makeFigure(browser.name, {
      name: 'weight/open-card',
      about: 'All code of a frame that has drawn a card, without the index',
      unit: 'kB',
      samples: [bootstrap + engine + styles + card],
      isExact: true,
      baseline,
      parts: { bootstrap, engine, styles, card },
    }),
  ]);
}
