/**
 * The index that the finder searches: every word of every term once, by hash, and a trie of the terms over
 * those words, all in typed arrays. `word-index-builder` makes one of terms, `encoded-word-index` writes it as
 * text and reads it back.
 */

/** What is known of a term where it is found. */
export interface Term {
  /** Ids of the entries it can stand for, as its author ordered them; never empty. */
  entries: readonly string[];
  isAbbreviation: boolean;
  /** False for what is known but not marked by itself (everyday words, single letters, level 1). */
  isMarked: boolean;
  /** Where it stands, the text is likely about health; everyday words prove nothing. */
  isEvidence: boolean;
  /** Capitalised it is often a name. */
  isAlsoName: boolean;
  /** In capitals it is an ordinary English word too. */
  isAlsoWord: boolean;
  /** Few texts but notes hold it: a phrase of notes. */
  isOfNotes?: boolean;
  /** An everyday word that misleads: it is shown only where one of these stands in its sentence. */
  near?: readonly string[];
}

/** One way to write a term. */
export interface TermForm {
  text: string;
  /** `any`: capitals make no difference. `exact`: they must stand as written here. */
  letterCase: 'any' | 'exact';
  /** Make plural, singular and British spelling too. */
  inflect: boolean;
}

export interface TermSource {
  term: Term;
  forms: readonly TermForm[];
}

/** Longest form in UTF-16 code units. Real terms stay under 80; a longer one is a mistake or an attack. */
export const MAX_FORM_LENGTH = 200;

/** More than a form has letters, and one bit: `b.i.d.` is found where it is written so, the word "bid" is not. */
export const LETTERS_APART = 0x100;

/** Table sizes are 16-bit numbers. */
export const MAX_TABLE_LENGTH = 0xffff;

/** Names the term that cannot be put into an index, and why. */
export class TermError extends Error {
  override name = 'TermError';
}

/** What to say of a word list that cannot be read. */
export function damage(what: string): TermError {
  return new TermError(`The word list is damaged: ${what}. Install the extension again.`);
}

/** The terms of an index by number. */
export interface TermList {
  readonly length: number;
  at(number: number): Term | undefined;
}

export interface WordIndex {
  terms: TermList;
  /** All words, one after the other, ordered by hash. */
  words: string;
  /** Word i is `words` from `wordStart[i]` to `wordStart[i + 1]`. */
  wordStart: Uint32Array;
  wordHash: Uint16Array;
  /** The word this one is an inflection of; itself where it is none. */
  wordBase: Uint16Array;
  /** Words whose hash has the upper 12 bits b stand from `bucket[b]` to `bucket[b + 1]`. */
  bucket: Uint16Array;
  /** One bit for each hash that a first word of a term has. */
  firstWordBits: Uint32Array;
  /** Three bits for each word that is a term by itself (`bitsOfWord`). */
  loneWordBits: Uint32Array;
  /** Three bits for each two words with which a longer term begins (`bitsOfPair`). */
  pairBits: Uint32Array;
  /** Trie node reached from the root by a word; 0 where no term begins with it. */
  rootNode: Uint16Array;
  /** Edges of node n stand from `firstEdge[n]` to `firstEdge[n + 1]`. */
  firstEdge: Uint16Array;
  edgeWord: Uint16Array;
  edgeNode: Uint16Array;
  /** Forms that end at node n stand from `firstForm[n]` to `firstForm[n + 1]`. */
  firstForm: Uint16Array;
  formTerm: Uint16Array;
  /** 0: capitals make no difference; else 1 + place in `caseLetters` and `caseCapitals`. */
  formCase: Uint16Array;
  /** Letters of such a form, and `LETTERS_APART` where full stops have to stand between them. */
  caseLetters: Uint16Array;
  caseCapitals: Uint32Array;
}

/** Bits by which a hash is shifted to its bucket: 4,096 buckets of one or two words at 5,000 terms. */
export const BUCKET_SHIFT = 4;
/** Hashes are 16-bit numbers. */
export const HASHES = 0x10000;
export const BUCKETS = HASHES >> BUCKET_SHIFT;
