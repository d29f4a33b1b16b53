/** Reads the compiled glossary out of the extension's package: one entry, or the index of all words. */
import browser from 'webextension-polyfill';
import * as v from 'valibot';
import { unpackWordIndex } from '../../glossary/packed-word-index';
import { Catalogue, Entry, SOURCE_LANGUAGE } from '../../glossary/schema';
import { catalogueFile, entryFile, WORD_INDEX_FILE } from '../../shared/glossary-paths';
import type { EntriesAnswer, WordIndexAnswer } from '../../shared/messages';

/**
 * Reads the entries of these ids, each from its own small file; ids that the glossary does not know are named.
 * Rejects where a file cannot be read or holds no entry.
 */
export async function readEntries(ids: readonly string[]): Promise<EntriesAnswer> {
  const read = await Promise.all(ids.map(readEntry));
  return {
    entries: read.filter((entry) => entry !== null),
    unknown: ids.filter((_, i) => read[i] === null),
  };
}

let wordIndex: Promise<WordIndexAnswer> | undefined;

/**
 * The index as it is handed to frames; made once for as long as the background stays awake. Rejects where the
 * package cannot be read, with a `TermError` where it is damaged; the next call then tries anew.
 */
export function readWordIndex(): Promise<WordIndexAnswer> {
  wordIndex ??= unpackFromPackage().catch((error: unknown) => {
    // Whoever asks next may have more luck than this one.
    wordIndex = undefined;
    throw error;
  });
  return wordIndex;
}

async function unpackFromPackage(): Promise<WordIndexAnswer> {
  const file = await readFile(WORD_INDEX_FILE);
  return unpackWordIndex(await file.arrayBuffer());
}

async function readEntry(id: string): Promise<Entry | null> {
  let file: Response;
  try {
    file = await readFile(entryFile(SOURCE_LANGUAGE, id));
  } catch (error) {
    // Browsers give the same error for a file that is not there and for one that cannot be read.
    if (await isKnown(id)) throw error;
    return null;
  }
  return v.parse(Entry, await file.json());
}

/** Whether the glossary of this package has such an entry. */
async function isKnown(id: string): Promise<boolean> {
  const file = await readFile(catalogueFile(SOURCE_LANGUAGE));
  return v.parse(Catalogue, await file.json()).lines.some((line) => line.id === id);
}

async function readFile(path: string): Promise<Response> {
  const response = await fetch(browser.runtime.getURL(`/${path}`));
  if (!response.ok) throw new Error(`${path} cannot be read (${response.status}).`);
  return response;
}
