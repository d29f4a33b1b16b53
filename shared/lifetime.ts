/**
 * What the small script of every frame leaves for the engine that is put in later: both run in the
 * extension's own world of the frame and share its globals.
 */

/** Name of the global that holds an `AbortSignal`: aborted when this copy of the extension is replaced. */
export const LIFETIME_GLOBAL = 'glossaryHelperLifetime';

/** The signal under which everything in this frame runs, or undefined where the frame has none yet. */
export function frameLifetime(): AbortSignal | undefined {
  const signal = (globalThis as Record<string, unknown>)[LIFETIME_GLOBAL];
  return signal instanceof AbortSignal && !signal.aborted ? signal : undefined;
}

export function setFrameLifetime(signal: AbortSignal): void {
  (globalThis as Record<string, unknown>)[LIFETIME_GLOBAL] = signal;
}
