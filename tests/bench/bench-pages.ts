/** Writes the bench's pages into a folder and serves them. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../scripts/extension-browser';
import { serveFolder, type LocalServer } from '../../scripts/local-server';
import { LIVE_HEAD, writePage, type Density, type PageWords } from './pages';

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
  middle: { characters: 82_000, density: 'dense' },
  live: { characters: 82_000, density: 'dense', head: LIVE_HEAD },
  // 30,000 text nodes and a few more.
  'large-dense': { characters: 1_000_000, density: 'dense' },
  'large-sparse': { characters: 1_000_000, density: 'sparse' },
  'huge-dense': { characters: 10_000_000, density: 'dense' },
} satisfies Record<string, PageKind>;

export type PageName = keyof typeof PAGES | 'empty-frames';

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
  const server: LocalServer = await serveFolder(FOLDER);
  return { addressOf: (page) => server.addressOf(`${page}.html`), close: () => server.close() };
}
