/**
 * Finds terms in a text that is spread over nodes. Each node is searched by itself; nodes are joined into
 * one run only where a term is open at a node's end (`total <b>hip</b> replacement`, `<abbr>ADL</abbr>s`),
 * which is at about two of a hundred borders. Works on any kind of node, so the page and the annotate
 * command find the same terms.
 */
import { isApostrophe, isIgnoredCode, isWordCode } from './fold';
import { ADDRESS_SIGNS, type FoundTerm, type ScanEnd, type TermFinder } from './find-terms';
import { endOfWord, isHyphen } from './tokens';

/** Hands out texts in reading order and knows how they stand to each other. */
export interface TextReader<Node> {
  /** The next node with text, or null at the end. */
  next(): Node | null;
  textOf(node: Node): string;
  /**
   * What stands between two neighbouring nodes that are one text: nothing, or a line break; null where a
   * block begins or ends between them. Asked only where a term is open.
   */
  joint(first: Node, second: Node): '' | '\n' | null;
  /**
   * False where a new line in the node's text is a mere space to the eye, as in most of a page. Asked only
   * where a term is open. Without it every new line counts.
   */
  keepsLines?(node: Node): boolean;
}

/** A place in a node's text; the offset counts UTF-16 code units. */
export interface TextPoint<Node> {
  node: Node;
  offset: number;
}

/** A term where it stands in nodes. */
export interface NodeMatch<Node> {
  /** Number of the term in the index. */
  term: number;
  text: string;
  start: TextPoint<Node>;
  end: TextPoint<Node>;
  /** Every node it touches, in order; nearly always one. */
  nodes: readonly Node[];
}

/** Stretch of a run that one node gave. */
interface Piece<Node> {
  node: Node;
  /** Where it starts in the run. */
  from: number;
  /** Which offset of the node's text that is. */
  offset: number;
}

/** A text that is searched as one; without pieces where it is all of one node's. */
interface Run<Node> {
  text: string;
  node: Node;
  pieces: readonly Piece<Node>[] | null;
}

/** Longest stretch that is carried from node to node, in UTF-16 code units; the longest term has 200. */
const MAX_OPEN_LENGTH = 400;
/** What is kept before an open term, so that "non-" before it is still seen, in UTF-16 code units. */
const KEPT_BEFORE = 16;
/** Nodes between two looks at the clock: 16 nodes of ordinary length take some 10 µs. */
const NODES_PER_CHECK = 16;

/** One search through a reader's nodes that can be interrupted and taken up again. */
export class RunSearch<Node> {
  private node: Node | null;
  /** The text of `node`, read when it was looked ahead to: a page gives a new copy each time it is asked. */
  private text: string;
  /** The end of the run before, where it can belong to the word that follows: half a word, or "non-". */
  private before: { node: Node; text: string } | null = null;
  private readonly found: FoundTerm[] = [];

  constructor(
    private readonly finder: TermFinder,
    private readonly reader: TextReader<Node>,
  ) {
    this.node = reader.next();
    this.text = this.node === null ? '' : reader.textOf(this.node);
  }

  /**
   * Searches on until the nodes or the time are used up.
   * @param isTimeUp asked every few nodes
   * @returns true when every node was searched
   */
  advance(isTimeUp: () => boolean, onMatch: (match: NodeMatch<Node>) => void): boolean {
    for (let count = 1; this.node !== null; count++) {
      this.node = this.searchRun(this.node, onMatch);
      if (count % NODES_PER_CHECK === 0 && isTimeUp()) return this.node === null;
    }
    return true;
  }

