/**
 * The marks of a frame: the extension's own list, which painting, the popup, the walk and the tests go by.
 * `CSS.highlights` is only its window on what is near the viewport.
 */
import type { Meaning } from '../glossary/senses';
import type { NodeMatch } from '../glossary/text-runs';
import { jointBetween } from './blocks';
import { cutText } from './page-reader';

/**
 * A word of the page that is explained. A long page has tens of thousands, and each keeps what it holds for as
 * long as the page is open: nearly all stand in one text, so that needs no list.
 */
export class Mark {
  private startText: Text;
  /** The other texts it touches, in order. */
  private rest: readonly Text[];
  private start: number;
  private end: number;
  private painted: StaticRange | null = null;

  constructor(
    /** Unlike for each mark of the frame; never used again. */
    readonly id: number,
    readonly text: string,
    readonly meaning: Meaning,
    /** The block it stands in; watched for coming near the viewport. */
    readonly block: Element,
    place: MarkPlace,
  ) {
    this.startText = textAt(place.nodes, 0);
    this.rest = restOf(place.nodes);
    this.start = place.startOffset;
    this.end = place.endOffset;
  }

  /** The text that it starts in. */
  get firstNode(): Text {
    return this.startText;
  }

  /** The text that it ends in. */
  get lastNode(): Text {
    return this.rest.at(-1) ?? this.startText;
  }

  /** Every text node it touches, in order; never empty. */
  get nodes(): readonly Text[] {
    return [this.startText, ...this.rest];
  }

  /** It stands in several texts, as one word of a hundred does. */
  get isSpread(): boolean {
    return this.rest.length > 0;
  }

  /** Where it starts in the first text, in UTF-16 code units. */
  get startOffset(): number {
    return this.start;
  }

  /** Where it ends in the last text, in UTF-16 code units. */
  get endOffset(): number {
    return this.end;
  }

  /** What is painted; made when first asked for, since most marks of a long page are never near the viewport. */
  get range(): StaticRange {
    this.painted ??= new StaticRange({
      startContainer: this.startText,
      startOffset: this.start,
      endContainer: this.lastNode,
      endOffset: this.end,
    });
    return this.painted;
  }

  /** The page's text went elsewhere. */
  moveTo({ nodes, startOffset, endOffset }: MarkPlace): void {
    this.startText = textAt(nodes, 0);
    this.rest = restOf(nodes);
    this.start = startOffset;
    this.end = endOffset;
    this.painted = null;
  }
}

/** Where a mark stands; see `Mark`. */
export interface MarkPlace {
  nodes: readonly Text[];
  startOffset: number;
  endOffset: number;
}

const NO_TEXTS: readonly Text[] = [];

function restOf(nodes: readonly Text[]): readonly Text[] {
  return nodes.length > 1 ? nodes.slice(1) : NO_TEXTS;
}

function textAt(nodes: readonly Text[], place: number): Text {
  const node = nodes[place];
  if (!node) throw new RangeError('A mark without a text node cannot be.');
  return node;
}

/** What a search found, before it is a mark. */
export interface FoundMark {
  match: NodeMatch<Text>;
  meaning: Meaning;
  block: Element;
}

/**
 * Marks that share a text or a block. Mostly that is one, which then stands by itself: a set takes more room than
 * the mark. A single text may have thousands.
 */
export type MarksTogether = Mark | Set<Mark>;

const NONE: readonly Mark[] = [];

/** The marks that stand together, each once. */
export function eachOf(marks: MarksTogether | undefined): Iterable<Mark> {
  if (marks === undefined) return NONE;
  return marks instanceof Set ? marks : [marks];
}

/** Puts a mark to those that are there. */
export function joinMark(there: MarksTogether | undefined, mark: Mark): MarksTogether {
  if (there === undefined || there === mark) return mark;
  return there instanceof Set ? there.add(mark) : new Set([there, mark]);
}

/** Takes a mark from those that are there; undefined where none is left. */
export function partMark(there: MarksTogether | undefined, mark: Mark): MarksTogether | undefined {
  if (there === mark) return undefined;
  if (there instanceof Set && there.delete(mark) && there.size === 0) return undefined;
  return there;
}

