/**
 * Search over the catalogue, for the popup. Pure; runs in Node, a page and a worker alike.
 *
 * MiniSearch, because it is small (6 kB gzipped), has no dependencies, and finds prefixes and misspellings
 * (edit distance over a radix tree) among 5,000 lines within a few milliseconds; building its index of them
 * takes about a quarter of a second, once. A search server or an index shipped with the build would be more
 * machinery for the same lines, and nothing that a person types may leave the browser. What it lacks is an
 * order people expect, so the order of hits is made here: the very name first, then names that begin so,
 * then the rest.
 */
import MiniSearch from 'minisearch';
import { foldWord } from './fold';
import type { CatalogueLine } from './schema';

/** Where the query was found: in a name, in a name that is spelled much like it, or in the plain sentence. */
type FoundIn = 'name' | 'similar-name' | 'meaning';

export interface SearchHit {
  line: CatalogueLine;
  foundIn: FoundIn;
  /** Folded words that matched; `rangesOfWords` finds them again in any text of the line. */
  words: string[];
}

interface TextRange {
  start: number;
  length: number;
}

/** A search gives no more lines than this; more would help nobody. */
export const MOST_HITS = 40;
/** With this many hits by name, names that are merely spelled alike would only distract. */
const ENOUGH_BY_NAME = 8;
/** Small words of a question ("what is gout"); they are dropped where other words remain. */
const SMALL_WORDS = new Set(
  'a about an and are at can did do does for from had has have how i in is it mean meaning means my of on or that the this to was what whats with word you your'.split(
    ' ',
  ),
);

/**
 * Asked once before a person asks: a beginning, a slip, and a question. Code that runs for the first time takes
 * some twenty times as long as later, more than a frame, and the first key would wait for it.
 */
const REHEARSAL = ['ar', 'artrhitsi', 'what is pressure of blood for'];

/** A word with the apostrophes inside it, which folding drops without parting it. */
const WORD = /[\p{L}\p{M}\p{N}'’‘ʼ]+/gu;

/** Drops a plural s, so that "ADLs" and "ADL's" are "ADL" as people mean it; never from arthritis or illness. */
function dropPlural(word: string): string {
  return word.length > 3 && /[^sui]s$/.test(word) ? word.slice(0, -1) : word;
}

/** The folded words of a text in order. */
function foldWords(text: string): string[] {
  return (text.match(WORD) ?? [])
    .map(foldWord)
    .filter((word) => word !== '')
    .map(dropPlural);
}

/** Two texts with the same key are the same name: "Osteo-arthritis" and "osteoarthritis", "s/p" and "SP". */
export function nameKey(text: string): string {
  return foldWords(text).join('');
}

/**
 * Finds where folded words stand in a text, for marking. Neighbours that were written apart count as one
 * word where their joined form matched ("osteo arthritis").
 */
export function rangesOfWords(text: string, words: readonly string[]): TextRange[] {
  const wanted = new Set(words);
  const found: TextRange[] = [];
  const pieces = [...text.matchAll(WORD)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    folded: foldWord(match[0]),
  }));
  for (let first = 0; first < pieces.length; first++) {
    // The longest run first: "s/p" as a whole rather than its letters.
    for (let last = Math.min(first + 3, pieces.length - 1); last >= first; last--) {
      const run = pieces.slice(first, last + 1);
      const [from, to] = [run[0], run.at(-1)];
      if (from === undefined || to === undefined) continue;
      if (!wanted.has(run.map((piece) => dropPlural(piece.folded)).join(''))) continue;
      found.push({ start: from.start, length: to.end - from.start });
      first = last;
      break;
    }
  }
  return found;
}

interface Document {
  id: number;
  names: string;
  /** Each name without its gaps: "osteo arthrits" is one edit from "osteoarthritis" once it is joined too. */
  joined: string;
  meaning: string;
}

/**
 * Indexes the catalogue and gives the search over it. An empty query finds nothing. Hits come in this order:
 * a name written exactly so, a name that begins so, names that hold every word or its beginning, names
 * spelled alike, plain sentences that hold every word.
 */