  /** Searches a node and those that finish its open terms; gives the node after them. */
  private searchRun(node: Node, onMatch: (match: NodeMatch<Node>) => void): Node | null {
    const { finder, reader, found } = this;
    const before = this.before === null ? '' : this.textBefore(node, this.text);
    let text = before + this.text;
    let from = before.length + (before === '' ? 0 : lengthOfRest(before, this.text));
    // Nearly every run is one node: pieces are only kept from the second on.
    let pieces: Piece<Node>[] | null = before === '' ? null : [{ node, from: 0, offset: -before.length }];
    let last = node;
    for (;;) {
      const end = finder.scan(text, from, true, found);
      const next = reader.next();
      this.text = next === null ? '' : reader.textOf(next);
      const open = this.openFrom(text, end, this.text);
      const canGoOn = open >= 0 && next !== null && text.length - open <= MAX_OPEN_LENGTH;
      const joint = canGoOn ? reader.joint(last, next) : null;
      if (joint === null || next === null) {
        if (end.openFrom >= 0) finder.scan(text, end.openFrom, false, found);
        this.report({ text, node, pieces }, onMatch);
        if (text !== '') {
          const isTied = isTie(text.charCodeAt(text.length - 1));
          this.before = isTied ? { node: last, text: text.slice(-KEPT_BEFORE) } : null;
        }
        return next;
      }
      this.report({ text, node, pieces }, onMatch);
      const kept = Math.max(0, open - KEPT_BEFORE);
      if (last === node) text = this.asSeen(node, text);
      pieces = piecesFrom(pieces ?? [{ node, from: 0, offset: 0 }], kept);
      text = text.slice(kept) + joint;
      pieces.push({ node: next, from: text.length, offset: 0 });
      text += this.asSeen(next, this.text);
      from = open - kept;
      last = next;
    }
  }

  /** Hands on what was found in a run and empties the list. */
  private report({ text, node, pieces }: Run<Node>, onMatch: (match: NodeMatch<Node>) => void): void {
    for (const term of this.found) {
      onMatch(pieces === null ? matchInNode(term, text, node) : matchInPieces(term, text, pieces));
    }
    this.found.length = 0;
  }

  /** A node's text with its new lines as spaces where they are no more than that. */
  private asSeen(node: Node, text: string): string {
    return text.includes('\n') && this.reader.keepsLines?.(node) === false
      ? text.replaceAll('\n', ' ')
      : text;
  }

  /** What stands before a node's text and belongs to its first word; nearly always nothing. */
  private textBefore(node: Node, text: string): string {
    const { before } = this;
    if (before === null || text === '') return '';
    if (!continuesWord(text) && !isTie(text.charCodeAt(0))) return '';
    return this.reader.joint(before.node, node) === '' ? before.text : '';
  }

  /** Offset of a term that the following text could begin or finish, or -1. */
  private openFrom(text: string, { openFrom, wordFrom }: ScanEnd, tail: string): number {
    if (openFrom >= 0 || wordFrom < 0 || !continuesWord(tail)) return openFrom;
    return this.finder.beginsAcross(text.slice(wordFrom), tail) ? wordFrom : -1;
  }
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

/** Length of the rest of a word that the text before began. */
function lengthOfRest(before: string, text: string): number {
  let last = before.length - 1;
  while (isIgnoredCode(before.charCodeAt(last))) last--;
  if (!isWordCode(before.charCodeAt(last))) return 0;
  const end = endOfWord(before + text, last) - before.length;
  return Math.max(0, end);
}

/** The pieces of a run from offset `kept` on, moved to where they stand once what lies before is dropped. */
function piecesFrom<Node>(pieces: readonly Piece<Node>[], kept: number): Piece<Node>[] {
  return pieces
    .filter((_, i) => (pieces[i + 1]?.from ?? Number.POSITIVE_INFINITY) > kept)
    .map(({ node, from, offset }) => ({
      node,
      from: Math.max(0, from - kept),
      offset: offset + Math.max(0, kept - from),
    }));
}

function matchInNode<Node>({ term, start, end }: FoundTerm, text: string, node: Node): NodeMatch<Node> {
  return {
    term,
    text: text.slice(start, end),
    start: { node, offset: start },
    end: { node, offset: end },
    nodes: [node],
  };
}

function matchInPieces<Node>(
  { term, start, end }: FoundTerm,
  text: string,
  pieces: readonly Piece<Node>[],
): NodeMatch<Node> {
  const touched = pieces.filter(
    ({ from }, i) => from < end && (pieces[i + 1]?.from ?? Number.POSITIVE_INFINITY) > start,
  );
  const first = touched[0];
  const last = touched.at(-1);
  if (!first || !last) throw new RangeError(`No node holds the offsets ${start} to ${end} of its run.`);
  return {
    term,
    text: text.slice(start, end),
    start: { node: first.node, offset: start - first.from + first.offset },
    end: { node: last.node, offset: end - last.from + last.offset },
    nodes: touched.map(({ node }) => node),
  };
}
