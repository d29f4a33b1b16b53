/**
 * Finds terms in texts that are spread over nodes, as if each stood by itself; they are joined into one run only
 * where a term is open at a node's end (`total <b>hip</b> replacement`, `<abbr>ADL</abbr>s`), which is at about
 * two of a hundred borders.
 */
import { ADDRESS_SIGNS, isOpenEnd, OPEN, TermFinder, UNKNOWN, type FoundTerm } from './find-terms';
import { isApostrophe, isIgnoredCode, isWordCode } from './fold';
import { matchInNode, matchInPieces, type NodeMatch, type Piece } from './node-match';
import {
  codeAt,
  nodeOf,
  offsetOf,
  ownTextOf,
  startOfPart,
  type NodePlace,
  type PlacedStretch,
  type TextReader,
} from './text-runs';
import { endOfWord, isHyphen } from './tokens';
import { WordScan } from './word-scan';

/** Longest stretch that is carried from node to node, in UTF-16 code units; the longest term has 200. */
const MAX_OPEN_LENGTH = 400;
/** Words looked at between two looks at the clock: what follows a match may take a tenth of a millisecond. */
const WORDS_PER_CHECK = 8;
/** What is kept before an open term, so that "non-" before it is still seen, in UTF-16 code units. */
const KEPT_BEFORE = 16;

/** Hands out nothing. */
const NO_TEXTS: TextReader<never> = { read: () => null, joint: () => null };

/**
 * Searches the texts of one reader after another, each in as many steps as it takes. One object serves them all:
 * a browser throws away what it compiled for a kind of object once the last one of that kind is collected, and
 * the next search would begin as slowly as the first.
 */
export class RunSearch<Node> {
  private readonly scan: WordScan;
  private reader: TextReader<Node> = NO_TEXTS;
  /** The stretch that is searched, and behind it those that were read because a term reached into them. */
  private stretches: PlacedStretch<Node>[] = [];
  private isBegun = false;
  /** Everything before this offset was searched. */
  private searchedTo = 0;
  private readTo = 0;
  private isReadToEnd = false;
  /** The end of the stretch before. */
  private before: { node: Node; text: string } | null = null;
  /** The text of one node, kept while its words are looked at. */
  private own: { stretch: PlacedStretch<Node>; part: number; text: string } | null = null;

  constructor(private readonly finder: TermFinder) {
    this.scan = new WordScan(finder.index);
  }

  /** Begins with the texts of a reader; what was left of the one before is not searched any more. */
  begin(reader: TextReader<Node>): void {
    this.reader = reader;
    this.stretches = [];
    this.isBegun = false;
    this.searchedTo = 0;
    this.readTo = 0;
    this.isReadToEnd = false;
    this.before = null;
    this.own = null;
  }

  /**
   * Searches on until the nodes or the time are used up.
   * @param isTimeUp asked every few words and every few thousand characters
   * @returns true when every node was searched
   */
  advance(isTimeUp: () => boolean, onMatch: (match: NodeMatch<Node>) => void): boolean {
    const { scan } = this;
    for (;;) {
      const stretch = this.stretches[0] ?? this.readOn();
      if (stretch === null) {
        // Nodes and texts of a page are not to be kept alive.
        this.begin(NO_TEXTS);
        return true;
      }
      if (!this.isBegun) {
        this.isBegun = true;
        scan.begin(stretch.text, stretch.ends, this.searchedTo - stretch.base);
      }
      let stop = scan.next();
      for (let words = 1; stop === 'term' || stop === 'odd word'; words++) {
        if (stop === 'term') onMatch(this.matchAtStop(stretch));
        this.searchedTo = stop === 'term' ? stretch.base + scan.end : this.searchWord(stretch, onMatch);
        scan.moveTo(this.searchedTo - stretch.base);
        if (words % WORDS_PER_CHECK === 0 && isTimeUp()) return false;
        stop = scan.next();
      }
      if (stop === 'end') this.leave(stretch);
      if (isTimeUp()) return false;
    }
  }

  private readOn(): PlacedStretch<Node> | null {
    let next = this.isReadToEnd ? null : this.reader.read();
    while (next?.text === '') next = this.reader.read();
    if (next === null) {
      this.isReadToEnd = true;
      return null;
    }
    const stretch = { ...next, base: this.readTo };
    this.readTo += next.text.length;
    this.stretches.push(stretch);
    return stretch;
  }

