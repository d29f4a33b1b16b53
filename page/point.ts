/** Finds the mark under a point: by caret position, then the own list, then a check of rectangles. */
import { blockOf } from './blocks';
import type { Mark } from './mark';
import type { MarkList } from './marks';
import { containsPoint, rectanglesOf } from './rectangles';

/** A finger or a shaking hand may miss a thin line of text by this much, in CSS pixels. */
const SLACK = 2;

/** Places at which the viewport is asked what stands there, across and down: some for each paragraph seen. */
const COLUMNS = 2;
const ROWS = 8;

/** What is asked of a document; both browsers have had it since the versions in the manifest. */
interface CaretDocument {
  caretPositionFromPoint(
    x: number,
    y: number,
    options?: { shadowRoots?: ShadowRoot[] },
  ): { offsetNode: Node; offset: number } | null;
}

function caretAt(
  x: number,
  y: number,
  shadowRoots: ShadowRoot[],
): { offsetNode: Node; offset: number } | null {
  return (document as unknown as CaretDocument).caretPositionFromPoint(x, y, { shadowRoots });
}

/**
 * Blocks whose text stands in the viewport, from top to bottom, each looked for when asked; some are missed. Null
 * where a look found no new one, since each look takes time. To be asked before anything is painted: a question
 * for a place after that has the whole page laid out anew.
 */
export function* blocksInView(): Generator<Element | null> {
  const known = new Set<Element>();
  for (let row = 0; row < ROWS; row++) {
    for (let column = 0; column < COLUMNS; column++) {
      const x = (innerWidth * (column + 0.5)) / COLUMNS;
      const y = (innerHeight * (row + 0.5)) / ROWS;
      const node = caretAt(x, y, [])?.offsetNode;
      const block = node instanceof Text ? blockOf(node) : null;
      yield block && !known.has(block) ? block : null;
      if (block) known.add(block);
    }
  }
}

/**
 * The mark at a point of the viewport, or null.
 * @param shadowRoots open roots whose text may be meant
 */
export function markAt(
  marks: MarkList,
  point: { x: number; y: number },
  shadowRoots: ShadowRoot[],
): Mark | null {
  if (marks.size === 0) return null;
  const caret = caretAt(point.x, point.y, shadowRoots);
  if (!caret) return null;
  for (const mark of marks.of(caret.offsetNode)) {
    if (mark.firstNode === caret.offsetNode && caret.offset < mark.startOffset) continue;
    if (mark.lastNode === caret.offsetNode && caret.offset > mark.endOffset) continue;
    // The caret is "inside" a line's last word up to 120 px past its end.
    if (rectanglesOf(mark.range).some((rectangle) => containsPoint(rectangle, point, SLACK))) return mark;
  }
  return null;
}
