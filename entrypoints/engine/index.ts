/** The engine of a frame with text: wires finder, marks, pointer, keyboard and card. */
import { browser } from 'wxt/browser';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { Frame } from './frame';
import { frameLifetime } from '../../shared/lifetime';
import { FRAME_GLOBAL } from '../../shared/frame-global';

export default defineUnlistedScript(() => {
  const globals = globalThis as Record<string, unknown>;
  const lifetime = frameLifetime();
  // Put in twice (a reload of the extension, the popup on a withheld site), it runs once.
  if (!lifetime || globals[FRAME_GLOBAL] !== undefined) return;
  const frame = new Frame((key, ...substitutions) => browser.i18n.getMessage(key, substitutions));
  globals[FRAME_GLOBAL] = frame;
  lifetime.addEventListener('abort', () => {
    frame.stop();
    delete globals[FRAME_GLOBAL];
  });
  void frame.start();
});
