/** Puts the extension's scripts into frames. */
import browser from 'webextension-polyfill';

/** Where the build puts what `entrypoints` holds of scripts and styles for frames. */
const FRAME_SCRIPT = 'content-scripts/content.js';
const ENGINE_SCRIPT = 'engine.js';
const CARD_SCRIPT = 'card.js';
const MARK_STYLES = 'assets/marks.css';
const WORDS_SCRIPT = 'words.js';
const WORD_STYLES = 'assets/word-buttons.css';

/** Puts the engine and the look of the marks into one frame. */
export async function startEngine(tab: number, frame: number): Promise<void> {
  const target = { tabId: tab, frameIds: [frame] };
  await Promise.all([
    browser.scripting.insertCSS({ target, files: [MARK_STYLES] }),
    // A frame that asked has text; a top page that is to draw for one may never end loading.
    browser.scripting.executeScript({ target, files: [ENGINE_SCRIPT], injectImmediately: true }),
  ]);
}

/** Puts what makes words buttons into one frame, which has the engine already. */
export async function bringWords(tab: number, frame: number): Promise<void> {
  const target = { tabId: tab, frameIds: [frame] };
  await browser.scripting.insertCSS({ target, files: [WORD_STYLES] });
  await browser.scripting.executeScript({ target, files: [WORDS_SCRIPT] });
}

/** Puts the small script into every frame of a tab; it asks for the engine where there is text. */
export async function startInTab(tab: number): Promise<{ started: boolean }> {
  try {
    await browser.scripting.executeScript({
      target: { tabId: tab, allFrames: true },
      files: [FRAME_SCRIPT],
      // Chromium would wait for every frame to load, and some never do.
      injectImmediately: true,
    });
    return { started: true };
  } catch {
    // The browser's own pages, its store, and sites that the person withholds.
    return { started: false };
  }
}

/** Puts what draws the card into one frame. Throws where the browser does not let it in. */
export async function bringCard(tab: number, frame: number): Promise<void> {
  await browser.scripting.executeScript({
    target: { tabId: tab, frameIds: [frame] },
    files: [CARD_SCRIPT],
    // Words are marked there already: there is nothing to wait for, and some pages never end loading.
    injectImmediately: true,
  });
}

/** Puts the small script into all open tabs, so that nothing needs to be reloaded after an install. */
export async function startInOpenTabs(): Promise<void> {
  const tabs = await browser.tabs.query({ discarded: false });
  await Promise.all(tabs.flatMap(({ id }) => (id === undefined ? [] : [startInTab(id)])));
}
