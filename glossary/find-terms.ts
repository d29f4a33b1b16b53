/**
 * Finds the terms of an index in a text: longest match, whole words. One pass over the characters, hashing
 * each word as it goes; only a word whose hash some term begins with is looked at again.
 */
import {
  addToHash,
  ASCII_FOLD,
  finishHash,
  foldWide,
  HASH_START,
  hashWord,
  isApostrophe,
  isWordCode,
} from './fold';
import { endOfWord, isHyphen, isSpace, readCase, tokenAfter, tokenAt, type Token } from './tokens';
import { BUCKET_SHIFT, type WordIndex } from './word-index';

/** A term in a text; offsets in UTF-16 code units. */
export interface FoundTerm {
  /** Number of the term in the index. */
  term: number;
  start: number;
  end: number;
}

/** What a scan came to. */
export interface ScanEnd {
  /** Where a term may have begun that the following text could finish; -1 where none did. */
  openFrom: number;
  /** Where the word starts that runs to the end of the text; -1 where the text ends between words. */
  wordFrom: number;
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
const ADDRESS_SIGNS = new Set(['@', '_', '#', '\\'].map((sign) => sign.charCodeAt(0)));
const FULL_STOP = 0x2e;

/** Searches texts with one index. */
export class TermFinder {
  constructor(readonly index: WordIndex) {}

  /**
   * Finds the terms of a text.
   * @param from offset to start at; a word must not straddle it
   * @param mayContinue more text may follow without a break: a term that could go on is left open
   * @param found terms are added to this list, in order
   */
  scan(text: string, from: number, mayContinue: boolean, found: FoundTerm[]): ScanEnd {
    const { firstWordBits } = this.index;
    const length = text.length;
    let at = from;
    while (at < length) {
      // To the next word.
      let code = text.charCodeAt(at);
      if (code < 128 ? ASCII_FOLD[code] === 0 : !isWordCode(code)) {
        at++;
        continue;
      }
      // Through it.
      const start = at;
      let hash = HASH_START;
      for (; at < length; at++) {
        code = text.charCodeAt(at);
        if (code < 128) {
          const folded = ASCII_FOLD[code] ?? 0;
          if (folded !== 0) hash = addToHash(hash, folded);
          else if (code === 0x27 && isWordCode(text.charCodeAt(at + 1))) continue;
          else break;
        } else {
          const folded = foldWide(code);
          if (folded === '' && !(isApostrophe(code) && isWordCode(text.charCodeAt(at + 1)))) break;
          if (folded > '\u0000') {
            for (let i = 0; i < folded.length; i++) hash = addToHash(hash, folded.charCodeAt(i));
          }
        }
      }
      if (code === FULL_STOP && at - start === 1) {
        const end = endOfWord(text, start);
        if (end > at) {
          at = end;
          const dotted = this.findAt(text, start, mayContinue);
          if (dotted === 'open') return { openFrom: start, wordFrom: -1 };
          if (dotted) {
            found.push(dotted);
            at = dotted.end;
          }
          continue;
        }
      }
      const bit = finishHash(hash);
      if (((firstWordBits[bit >> 5] ?? 0) & (1 << (bit & 31))) === 0) {
        if (at >= length) return { openFrom: -1, wordFrom: start };
        continue;
      }
      const match = this.findAt(text, start, mayContinue);
      if (match === 'open') return { openFrom: start, wordFrom: start };
      if (match) {
        found.push(match);
        at = match.end;
      } else if (at >= length) return { openFrom: -1, wordFrom: start };
    }
    return { openFrom: -1, wordFrom: -1 };
  }

  /**
   * True where a term may begin with the word that starts at the end of one text and goes on in the next.
   * @param head end of the first text, from where the word starts
   * @param tail the text that follows
   */
  beginsAcross(head: string, tail: string): boolean {
    const word = tokenAt(head + tail.slice(0, endOfWord(tail, 0)), 0);
    return word !== null && (word.text.length <= 3 || this.startsTerm(this.findWord(word.text)));
  }

  private startsTerm(word: number): boolean {
    const { rootNode, wordBase } = this.index;
    return word >= 0 && (rootNode[word] !== 0 || rootNode[wordBase[word] ?? word] !== 0);
  }

