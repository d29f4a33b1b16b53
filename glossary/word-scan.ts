/**
 * Runs over a text as fast as it can be read and stops at the few words that may begin a term. Which words
 * stand there is told by `WindowWords`; most are passed by their hash alone.
 */
import { finishHash } from './fold';
import { hasBit, mayHoldPair, mayHoldWord } from './index-lookup';
import { isClosing, isGap, isParting, isPoint, PlainTerms, UNSURE } from './plain-terms';
import { BEHIND, CODE_FOLD, WINDOW, WindowWords } from './window-words';
import type { WordIndex } from './word-index';

const SPACE = 0x20;
const APOSTROPHE = 0x27;
const FULL_STOP = 0x2e;
const SLASH = 0x2f;

/**
 * Where a scan stopped: at a term; at a word that has to be read from the text itself, since it may begin one;
 * between two windows of a long text; or at the text's end.
 */
export type ScanStop = 'term' | 'odd word' | 'window' | 'end';

/*
 * Tables are read within their bounds, so a number is always there: the assertions (!) below say so to the
 * compiler, since asking again would cost more than the reading.
 */

/** One scan at a time; the object serves many texts. Offsets are in UTF-16 code units. */
export class WordScan {
  /** Offset of the word that was stopped at. */
  start = 0;
  /** Offset where the term ends that was stopped at. */
  end = 0;
  /** Which part of the text it starts in. */
  part = 0;

  private readonly words = new WindowWords();
  private readonly terms: PlainTerms;
  private text = '';
  private partEnds: readonly number[] = [];
  /** The window's offset in the text, and that of the next one. */
  private windowStart = 0;
  private windowEnd = 0;
  /** The next word to look at; what stands before this place in the window belongs to none. */
  private word = 0;
  private from = 0;
  /** Where a word ends of which only the part from `from` on is left; -1 where none was cut. */
  private cutEnd = -1;
  /** Number and place of the next character outside ASCII. */
  private wide = 0;
  private nextWide = 0;
  /** The borders of parts in the window at which letters touch, in order, and behind them `BEHIND`. */
  private readonly touching: number[] = [];
  /** Number of the next one. */
  private touch = 0;

  constructor(private readonly index: WordIndex) {
    this.terms = new PlainTerms(index, this.words);
  }

  /**
   * Begins a text.
   * @param partEnds where its parts end, in order, the last one at the text's end; a word that lies over such
   *   a border is stopped at where it could begin a term
   */
  begin(text: string, partEnds: readonly number[], from: number): void {
    this.text = text;
    this.partEnds = partEnds;
    this.part = 0;
    this.load(Math.min(from, text.length));
  }

  /** Goes to the next stop. */
  next(): ScanStop {
    const { firstWordBits, loneWordBits, pairBits } = this.index;
    const { codes, hashes, ends, count } = this.words;
    let plainEnd = this.plainEnd();
    for (let { word } = this; word < count; word++) {
      const end = ends[word]!;
      const stop = codes[end]!;
      if (end > plainEnd || stop === APOSTROPHE || stop === FULL_STOP) {
        if (this.isOdd(word)) return this.stopAt(word, 'odd word');
        while (this.touching[this.touch]! < end) this.touch++;
        plainEnd = this.plainEnd();
      }
      const hash = hashes[word]!;
      if (!hasBit(firstWordBits, finishHash(hash))) continue;
      const goesOn = this.isPlainPair(word, plainEnd)
        ? mayHoldPair(pairBits, hash, hashes[word + 1]!)
        : this.mayGoOn(word, hash);
      if (!goesOn && !mayHoldWord(loneWordBits, hash)) continue;
      this.goToPartOf(end);
      const begin = this.beginOf(end);
      if (begin > 0 && isParting(codes[begin - 1]!)) {
        const found = this.findTerm(word, begin, goesOn);
        if (found === UNSURE) return this.stopAt(word, 'odd word');
        if (found === 0) continue;
        this.end = this.windowStart + found;
        return this.stopAt(word, 'term');
      }
      // What is tied to it has to be asked for, which takes far longer than looking up its letters.
      if (this.terms.startsTerm(hashes[word]!, begin, end)) return this.stopAt(word, 'odd word');
    }
    if (this.windowEnd >= this.text.length) return 'end';
    this.load(this.windowEnd);
    return 'window';
  }

