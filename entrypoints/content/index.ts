/**
 * The small script of every frame. It waits until there is something to read, then asks the background for
 * the engine. It stays small: it is the only cost for frames that hold no text. It uses the browser's own
 * promises instead of the polyfill, which is two thirds of what such a frame may weigh.
 */
import { defineContentScript } from 'wxt/utils/define-content-script';
import { isReadable, whenEnoughText } from '../../page/enough-text';
import { setFrameLifetime } from '../../shared/lifetime';
import { requestEngine } from './engine-request';

const LANGUAGE = 'en';

export default defineContentScript({
  matches: ['<all_urls>'],
  allFrames: true,
  matchAboutBlank: true,
  matchOriginAsFallback: true,
  runAt: 'document_idle',
  // Pages have no business seeing messages of ours.
  noScriptStartedPostMessage: true,
  async main({ signal }) {
    if (!isReadable(document)) return;
    setFrameLifetime(signal);
    await whenEnoughText(document, LANGUAGE, signal);
    if (!signal.aborted) requestEngine(signal);
  },
});
