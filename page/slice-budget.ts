/**
 * How long the next stretch of work may go on. The clock is asked between words and blocks, and what lies between
 * two looks takes several times as long on a slow machine, or where code runs for the first time: a stretch that
 * ran over makes the next ones shorter.
 */

/** What a stretch should last at most with all that runs over: less than half a frame, in milliseconds. */
const AIM_MS = 7;
/** The shortest stretch that still gets on, in milliseconds. */
const LEAST_MS = 2;
/** How much of the longest overrun is still expected one stretch later: five later a third. */
const FADE = 0.8;

export class SliceBudget {
  private overrun = 0;

  /**
   * Milliseconds for the next stretch.
   * @param most what it gets on a machine that keeps in time, in milliseconds
   */
  next(most: number): number {
    return Math.max(LEAST_MS, Math.min(most, AIM_MS - this.overrun));
  }

  /**
   * Milliseconds for the next stretch in time that the browser has to spare: it ends before the next frame is due,
   * unless the browser never had any to spare.
   * @param most what it gets where there is enough to spare, in milliseconds
   */
  nextIdle(most: number, deadline: IdleDeadline): number {
    return this.next(deadline.didTimeout ? most : Math.min(most, deadline.timeRemaining() - this.overrun));
  }

  /** Learns how long a stretch took that had so long, both in milliseconds. */
  note(given: number, taken: number): void {
    this.overrun = Math.max(taken - given, this.overrun * FADE);
  }
}
