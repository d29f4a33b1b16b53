/**
 * The keys that scroll a page, for the card. The card itself has the focus when the keyboard comes into it, but only
 * the part below its heading scrolls: the browser would give the keys to the page, and move the word away.
 */

/** How far the arrow keys scroll, in CSS pixels: about a line and a half, as browsers do. */
const LINE = 40;
/** Which part of what is seen a page key scrolls: not all, so that a reader finds the place again. */
const PAGE = 0.85;

/** Scrolls by a key where it is one that scrolls; gives whether it was, and there is anything to scroll. */
export function scrollByKey(
  scroller: Element,
  { key, altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent,
): boolean {
  if (altKey || ctrlKey || metaKey || shiftKey) return false;
  const { clientHeight, scrollHeight } = scroller;
  const distance = distanceOf(key, clientHeight, scrollHeight);
  if (distance === null || scrollHeight <= clientHeight) return false;
  scroller.scrollBy({ top: distance });
  return true;
}

/** How far a key scrolls, in CSS pixels down; `seen` and `whole` are the heights of what is seen and of all. */
function distanceOf(key: string, seen: number, whole: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return LINE;
    case 'ArrowUp':
      return -LINE;
    case 'PageDown':
    case ' ':
      return PAGE * seen;
    case 'PageUp':
      return -PAGE * seen;
    case 'End':
      return whole;
    case 'Home':
      return -whole;
    default:
      return null;
  }
}
