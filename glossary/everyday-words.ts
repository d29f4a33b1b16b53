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
 * What in its sentence goes with the meaning, as a person can read it there: a word, or the word itself with its
 * colon; nothing where nothing is asked for. Null where the meaning is not sure.
 * @param near beginnings of words, in small letters; `:` is a colon right behind the word, `*` anything
 */
export function cuesOf(near: readonly string[], text: string, surroundings: Surroundings): string[] | null {
  if (near.includes(ANYTHING)) return [];
  const after = surroundings.after(REACH);
  if (near.includes(':') && /^\s*:/u.test(after)) return [`${text}:`];
  const before = surroundings.before(REACH).split(SENTENCE_END).at(-1) ?? '';
  const sentence = `${before} ${text} ${after.split(SENTENCE_END)[0] ?? ''}`.toLowerCase();
  const words = sentence.match(/[a-z]+/gu) ?? [];
  for (const beginning of near) {
    const cue = words.find((word) => word.startsWith(beginning));
    if (cue !== undefined) return [cue];
  }
  return null;
}
