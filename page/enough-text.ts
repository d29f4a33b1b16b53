/** Whether a frame has text that is worth the engine. Most frames of the web are empty or an advert's. */

/** Letters from which on a frame may hold a note: less is a label, a counter or nothing. */
const MIN_LETTERS = 20;
/** Least width and height in CSS pixels of a frame in which a person can read. */
const MIN_WIDTH = 60;
const MIN_HEIGHT = 16;
/** How long a growing page is left alone between two looks, in milliseconds. */
const LOOK_AGAIN_MS = 400;

const NO_PROSE = new Set(['SCRIPT', 'STYLE', 'NOSCRIPT', 'TEMPLATE', 'TITLE']);

/** True where the document is one that people read: no feeds, drawings or data. */
export function isReadable(page: Pick<Document, 'contentType'>): boolean {
  return ['text/html', 'application/xhtml+xml', 'text/plain'].includes(page.contentType);
}

/** False where the document says it is in another language and no part of it says otherwise. */
export function mayHoldLanguage(page: Document, language: string): boolean {
  const own = page.documentElement.lang.toLowerCase().split(/[-_]/)[0] ?? '';
  return own === '' || own === language || page.querySelector(`[lang|="${language}" i]`) !== null;
}

/** True where the frame holds text and is large enough to read in. */
export function hasEnoughText(page: Document): boolean {
  // Its size comes last: the browser lays a frame out to tell it, which costs an empty one more than all else here.
  return holdsText(page) && innerWidth >= MIN_WIDTH && innerHeight >= MIN_HEIGHT;
}

/** True as soon as enough letters are counted; never reads the whole of a large page. */
function holdsText(page: Document): boolean {
  if (!page.body) return false;
  let letters = 0;
  const walker = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node instanceof Element) {
      // Pages made of web components have their text where this walk does not come.
      if (node.shadowRoot) return true;
    } else if (!NO_PROSE.has(node.parentNode?.nodeName ?? '')) {
      // One by one: a single text may hold megabytes.
      const found = node.nodeValue?.matchAll(/\p{L}/gu);
      while (letters < MIN_LETTERS && found?.next().done === false) letters++;
      if (letters >= MIN_LETTERS) return true;
    }
  }
  return false;
}

/** Resolves once the frame has enough text in the language; never where it never has. */
export function whenEnoughText(page: Document, language: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const isReady = (): boolean => hasEnoughText(page) && mayHoldLanguage(page, language);
    if (isReady()) {
      resolve();
      return;
    }
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = (): void => {
      timer ??= setTimeout(() => {
        timer = undefined;
        if (!isReady()) return;
        stop();
        resolve();
      }, LOOK_AGAIN_MS);
    };
    const observer = new MutationObserver(look);
    observer.observe(page, { childList: true, characterData: true, subtree: true });
    window.addEventListener('resize', look, { signal });
    const stop = (): void => {
      clearTimeout(timer);
      observer.disconnect();
      window.removeEventListener('resize', look);
    };
    signal.addEventListener('abort', stop);
  });
}
