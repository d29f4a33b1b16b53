/** Where the compiled glossary lies in the extension's package; the build writes it, the extension reads it. */

/** The packed word index; the background makes of it what frames get (docs/decisions/0001-word-index-by-message.md). */
export const WORD_INDEX_FILE = 'glossary/word-index.bin';

/** Everything that search and topic lists need, for one language. */
export function catalogueFile(language: string): string {
  return `glossary/${language}/catalogue.json`;
}

/** One entry: a file each, so that explaining one word reads one word, also when the worker just woke. */
export function entryFile(language: string, id: string): string {
  return `glossary/${language}/entries/${id}.json`;
}
