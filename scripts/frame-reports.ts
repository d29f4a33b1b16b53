/** Reads the words that the engine of each frame reports, which are more than the ones painted on screen. */
import { FRAME_GLOBAL } from '../shared/frame-global';
import type { FrameReport } from '../shared/messages';
import { waitFor } from './condition';
import type { ExtensionView } from './extension-view';

/** Words that stayed the same so long are all there: a slice of the engine's work is far shorter. */
const SETTLED_MS = 200;
/** A frame without an engine so long after it was loaded gets none; the background may have to wake first. */
const NO_ENGINE_MS = 600;

export interface ReportedFrame {
  frame: number;
  /** Index of each frame among its siblings, from the top down; empty for the top frame. */
  path: number[];
  hasEngine: boolean;
  /** Position in `words` of the word that the keyboard walk stands on, or null. */
  current: number | null;
  words: FrameReport['words'];
}

/** What every frame of a tab reports once its browser had nothing else to do, top frame first. */
export async function readReports(view: ExtensionView, tab: number): Promise<ReportedFrame[]> {
  const answers = await view.run({ tab, frames: 'all' }, reportWhenIdle, FRAME_GLOBAL);
  return answers
    .map(({ frame, result }) => ({ frame, ...result }))
    .sort((a, b) => orderKey(a.path).localeCompare(orderKey(b.path)));
}

/**
 * The reports of a tab once they stay the same for a while. Every look waits for an idle moment of each
 * frame, so that an engine which still has work, and asks for idle moments of its own, gets on between two.
 */
export async function readSettledReports(view: ExtensionView, tab: number): Promise<ReportedFrame[]> {
  let before = '';
  let since = Date.now();
  return await waitFor(async () => {
    const reports = await readReports(view, tab);
    const now = JSON.stringify(reports);
    if (now !== before) {
      before = now;
      since = Date.now();
    }
    const isAtWork = reports.some(({ hasEngine }) => hasEngine);
    return Date.now() - since >= (isAtWork ? SETTLED_MS : NO_ENGINE_MS) && reports;
  }, 'the marked words of the page to stay the same');
}

function orderKey(path: number[]): string {
  return path.map((index) => String(index).padStart(4, '0')).join('.');
}

/** Runs inside a frame: it is sent there as text and can use nothing from this module. */
async function reportWhenIdle(globalName: string): Promise<Omit<ReportedFrame, 'frame'>> {
  await new Promise<void>((resolve) => {
    requestIdleCallback(() => resolve(), { timeout: 1000 });
  });
  const path: number[] = [];
  for (let view: Window = window; view !== view.parent; view = view.parent) {
    let index = 0;
    while (index < view.parent.length && view.parent[index] !== view) index++;
    path.unshift(index);
  }
  const engine = (globalThis as Record<string, unknown>)[globalName] as { report(): FrameReport } | undefined;
  const { current, words } = engine?.report() ?? { current: null, words: [] };
  return { path, hasEngine: engine !== undefined, current, words };
}
