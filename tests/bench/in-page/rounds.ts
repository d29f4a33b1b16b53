/** Measures several things in turn, so that slow moments of the machine count for all of them alike. */

/** Something to measure: gives a number that depends on its work, so that none of it can be left out. */
export type Task = () => number;

/** Milliseconds of one run, a sample for each round, by the task's name. */
export type Rounds<Name extends string> = Record<Name, number[]>;

export interface RoundWishes {
  rounds: number;
  /**
   * A sample runs its task as often as it takes to last this long, or as long as one run of the slowest task:
   * clocks of pages tick by 0.1 to 1 ms.
   */
  leastMs: number;
  /** Each task runs at least this long before anything is measured, so that its code is compiled to the end. */
  warmUpMs: number;
}

/** From here on a page's clock tells times well enough, in milliseconds. */
const READABLE_MS = 2;
/** Looks at a task's time before it is measured; the shortest one was interrupted least. */
const TRIES = 5;

/**
 * A collection throws away what was compiled for objects that are gone, too. Ours live on, but mark.js makes its own
 * for each call: its next run would count as slower than it is.
 */
const REGAIN_MS = 150;

/** What kept the results from being left out; never read. */
let sink = 0;

/** The browser's garbage collector, where it lets a page call it. */
export function collectGarbage(): boolean {
  const { gc } = globalThis as { gc?: () => void };
  gc?.();
  return gc !== undefined;
}

/**
 * Runs the tasks in turn, first one then the other way round. Before each sample the garbage of the others
 * is collected and the task runs for a while unmeasured, which brings back what the collection took from it.
 */
export function measureInTurn<Name extends string>(
  tasks: Record<Name, Task>,
  { rounds, leastMs, warmUpMs }: RoundWishes,
): Rounds<Name> {
  const names = Object.keys(tasks) as Name[];
  const samples = Object.fromEntries(names.map((name) => [name, []])) as unknown as Rounds<Name>;
  for (const name of names) warmUp(tasks[name], warmUpMs);
  const once = new Map(names.map((name) => [name, leastTimeOf(tasks[name])]));
  // Samples of all tasks last alike: on a busy machine long ones are interrupted more often than short ones.
  const sampleMs = Math.max(leastMs, ...once.values());
  for (let round = 0; round < rounds; round++) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const task = tasks[name];
      const count = Math.max(1, Math.round(sampleMs / (once.get(name) ?? sampleMs)));
      collectGarbage();
      warmUp(task, Math.min(warmUpMs, REGAIN_MS));
      samples[name].push(timeRuns(task, count) / count);
    }
  }
  return samples;
}

function warmUp(task: Task, ms: number): void {
  const end = performance.now() + ms;
  do sink += task();
  while (performance.now() < end);
}

/** How long one run takes where nothing interrupts it, in milliseconds. */
function leastTimeOf(task: Task): number {
  let count = 1;
  while (timeRuns(task, count) < READABLE_MS) count *= 2;
  const tries = Array.from({ length: TRIES }, () => timeRuns(task, count) / count);
  return Math.min(...tries);
}

function timeRuns(task: Task, count: number): number {
  const start = performance.now();
  for (let i = 0; i < count; i++) sink += task();
  return performance.now() - start;
}

/** Milliseconds that one run takes. */
export function timeOnce(task: Task): number {
  const start = performance.now();
  sink += task();
  return performance.now() - start;
}

/**
 * The machine's own measure: a loop of whole-number arithmetic that fits any processor's cache. Milliseconds
 * of two machines, or of one that was busy, are compared by it.
 */
export function calibrate(rounds: number): number[] {
  return measureInTurn({ mixNumbers }, { rounds, leastMs: 5, warmUpMs: 100 }).mixNumbers;
}

/** The baseline of all times. */
export function mixNumbers(): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < 4_000_000; i++) hash = Math.imul(hash ^ (i & 0xff), 0x01000193);
  return hash;
}