  private leave(stretch: PlacedStretch<Node>): void {
    const { nodes, text, base } = stretch;
    const last = { stretch, part: nodes.length - 1 };
    this.before = { node: nodeOf(last), text: this.tailOf(last) };
    this.searchedTo = Math.max(this.searchedTo, base + text.length);
    this.stretches.shift();
    this.isBegun = false;
    this.own = null;
  }

  /** The term that the scan found in plain words. */
  private matchAtStop(stretch: PlacedStretch<Node>): NodeMatch<Node> {
    const { scan } = this;
    const { start, end } = scan;
    const place = { stretch, part: scan.part };
    const from = startOfPart(stretch, scan.part);
    const found = { term: scan.term, start: start - from, end: end - from };
    return matchInNode(found, stretch.text.slice(start, end), place);
  }

  /** Looks for a term in the text itself where the scan stopped; gives the offset to go on from. */
  private searchWord(stretch: PlacedStretch<Node>, onMatch: (match: NodeMatch<Node>) => void): number {
    const { finder, scan } = this;
    const { part } = scan;
    const from = startOfPart(stretch, part);
    const start = scan.start - from;
    const text = this.textOf(stretch, part);
    const place = { stretch, part };
    if (!isWordCode(text.charCodeAt(start))) return stretch.base + from + start + 1;
    if (reachesBefore(text, start) && isTie(this.codeBefore(place)))
      return this.searchRun(place, start, onMatch);
    const after = this.codeAfter(place);
    const found = finder.findAt(text, start, after);
    if (found > 0) {
      onMatch(matchInNode({ term: finder.term, start, end: found }, text.slice(start, found), place));
      return stretch.base + from + found;
    }
    if (found === OPEN || isOpenEnd(text, finder.wordEnd, after))
      return this.searchRun(place, start, onMatch);
    return stretch.base + from + finder.wordEnd;
  }

  /** Looks for a term at a word that may go on in the nodes behind, or may have begun in the node before. */
  private searchRun(
    first: NodePlace<Node>,
    start: number,
    onMatch: (match: NodeMatch<Node>) => void,
  ): number {
    const { finder, reader } = this;
    const own = this.textOf(first.stretch, first.part);
    const before = reachesBefore(own, start) ? this.textBefore(first, own) : '';
    const rest = before === '' ? 0 : lengthOfRest(before, own);
    // The word began in the node before and was looked at there.
    if (rest > start) return offsetOf(first) + rest;
    const kept = Math.max(0, start - KEPT_BEFORE);
    let text = before + own.slice(kept);
    const at = before.length + start - kept;
    const pieces: Piece<Node>[] = [{ ...first, from: 0, offset: kept - before.length }];
    let last = first;
    let found = 0;
    for (;;) {
      const next = this.placeAfter(last);
      found = finder.findAt(text, at, next === null ? Number.NaN : codeAt(next));
      const isOpen = found === OPEN || (found === 0 && this.isOpenWord(text, at, next));
      if (!isOpen || next === null) break;
      const joint = text.length - at > MAX_OPEN_LENGTH ? null : reader.joint(nodeOf(last), nodeOf(next));
      if (joint === null) {
        found = finder.findAt(text, at, Number.NaN);
        break;
      }
      if (last === first) text = this.asSeen(nodeOf(first), text);
      text += joint;
      pieces.push({ ...next, from: text.length, offset: 0 });
      text += this.asSeen(nodeOf(next), ownTextOf(next));
      last = next;
    }
    const end = found > 0 ? found : finder.wordEnd;
    if (found > 0) onMatch(matchInPieces({ term: finder.term, start: at, end: found }, text, pieces));
    const piece = pieces.findLast(({ from }) => from < end) ?? pieces[0];
    return piece === undefined
      ? offsetOf(first) + start + 1
      : offsetOf(piece) + end - piece.from + piece.offset;
  }

  /** True where a word that begins no term by itself may begin one together with the text behind it. */
  private isOpenWord(text: string, start: number, next: NodePlace<Node> | null): boolean {
    if (next === null || !isOpenEnd(text, this.finder.wordEnd, UNKNOWN)) return false;
    const tail = ownTextOf(next);
    return continuesWord(tail) && this.finder.beginsAcross(text.slice(start), tail);
  }