  /** Number of the term that was stopped at. */
  get term(): number {
    return this.terms.term;
  }

  /** Goes on from an offset behind the last stop. */
  moveTo(offset: number): void {
    const { words } = this;
    const from = offset - this.windowStart;
    if (offset > this.windowEnd) {
      this.load(Math.min(offset, this.text.length));
      return;
    }
    this.from = from;
    while (this.word < words.count && words.ends[this.word]! <= from) this.word++;
    while (words.wides[this.wide]! < from) this.wide++;
    this.nextWide = words.wides[this.wide]!;
    while (this.touching[this.touch]! <= from) this.touch++;
    // From within a word only its rest is looked at.
    if (from > 0 && this.isLetter(from - 1) && this.isLetter(from)) this.cutWord(this.word, from);
  }

  /**
   * Looks for the longest term that begins at a plain word.
   * @param goesOn something that begins with the word may go on behind it
   * @returns the place where it ends; 0 where none begins here, `UNSURE` where the text has to be asked
   */
  private findTerm(word: number, begin: number, goesOn: boolean): number {
    const { terms } = this;
    terms.partEnd = this.endOfPart(this.part);
    terms.plainEnd = Math.min(this.nextWide, this.words.length);
    return goesOn ? terms.find(word, begin) : terms.findAlone(word, begin);
  }

  private load(from: number): void {
    const { text, words } = this;
    const to = Math.min(text.length, from + WINDOW);
    words.read(from === 0 && to === text.length ? text : text.slice(from, to));
    this.windowStart = from;
    this.windowEnd = to;
    this.word = 0;
    this.from = 0;
    this.cutEnd = -1;
    this.wide = 0;
    this.nextWide = words.wides[0]!;
    this.findTouching();
    if (to === text.length || words.ends[words.count - 1] !== words.length) return;
    // The last word may go on: the next window begins with it, unless this one holds nothing else.
    const begin = this.beginOf(words.length);
    if (begin === 0) return;
    words.count--;
    this.windowEnd = from + begin;
  }

  /** Most parts begin or end with a space or a sign: which one a word stands in is asked only where it may begin a term. */
  private findTouching(): void {
    const { touching, partEnds, windowStart } = this;
    touching.length = 0;
    this.touch = 0;
    for (let { part } = this; part < partEnds.length; part++) {
      const border = partEnds[part]! - windowStart;
      if (border >= this.words.length) break;
      if (border > 0 && this.isLetter(border - 1) && this.isLetter(border)) touching.push(border);
    }
    touching.push(BEHIND);
  }

  private stopAt(word: number, stop: ScanStop): ScanStop {
    this.word = word;
    this.start = this.windowStart + this.beginOf(this.words.ends[word]!);
    return stop;
  }

  /**
   * Looks closer at a word and goes to the part that it starts in.
   * @returns true where it has to be read from the text itself
   */
  private isOdd(word: number): boolean {
    const { ends, length } = this.words;
    const end = ends[word]!;
    this.goToPartOf(end);
    if (end > this.nextWide || end === length) return true;
    if (this.mayEndLater(this.beginOf(end), end)) return true;
    for (let border = this.endOfPart(this.part); end > border; border = this.endOfPart(this.part)) {
      if (this.endOfPart(this.part + 1) < end || this.mayEndLater(border, end)) return true;
      if (this.mayBeginAt(border, word)) return true;
      this.cutWord(word, border);
      this.goToPartOf(end);
    }
    return false;
  }

  /** True where letters may go on over an apostrophe, or a single one over a full stop. */
  private mayEndLater(begin: number, end: number): boolean {
    const { codes, length } = this.words;
    const stop = codes[end]!;
    if (stop !== APOSTROPHE && !(stop === FULL_STOP && begin === end - 1)) return false;
    return end + 1 >= length || this.isLetter(end + 1);
  }

