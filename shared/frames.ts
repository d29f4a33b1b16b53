/**
 * Looks into the frames of a tab from the background or the popup. `scripting.executeScript` answers for
 * every frame at once, with the frame's id, and needs neither a list of frames kept anywhere nor a message
 * to frames that hold no words.
 */
import browser from 'webextension-polyfill';
import * as v from 'valibot';
import { FRAME_GLOBAL } from './frame-global';
import { START_GLOBAL } from './frame-start';
import { FrameReport } from './messages';

export interface FrameInTab extends FrameReport {
  frame: number;
  /** False in frames that no engine was put into. */
  hasEngine: boolean;
}

/**
 * Reads what each frame of the tab tells of itself, top frame first, then in order of their paths.
 * @throws where the browser does not let the extension into the tab (its own pages, a withheld site).
 */
export async function readFrames(tab: number): Promise<FrameInTab[]> {
  const results = await browser.scripting.executeScript({
    target: { tabId: tab, allFrames: true },
    // Chromium would wait for every frame to load, and some never do.
    injectImmediately: true,
    func: reportFromFrame,
    args: [FRAME_GLOBAL, START_GLOBAL],
  });
  const frames: FrameInTab[] = [];
  for (const { frameId, result } of results) {
    const parsed = v.safeParse(v.object({ ...FrameReport.entries, hasEngine: v.boolean() }), result);
    if (parsed.success) frames.push({ ...parsed.output, frame: frameId });
  }
  return frames.sort((a, b) => comparePaths(a.path, b.path));
}

/** Runs inside a frame: it is sent there as text and can use nothing from this module. */
function reportFromFrame(frameGlobal: string, startGlobal: string): unknown {
  const path: number[] = [];
  for (let frame: Window = window; frame !== frame.parent; frame = frame.parent) {
    let index = -1;
    for (let i = 0; i < frame.parent.length; i++) if (frame.parent[i] === frame) index = i;
    path.unshift(index);
  }
  const globals = globalThis as Record<string, unknown>;
  const engine = globals[frameGlobal] as { report(): object } | undefined;
  const start = globals[startGlobal] as { progress: string } | undefined;
  const progress = start?.progress ?? 'no-text';
  const nothing = { progress, focused: document.hasFocus(), current: null, words: [] };
  return { path, hasEngine: engine !== undefined, ...(engine?.report() ?? nothing) };
}

/** Orders frame paths as their frames stand on the page. */
export function comparePaths(a: number[], b: number[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
