/**
 * Decides what a found term means where it stands. Until meaning in context is built there is little to
 * decide with: a term with one meaning is sure, one with several is ambiguous and shows them all. It is a step of
 * its own, fed with a match and what surrounds it, so that it can be repeated whenever more is known.
 */
import { isLookAlike } from './look-alike';
import type { Term } from './word-index';

export type Certainty = 'sure' | 'likely' | 'ambiguous';

export interface Meaning {
  /** Ids of the entries it can stand for, likeliest first; never empty. */
  entries: readonly string[];
  certainty: Certainty;
  /** What in the text decided it, in words a person can read. */
  cues: readonly string[];
}

/** The text around a match, as far as a decision asks for it. */
export interface Surroundings {
  /** Up to `length` UTF-16 code units before the match, within its block. */
  before(length: number): string;
  /** Up to `length` UTF-16 code units after it, within its block. */
  after(length: number): string;
  /** The text of the nearest heading above the match, or `''`. */
  heading(): string;
  /** The match stands in a heading itself, where words are capitalised for looks. */
  isInHeading(): boolean;
}

/**
 * Resolves a match to its meaning.
 * @param text the match as it is written
 * @returns null where the word is not meant as the term (see `isLookAlike`)
 */
export function resolveMeaning(term: Term, text: string, surroundings: Surroundings): Meaning | null {
  if (isLookAlike(term, text, surroundings)) return null;
  let meaning = plainMeanings.get(term);
  if (!meaning) plainMeanings.set(term, (meaning = plainMeaningOf(term)));
  return meaning;
}

/** Meanings that nothing in the text decided, one for all places where a term stands. */
const plainMeanings = new WeakMap<Term, Meaning>();

function plainMeaningOf({ entries }: Term): Meaning {
  return { entries, certainty: entries.length === 1 ? 'sure' : 'ambiguous', cues: [] };
}