  /** True where a term may begin with letters that lie on both sides of a border: one word or two, as on the page. */
  private mayBeginAt(border: number, word: number): boolean {
    const { terms } = this;
    const { hashes, ends } = this.words;
    const end = ends[word]!;
    const begin = this.beginOf(end);
    // Nobody asks the page about them unless they are written as some term begins: it takes a hundred times as long.
    if (terms.startsTerm(hashes[word]!, begin, end)) return true;
    const before = this.words.hashOf(begin, border);
    if (!terms.startsTerm(before, begin, border)) return false;
    const { loneWordBits, pairBits } = this.index;
    return mayHoldWord(loneWordBits, before) || mayHoldPair(pairBits, before, this.words.hashOf(border, end));
  }

  /** Passes the parts that end before the word that ends here begins. */
  private goToPartOf(end: number): void {
    for (let border = this.endOfPart(this.part); end > border; border = this.endOfPart(++this.part)) {
      if (border > this.from && this.isLetter(border - 1) && this.isLetter(border)) return;
    }
  }

  /** Leaves only what stands of a word from a place within it on. */
  private cutWord(word: number, begin: number): void {
    const { hashes, ends } = this.words;
    const end = ends[word]!;
    this.from = begin;
    this.cutEnd = end;
    // Nobody asks for the hash of a word that has to be read from the text, and in Chinese all of a text is one.
    if (end <= this.nextWide) hashes[word] = this.words.hashOf(begin, end);
  }

  /** True for two words with a space between them and nothing unusual, as nearly all are: their pair alone tells. */
  private isPlainPair(word: number, plainEnd: number): boolean {
    const { codes, ends } = this.words;
    const end = ends[word]!;
    const nextEnd = ends[word + 1]!;
    if (codes[end] !== SPACE || !this.isLetter(end + 1) || nextEnd > plainEnd) return false;
    const nextStop = codes[nextEnd];
    return nextStop !== APOSTROPHE && nextStop !== FULL_STOP;
  }

  /**
   * False where what follows a word is seen at a glance to go on with no term that begins with the word. A border
   * between the two makes no difference: whether they are one text need not be asked then.
   * @param hash the word's, not finished
   */
  private mayGoOn(word: number, hash: number): boolean {
    const { codes, ends, hashes, count, length } = this.words;
    const end = ends[word]!;
    const stop = codes[end]!;
    if (isClosing(stop)) return false;
    let begin = end + 1;
    while (begin < length && isGap(stop) && isGap(codes[begin]!)) begin++;
    if (begin >= length) return true;
    if (isPoint(stop)) return this.isLetter(begin) || codes[begin] === SLASH;
    if (!isGap(stop)) return true;
    if (!this.isLetter(begin)) return !isClosing(codes[begin]!);
    if (word + 1 >= count) return true;
    // Only the words of plain text are surely read to their end.
    const nextEnd = ends[word + 1]!;
    if (nextEnd === length || nextEnd > this.nextWide || this.mayEndLater(begin, nextEnd)) return true;
    const { pairBits } = this.index;
    if (mayHoldPair(pairBits, hash, hashes[word + 1]!)) return true;
    let { part } = this;
    while (this.endOfPart(part) <= begin) part++;
    const border = this.endOfPart(part);
    if (border >= nextEnd) return false;
    // Letters that touch over a border are one word or two.
    return (
      this.endOfPart(part + 1) < nextEnd || mayHoldPair(pairBits, hash, this.words.hashOf(begin, border))
    );
  }

  /** Words that end behind it are looked at closer: they lie in two parts, have letters outside ASCII or end the window. */
  private plainEnd(): number {
    return Math.min(this.touching[this.touch]!, this.nextWide, this.words.length - 1);
  }

  /** Place in the window where a part ends; it may lie behind the window. */
  private endOfPart(part: number): number {
    return this.partEnds[part]! - this.windowStart;
  }

  /** Where the word starts that ends here. */
  private beginOf(end: number): number {
    if (end === this.cutEnd) return this.from;
    let begin = end;
    while (begin > this.from && this.isLetter(begin - 1)) begin--;
    return begin;
  }

  private isLetter(place: number): boolean {
    return CODE_FOLD[this.words.codes[place]!] !== 0;
  }
}
