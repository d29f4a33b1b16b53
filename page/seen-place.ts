/** Where words can be seen: laid out, and not scrolled away or covered by something else. */
import type { Rectangle } from '../shared/messages';
import { isCardHost } from './card-element';
import { elementOf, type Mark } from './mark';
import type { Measure } from './place-watch';
import { rectanglesOf } from './rectangles';

/**
 * Measures where a mark can be seen. One that lay open to the pointer when this was asked for and does no more, under
 * a fixed header or beyond the edge of its box, cannot be seen; of others, which the page may let a clear sheet
 * cover, nobody can tell.
 */
export function measureMark(mark: Mark): Measure {
  const wasOpen = liesOpen(mark, rectanglesOf(mark.range));
  return () => {
    const rectangles = rectanglesOf(mark.range);
    return wasOpen && !liesOpen(mark, rectangles) ? [] : rectangles;
  };
}

/** True where the middle of the first line belongs to the mark's own element; out of the viewport nobody can tell. */
function liesOpen(mark: Mark, [line]: readonly Rectangle[]): boolean {
  if (!line) return false;
  const root = mark.firstNode.getRootNode();
  if (!(root instanceof Document || root instanceof ShadowRoot)) return false;
  const [x, y] = middleOf(line);
  if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) return true;
  const top = root.elementsFromPoint(x, y).find((element) => !isCardHost(element));
  return top !== undefined && elementOf(mark).contains(top);
}

/** Measures where an element stands. */
export function measureElement(element: Element): Measure {
  return () => (element.isConnected ? [boxOf(element)] : []);
}

function boxOf(element: Element): Rectangle {
  const { x, y, width, height } = element.getBoundingClientRect();
  return { x, y, width, height };
}

function middleOf({ x, y, width, height }: Rectangle): [x: number, y: number] {
  return [x + width / 2, y + height / 2];
}
