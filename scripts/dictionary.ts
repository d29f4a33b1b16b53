/** The dictionary of American English that the glossary's texts are held against. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import nspell from 'nspell';
import type { Dictionary } from '../glossary/check-spelling';

/**
 * Reads the dictionary, which takes about a third of a second.
 * @param packages folder of the installed packages
 * @param knownWords words that are right though no dictionary has them
 */
export function readDictionary(packages: string, knownWords: readonly string[]): Dictionary {
  // The package hands its files over by a promise; the build needs them at once.
  const read = (name: string): Buffer => readFileSync(path.join(packages, 'dictionary-en', name));
  const speller = nspell(read('index.aff'), read('index.dic'));
  for (const word of knownWords) speller.add(word);
  return {
    holds: (word) => speller.correct(word),
    suggest: (word) => speller.suggest(word),
  };
}
