/** Asks the background for the engine of a frame with text, until it is known whether one comes. */
import { browser } from 'wxt/browser';
import { askUntilAnswered } from '../../shared/ask-until-answered';
import { leaveFrameStart } from '../../shared/frame-start';
import { readAnswer } from '../../shared/message-answers';
import type { BackgroundRequest, SiteState } from '../../shared/messages';
import { SiteFollower } from '../../shared/site-follower';

/** Asks now, and again when the person changes what is chosen for sites, until there is an engine. */
export function requestEngine(lifetime: AbortSignal): void {
  const follower = new SiteFollower(async (signal) => {
    const state = await askUntilAnswered(askForEngine, signal);
    // From here on the engine follows the site by itself.
    if (state?.on === true) browser.storage.onChanged.removeListener(onChanged);
    return state !== null;
  });
  const onChanged = (changes: object): void => {
    if ('everywhere' in changes || 'sites' in changes) void follower.follow();
  };
  browser.storage.onChanged.addListener(onChanged);
  lifetime.addEventListener('abort', () => {
    follower.stop();
    browser.storage.onChanged.removeListener(onChanged);
  });
  leaveFrameStart(follower, lifetime);
  void follower.start();
}

/** @throws where no answer comes, or the engine could not be put in. */
async function askForEngine(): Promise<SiteState> {
  const request: BackgroundRequest = { kind: 'start-engine' };
  const answer = readAnswer(await browser.runtime.sendMessage(request)) as SiteState | undefined;
  if (answer === undefined) throw new Error('Nobody answered.');
  return answer;
}