  private textOf(stretch: PlacedStretch<Node>, part: number): string {
    if (this.own?.stretch !== stretch || this.own.part !== part) {
      this.own = { stretch, part, text: ownTextOf({ stretch, part }) };
    }
    return this.own.text;
  }

  /** The node behind another one, read now if it was not yet; null at the end. */
  private placeAfter({ stretch, part }: NodePlace<Node>): NodePlace<Node> | null {
    if (part + 1 < stretch.nodes.length) return { stretch, part: part + 1 };
    const next = this.stretches[this.stretches.indexOf(stretch) + 1] ?? this.readOn();
    return next === null ? null : { stretch: next, part: 0 };
  }

  /** First code unit of the node behind, without reading on. */
  private codeAfter({ stretch, part }: NodePlace<Node>): number {
    return part + 1 < stretch.nodes.length ? stretch.text.charCodeAt(stretch.ends[part] ?? 0) : UNKNOWN;
  }

  /** Last code unit of the node before, or NaN. */
  private codeBefore({ stretch, part }: NodePlace<Node>): number {
    if (part > 0) return stretch.text.charCodeAt(startOfPart(stretch, part) - 1);
    return this.before === null ? Number.NaN : this.before.text.charCodeAt(this.before.text.length - 1);
  }

  /** A node's text with its new lines as spaces where they are no more than that. */
  private asSeen(node: Node, text: string): string {
    return text.includes('\n') && this.reader.keepsLines?.(node) === false
      ? text.replaceAll('\n', ' ')
      : text;
  }

  /** What stands before a node's text and belongs to its first word: half a word, or "non-". */
  private textBefore(place: NodePlace<Node>, text: string): string {
    if (!continuesWord(text) && !isTie(text.charCodeAt(0))) return '';
    if (!isTie(this.codeBefore(place))) return '';
    const previous = { stretch: place.stretch, part: place.part - 1 };
    const before = place.part > 0 ? nodeOf(previous) : this.before?.node;
    if (before === undefined || this.reader.joint(before, nodeOf(place)) !== '') return '';
    return place.part > 0 ? this.tailOf(previous) : (this.before?.text ?? '');
  }

  /** The end of a node's text, with what belongs to it where the node is short: "non" and "-" by themselves. */
  private tailOf(place: NodePlace<Node>): string {
    const own = ownTextOf(place);
    return own.length < KEPT_BEFORE
      ? (this.textBefore(place, own) + own).slice(-KEPT_BEFORE)
      : own.slice(-KEPT_BEFORE);
  }
}

/** Finds the terms of a text that stands by itself. */
export function findInText(finder: TermFinder, text: string): FoundTerm[] {
  const found: FoundTerm[] = [];
  let isRead = text === '';
  const search = new RunSearch<null>(finder);
  search.begin({
    read: () => {
      if (isRead) return null;
      isRead = true;
      return { nodes: [null], ends: [text.length], text };
    },
    joint: () => null,
  });
  const isTimeUp = (): boolean => false;
  search.advance(isTimeUp, ({ term, start, end }) => {
    found.push({ term, start: start.offset, end: end.offset });
  });
  return found;
}

/** True for a text that can be the rest of a word; an empty one leaves that open. */
function continuesWord(text: string): boolean {
  const first = text.charCodeAt(0);
  return text === '' || isWordCode(first) || isIgnoredCode(first) || isApostrophe(first);
}

/** True where a word right behind this character is no longer the same word. */
function isTie(code: number): boolean {
  return isWordCode(code) || isIgnoredCode(code) || isHyphen(code) || ADDRESS_SIGNS.has(code);
}

/** True where a text's word could belong to what stands before the text: it starts there, or behind "non-". */
function reachesBefore(text: string, start: number): boolean {
  let at = start;
  while (at > 0 && isIgnoredCode(text.charCodeAt(at - 1))) at--;
  if (at === 0) return true;
  if (!isHyphen(text.charCodeAt(--at))) return false;
  while (at > 0 && (isWordCode(text.charCodeAt(at - 1)) || isIgnoredCode(text.charCodeAt(at - 1)))) at--;
  return at === 0;
}

/** Length of the rest of a word that the text before began. */
function lengthOfRest(before: string, text: string): number {
  let last = before.length - 1;
  while (isIgnoredCode(before.charCodeAt(last))) last--;
  if (!isWordCode(before.charCodeAt(last))) return 0;
  const end = endOfWord(before + text, last) - before.length;
  return Math.max(0, end);
}
