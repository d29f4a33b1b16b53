/** Reads the compiled glossary out of the extension's package: one entry, or the index of all words. */
import browser from 'webextension-polyfill';
import * as v from 'valibot';
import { unpackWordIndex } from '../../glossary/packed-word-index';
import { Entry, SOURCE_LANGUAGE } from '../../glossary/schema';
import { entryFile, WORD_INDEX_FILE } from '../../shared/glossary-paths';
import type { EntriesAnswer, WordIndexAnswer } from '../../shared/messages';

/** Reads the entries of these ids, each from its own small file; unknown ids are named. */
export async function readEntries(ids: readonly string[]): Promise<EntriesAnswer> {
  const read = await Promise.all(ids.map(readEntry));
  return {
    entries: read.filter((entry) => entry !== null),
    unknown: ids.filter((_, i) => read[i] === null),
  };
}

let wordIndex: Promise<WordIndexAnswer> | undefined;

/**
 * The index as it is handed to frames; made once for as long as the background stays awake.
 * @throws {TermError} where the package is damaged
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
  const response = await fetch(browser.runtime.getURL(WORD_INDEX_FILE));
  return unpackWordIndex(await response.arrayBuffer());
}

async function readEntry(id: string): Promise<Entry | null> {
  try {
    const response = await fetch(browser.runtime.getURL(entryFile(SOURCE_LANGUAGE, id)));
    return v.parse(Entry, await response.json());
  } catch {
    return null;
  }
}
