/** The element on the page that the card stands in, by name. */

const HOST_TAG = 'glossary-card';
/** The host's name on a page that has elements of that name of its own. */
const OTHER_HOST_TAG = 'glossary-card-of-extension';

/** An earlier or present host of ours, as it looks from outside. */
const HOST = `:is(${HOST_TAG}, ${OTHER_HOST_TAG})[popover="manual"]:empty`;

/** What a person does in the card. */
const OWN_EVENTS = [
  'pointerdown',
  'pointerup',
  'mousedown',
  'mouseup',
  'click',
  'dblclick',
  'auxclick',
  'touchstart',
  'touchmove',
  'touchend',
  'wheel',
  'focusin',
  'focusout',
  'keydown',
  'keypress',
  'keyup',
];

/** The host with its closed root, before it stands on the page. */
export function makeHost(): { host: HTMLElement; root: ShadowRoot } {
  const made = makeElement();
  // A page that hears of a press beside its menu closes it, and one that keeps the focus in its dialog takes it back.
  for (const type of OWN_EVENTS) {
    made.host.addEventListener(type, (event) => event.stopPropagation(), { passive: true });
  }
  return made;
}

/** True where this change of the page is the host's coming or going, and none of the page's own. */
export function isOfHost({ type, addedNodes, removedNodes }: MutationRecord): boolean {
  if (type !== 'childList' || addedNodes.length + removedNodes.length !== 1) return false;
  const node = addedNodes[0] ?? removedNodes[0];
  return node instanceof Element && isCardHost(node);
}

/** True for an element that a card stands in; one of the same name that a page made for itself looks different. */
export function isCardHost(element: Element): boolean {
  return element.matches(HOST) && element.shadowRoot === null;
}

function makeElement(): { host: HTMLElement; root: ShadowRoot } {
  const host = document.createElement(HOST_TAG);
  try {
    return { host, root: host.attachShadow({ mode: 'closed' }) };
  } catch {
    // The page defined an element of this name, and its constructor took the root.
    const other = document.createElement(OTHER_HOST_TAG);
    return { host: other, root: other.attachShadow({ mode: 'closed' }) };
  }
}

/**
 * Removes hosts that an earlier copy of the extension left: Firefox ends its scripts without a word, so they
 * cannot clean up. Elements of the same name that a page made for itself look different and stay.
 */
export function removeLeftHosts(): void {
  for (const host of document.querySelectorAll(HOST)) if (isCardHost(host)) host.remove();
}
