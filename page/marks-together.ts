/** Marks that share a text or a block. */
import type { Mark } from './mark';

/**
 * Mostly that is one, which then stands by itself: a set takes more room than
 * the mark. A single text may have thousands.
 */
export type MarksTogether = Mark | Set<Mark>;

const NONE: readonly Mark[] = [];

/** The marks that stand together, each once. */
export function eachOf(marks: MarksTogether | undefined): Iterable<Mark> {
  if (marks === undefined) return NONE;
  return marks instanceof Set ? marks : [marks];
}

/** Puts a mark to those that are there. */
export function joinMark(there: MarksTogether | undefined, mark: Mark): MarksTogether {
  if (there === undefined || there === mark) return mark;
  return there instanceof Set ? there.add(mark) : new Set([there, mark]);
}

/** Takes a mark from those that are there; undefined where none is left. */
export function partMark(there: MarksTogether | undefined, mark: Mark): MarksTogether | undefined {
  if (there === mark) return undefined;
  if (there instanceof Set && there.delete(mark) && there.size === 0) return undefined;
  return there;
}