export function createSearch(lines: readonly CatalogueLine[]): (query: string) => SearchHit[] {
  const index = new MiniSearch<Document>({
    fields: ['names', 'joined', 'meaning'],
    tokenize: (text) => text.split(' '),
    processTerm: (word) => word,
  });
  const names = lines.map((line) => [line.term, ...line.abbreviations, ...line.forms]);
  const keys = names.map((list) => list.map(nameKey));
  index.addAll(
    lines.map((line, id) => ({
      id,
      names: [...new Set((names[id] ?? []).flatMap(foldWords))].join(' '),
      joined: [...new Set(keys[id])].join(' '),
      meaning: foldWords(line.plain).join(' '),
    })),
  );

  for (const query of REHEARSAL) search(query);
  return search;

  function search(query: string): SearchHit[] {
    const written = query.trim();
    const key = nameKey(written);
    if (key === '') return [];
    const all = foldWords(written);
    const telling = all.filter((word) => !SMALL_WORDS.has(word));
    const words = telling.length > 0 ? telling : all;
    const text = words.join(' ');

    const hits: SearchHit[] = [];
    const seen = new Set<number>();
    const add = (foundIn: FoundIn, found: Iterable<Found>) => {
      for (const { id, terms } of found) {
        const line = lines[id];
        if (line === undefined || seen.has(id) || hits.length >= MOST_HITS) continue;
        seen.add(id);
        hits.push({ line, foundIn, words: terms });
      }
    };

    const named =
      key.length === 1
        ? namesBeginningWith(key)
        : once([
            // Single letters of "s/p" begin too many words to tell anything.
            ...find(text, { fields: ['names'], prefix: (word) => word.length > 1 || words.length === 1 }),
            ...find(key, { fields: ['joined'], prefix: true }),
          ]);
    const byName = named.map((found) => ({
      ...found,
      rank: rankOfName(found.id, written, [key, words.join('')]),
    }));
    add(
      'name',
      byName.sort((a, b) => a.rank - b.rank || b.score - a.score),
    );
    // Who wrote a name just so did not misspell another: "cane" is not "care".
    const isName = byName.some(({ rank }) => rank <= 1);
    if (!isName && hits.length < ENOUGH_BY_NAME) {
      const alike = once([
        ...find(text, { fields: ['names'], prefix: true, fuzzy: editsAllowed }),
        // A long sentence is nobody's name, and edits in long words cost time.
        ...(key.length <= 30 ? find(key, { fields: ['joined'], fuzzy: editsAllowed }) : []),
      ]);
      add(
        'similar-name',
        alike.sort((a, b) => b.score - a.score),
      );
    }
    if (key.length > 2 && hits.length < MOST_HITS)
      add('meaning', find(text, { fields: ['meaning'], prefix: (word) => word.length > 3 }));
    // Nothing holds every word: lines that hold some of them are better than none.
    if (hits.length === 0 && words.length > 1) {
      const longer = words.filter((word) => word.length > 2).join(' ');
      add('similar-name', find(longer, { fields: ['names'], combineWith: 'OR', fuzzy: editsAllowed }));
    }
    // Two letters in the wrong order count as two edits, too many for a short word.
    if (hits.length === 0 && words.length === 1)
      add('similar-name', find(swapLetters(text).join(' '), { fields: ['names'], combineWith: 'OR' }));
    return hits;
  }

  function find(text: string, options: Parameters<typeof index.search>[1]): Found[] {
    return index
      .search(text, { combineWith: 'AND', weights: { prefix: 0.6, fuzzy: 0.3 }, ...options })
      .map((result) => ({ id: Number(result.id), score: result.score, terms: result.terms }));
  }

  /** Lines with a name that begins with a letter: so many that weighing their words one by one would be felt. */
  function namesBeginningWith(letter: string): Found[] {
    return keys.flatMap((own, id) => {
      const terms = own.filter((name) => name.startsWith(letter));
      return terms.length > 0 ? [{ id, score: 0, terms }] : [];
    });
  }

  /**
   * 0 a name written just so, 1 the same but for case and the like, from 2 on a term or abbreviation that
   * begins so (shortest first), from 500 on another form that does, 1000 the rest.
   */
  function rankOfName(id: number, written: string, asked: string[]): number {
    if (names[id]?.includes(written)) return 0;
    const main = 1 + (lines[id]?.abbreviations.length ?? 0);
    let rank = 1000;
    for (const [position, own] of (keys[id] ?? []).entries()) {
      if (asked.includes(own)) return 1;
      if (asked.some((key) => own.startsWith(key)))
        rank = Math.min(rank, (position < main ? 2 : 500) + Math.min(own.length, 400));
    }
    return rank;
  }
}

/** Keeps of each line the first way it was found. */
function once(found: Found[]): Found[] {
  const first = new Map<number, Found>();
  for (const one of found) if (!first.has(one.id)) first.set(one.id, one);
  return [...first.values()];
}

interface Found {
  id: number;
  score: number;
  terms: string[];
}

/** The word with each pair of neighbouring letters swapped. */
function swapLetters(word: string): string[] {
  return Array.from(
    { length: Math.min(word.length, 30) - 1 },
    (_, i) => word.slice(0, i) + word.charAt(i + 1) + word.charAt(i) + word.slice(i + 2),
  );
}

/** Short words have too many neighbours for a slip to be told from another word. */
function editsAllowed(word: string): number {
  if (word.length < 4) return 0;
  return word.length < 6 ? 1 : 2;
}
