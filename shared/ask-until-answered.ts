/**
 * Asks the background until it answers. It may end at any moment of a start (the browser puts it to sleep, an
 * update ends it), and a page that lies in the back/forward cache meanwhile loses the answer. No page is to stay
 * without its words for that. The small script of every frame carries this.
 */
import { browser } from 'wxt/browser';

/**
 * Waits before the second try and those after it, in milliseconds. A background that ended is awake again after
 * some 100 ms, so the first is short; one that is updated or a machine that stands still takes seconds, and asking
 * more often would only add to its work.
 */
const WAITS_MS = [100, 500, 2000, 5000];

/**
 * @param ask asks once; it is asked again where its promise is rejected
 * @returns the answer, or null where all tries were lost, `signal` was aborted or the extension is gone
 */
export async function askUntilAnswered<Answer extends object>(
  ask: () => Promise<Answer>,
  signal: AbortSignal,
): Promise<Answer | null> {
  // An answer to a page that was put aside may never come, nor be refused.
  const aborted = new Promise<null>((resolve) => {
    signal.addEventListener('abort', () => resolve(null), { once: true });
  });
  for (const wait of [0, ...WAITS_MS]) {
    if (wait > 0) await Promise.race([aborted, new Promise((resolve) => setTimeout(resolve, wait))]);
    // In a frame that outlived its extension there is nobody to ask.
    if (signal.aborted || browser.runtime?.id === undefined) return null;
    const answer = await Promise.race([aborted, ask().catch(() => null)]);
    if (answer !== null) return signal.aborted ? null : answer;
  }
  return null;
}
