/** Reads the words that the engine of each frame reports, which are more than the ones painted on screen. */
import { isReadable } from '../page/enough-text';
import { FRAME_GLOBAL } from '../shared/frame-global';
import { START_GLOBAL } from '../shared/frame-start';
import { LIFETIME_GLOBAL } from '../shared/lifetime';
import type { FrameReport } from '../shared/messages';
import { waitFor } from './condition';
import type { ExtensionView } from './extension-view';

/** Words that stayed the same so long are all there: a slice of the engine's work is far shorter. */
const SETTLED_MS = 200;

export interface ReportedFrame {
  frame: number;
  /** Index of each frame among its siblings, from the top down; empty for the top frame. */
  path: number[];
  contentType: string;
  visibility: DocumentVisibilityState;
  /** The small script of every frame is there, and has looked for text. */
  hasScript: boolean;
  /** There are as many letters as a frame of text has, or there is a script that looked for them. */
  hasText: boolean;
  /** How far the frame is with what was chosen for its site. */
  progress: FrameReport['progress'];
  hasEngine: boolean;
  /** Position in `words` of the word that the keyboard walk stands on, or null. */
  current: number | null;
  words: FrameReport['words'];
}

/** What every frame of a tab reports once its browser had nothing else to do, top frame first. */
export async function readReports(view: Pick<ExtensionView, 'run'>, tab: number): Promise<ReportedFrame[]> {
  const answers = await view.run({ tab, frames: 'all' }, reportWhenIdle, {
    lifetime: LIFETIME_GLOBAL,
    start: START_GLOBAL,
    engine: FRAME_GLOBAL,
  });
  return answers
    .map(({ frame, result }) => ({ frame, ...result }))
    .sort((a, b) => orderKey(a.path).localeCompare(orderKey(b.path)));
}

/**
 * The reports of a tab once every frame says that its start is over and they stay the same for a while. Every look
 * waits for an idle moment of each frame, so that an engine which still has work, and asks for idle moments of its
 * own, gets on between two.
 */
export async function readSettledReports(
  view: Pick<ExtensionView, 'run'>,
  tab: number,
): Promise<ReportedFrame[]> {
  let before = '';
  let since = Date.now();
  return await waitFor(
    async () => {
      const reports = await readReports(view, tab);
      const now = JSON.stringify(reports);
      if (now !== before) {
        before = now;
        since = Date.now();
      }
      return reports.every(isStartOver) && Date.now() - since >= SETTLED_MS && reports;
    },
    'the frames to start and their marked words to stay the same',
    { last: () => before },
  );
}

/**
 * Whether nothing comes any more that the frame itself knows of. Chromium puts no script into some frames whose
 * document came from a `javascript:` address; those without text need none.
 */
function isStartOver(report: ReportedFrame): boolean {
  return report.progress !== 'asking' && (report.hasScript || !report.hasText || !isReadable(report));
}

function orderKey(path: number[]): string {
  return path.map((index) => String(index).padStart(4, '0')).join('.');
}

/** Runs inside a frame: it is sent there as text and can use nothing from this module. */
async function reportWhenIdle(names: {
  lifetime: string;
  start: string;
  engine: string;
}): Promise<Omit<ReportedFrame, 'frame'>> {
  await new Promise<void>((resolve) => {
    requestIdleCallback(() => resolve(), { timeout: 1000 });
  });
  const path: number[] = [];
  for (let view: Window = window; view !== view.parent; view = view.parent) {
    let index = 0;
    while (index < view.parent.length && view.parent[index] !== view) index++;
    path.unshift(index);
  }
  const globals = globalThis as Record<string, unknown>;
  const start = globals[names.start] as Pick<FrameReport, 'progress'> | undefined;
  const engine = globals[names.engine] as { report(): FrameReport } | undefined;
  const hasScript = globals[names.lifetime] !== undefined;
  const report = engine?.report() ?? { progress: start?.progress ?? 'no-text', current: null, words: [] };
  return {
    path,
    contentType: document.contentType,
    visibility: document.visibilityState,
    hasScript,
    // As many letters as the small script looks for (`page/enough-text.ts`).
    hasText: hasScript || /(?:\p{L}\P{L}*){20}/u.test(document.body?.textContent ?? ''),
    progress: report.progress,
    hasEngine: engine !== undefined,
    current: report.current,
    words: report.words,
  };
}
