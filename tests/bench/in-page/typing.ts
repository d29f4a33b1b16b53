/** Typing into the search over the whole glossary, letter by letter, in a page that has just come. */
import { createSearch } from '../../../glossary/search';
import type { CatalogueLine } from '../../../glossary/schema';
import { timeOnce } from './rounds';

export interface Typing {
  /** Milliseconds until the search could be asked. */
  readyMs: number;
  /** Milliseconds of each key press. */
  keyMs: number[];
  hits: number;
}

/** Types each query into a search that is new, and asks it at every letter. */
export function typeQueries(lines: readonly CatalogueLine[], queries: readonly string[]): Typing {
  let search: ReturnType<typeof createSearch> = () => [];
  const readyMs = timeOnce(() => {
    search = createSearch(lines);
    return 1;
  });
  const keyMs: number[] = [];
  let hits = 0;
  for (const query of queries) {
    for (let length = 1; length <= query.length; length++) {
      keyMs.push(timeOnce(() => (hits += search(query.slice(0, length)).length)));
    }
  }
  return { readyMs, keyMs, hits };
}
