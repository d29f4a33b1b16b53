/** The element on the page that the card stands in, by name. */

const HOST_TAG = 'glossary-card';
/** The host's name on a page that has elements of that name of its own. */
const OTHER_HOST_TAG = 'glossary-card-of-extension';

/** The host with its closed root, before it stands on the page. */
export function makeHost(): { host: HTMLElement; root: ShadowRoot } {
  const host = document.createElement(HOST_TAG);
  try {
    return { host, root: host.attachShadow({ mode: 'closed' }) };
  } catch {
    // The page defined an element of this name, and its constructor took the root.
    const other = document.createElement(OTHER_HOST_TAG);
    return { host: other, root: other.attachShadow({ mode: 'closed' }) };
  }
}

/** True for the element that the card stands in. */
export function isCardHost(element: Element): boolean {
  return (
    [HOST_TAG, OTHER_HOST_TAG].includes(element.localName) && element.getAttribute('popover') === 'manual'
  );
}

/**
 * Removes hosts that an earlier copy of the extension left: Firefox ends its scripts without a word, so they
 * cannot clean up. Elements of the same name that a page made for itself look different and stay.
 */
export function removeLeftHosts(): void {
  for (const host of document.querySelectorAll(
    `:is(${HOST_TAG}, ${OTHER_HOST_TAG})[popover="manual"]:empty`,
  )) {
    if (host.shadowRoot === null) host.remove();
  }
}
