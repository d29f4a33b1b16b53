/**
 * What the small script of a frame with text leaves for whoever looks into the frame: how far it is with asking for
 * the engine. Frames without text leave nothing.
 */
import { leaveGlobal } from './script-global';
import type { SiteFollower } from './site-follower';

/** Name of the global that holds it, in the extension's own world of the frame. */
export const START_GLOBAL = 'glossaryHelperStart';

export function leaveFrameStart(start: Pick<SiteFollower, 'progress'>, lifetime: AbortSignal): void {
  leaveGlobal(START_GLOBAL, start, lifetime);
}
