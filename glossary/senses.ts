/**
 * Decides what a found term means where it stands. Until meaning in context is built there is little to
 * decide with: a term with one meaning is sure, one with several is ambiguous and shows them all; names and
 * ordinary words in capitals are told apart from terms. It is a step of its own, fed with a match and what
 * surrounds it, so that it can be repeated whenever more is known.
 */
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

/** What may stand between a sentence's or label's start and a word with a capital. */
const SENTENCE_START = /(?:^|[.!?:;•·–—\n\t|/]|[-*]\s|\d\))[\s"“‘'([*\-•]*$/u;
const TITLE_BEFORE = /\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sir|Judge|Nurse)\.?\s*$/u;
/** Characters looked at for sentence starts and capitals around a word; a few words on each side. */
const NEAR = 40;

/**
 * Resolves a match to its meaning.
 * @param text the match as it is written
 * @returns null where the word is not meant as the term: a name, or an English word in capitals
 */
export function resolveMeaning(term: Term, text: string, surroundings: Surroundings): Meaning | null {
  if (term.isAlsoName && isLikelyName(text, surroundings)) return null;
  if (term.isAlsoWord && isMeantAsWord(text, surroundings)) return null;
  let meaning = plainMeanings.get(term);
  if (!meaning) plainMeanings.set(term, (meaning = plainMeaningOf(term)));
  return meaning;
}

/** Meanings that nothing in the text decided, one for all places where a term stands. */
const plainMeanings = new WeakMap<Term, Meaning>();

function plainMeaningOf({ entries }: Term): Meaning {
  return { entries, certainty: entries.length === 1 ? 'sure' : 'ambiguous', cues: [] };
}

function isLikelyName(text: string, surroundings: Surroundings): boolean {
  if (!/^\p{Lu}\p{Ll}/u.test(text) || surroundings.isInHeading()) return false;
  const before = surroundings.before(NEAR);
  if (TITLE_BEFORE.test(before)) return true;
  if (SENTENCE_START.test(before)) return /^[’']?\s+\p{Lu}\p{Ll}+\s/u.test(surroundings.after(NEAR));
  // A capital within a sentence: "John Walker" is likelier than a walker that somebody capitalised, and a
  // missing mark is better than a wrong one.
  return true;
}

/** "U.S." is the country and "P.C." a kind of company; else full stops tell an abbreviation from a word ("b.i.d."). */
const TWO_CAPITALS = /^\p{Lu}\.\s?\p{Lu}\.?$/u;

function isMeantAsWord(text: string, surroundings: Surroundings): boolean {
  return text.includes('.') ? TWO_CAPITALS.test(text) : isAmongCapitals(surroundings);
}

/** True where the words on both sides are all capitals, so that capitals say nothing about this one. */
function isAmongCapitals(surroundings: Surroundings): boolean {
  const words = [
    ...(surroundings.before(NEAR).match(/\p{L}{2,}/gu) ?? []).slice(-2),
    ...(surroundings.after(NEAR).match(/\p{L}{2,}/gu) ?? []).slice(0, 2),
  ];
  const capitals = words.filter((word) => word === word.toUpperCase());
  return (
    words.length > 0 && capitals.length >= Math.min(2, words.length) && capitals.length * 2 > words.length
  );
}
