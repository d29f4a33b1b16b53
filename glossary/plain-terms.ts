/**
 * Finds terms that stand in plain text: ASCII words with a single space, hyphen or line break between them,
 * all in one part of a text and parted from what is around it. That is how nearly all terms are written, and
 * it is told by codes and hashes alone. Whatever else stands there is left to `TermFinder`.
 */
import { finishHash } from './fold';
import { beginsTerm, childOf, fitsCase, hasBit } from './index-lookup';
import { CAPITALS_TOLD, type LetterCase } from './tokens';
import { CODE_FOLD, WIDE, type WindowWords } from './window-words';
import { BUCKET_SHIFT, type WordIndex } from './word-index';

/** What `find` answers where the text itself has to be asked. */
export const UNSURE = -1;

/** What the code behind a word tells, where it tells something: another word can follow, */
const GAP = 1;
/** no term goes on over it and no word, */
const CLOSING = 2;
/** or the same, unless `.` or `:` is part of an address. */
const POINT = 3;
const SLASH = 0x2f;

const FOLLOWING: Uint8Array = new Uint8Array(WIDE + 1);
for (const sign of ' -\n') FOLLOWING[sign.charCodeAt(0)] = GAP;
for (const sign of ',;!?()[]{}"<>=*|$%^~`') FOLLOWING[sign.charCodeAt(0)] = CLOSING;
for (const sign of '.:') FOLLOWING[sign.charCodeAt(0)] = POINT;

/** 1 for the codes before which a word begins that no sign ties to what is before. */
const PARTING: Uint8Array = Uint8Array.from(FOLLOWING, (kind) => (kind === CLOSING ? 1 : 0));
for (const space of ' \t\n\v\f\r') PARTING[space.charCodeAt(0)] = 1;

/** True for signs that part words and are part of nothing: no address, no possessive, no term goes on over them. */
export function isClosing(code: number): boolean {
  return FOLLOWING[code] === CLOSING;
}

/** True for what another word of a term can follow: white space and hyphens. */
export function isGap(code: number): boolean {
  return FOLLOWING[code] === GAP || (PARTING[code] === 1 && FOLLOWING[code] !== CLOSING);
}

/** True for signs that end a sentence or stand within an address. */
export function isPoint(code: number): boolean {
  return FOLLOWING[code] === POINT;
}

/** True for closing signs and for white space. */
export function isParting(code: number): boolean {
  return PARTING[code] === 1;
}

/*
 * Tables are read within their bounds, so a number is always there: the assertions (!) below say so to the
 * compiler, since asking again would cost more than the reading.
 */

/** Looks for terms in the words of one window after another. Places count from the window's start. */
export class PlainTerms {
  /** Number of the term that was found last. */
  term = -1;
  /** Where the part of the text ends that is searched. Kept here: handed over with each word, it cost as much as the search. */
  partEnd = 0;
  /** Where plain text ends: at the window's end or at the next character outside ASCII. */
  plainEnd = 0;

  constructor(
    private readonly index: WordIndex,
    private readonly words: WindowWords,
  ) {}

  /**
   * Looks for the longest term that begins at a plain word which nothing ties to what is before it.
   * @param first the word's number in the window
   * @param begin the place where it begins
   * @returns where the term ends; 0 where none begins here; `UNSURE` where that cannot be told
   */
  find(first: number, begin: number): number {
    const { hashes, ends } = this.words;
    const { rootNode, wordBase, firstEdge } = this.index;
    let end = ends[first]!;
    let word = this.lookUp(hashes[first]!, begin, end);
    if (word < 0) return 0;
    let node = rootNode[word]!;
    let inflected = wordBase[word] === word ? 0 : rootNode[wordBase[word]!]!;
    let longest = 0;
    let following = this.readFollowing(end);
    for (let next = first + 1; node !== 0 || inflected !== 0; next++) {
      if (following === UNSURE) return UNSURE;
      if (this.endsTerm(node, begin, end) || this.endsTerm(inflected, begin, end)) longest = end;
      if (following === CLOSING || firstEdge[node] === firstEdge[node + 1]) break;
      const start = end + 1;
      if (start >= this.partEnd || CODE_FOLD[this.words.codes[start]!] === 0) return UNSURE;
      end = ends[next]!;
      following = this.readFollowing(end);
      // What follows a word can be part of it.
      if (following === UNSURE) return UNSURE;
      word = this.lookUp(hashes[next]!, start, end);
      if (word < 0) break;
      const base = wordBase[word]!;
      inflected = base === word ? 0 : childOf(this.index, { node, word: base });
      node = childOf(this.index, { node, word });
    }
    return longest;
  }

