/**
 * Runs over a text as fast as it can be read and stops at the few words that may begin a term. The text is
 * looked at as UTF-8 bytes, which browsers write natively: reading a page's own strings letter by letter
 * costs several times as much, since each read asks anew how the string is stored.
 */
import { addToHash, ASCII_FOLD, finishHash, HASH_START, pairHash } from './fold';
import { BUCKET_SHIFT, type WordIndex } from './word-index';

/** UTF-16 code units looked at in one go: some 20 µs of work, so that a clock can be asked between them. */
const WINDOW = 8192;
/** A code unit gives three bytes at most; two more are put behind them. */
const BYTES_PER_UNIT = 3;

/** Fold of a byte that is part of a character outside ASCII: what it is must be looked up in the text. */
const WIDE = 0x80;
const APOSTROPHE = 0x27;
const FULL_STOP = 0x2e;
const SPACE = 0x20;

/** Folded code of each byte: small letter, digit, `WIDE`, or 0 between words. */
const BYTE_FOLD: Uint8Array = makeByteFold();

function makeByteFold(): Uint8Array {
  const table = new Uint8Array(256).fill(WIDE);
  table.set(ASCII_FOLD);
  return table;
}

/** 1 for signs that part words and are part of nothing: no address, no possessive, no term goes on over them. */
const CLOSING: Uint8Array = new Uint8Array(256);
for (const sign of ',;!?()[]{}"<>=*|$%^~`') CLOSING[sign.charCodeAt(0)] = 1;

/** A word that was hashed and not looked up yet. */
const UNREAD = -1;
/** A word with which terms may begin. */
interface FirstWord {
  hash: number;
  /** Node of the trie that it leads to: 0 where no longer term begins with it, or `UNREAD`. */
  node: number;
}

/** Where a scan stopped: at a word, between two windows of a long text, or at the text's end. */
export type ScanStop = 'word' | 'window' | 'end';

/*
 * Tables and bytes are read within their bounds, so a number is always there: the assertions (!) below say
 * so to the compiler, since asking again would cost more than the reading.
 */

/** One scan at a time; the object serves many texts. Offsets are in UTF-16 code units. */
export class WordScan {
  /** Offset of the word that was stopped at. */
  start = 0;
  /** Its number in the index where it is plain; -1 where it has to be read from the text. */
  word = -1;
  /** Where it ends, if it is plain. */
  end = 0;
  /** True where no longer term can begin at it, whatever else follows. */
  isAlone = false;
  /** Which part of the text it starts in. */
  part = 0;

  private readonly encoder = new TextEncoder();
  private bytes = new Uint8Array(2);
  private text = '';
  private ends: readonly number[] = [];
  /** The window that the bytes hold: from one offset to another. */
  private windowFrom = 0;
  private windowTo = 0;
  private limit = 0;
  /** Next byte to look at, and how many more bytes than code units the window has before it. */
  private at = 0;
  private extra = 0;

  constructor(private readonly index: WordIndex) {}

  /**
   * Begins a text.
   * @param ends where its parts end, in order, the last one at the text's end; a word that lies over such a
   *   border is stopped at where it could begin a term
   */
  begin(text: string, ends: readonly number[], from: number): void {
    this.text = text;
    this.ends = ends;
    this.part = 0;
    this.load(Math.min(from, text.length));
  }

  /** Goes to the next stop. */
  next(): ScanStop {
    const { ends } = this;
    const { firstWordBits, loneWordBits } = this.index;
    let { at, bytes, limit, part } = this;
    let partEnd = this.byteOf(ends[part]!);
    for (;;) {
      while (BYTE_FOLD[bytes[at]!] === 0) at++;
      if (at >= limit) {
        this.part = part;
        return this.endWindow();
      }
      const begin = at;
      let hash = HASH_START;
      let folds = 0;
      let folded = 0;
      while ((folded = BYTE_FOLD[bytes[at]!]!) !== 0) {
        hash = addToHash(hash, folded);
        folds |= folded;
        at++;
      }
      while (begin >= partEnd) partEnd = this.byteOf(ends[++part]!);
      const stop = bytes[at]!;
      let isOdd =
        folds >= WIDE || stop === APOSTROPHE || (stop === FULL_STOP && at - begin === 1) || at === limit;
      if (isOdd) {
        if (at === limit && begin > 0 && this.windowTo < this.text.length) {
          // The word goes on in the next window: that one begins with it.
          this.part = part;
          this.load(this.windowFrom + begin - this.extra);
          ({ at, bytes, limit } = this);
          partEnd = this.byteOf(ends[part]!);
          continue;
        }
        // At the text's end it may go on in the next text.
        isOdd = folds >= WIDE || at === limit || BYTE_FOLD[bytes[at + 1]!] !== 0 || at + 1 >= limit;
      }
      if (!isOdd && at > partEnd) {
        // Letters of two parts: one word or two, as they lie on the page.
        const joined = finishHash(hash);
        const first = finishHash(this.hashOf(begin, partEnd));
        const isSeveral = this.byteOf(ends[part + 1]!) < at;
        isOdd =
          isSeveral ||
          (firstWordBits[joined >> 5]! & (1 << (joined & 31))) !== 0 ||
          (firstWordBits[first >> 5]! & (1 << (first & 31))) !== 0;
        if (!isOdd) {
          at = partEnd;
          continue;
        }
      }
      this.word = -1;
      this.isAlone = false;
      if (!isOdd) {
        const finished = finishHash(hash);
        if ((firstWordBits[finished >> 5]! & (1 << (finished & 31))) === 0) continue;
        this.part = part;
        const isLone = (loneWordBits[finished >> 5]! & (1 << (finished & 31))) !== 0;
        if (!isLone && this.isPartedFrom(at, { hash: finished, node: UNREAD })) continue;
        if (!this.beginsTerm(finished, begin, at)) continue;
      }
      this.at = begin;
      this.part = part;
      this.start = this.windowFrom + begin - this.extra;
      this.end = this.start + at - begin;
      return 'word';
    }
  }

