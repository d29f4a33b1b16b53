/** Writes the bench's pages into a folder and serves them. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../scripts/extension-browser';
import { serveFolder, type LocalServer } from '../../scripts/local-server';
import { bundleScript } from './page-bundle';
import { LIVE_HEAD, makeTexts, writePage, type Density, type PageWords } from './pages';

const FOLDER = path.join(ROOT, 'test-results', 'bench');

/** Frames without text on the page of empty frames. */
export const EMPTY_FRAMES = 20;

interface PageKind {
  /** Length of its text in UTF-16 code units. */
  characters: number;
  density: Density;
  head?: string;
}

const PAGES = {
  // Small enough that mark.js comes to an end.
  tiny: { characters: 5_000, density: 'dense' },
  'small-dense': { characters: 50_000, density: 'dense' },
  'small-sparse': { characters: 50_000, density: 'sparse' },
  // 3,000 text nodes.
  middle: { characters: 99_500, density: 'dense' },
  live: { characters: 99_500, density: 'dense', head: LIVE_HEAD },
  // 30,000 text nodes and a few more.
  'large-dense': { characters: 1_000_000, density: 'dense' },
  'large-sparse': { characters: 1_000_000, density: 'sparse' },
  'huge-dense': { characters: 10_000_000, density: 'dense' },
} satisfies Record<string, PageKind>;

/** Pages whose text an app in this framework writes: 3,000 text nodes. */
const APPS = { react: 'react.js', vue: 'vue.ts' };
const TEXTS_PER_APP = 3000;

export type PageName = keyof typeof PAGES | keyof typeof APPS | 'empty-frames';

export interface BenchPages {
  addressOf(page: PageName): string;
  close(): Promise<void>;
}

/** Writes every page and serves them from this machine. */
export async function serveBenchPages(words: PageWords, withHugePage: boolean): Promise<BenchPages> {
  mkdirSync(FOLDER, { recursive: true });
  for (const [name, kind] of Object.entries(PAGES)) {
    if (name === 'huge-dense' && !withHugePage) continue;
    writeFileSync(path.join(FOLDER, `${name}.html`), writePage({ words, ...kind }));
  }
  writeFileSync(
    path.join(FOLDER, 'empty-frames.html'),
    `<!doctype html>\n<title>Frames</title>\n${'<iframe srcdoc="<div></div>" width="300" height="60"></iframe>\n'.repeat(EMPTY_FRAMES)}`,
  );
  for (const [name, file] of Object.entries(APPS)) {
    const script = await bundleScript(path.join('tests', 'bench', 'apps', file), 'app');
    writeFileSync(path.join(FOLDER, `${name}.js`), script);
    const texts = JSON.stringify(makeTexts(words, TEXTS_PER_APP)).replaceAll('<', '\\u003c');
    writeFileSync(
      path.join(FOLDER, `${name}.html`),
      `<!doctype html>\n<html lang="en"><meta charset="utf-8"><title>List in ${name}</title>\n<main></main>\n<script type="application/json" id="texts">${texts}</script>\n<script src="${name}.js"></script>`,
    );
  }
  const server: LocalServer = await serveFolder(FOLDER);
  return { addressOf: (page) => server.addressOf(`${page}.html`), close: () => server.close() };
}