export class MarkList {
  private readonly byNode = new Map<Text, MarksTogether>();
  private readonly byId = new Map<number, Mark>();
  private readonly inPieces = new Set<Mark>();
  private readonly texts = new Map<string, string>();
  private ordered: Mark[] | null = null;
  private lastId = 0;

  get size(): number {
    return this.byId.size;
  }

  add({ match, meaning, block }: FoundMark): Mark {
    const place = { nodes: match.nodes, startOffset: match.start.offset, endOffset: match.end.offset };
    const mark = new Mark(++this.lastId, this.ownCopy(match), meaning, block, place);
    this.byId.set(mark.id, mark);
    this.enter(mark);
    this.ordered = null;
    return mark;
  }

  get(id: number): Mark | undefined {
    return this.byId.get(id);
  }

  /** Marks that touch this text node; the one look-up that an edited text costs. */
  of(node: Node): Iterable<Mark> {
    return eachOf(this.byNode.get(node as Text));
  }

  remove(mark: Mark): void {
    if (!this.byId.delete(mark.id)) return;
    this.leave(mark);
    this.ordered = null;
  }

  /**
   * A stretch of text went from one node into another, and a mark with it. Reading order stays as it was.
   * @param by what is added to its offsets there, in UTF-16 code units
   */
  move(mark: Mark, { from, to, by }: { from: Text; to: Text; by: number }): void {
    const { nodes, startOffset, endOffset } = mark;
    this.leave(mark);
    // The mark stays the same object: an open card, the walk and the painter know it by that.
    mark.moveTo({
      nodes: [...new Set(nodes.map((node) => (node === from ? to : node)))],
      startOffset: mark.firstNode === from ? startOffset + by : startOffset,
      endOffset: mark.lastNode === from ? endOffset + by : endOffset,
    });
    this.enter(mark);
  }

  /** All marks, in the order in which they were found. */
  all(): Iterable<Mark> {
    return this.byId.values();
  }

  /** Marks that reach over several text nodes; two of a hundred. */
  spread(): Iterable<Mark> {
    return this.inPieces;
  }

  /** The page was rearranged: the next who asks for reading order has it sorted anew. */
  forgetOrder(): void {
    this.ordered = null;
  }

  /** All marks in reading order; sorted when asked for, not on every change. */
  inReadingOrder(): readonly Mark[] {
    this.ordered ??= [...this.byId.values()].sort(compareMarks);
    return this.ordered;
  }

  /**
   * The text of a match, which marks with the same text share. It is a copy of that stretch alone: browsers keep
   * all of a text from which a part was taken.
   */
  private ownCopy({ start, end, nodes, text }: NodeMatch<Text>): string {
    let copy = this.texts.get(text);
    if (copy === undefined) {
      copy = nodes.length === 1 ? cutText(start.node, start.offset, end.offset) : text;
      this.texts.set(copy, copy);
    }
    return copy;
  }

  /** Notes in which nodes a mark stands. */
  private enter(mark: Mark): void {
    if (mark.isSpread) this.inPieces.add(mark);
    for (const node of mark.nodes) this.byNode.set(node, joinMark(this.byNode.get(node), mark));
  }

  private leave(mark: Mark): void {
    this.inPieces.delete(mark);
    for (const node of mark.nodes) {
      const left = partMark(this.byNode.get(node), mark);
      if (left === undefined) this.byNode.delete(node);
      else this.byNode.set(node, left);
    }
  }
}

function compareMarks(a: Mark, b: Mark): number {
  const first = a.firstNode;
  const second = b.firstNode;
  if (first === second) return a.startOffset - b.startOffset;
  // Nodes of different trees: a shadow root's words stand where its host does.
  const [left, right] =
    first.getRootNode() === second.getRootNode() ? [first, second] : [inDocument(first), inDocument(second)];
  // Asked of the second: a list that is nearly in order is sorted by comparing each with the one before it, and
  // Chromium looks for a sibling from the asked node on, to the end of the page where it stands before.
  return right.compareDocumentPosition(left) & Node.DOCUMENT_POSITION_PRECEDING ? -1 : 1;
}

