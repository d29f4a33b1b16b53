/**
 * Finds the longest term of an index that begins at a word: whole words, the capitals where they count, and
 * nothing around it that makes it part of something else. Which words are worth asking for is told by
 * `WordScan`; `RunSearch` does both over a page.
 */
import {
  addToHash,
  ASCII_FOLD,
  finishHash,
  foldWide,
  HASH_START,
  IGNORED,
  isApostrophe,
  isIgnoredCode,
  isWordCode,
} from './fold';
import { beginsTerm, childOf, fitsCase } from './index-lookup';
import { endOfWord, isHyphen, isSign, isSpace, readCase, startOfNextToken } from './tokens';
import { BUCKET_SHIFT, type WordIndex } from './word-index';

/*
 * Every table is read within the bounds that its index was built with, so a number is always there: the
 * assertions (!) below say so to the compiler, since asking again doubles the time of the innermost loops.
 */

/** A term in a text; offsets in UTF-16 code units. */
export interface FoundTerm {
  /** Number of the term in the index. */
  term: number;
  start: number;
  end: number;
}

/**
 * Prefixes that change what a word means: in "non-ambulatory" nothing is ambulatory. A word that stands
 * behind one of them and a hyphen is not found by itself.
 */
const CHANGING_PREFIXES = new Set(
  'non anti pre post sub semi pseudo para peri inter intra extra ex un de dis mis re co hyper hypo pan poly supra trans'.split(
    ' ',
  ),
);

/** Signs that make a word part of an address, a name in code or a tag. */
export const ADDRESS_SIGNS = new Set(['@', '_', '#', '\\'].map((sign) => sign.charCodeAt(0)));
const FULL_STOP = 0x2e;
const SLASH = 0x2f;
const COLON = 0x3a;
const SPACE = 0x20;
/** Behind a word these may go on as an address: `gout.org`, `gout://`. */
const PARTS_OF_ADDRESSES = new Set([FULL_STOP, COLON]);
const APOSTROPHE = 0x27;

/** No word of a term is longer, in UTF-16 code units. */
const LONGEST_WORD = 60;

/** What `findAt` answers where following text could make a term longer, or change its last word. */
export const OPEN = -1;
/** What follows a text is not known yet: everything at its end is open. */
export const UNKNOWN = -1;

/** Looks for terms at words of texts, with one index. */
export class TermFinder {
  /** The term that was found last, by number. */
  term = -1;
  /** Where the word ends that was asked for last. */
  wordEnd = 0;
  private readonly word = new WordReader();

  constructor(readonly index: WordIndex) {}

  /**
   * Looks for the longest term that begins at a word; `this.term` tells which it is.
   * @param start where the word starts
   * @param after code unit that follows the text, `UNKNOWN`, or NaN where nothing does
   * @returns where the term ends; 0 where none begins here; `OPEN` where that depends on what follows
   */
  findAt(text: string, start: number, after: number): number {
    const { rootNode, wordBase, firstEdge } = this.index;
    let word = this.findWord(text, start);
    this.wordEnd = this.word.end;
    if (!beginsTerm(this.index, word)) return 0;
    let node = rootNode[word]!;
    let base = wordBase[word]!;
    let inflected = base === word ? 0 : rootNode[base]!;
    let bestEnd = 0;
    for (;;) {
      const { end } = this.word;
      if (isOpenEnd(text, end, after)) return OPEN;
      const place = { text, start, end };
      if (this.endsTerm(place, node) || this.endsTerm(place, inflected)) bestEnd = end;
      if (node === 0 || firstEdge[node] === firstEdge[node + 1]) break;
      const next = startOfNextToken(text, end);
      if (next < 0) break;
      if (next === text.length) {
        if (canFollowGap(after)) return OPEN;
        break;
      }
      word = this.findWord(text, next);
      if (isOpenEnd(text, this.word.end, after)) return OPEN;
      if (word < 0) break;
      base = wordBase[word]!;
      inflected = base === word ? 0 : childOf(this.index, { node, word: base });
      node = childOf(this.index, { node, word });
      if (node === 0 && inflected === 0) break;
    }
    return bestEnd;
  }

  /**
   * True where a term may begin with the word that starts at the end of one text and goes on in the next.
   * @param head end of the first text, from where the word starts
   * @param tail the text that follows
   */
  beginsAcross(head: string, tail: string): boolean {
    const text = head + tail.slice(0, LONGEST_WORD);
    // A word that fills the tail may go on behind it: each letter can have an element of its own.
    return beginsTerm(this.index, this.findWord(text, 0)) || isOpenEnd(text, this.word.end, UNKNOWN);
  }

  /** Number of the word or sign that starts at an offset, or -1; `this.word` tells where it ends. */
  private findWord(text: string, start: number): number {
    this.word.read(text, start);
    return this.lookUpWord();
  }

  /** Number of the word that was just read, or -1. */
  private lookUpWord(): number {
    const { bucket, wordHash, wordStart, words } = this.index;
    const hash = finishHash(this.word.hash);
    const last = bucket[(hash >> BUCKET_SHIFT) + 1]!;
    for (let word = bucket[hash >> BUCKET_SHIFT]!; word < last; word++) {
      if (wordHash[word] !== hash) continue;
      if (this.word.isWritten(words, wordStart[word]!, wordStart[word + 1]!)) return word;
    }
    return -1;
  }

