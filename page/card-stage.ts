/**
 * Where on the page the card's host stands. It is drawn above everything wherever that is; but a page takes a press
 * or the focus outside its dialog for leaving it. So the host stands inside what its word stands in.
 */

/** Parts of a page that close, or pull the focus back, when something happens outside of them. */
const PART =
  'dialog[open], [popover]:popover-open, [aria-modal="true"], [role="dialog"], [role="alertdialog"]';
/** Nothing can be put into these. */
const CLOSED_TAGS = new Set(['IFRAME', 'FRAME', 'OBJECT', 'EMBED', 'VIDEO', 'IMG', 'CANVAS']);

/**
 * Puts the host where it is seen and reached, and taken for a part of what its word stands in.
 * @param holder what holds the word on this page: an element, or the frame that it stands in; null where it is gone
 */
export function putOnStage(host: HTMLElement, holder: Element | null): void {
  const seat = seatOn(stageFor(document, holder), holder);
  if (host.parentNode === seat) return;
  // Not as the first, the last or the only one where that can be had: style sheets say something of those.
  const last = seat === document.documentElement || seat.childElementCount < 2 ? null : seat.lastElementChild;
  seat.insertBefore(host, last);
}

/** Takes the host out of the page's part that it stands in; on the root it is in nobody's way. */
export function leaveStage(host: HTMLElement): void {
  if (host.parentNode !== document.documentElement) host.remove();
}

/** An open modal dialog or fullscreen element is all that can be reached; in it or without it, the word's own part. */
function stageFor(page: Document, holder: Element | null): Element {
  const reachable = reachablePart(page) ?? page.documentElement;
  for (let at = holder; at && at !== reachable; at = parentOf(at)) {
    if (!CLOSED_TAGS.has(at.tagName) && at.matches(PART)) return isWithin(at, reachable) ? at : reachable;
  }
  return reachable;
}

function reachablePart(page: Document): Element | null {
  const modal = [...page.querySelectorAll('dialog:modal')].at(-1);
  const full = page.fullscreenElement;
  if (modal && (!full || full.contains(modal))) return modal;
  return full && !CLOSED_TAGS.has(full.tagName) ? full : null;
}

/** The element that one more child moves least: the nearest to the stage, on the way to the word, with several. */
function seatOn(stage: Element, holder: Element | null): Element {
  const way = [stage];
  for (let at = holder; at && at !== stage && stage.contains(at); at = at.parentElement) way.splice(1, 0, at);
  return way.find(({ childElementCount }) => childElementCount > 1) ?? stage;
}

function isWithin(inner: Element, outer: Element): boolean {
  for (let at: Element | null = inner; at; at = parentOf(at)) if (at === outer) return true;
  return false;
}

/** The element around another as it is laid out, through slots and the borders of shadow roots. */
function parentOf(element: Element): Element | null {
  const parent = element.assignedSlot ?? element.parentNode;
  if (parent instanceof ShadowRoot) return parent.host;
  return parent instanceof Element ? parent : null;
}