  /** The longest term that starts at `start`; `'open'` where following text could make it longer. */
  private findAt(text: string, start: number, mayContinue: boolean): FoundTerm | 'open' | null {
    const first = tokenAt(text, start);
    if (!first) return null;
    const { rootNode, firstEdge } = this.index;
    let word = this.findWord(first.text);
    if (!this.startsTerm(word)) return null;

    let best: FoundTerm | null = null;
    let node = rootNode[word] ?? 0;
    let token: Token = first;
    let inflectedNode = this.inflectedNode(word, (base) => rootNode[base] ?? 0);
    for (;;) {
      if (mayContinue && token.end >= text.length) return 'open';
      best =
        this.bestFormAt(text, { start, end: token.end, node }) ??
        this.bestFormAt(text, { start, end: token.end, node: inflectedNode }) ??
        best;
      if (node === 0 || firstEdge[node] === firstEdge[node + 1]) break;
      const next = tokenAfter(text, token.end);
      if (next === 'end' && mayContinue) return 'open';
      if (next === 'end' || next === null) break;
      if (mayContinue && next.end >= text.length) return 'open';
      word = this.findWord(next.text);
      if (word < 0) break;
      const from = node;
      node = this.childOf(from, word);
      inflectedNode = this.inflectedNode(word, (base) => this.childOf(from, base));
      if (node === 0 && inflectedNode === 0) break;
      token = next;
    }
    return best;
  }

  private inflectedNode(word: number, nodeOf: (base: number) => number): number {
    const base = this.index.wordBase[word] ?? word;
    return base === word ? 0 : nodeOf(base);
  }

  /** Number of a folded word, or -1. */
  private findWord(folded: string): number {
    const { bucket, wordHash, wordStart, words } = this.index;
    const hash = hashWord(folded);
    const last = bucket[(hash >> BUCKET_SHIFT) + 1] ?? 0;
    for (let word = bucket[hash >> BUCKET_SHIFT] ?? 0; word < last; word++) {
      const start = wordStart[word] ?? 0;
      const length = (wordStart[word + 1] ?? 0) - start;
      if (wordHash[word] === hash && length === folded.length && words.startsWith(folded, start)) return word;
    }
    return -1;
  }

  private childOf(node: number, word: number): number {
    const { firstEdge, edgeWord, edgeNode } = this.index;
    const last = firstEdge[node + 1] ?? 0;
    for (let edge = firstEdge[node] ?? 0; edge < last; edge++) {
      if (edgeWord[edge] === word) return edgeNode[edge] ?? 0;
    }
    return 0;
  }

  /** The form that ends at this node and is written as the text is, if its surroundings let it stand. */
  private bestFormAt(
    text: string,
    { start, end, node }: { start: number; end: number; node: number },
  ): FoundTerm | null {
    const { firstForm, formTerm, formCase } = this.index;
    const last = firstForm[node + 1] ?? 0;
    if (node === 0 || firstForm[node] === last || !standsAlone(text, start, end)) return null;
    for (let form = firstForm[node] ?? 0; form < last; form++) {
      if (!this.fitsCase(text, { start, end, letterCase: formCase[form] ?? 0 })) continue;
      return { term: formTerm[form] ?? 0, start, end };
    }
    return null;
  }

  /**
   * Exact forms must have the capitals they were written with. A plural's added letters are small (`PTs`),
   * or capitals where every letter is one (`ADLS` in a heading).
   */
  private fitsCase(
    text: string,
    { start, end, letterCase }: { start: number; end: number; letterCase: number },
  ): boolean {
    if (letterCase === 0) return true;
    const { caseLetters, caseCapitals } = this.index;
    const wanted = caseLetters[letterCase - 1] ?? 0;
    const { letters, capitals } = readCase(text, start, end);
    const mask = wanted >= 32 ? 0xffffffff : (1 << wanted) - 1;
    if ((capitals & mask) >>> 0 !== (caseCapitals[letterCase - 1] ?? 0)) return false;
    const added = capitals >>> wanted;
    if (letters === wanted || added === 0) return true;
    // "PTS" could be another abbreviation: three letters at least before a capital S.
    return wanted >= 3 && capitals === 2 ** letters - 1;
  }
}

/** False inside addresses, tags and names in code, and behind a prefix that changes the meaning. */
function standsAlone(text: string, start: number, end: number): boolean {
  const before = text.charCodeAt(start - 1);
  const after = text.charCodeAt(end);
  if (ADDRESS_SIGNS.has(before) || ADDRESS_SIGNS.has(after)) return false;
  if (after === FULL_STOP && isWordCode(text.charCodeAt(end + 1)) && !isSpace(text.charCodeAt(end + 1)))
    return false;
  if (before === FULL_STOP && isWordCode(text.charCodeAt(start - 2))) return false;
  if (text.startsWith('://', end) || text.startsWith('://', start - 3)) return false;
  return !(isHyphen(before) && CHANGING_PREFIXES.has(wordBefore(text, start - 1)));
}

/** The word that ends at `end`, in small letters. */
function wordBefore(text: string, end: number): string {
  let start = end;
  while (start > 0 && isWordCode(text.charCodeAt(start - 1))) start--;
  return text.slice(start, end).toLowerCase();
}