  /** Notes the term that ends at a node and is written as the text is, if its surroundings let it stand. */
  private endsTerm(place: TextPlace, node: number): boolean {
    const { text, start, end } = place;
    const { firstForm, formTerm, formCase } = this.index;
    const last = firstForm[node + 1]!;
    if (node === 0 || firstForm[node] === last || !standsAlone(place)) return false;
    for (let form = firstForm[node]!; form < last; form++) {
      const letterCase = formCase[form]!;
      if (letterCase !== 0 && !fitsCase(this.index, letterCase, readCase(text, start, end))) continue;
      this.term = formTerm[form]!;
      return true;
    }
    return false;
  }
}

/** True where what follows the text could change the word that ends at `end`: into "gouty" or "gout’s". */
export function isOpenEnd(text: string, end: number, after: number): boolean {
  const isApostropheLast = end === text.length - 1 && isApostrophe(text.charCodeAt(end));
  if (end < text.length && !isApostropheLast) return false;
  if (after === UNKNOWN) return true;
  if (Number.isNaN(after)) return false;
  if (isWordCode(after) || isIgnoredCode(after)) return true;
  // An address or a possessive may begin.
  return (
    !isApostropheLast && (isApostrophe(after) || ADDRESS_SIGNS.has(after) || PARTS_OF_ADDRESSES.has(after))
  );
}

/** True for what can stand in or behind the gap between two words of a term. */
function canFollowGap(code: number): boolean {
  if (code === UNKNOWN) return true;
  return isWordCode(code) || isIgnoredCode(code) || isSpace(code) || isHyphen(code) || isSign(code);
}

/** A stretch of a text. */
interface TextPlace {
  text: string;
  start: number;
  end: number;
}

/** Reads one word or sign: where it ends and its hash. One object serves all words of a page. */
class WordReader {
  end = 0;
  hash = 0;
  private text = '';
  private start = 0;

  read(text: string, start: number): void {
    this.text = text;
    this.start = start;
    let at = start;
    let hash = HASH_START;
    let code = text.charCodeAt(at);
    const { length } = text;
    // Plain letters are nearly all there is. Reading past the end would give NaN and make the loop slow.
    while (code < 128 && ASCII_FOLD[code]! !== 0) {
      hash = addToHash(hash, ASCII_FOLD[code]!);
      if (++at === length) break;
      code = text.charCodeAt(at);
    }
    this.end = at;
    this.hash = hash;
    const isPlain = code < 128 && code !== APOSTROPHE && !(code === FULL_STOP && at - start === 1);
    if (at === start || !(isPlain || at >= text.length)) this.readUnusual(text, start);
  }

  /** Reads signs, and words with apostrophes, full stops, or letters outside ASCII. */
  private readUnusual(text: string, start: number): void {
    const first = text.charCodeAt(start);
    if (isSign(first)) {
      this.end = start + 1;
      this.hash = addToHash(HASH_START, first);
      return;
    }
    this.end = endOfWord(text, start);
    let hash = HASH_START;
    for (let at = start; at < this.end; at++) {
      const code = text.charCodeAt(at);
      if (code < 128) {
        // Apostrophes and full stops within a word do not count.
        const folded = ASCII_FOLD[code]!;
        if (folded !== 0) hash = addToHash(hash, folded);
      } else {
        const folded = foldWide(code);
        if (folded === IGNORED) continue;
        for (let i = 0; i < folded.length; i++) hash = addToHash(hash, folded.charCodeAt(i));
      }
    }
    this.hash = hash;
  }

  /** True where the word just read is, folded, what `words` holds between two offsets. */
  isWritten(words: string, from: number, to: number): boolean {
    const { text, start, end } = this;
    let at = from;
    for (let i = start; i < end; i++) {
      const code = text.charCodeAt(i);
      if (code < 128) {
        const folded = ASCII_FOLD[code]! || (end - start === 1 ? code : 0);
        if (folded !== 0 && words.charCodeAt(at++) !== folded) return false;
      } else {
        const folded = foldWide(code);
        if (folded === IGNORED) continue;
        if (!words.startsWith(folded, at)) return false;
        at += folded.length;
      }
    }
    return at === to;
  }
}

/** False inside addresses, tags and names in code, and behind a prefix that changes the meaning. */
function standsAlone({ text, start, end }: TextPlace): boolean {
  const before = text.charCodeAt(start - 1);
  const after = text.charCodeAt(end);
  // By far most words stand between spaces.
  if (before === SPACE && after === SPACE) return true;
  if (ADDRESS_SIGNS.has(before) || ADDRESS_SIGNS.has(after)) return false;
  if (after === FULL_STOP && isWordCode(text.charCodeAt(end + 1))) return false;
  if (before === FULL_STOP && isWordCode(text.charCodeAt(start - 2))) return false;
  if (text.startsWith('://', end) || text.startsWith('://', start - 3)) return false;
  // "4/5" is a grade, but not in "4/5/2024".
  if (after === SLASH && isDigit(text.charCodeAt(end - 1)) && isDigit(text.charCodeAt(end + 1))) return false;
  if (before === SLASH && isDigit(text.charCodeAt(start)) && isDigit(text.charCodeAt(start - 2)))
    return false;
  return !(isHyphen(before) && CHANGING_PREFIXES.has(wordBefore(text, start - 1)));
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** The word that ends at `end`, in small letters. */
function wordBefore(text: string, end: number): string {
  let start = end;
  while (start > 0 && isWordCode(text.charCodeAt(start - 1))) start--;
  return text.slice(start, end).toLowerCase();
}