function inDocument(node: Node): Node {
  let at = node;
  for (let root = at.getRootNode(); root instanceof ShadowRoot; root = at.getRootNode()) at = root.host;
  return at;
}

/** The marks that a part of the page had before it is searched anew: a single text may hold thousands. */
export class OldMarks {
  private readonly byStart = new Map<Node, Map<number, Mark>>();

  add(mark: Mark): void {
    const { startOffset } = mark;
    const node = mark.firstNode;
    const there = this.byStart.get(node);
    if (there) there.set(startOffset, mark);
    else this.byStart.set(node, new Map([[startOffset, mark]]));
  }

  /** Takes out the mark that a search found again, if it is there. */
  take(found: FoundMark): Mark | undefined {
    const { node, offset } = found.match.start;
    const there = this.byStart.get(node);
    const mark = there?.get(offset);
    if (!mark || !isSameMark(mark, found)) return undefined;
    there?.delete(offset);
    return mark;
  }

  /** Those that were not found again. */
  *rest(): Generator<Mark> {
    for (const marks of this.byStart.values()) yield* marks.values();
  }
}

/** True where a search found again what a mark stands for. */
function isSameMark(mark: Mark, { match, meaning, block }: FoundMark): boolean {
  return (
    mark.startOffset === match.start.offset &&
    mark.endOffset === match.end.offset &&
    mark.text === match.text &&
    mark.block === block &&
    mark.nodes.length === match.nodes.length &&
    mark.nodes.every((node, i) => node === match.nodes[i]) &&
    mark.meaning.certainty === meaning.certainty &&
    mark.meaning.entries.join() === meaning.entries.join() &&
    mark.meaning.cues.join() === meaning.cues.join()
  );
}

/** False once a mark's text was removed from the page. */
export function isOnPage(mark: Mark): boolean {
  return mark.isSpread ? mark.nodes.every((node) => node.isConnected) : mark.firstNode.isConnected;
}

/** False once a mark's text was edited, removed, or taken apart. */
export function isWhole(mark: Mark): boolean {
  const start = { node: mark.firstNode, offset: mark.startOffset };
  const end = { node: mark.lastNode, offset: mark.endOffset };
  return isTextNow({ start, end, nodes: mark.nodes, text: mark.text }) && isInOnePiece(mark);
}

/** False once something was put between the parts of a mark, or its parts were moved. */
export function isInOnePiece({ nodes }: Mark): boolean {
  return nodes.every((node, i) => {
    const next = nodes[i + 1];
    return next === undefined || jointBetween(node, next) !== null;
  });
}

/** The element that a mark's text begins in; its block where that is none (right below a shadow root). */
export function elementOf(mark: Mark): Element {
  return mark.firstNode.parentElement ?? mark.block;
}

/** False where the person cannot see the word: a closed tab or accordion, text for print only. */
export function isVisible(mark: Mark): boolean {
  const element = elementOf(mark);
  return (
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !hidesOwnText(element)
  );
}

/** True for elements that are seen while the text right below them is not: closed details, `until-found`. */
function hidesOwnText(element: Element): boolean {
  if (element instanceof HTMLDetailsElement) return !element.open;
  return getComputedStyle(element).contentVisibility === 'hidden';
}

/** False where the page changed the text of a match between the search and the decision. */
export function isTextNow({ start, end, nodes, text }: Omit<NodeMatch<Text>, 'term' | 'at'>): boolean {
  if (!nodes.every((node) => node.isConnected)) return false;
  if (nodes.length === 1) return cutText(start.node, start.offset, end.offset) === text;
  // A new line of the source may have been read as a space.
  const read = text.replaceAll('\n', ' ');
  let at = 0;
  let before: Text | null = null;
  for (const node of nodes) {
    const joint = before ? jointBetween(before, node) : '';
    if (joint === null) return false;
    const from = node === start.node ? start.offset : 0;
    const part = joint + cutText(node, from, node === end.node ? end.offset : node.length);
    if (!read.startsWith(part.replaceAll('\n', ' '), at)) return false;
    at += part.length;
    before = node;
  }
  return at === read.length;
}