  /**
   * Looks whether a plain word is a term by itself, where neither what is before it nor what follows belongs to it.
   * @param number of the word in the window
   * @param begin the place where it begins
   * @returns where the term ends; 0 where it is none
   */
  findAlone(number: number, begin: number): number {
    const { hashes, ends } = this.words;
    const { rootNode, wordBase } = this.index;
    const end = ends[number]!;
    const word = this.lookUp(hashes[number]!, begin, end);
    if (word < 0) return 0;
    const base = wordBase[word]!;
    const isTerm =
      this.endsTerm(rootNode[word]!, begin, end) ||
      (base !== word && this.endsTerm(rootNode[base]!, begin, end));
    return isTerm ? end : 0;
  }

  /**
   * True where a term begins with the letters between two places, which are plain.
   * @param hash theirs, not finished
   */
  startsTerm(hash: number, begin: number, end: number): boolean {
    if (!hasBit(this.index.firstWordBits, finishHash(hash))) return false;
    return beginsTerm(this.index, this.lookUp(hash, begin, end));
  }

  /** Whether another word can follow the one that ends here: `GAP`, `CLOSING` or `UNSURE`. */
  private readFollowing(end: number): number {
    const { partEnd, plainEnd } = this;
    const { codes } = this.words;
    if (end > partEnd || end >= plainEnd) return UNSURE;
    const kind = FOLLOWING[codes[end]!]!;
    if (kind === CLOSING) return CLOSING;
    const at = end + 1;
    if (kind === GAP) return at < partEnd && isClosing(codes[at]!) ? CLOSING : GAP;
    if (kind !== POINT) return UNSURE;
    // A point that ends the part ends a sentence, whatever the next part begins with.
    if (at === partEnd) return CLOSING;
    return at < plainEnd && CODE_FOLD[codes[at]!] === 0 && codes[at] !== SLASH ? CLOSING : UNSURE;
  }

  private endsTerm(node: number, begin: number, end: number): boolean {
    if (node === 0) return false;
    const { firstForm, formTerm, formCase } = this.index;
    const last = firstForm[node + 1]!;
    for (let form = firstForm[node]!; form < last; form++) {
      const letterCase = formCase[form]!;
      if (letterCase !== 0 && !fitsCase(this.index, letterCase, this.readCase(begin, end))) continue;
      this.term = formTerm[form]!;
      return true;
    }
    return false;
  }

  /** How the letters between two places are written; no full stop stands between plain ones. */
  private readCase(begin: number, end: number): LetterCase {
    const { codes } = this.words;
    let letters = 0;
    let capitals = 0;
    for (let at = begin; at < end; at++) {
      const code = codes[at]!;
      const folded = CODE_FOLD[code]!;
      if (folded === 0) continue;
      if (folded !== code && letters < CAPITALS_TOLD) capitals |= 1 << letters;
      letters++;
    }
    return { letters, capitals: capitals >>> 0, isApart: false };
  }

  /** Number of the word between two places in the index, or -1, by its hash, which is not finished yet. */
  private lookUp(unfinished: number, begin: number, end: number): number {
    const { codes } = this.words;
    const { bucket, wordHash, wordStart, words } = this.index;
    const hash = finishHash(unfinished);
    const last = bucket[(hash >> BUCKET_SHIFT) + 1]!;
    for (let word = bucket[hash >> BUCKET_SHIFT]!; word < last; word++) {
      const from = wordStart[word]!;
      if (wordHash[word] !== hash || wordStart[word + 1]! - from !== end - begin) continue;
      let at = begin;
      while (at < end && CODE_FOLD[codes[at]!] === words.charCodeAt(from + at - begin)) at++;
      if (at === end) return word;
    }
    return -1;
  }
}
