/**
 * The marks of a frame: the extension's own list, which painting, the popup, the walk and the tests go by.
 * `CSS.highlights` is only its window on what is near the viewport.
 */
import type { Meaning } from '../glossary/senses';
import type { NodeMatch } from '../glossary/text-runs';
import { jointBetween } from './blocks';
import { cutText } from './page-reader';

/** A word of the page that is explained. */
export interface Mark {
  /** Unlike for each mark of the frame; never used again. */
  readonly id: number;
  readonly text: string;
  readonly meaning: Meaning;
  readonly range: StaticRange;
  /** The block it stands in; watched for coming near the viewport. */
  readonly block: Element;
  /** Every text node it touches. */
  readonly nodes: readonly Text[];
}

/** What a search found, before it is a mark. */
export interface FoundMark {
  match: NodeMatch<Text>;
  meaning: Meaning;
  block: Element;
}

const NONE: readonly Mark[] = [];

export class MarkList {
  /** Most nodes have one mark, which stands here by itself: sets take room. A single text may have thousands. */
  private readonly byNode = new Map<Text, Mark | Set<Mark>>();
  private readonly byId = new Map<number, Mark>();
  private readonly inPieces = new Set<Mark>();
  private ordered: Mark[] | null = null;
  private lastId = 0;

  get size(): number {
    return this.byId.size;
  }

  add({ match, meaning, block }: FoundMark): Mark {
    const { start, end, nodes, text } = match;
    const mark: Mark = {
      id: ++this.lastId,
      text,
      meaning,
      range: new StaticRange({
        startContainer: start.node,
        startOffset: start.offset,
        endContainer: end.node,
        endOffset: end.offset,
      }),
      block,
      nodes,
    };
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
    const there = this.byNode.get(node as Text);
    if (there === undefined) return NONE;
    return there instanceof Set ? there : [there];
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
    const { startContainer, startOffset, endContainer, endOffset } = mark.range;
    this.leave(mark);
    // The mark stays the same object: an open card, the walk and the painter know it by that.
    Object.assign(mark, {
      range: new StaticRange({
        startContainer: startContainer === from ? to : startContainer,
        startOffset: startContainer === from ? startOffset + by : startOffset,
        endContainer: endContainer === from ? to : endContainer,
        endOffset: endContainer === from ? endOffset + by : endOffset,
      }),
      nodes: [...new Set(mark.nodes.map((node) => (node === from ? to : node)))],
    } satisfies Partial<Mark>);
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

  /** Notes in which nodes a mark stands. */
  private enter(mark: Mark): void {
    if (mark.nodes.length > 1) this.inPieces.add(mark);
    for (const node of mark.nodes) {
      const there = this.byNode.get(node);
      if (there instanceof Set) there.add(mark);
      else this.byNode.set(node, there ? new Set([there, mark]) : mark);
    }
  }

  private leave(mark: Mark): void {
    this.inPieces.delete(mark);
    for (const node of mark.nodes) {
      const there = this.byNode.get(node);
      if (there instanceof Set) there.delete(mark);
      if (there === mark || (there instanceof Set && there.size === 0)) this.byNode.delete(node);
    }
  }
}

function compareMarks(a: Mark, b: Mark): number {
  const first = a.range.startContainer;
  const second = b.range.startContainer;
  if (first === second) return a.range.startOffset - b.range.startOffset;
  // Nodes of different trees: a shadow root's words stand where its host does.
  const [left, right] =
    first.getRootNode() === second.getRootNode() ? [first, second] : [inDocument(first), inDocument(second)];
  return left.compareDocumentPosition(right) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
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
    const { startContainer, startOffset } = mark.range;
    const there = this.byStart.get(startContainer);
    if (there) there.set(startOffset, mark);
    else this.byStart.set(startContainer, new Map([[startOffset, mark]]));
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
  const { range } = mark;
  return (
    range.startContainer === match.start.node &&
    range.startOffset === match.start.offset &&
    range.endContainer === match.end.node &&
    range.endOffset === match.end.offset &&
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
  return mark.nodes.every((node) => node.isConnected);
}

/** False once a mark's text was edited, removed, or taken apart. */
export function isWhole(mark: Mark): boolean {
  const { range, nodes, text } = mark;
  const { startContainer, startOffset, endContainer, endOffset } = range;
  if (!(startContainer instanceof Text && endContainer instanceof Text)) return false;
  const start = { node: startContainer, offset: startOffset };
  const end = { node: endContainer, offset: endOffset };
  return textNow({ start, end, nodes, text }) !== null && isInOnePiece(mark);
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
  return mark.nodes[0]?.parentElement ?? mark.block;
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

/**
 * The text of a match as it stands on the page now, or null where the page changed it between the search and
 * the decision. A copy: a mark that held part of a longer text would keep all of that.
 */
export function textNow({ start, end, nodes, text }: Omit<NodeMatch<Text>, 'term' | 'at'>): string | null {
  if (!nodes.every((node) => node.isConnected)) return null;
  if (nodes.length === 1) {
    const now = cutText(start.node, start.offset, end.offset);
    return now === text ? now : null;
  }
  // A new line of the source may have been read as a space, and a line break stands for one.
  const read = text.replaceAll('\n', ' ');
  let at = 0;
  for (const node of nodes) {
    const from = node === start.node ? start.offset : 0;
    const part = cutText(node, from, node === end.node ? end.offset : node.length).replaceAll('\n', ' ');
    if (!read.startsWith(part, at)) at++;
    if (!read.startsWith(part, at)) return null;
    at += part.length;
  }
  return at === read.length ? text : null;
}
