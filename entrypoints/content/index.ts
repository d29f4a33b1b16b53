/**
 * The small script of every frame. It waits until there is something to read, then asks the background for
 * the engine. It stays small: it is the only cost for frames that hold no text. It uses the browser's own
 * promises instead of the polyfill, which is two thirds of what such a frame may weigh.
 */
import { browser } from 'wxt/browser';
import { defineContentScript } from 'wxt/utils/define-content-script';
import { isReadable, whenEnoughText } from '../../page/enough-text';
import { setFrameLifetime } from '../../shared/lifetime';
import type { BackgroundRequest, SiteState } from '../../shared/messages';

const LANGUAGE = 'en';

export default defineContentScript({
  matches: ['<all_urls>'],
  allFrames: true,
  matchAboutBlank: true,
  matchOriginAsFallback: true,
  runAt: 'document_idle',
  // Pages have no business seeing messages of ours.
  noScriptStartedPostMessage: true,
  async main(context) {
    if (!isReadable(document)) return;
    setFrameLifetime(context.signal);
    await whenEnoughText(document, LANGUAGE, context.signal);
    if (await askForEngine()) return;
    // Words are not explained here. Ask again when the person changes that.
    const onChanged = (changes: object): void => {
      if (!('everywhere' in changes) && !('sites' in changes)) return;
      void askForEngine().then((started) => {
        if (started) browser.storage.onChanged.removeListener(onChanged);
      });
    };
    browser.storage.onChanged.addListener(onChanged);
    context.onInvalidated(() => browser.storage.onChanged.removeListener(onChanged));
  },
});

async function askForEngine(): Promise<boolean> {
  const request: BackgroundRequest = { kind: 'start-engine' };
  try {
    const answer: SiteState | undefined = await browser.runtime.sendMessage(request);
    return answer?.on === true;
  } catch {
    // The extension was reloaded or removed while the page was open; its new copy asks for itself.
    return false;
  }
}