  /** Goes on from an offset at or behind the last stop. */
  moveTo(offset: number): void {
    if (offset >= this.windowTo) {
      this.load(Math.min(offset, this.text.length));
      return;
    }
    const { bytes } = this;
    let { at } = this;
    let units = this.windowFrom + at - this.extra;
    while (units < offset) {
      const byte = bytes[at]!;
      const length = byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
      at += length;
      units += length === 4 ? 2 : 1;
    }
    this.at = at;
    this.extra = this.windowFrom + at - units;
  }

  /** Writes the window that starts at an offset. */
  private load(from: number): void {
    const { text } = this;
    this.windowFrom = from;
    this.windowTo = Math.min(text.length, from + WINDOW);
    const room = BYTES_PER_UNIT * (this.windowTo - from) + 2;
    if (this.bytes.length < room) this.bytes = new Uint8Array(room);
    const { bytes } = this;
    const isWhole = from === 0 && this.windowTo === text.length;
    const { written } = this.encoder.encodeInto(isWhole ? text : text.slice(from, this.windowTo), bytes);
    this.limit = written;
    // A gap ends the last word, and a letter behind it the last gap.
    bytes[written] = SPACE;
    bytes[written + 1] = WIDE;
    this.at = 0;
    this.extra = 0;
  }

  private endWindow(): ScanStop {
    if (this.windowTo >= this.text.length) {
      this.at = this.limit;
      return 'end';
    }
    this.load(this.windowTo);
    return 'window';
  }

  /** The byte of an offset ahead of the last stop, if only ASCII lies between. */
  private byteOf(offset: number): number {
    return offset - this.windowFrom + this.extra;
  }

  private hashOf(begin: number, end: number): number {
    let hash = HASH_START;
    for (let at = begin; at < end; at++) hash = addToHash(hash, BYTE_FOLD[this.bytes[at]!]!);
    return hash;
  }

  /** Reads the plain word between two bytes; false where neither it nor what follows makes a term. */
  private beginsTerm(hash: number, begin: number, end: number): boolean {
    const { rootNode, wordBase, firstForm, firstEdge } = this.index;
    const word = this.lookUp(hash, begin, end);
    if (word < 0) return false;
    const node = rootNode[word]!;
    const base = rootNode[wordBase[word]!]!;
    if (node === 0 && base === 0) return false;
    this.word = word;
    const hasEdges = node !== 0 && firstEdge[node] !== firstEdge[node + 1];
    this.isAlone = this.isPartedFrom(end, { hash, node: hasEdges ? node : 0 });
    if (!this.isAlone) return true;
    const isTerm = node !== 0 && firstForm[node] !== firstForm[node + 1];
    return isTerm || (base !== 0 && firstForm[base] !== firstForm[base + 1]);
  }

  /** True where what follows a word is seen at a glance to go on with no term that begins with the word. */
  private isPartedFrom(end: number, { hash: first, node }: FirstWord): boolean {
    const { bytes } = this;
    const { pairBits } = this.index;
    const stop = bytes[end]!;
    if (CLOSING[stop] === 1) return true;
    if (stop !== SPACE || end >= this.limit) return false;
    if (node === 0) return true;
    const begin = end + 1;
    let at = begin;
    let hash = HASH_START;
    let folds = 0;
    let folded = 0;
    while ((folded = BYTE_FOLD[bytes[at]!]!) !== 0) {
      hash = addToHash(hash, folded);
      folds |= folded;
      at++;
    }
    if (at === begin) return CLOSING[bytes[at]!] === 1;
    // Only words that end with a space or such a sign are surely read to their end; a border may lie in them.
    const after = bytes[at]!;
    if (folds >= WIDE || at >= this.limit || (after !== SPACE && CLOSING[after] === 0)) return false;
    let { part } = this;
    while (this.byteOf(this.ends[part]!) <= begin) part++;
    if (this.byteOf(this.ends[part]!) < at) return false;
    const second = finishHash(hash);
    const pair = pairHash(first, second);
    if ((pairBits[pair >> 5]! & (1 << (pair & 31))) === 0) return true;
    if (node === UNREAD) return false;
    const next = this.lookUp(second, begin, at);
    return next < 0 || (!this.hasEdge(node, next) && !this.hasEdge(node, this.index.wordBase[next]!));
  }

  private hasEdge(node: number, word: number): boolean {
    const { firstEdge, edgeWord } = this.index;
    const last = firstEdge[node + 1]!;
    for (let edge = firstEdge[node]!; edge < last; edge++) if (edgeWord[edge] === word) return true;
    return false;
  }

  /** Number of the plain word between two bytes, or -1. */
  private lookUp(hash: number, begin: number, end: number): number {
    const { bytes } = this;
    const { bucket, wordHash, wordStart, words } = this.index;
    const last = bucket[(hash >> BUCKET_SHIFT) + 1]!;
    for (let word = bucket[hash >> BUCKET_SHIFT]!; word < last; word++) {
      const from = wordStart[word]!;
      if (wordHash[word] !== hash || wordStart[word + 1]! - from !== end - begin) continue;
      let at = begin;
      while (at < end && BYTE_FOLD[bytes[at]!] === words.charCodeAt(from + at - begin)) at++;
      if (at === end) return word;
    }
    return -1;
  }
}
