/** Chromium's own record of what ran on a page's main thread. */
import type { Page } from 'puppeteer-core';

/** A part of a trace event as Chromium writes it; times in microseconds. */
interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  ts: number;
  dur?: number;
  args?: { data?: { url?: string } };
}

export interface ScriptStretch {
  startMs: number;
  ms: number;
}

/** Events within which script of a page runs or is compiled. */
const SCRIPT_EVENTS = new Set([
  'EvaluateScript',
  'FunctionCall',
  'FireIdleCallback',
  'RunMicrotasks',
  'TimerFire',
  'v8.compile',
  'v8.run',
]);
const US_PER_MS = 1000;

/**
 * Runs work while Chromium records, and gives the stretches in which script ran on the main thread of the
 * process in which a script of this address ran. Nested events count once.
 */
export async function recordScript(
  page: Page,
  address: string,
  work: () => Promise<void>,
): Promise<ScriptStretch[]> {
  await page.tracing.start({ categories: ['-*', 'devtools.timeline', 'v8'] });
  await work();
  const bytes = await page.tracing.stop();
  if (bytes === undefined) throw new Error('The browser recorded nothing.');
  const { traceEvents } = JSON.parse(new TextDecoder().decode(bytes)) as { traceEvents: TraceEvent[] };
  const own = traceEvents.find(({ args }) => args?.data?.url?.includes(address) === true);
  if (own === undefined) return [];
  const onThread = traceEvents
    .filter(
      ({ name, ph, pid, tid }) => ph === 'X' && SCRIPT_EVENTS.has(name) && pid === own.pid && tid === own.tid,
    )
    .sort((a, b) => a.ts - b.ts);
  const stretches: ScriptStretch[] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const { ts, dur = 0 } of onThread) {
    const last = stretches.at(-1);
    if (last && ts < end) {
      end = Math.max(end, ts + dur);
      last.ms = end / US_PER_MS - last.startMs;
    } else {
      end = ts + dur;
      stretches.push({ startMs: ts / US_PER_MS, ms: dur / US_PER_MS });
    }
  }
  return stretches;
}
