/**
 * Gives work its turn in short stretches, so that the page never waits for it: what a person sees between two tasks
 * of the page, all else when the page is idle, nothing while the tab is hidden.
 */
import { SliceBudget } from './slice-budget';

/** A stretch of work before the page gets its turn, on a machine that keeps in time. */
const SLICE_MS = 4;
/** The first stretches run code that was never run before, which takes the browser several times as long. */
const FIRST_SLICE_MS = 2;
/** A stretch that has taken this long leaves painting to the next one, which begins with it. */
const PAINT_BY_MS = 5;
/** A page that is never idle is worked on nonetheless, after this long. */
const IDLE_TIMEOUT_MS = 1000;

/** One thing to do in stretches; true when it is done. */
export type Work = (isTimeUp: () => boolean) => boolean;

export interface WorkQueueEvents {
  /** Something was done that is to be shown. */
  onShow(): void;
  /** Nothing is left to do. */
  onDone(): void;
}

export class WorkQueue {
  private readonly waiting: { work: Work; isUrgent: boolean }[] = [];
  private readonly budget = new SliceBudget();
  /** A stretch took so long that what it did waits for the next one to be shown. */
  private isShowDue = false;
  /** Takes back what the browser was asked for: a turn. */
  private cancelTurn: (() => void) | null = null;

  constructor(private readonly events: WorkQueueEvents) {}

  /** True while something waits to be done. */
  get isWorking(): boolean {
    return this.waiting.length > 0;
  }

  /** Begins at once with what was put in, and goes on whenever the tab can be seen. */
  start(): void {
    document.addEventListener('visibilitychange', this.onVisibilityChange);
    if (!document.hidden) this.work(this.budget.next(FIRST_SLICE_MS));
  }

  /** Drops all work. */
  stop(): void {
    document.removeEventListener('visibilitychange', this.onVisibilityChange);
    this.waiting.length = 0;
    this.cancelTurn?.();
    this.cancelTurn = null;
  }

  /** Puts something in that can wait until the page is idle. */
  add(work: Work): void {
    this.waiting.push({ work, isUrgent: false });
  }

  /** Puts something in that a person waits for: its turns do not wait until the page is idle. */
  addUrgent(work: Work): void {
    this.waiting.push({ work, isUrgent: true });
  }

  /** Asks the browser for a turn, unless one is on its way. */
  askForTurn(): void {
    const [first] = this.waiting;
    if (this.cancelTurn !== null || first === undefined || document.hidden) return;
    // What was done and is to be shown waits no longer than what is still to be found.
    this.cancelTurn = first.isUrgent || this.isShowDue ? this.askForTurnSoon() : this.askForIdleTurn();
  }

  private readonly onVisibilityChange = (): void => {
    this.askForTurn();
  };

  /** Lets the page do its own between, but does not wait until it is idle. */
  private askForTurnSoon(): () => void {
    const timer = setTimeout(() => this.takeTurn(this.budget.next(FIRST_SLICE_MS)));
    return () => clearTimeout(timer);
  }

  private askForIdleTurn(): () => void {
    const handle = requestIdleCallback(
      (deadline) => this.takeTurn(this.budget.nextIdle(SLICE_MS, deadline)),
      { timeout: IDLE_TIMEOUT_MS },
    );
    return () => cancelIdleCallback(handle);
  }

  /** @param given how long it may work, in milliseconds */
  private takeTurn(given: number): void {
    this.cancelTurn = null;
    // It may have been hidden since; the next turn is asked for when it can be seen.
    if (!document.hidden) this.work(given);
  }

  /** @param given how long it may work, in milliseconds */
  private work(given: number): void {
    const start = performance.now();
    const isTimeUp = (): boolean => performance.now() - start >= given;
    if (this.isShowDue) this.show();
    for (let first = this.waiting[0]; first && !isTimeUp(); first = this.waiting[0]) {
      if (!first.work(isTimeUp)) break;
      this.waiting.shift();
    }
    if (this.isWorking && performance.now() - start > PAINT_BY_MS) this.isShowDue = true;
    else this.show();
    if (!this.isWorking) this.events.onDone();
    this.askForTurn();
    this.budget.note(given, performance.now() - start);
  }

  private show(): void {
    this.isShowDue = false;
    this.events.onShow();
  }
}
