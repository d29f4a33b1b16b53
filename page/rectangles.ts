/** Where words stand in the viewport, in CSS pixels. */
import type { Rectangle } from '../shared/messages';

/**
 * One live range for all measuring. Only one, and laid aside after use: every live range makes each change
 * of the page slower.
 */
let measure: Range | undefined;

/** The rectangles of a static range, one for each line it takes; none where it is not laid out. */
export function rectanglesOf(range: StaticRange): Rectangle[] {
  if (!range.startContainer.isConnected || !range.endContainer.isConnected) return [];
  measure ??= document.createRange();
  try {
    measure.setStart(range.startContainer, range.startOffset);
    measure.setEnd(range.endContainer, range.endOffset);
    return [...measure.getClientRects()]
      .filter(({ width, height }) => width > 0 && height > 0)
      .map(({ x, y, width, height }) => ({ x, y, width, height }));
  } catch {
    // The text was shortened and the observer has not told of it yet: the word is gone.
    return [];
  } finally {
    measure.setStart(document, 0);
    measure.collapse(true);
  }
}

/** True where a point lies in a rectangle, or at most `slack` CSS pixels beside it. */
export function containsPoint(rectangle: Rectangle, point: { x: number; y: number }, slack = 0): boolean {
  return (
    point.x >= rectangle.x - slack &&
    point.x <= rectangle.x + rectangle.width + slack &&
    point.y >= rectangle.y - slack &&
    point.y <= rectangle.y + rectangle.height + slack
  );
}
