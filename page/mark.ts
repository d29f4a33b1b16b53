/** A word of the page that is explained: where it stands, and whether it still stands there. */
import type { Meaning } from '../glossary/senses';
import type { NodeMatch } from '../glossary/node-match';
import { jointBetween } from './blocks';
import { cutText } from './page-reader';

/**
 * A mark. A long page has tens of thousands, and each keeps what it holds for as
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

/** True where a search found again what a mark stands for. */
export function isSameMark(mark: Mark, { match, meaning, block }: FoundMark): boolean {
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
