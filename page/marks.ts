/**
 * The marks of a frame: the extension's own list, which painting, the popup, the walk and the tests go by.
 * `CSS.highlights` is only its window on what is near the viewport.
 */
import type { NodeMatch } from '../glossary/node-match';
import { isSameMark, Mark, type FoundMark } from './mark';
import { eachOf, joinMark, partMark, type MarksTogether } from './marks-together';
import { cutText } from './page-reader';

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
