/**
 * Times every stretch of the engine's work in this page: what it has the browser call is wrapped before it
 * starts. Only for pages in which nothing else uses these.
 */

export type Occasion = 'start' | 'idle' | 'intersection' | 'mutation' | 'timer';

export interface Stretch {
  occasion: Occasion;
  /** When it began, by the page's clock. */
  at: number;
  ms: number;
}

const stretches: Stretch[] = [];
/** Idle callbacks, and timers that run at once, that were asked for and have not run. */
let waiting = 0;
let isWrapped = false;

/** Runs work of the engine and notes how long it took. */
export function timed<Result>(occasion: Occasion, work: () => Result): Result {
  const at = performance.now();
  try {
    return work();
  } finally {
    stretches.push({ occasion, at, ms: performance.now() - at });
  }
}

/** Everything noted since the last call. */
export function takeStretches(): Stretch[] {
  return stretches.splice(0);
}

/** True while the engine has work to come that waits for nothing but its turn. */
export function isWaitingForTurn(): boolean {
  return waiting > 0;
}

/** Wraps idle callbacks, timers and the two observers; a second call does nothing. */
export function wrapSchedulers(): void {
  if (isWrapped) return;
  isWrapped = true;
  const { requestIdleCallback, setTimeout } = window;
  window.requestIdleCallback = (callback, options) => {
    waiting++;
    return requestIdleCallback.call(
      window,
      (deadline) => {
        timed('idle', () => callback(deadline));
        waiting--;
      },
      options,
    );
  };
  const timedTimeout = (work: () => void, wait = 0): unknown => {
    if (wait === 0) waiting++;
    return setTimeout.call(
      window,
      () => {
        timed('timer', work);
        if (wait === 0) waiting--;
      },
      wait,
    );
  };
  window.setTimeout = timedTimeout as typeof window.setTimeout;
  const { IntersectionObserver, MutationObserver } = window;
  window.IntersectionObserver = class extends IntersectionObserver {
    constructor(callback: IntersectionObserverCallback, options?: IntersectionObserverInit) {
      super((entries, observer) => timed('intersection', () => callback(entries, observer)), options);
    }
  };
  window.MutationObserver = class extends MutationObserver {
    constructor(callback: MutationCallback) {
      super((records, observer) => timed('mutation', () => callback(records, observer)));
    }
  };
}
