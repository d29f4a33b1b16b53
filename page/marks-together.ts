/** Marks that share a text or a block. */
import type { Mark } from './mark';

/**
 * Mostly that is one, which then stands by itself, or a few in a list of just their length: a set of two takes more
 * room than both of them. A single text may have thousands.
 */
export type MarksTogether = Mark | readonly Mark[] | Set<Mark>;

/** From so many marks on, looking through a list for one takes longer than a set does. */
const MANY = 16;

const NONE: readonly Mark[] = [];

/** The marks that stand together, each once. */
export function eachOf(marks: MarksTogether | undefined): Iterable<Mark> {
  if (marks === undefined) return NONE;
  return isList(marks) || marks instanceof Set ? marks : [marks];
}

/** Puts a mark to those that are there. */
export function joinMark(there: MarksTogether | undefined, mark: Mark): MarksTogether {
  if (there === undefined || there === mark) return mark;
  if (there instanceof Set) return there.add(mark);
  const few = isList(there) ? there : [there];
  if (few.includes(mark)) return few;
  // A list that grows by itself keeps room for sixteen more.
  return few.length < MANY ? few.concat(mark) : new Set(few).add(mark);
}

/** Takes a mark from those that are there; undefined where none is left. */
export function partMark(there: MarksTogether | undefined, mark: Mark): MarksTogether | undefined {
  if (there === mark) return undefined;
  if (there instanceof Set && there.delete(mark) && there.size === 0) return undefined;
  if (!isList(there) || !there.includes(mark)) return there;
  return there.length === 1 ? undefined : there.filter((other) => other !== mark);
}

function isList(marks: MarksTogether | undefined): marks is readonly Mark[] {
  return Array.isArray(marks);
}
