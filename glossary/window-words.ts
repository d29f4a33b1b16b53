/**
 * The words of a window of text, by the place where each ends and its hash. The text is looked at as bytes,
 * which browsers write natively: reading a page's own strings letter by letter costs several times as much,
 * since each read asks anew how the string is stored.
 */
import { addToHash, ASCII_FOLD, HASH_START } from './fold';

/** UTF-16 code units of a window: some 20 µs of work, so that a clock can be asked between two. */
export const WINDOW = 8192;
/** A code unit gives three bytes at most. */
const BYTES_PER_UNIT = 3;

/** A place that no window reaches: a small whole number, since browsers keep lists of those as numbers. */
export const BEHIND = 0xffffff;

/** Stands for every code unit outside ASCII: what it is must be looked up in the text. */
export const WIDE = 0x80;
const SPACE = 0x20;
/** First bytes of characters that UTF-8 writes in three and in four bytes. */
const THREE_BYTES = 0xe0;
const FOUR_BYTES = 0xf0;

/** Folded code of each code: small letter, digit, `WIDE`, or 0 between words. */
export const CODE_FOLD: Uint8Array = new Uint8Array(256).fill(WIDE);
CODE_FOLD.set(ASCII_FOLD);

/** All bits set for the codes of words, none for those between. */
const WORD_MASK: Int8Array = Int8Array.from(CODE_FOLD, (folded) => (folded === 0 ? 0 : -1));

/*
 * Tables are read within their bounds, so a number is always there: the assertions (!) below say so to the
 * compiler, since asking again would cost more than the reading.
 */

const encoder = new TextEncoder();
const OUTSIDE_ASCII = /[^\0-\x7F]/g;

/** How many bytes the character has whose first one is this. */
function bytesFrom(byte: number): number {
  if (byte < THREE_BYTES) return 2;
  return byte < FOUR_BYTES ? 3 : 4;
}

/** One object serves many windows. Places count UTF-16 code units from the window's start. */
export class WindowWords {
  /** Each code unit: itself in ASCII, else `WIDE`; behind the last one a space. */
  codes = new Uint8Array(0);
  /** Where each word ends. Characters outside ASCII count as letters here. */
  ends = new Uint16Array(0);
  /** Hash of each word, not finished yet. */
  hashes = new Int32Array(0);
  /** Number of words. */
  count = 0;
  /** Length of the window. */
  length = 0;
  /** Places of the characters outside ASCII, in order, and behind them one that no window reaches. */
  readonly wides: number[] = [];

  /** Length of the longest text that the tables have room for. */
  private room = 0;

  /** Reads the words of a text that is no longer than `WINDOW`. */
  read(text: string): void {
    if (text.length > this.room) this.makeRoom(text.length);
    const { written } = encoder.encodeInto(text, this.codes);
    this.length = text.length;
    this.wides.length = 0;
    if (written > text.length) this.narrow(text);
    this.wides.push(BEHIND);
    this.codes[this.length] = SPACE;
    this.hashWords();
  }

  /** The hash of a part of a word, not finished. */
  hashOf(begin: number, end: number): number {
    let hash = HASH_START;
    for (let at = begin; at < end; at++) hash = addToHash(hash, CODE_FOLD[this.codes[at]!]!);
    return hash;
  }

  /** Most texts are searched by themselves and short: tables for a whole window would take longer than they do. */
  private makeRoom(length: number): void {
    this.room = Math.min(WINDOW, 2 * length);
    this.codes = new Uint8Array(BYTES_PER_UNIT * this.room + 1);
    // Words have a gap between them; the loop below writes one more.
    const words = (this.room >> 1) + 2;
    this.ends = new Uint16Array(words);
    this.hashes = new Int32Array(words);
  }

  /** Makes one code of each code unit's bytes, where it stands; what lies between those outside ASCII is moved whole. */
  private narrow(text: string): void {
    const { codes, wides } = this;
    let to = 0;
    let from = 0;
    const { length } = text;
    while (to < length) {
      if (codes[from]! < WIDE) {
        OUTSIDE_ASCII.lastIndex = to;
        const next = OUTSIDE_ASCII.test(text) ? OUTSIDE_ASCII.lastIndex - 1 : length;
        const run = next - to;
        codes.copyWithin(to, from, from + run);
        to = next;
        from += run;
        continue;
      }
      const byte = codes[from]!;
      from += bytesFrom(byte);
      // Four bytes are two code units.
      for (let units = byte < FOUR_BYTES ? 1 : 2; units > 0; units--) {
        wides.push(to);
        codes[to++] = WIDE;
      }
    }
  }

  /**
   * Writes down where each word ends and its hash. Nothing in the loop depends on what the letters are but
   * numbers: processors guess the end of a word wrong, and each wrong guess costs as much as ten letters.
   */
  private hashWords(): void {
    const { codes, ends, hashes, length } = this;
    let hash = HASH_START;
    let count = 0;
    let before = 0;
    for (let at = 0; at <= length; at++) {
      const code = codes[at]!;
      const mask = WORD_MASK[code]!;
      ends[count] = at;
      hashes[count] = hash;
      count += before & ~mask & 1;
      hash = addToHash(hash, CODE_FOLD[code]!) & mask;
      before = mask;
    }
    this.count = count;
  }
}
