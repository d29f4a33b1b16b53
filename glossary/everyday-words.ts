/**
 * Tells whether an everyday word (denies, guarded, negative) has its meaning of notes where it stands: a word
 * that goes with that meaning has to be in the same sentence. That the text is a note was asked before
 * (`ClinicalContext`).
 */
import type { Surroundings } from './senses';

/** UTF-16 code units looked at to each side: longer sentences say little of the word any more. */
const REACH = 100;
/** In a list of words: notes know one meaning only, whatever stands in the sentence. */
const ANYTHING = '*';
const SENTENCE_END = /[.!?;•\n](?=\s|$)/u;

/**
 * The first of the words that goes with the meaning; null where none does.
 * @param near beginnings of words, in small letters; `:` is a colon right behind the word, `*` anything
 */
export function cueOf(near: readonly string[], text: string, surroundings: Surroundings): string | null {
  if (near.includes(ANYTHING)) return ANYTHING;
  const after = surroundings.after(REACH);
  if (near.includes(':') && /^\s*:/u.test(after)) return ':';
  const before = surroundings.before(REACH).split(SENTENCE_END).at(-1) ?? '';
  const sentence = `${before} ${text} ${after.split(SENTENCE_END)[0] ?? ''}`.toLowerCase();
  const words = sentence.match(/[a-z]+/gu) ?? [];
  return near.find((beginning) => words.some((word) => word.startsWith(beginning))) ?? null;
}
