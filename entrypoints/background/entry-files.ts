/** Reads single entries out of the extension's package. */
import browser from 'webextension-polyfill';
import * as v from 'valibot';
import { Entry, SOURCE_LANGUAGE } from '../../glossary/schema';
import { entryFile } from '../../shared/glossary-paths';
import type { EntriesAnswer } from '../../shared/messages';

/** Reads the entries of these ids, each from its own small file; unknown ids are named. */
export async function readEntries(ids: readonly string[]): Promise<EntriesAnswer> {
  const read = await Promise.all(ids.map(readEntry));
  return {
    entries: read.filter((entry) => entry !== null),
    unknown: ids.filter((_, i) => read[i] === null),
  };
}

async function readEntry(id: string): Promise<Entry | null> {
  try {
    const response = await fetch(browser.runtime.getURL(entryFile(SOURCE_LANGUAGE, id)));
    return v.parse(Entry, await response.json());
  } catch {
    return null;
  }
}
