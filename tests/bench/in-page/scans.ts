/** The loops that are measured against each other: passes over a page's text. */
import Mark from 'mark.js';
import { TermFinder } from '../../../glossary/find-terms';
import { RunSearch } from '../../../glossary/run-search';
import { decodeWordIndex, type EncodedWordIndex } from '../../../glossary/encoded-word-index';
import { unpackWordIndex } from '../../../glossary/packed-word-index';
import { PageReader } from '../../../page/page-reader';
import { collectGarbage, measureInTurn, timeOnce, type Rounds, type RoundWishes } from './rounds';

/** The baseline: visits every text node and asks for its text's length, nothing else. */
export function bareWalk(root: Node): number {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  let length = 0;
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
    length += node.data.length;
  }
  return length;
}

/** The least that any search must do: looks at every character once. */
export function touchWalk(root: Node): number {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  let sum = 0;
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
    const { data } = node;
    for (let i = 0; i < data.length; i++) sum += data.charCodeAt(i);
  }
  return sum;
}

/** Finds all terms with one regular expression, node by node. */
export function regExpWalk(root: Node, pattern: RegExp): number {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  let matches = 0;
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
    const { data } = node;
    pattern.lastIndex = 0;
    while (pattern.exec(data) !== null) matches++;
  }
  return matches;
}

/** An index that was made ready, and what searches a page with it: one object serves all scans, as in the engine. */
class PageScan {
  private readonly reader = new PageReader();
  private readonly search: RunSearch<Text>;

  constructor(readonly finder: TermFinder) {
    this.search = new RunSearch(finder);
  }

  /** Our search of a page's text as the engine does it, without deciding and painting. */
  scanText(root: Node): number {
    let matches = 0;
    this.reader.begin(root, null);
    this.search.begin(this.reader);
    this.search.advance(
      () => false,
      () => matches++,
    );
    return matches;
  }

  /** The same with open shadow roots, which are looked for in a pass of their own, as in the engine. */
  scanAll(root: Node): number {
    let matches = this.scanText(root);
    const elements = document.createNodeIterator(root, NodeFilter.SHOW_ELEMENT);
    for (let node = elements.nextNode(); node; node = elements.nextNode()) {
      const { shadowRoot } = node as Element;
      if (shadowRoot) matches += this.scanAll(shadowRoot);
    }
    return matches;
  }
}

/** After so many scans of a page of 1 MB the browser has compiled all that is scanned with. */
const SCANS_TO_WARM = 20;

const scans = new Map<string, PageScan>();

/** Milliseconds to make the index ready that was just handed over, and those of reading its JSON before. */
export function readyIndex(name: string, json: string): { parseMs: number; readyMs: number } {
  let encoded: EncodedWordIndex | undefined;
  const parseMs = timeOnce(() => {
    encoded = JSON.parse(json) as EncodedWordIndex;
    return encoded.version;
  });
  const readyMs = timeOnce(() => {
    if (encoded === undefined) return 0;
    const finder = new TermFinder(decodeWordIndex(encoded));
    scans.set(name, new PageScan(finder));
    return finder.index.terms.length;
  });
  return { parseMs, readyMs };
}

/** Milliseconds to make of the packed index, here in base64, what frames are handed, as the background does. */
export function unpackIndex(packed: string): number {
  const bytes = Uint8Array.from(atob(packed), (byte) => byte.charCodeAt(0));
  return timeOnce(() => unpackWordIndex(bytes.buffer).tables.length);
}

/** A finder whose index was made ready before. @throws where it was not. */
export function finderOf(name: string): TermFinder {
  return scanOf(name).finder;
}

function scanOf(name: string): PageScan {
  const scan = scans.get(name);
  if (scan === undefined) throw new Error(`The index "${name}" was not handed to this page.`);
  return scan;
}

/** What is on the page, for the report. */
export function describePage(index: string): { nodes: number; characters: number; matches: number } {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let nodes = 0;
  while (walker.nextNode()) nodes++;
  return { nodes, characters: bareWalk(document.body), matches: scanOf(index).scanAll(document.body) };
}

/** The first pass in a page that has just come. */
export function coldScan(index: string): number {
  const scan = scanOf(index);
  return timeOnce(() => scan.scanAll(document.body));
}

/** The first bare pass in a page that has just come. */
export function coldBareWalk(): number {
  return timeOnce(() => bareWalk(document.body));
}

/** Our warm scan, its part without shadow roots, and the two baselines. */
export function warmScans(index: string, wishes: RoundWishes): Rounds<'bare' | 'touch' | 'text' | 'all'> {
  const scan = scanOf(index);
  const { body } = document;
  return measureInTurn(
    {
      bare: () => bareWalk(body),
      touch: () => touchWalk(body),
      text: () => scan.scanText(body),
      all: () => scan.scanAll(body),
    },
    wishes,
  );
}

/**
 * Scans before and after a collection: what was compiled for objects that are gone is thrown away with them.
 * Empty where the browser lets no page collect its garbage.
 */
export function scansAfterCollection(index: string, rounds: number): Rounds<'before' | 'after'> {
  const scan = scanOf(index);
  const task = (): number => scan.scanAll(document.body);
  const samples: Rounds<'before' | 'after'> = { before: [], after: [] };
  for (let round = 0; round < rounds; round++) {
    for (let warm = 0; warm < SCANS_TO_WARM; warm++) timeOnce(task);
    const before = timeOnce(task);
    if (!collectGarbage()) break;
    samples.before.push(before);
    samples.after.push(timeOnce(task));
  }
  return samples;
}

/** The scans of one page with two indexes. */
export function scansWithIndexes(
  [few, many]: readonly [string, string],
  wishes: RoundWishes,
): Rounds<'few' | 'many'> {
  const { body } = document;
  const [fewer, more] = [scanOf(few), scanOf(many)];
  return measureInTurn({ few: () => fewer.scanAll(body), many: () => more.scanAll(body) }, wishes);
}

/** Our scan beside one regular expression of the same words. */
export function scansBesideRegExp(
  { index, source }: { index: string; source: string },
  wishes: RoundWishes,
): Rounds<'ours' | 'regExp'> {
  const scan = scanOf(index);
  const pattern = new RegExp(source, 'gi');
  const { body } = document;
  return measureInTurn({ ours: () => scan.scanAll(body), regExp: () => regExpWalk(body, pattern) }, wishes);
}

/** mark.js calls itself for each word of a list and overflows the stack somewhere below 1,000 of them. */
const WORDS_PER_LIST = 250;

/**
 * Our scan beside mark.js's own search for a list, which wraps what it finds and is undone unmeasured. It
 * searches the page once for each word, so a list in parts is the same work.
 */
export function scansBesideMarkJs(
  { index, words, rounds }: { index: string; words: readonly string[]; rounds: number },
  wishes: RoundWishes,
): Rounds<'ours' | 'markJs'> {
  const scan = scanOf(index);
  const marker = new Mark(document.body);
  const lists: string[][] = [];
  for (let i = 0; i < words.length; i += WORDS_PER_LIST) lists.push(words.slice(i, i + WORDS_PER_LIST));
  const ours: number[] = [];
  const markJs: number[] = [];
  for (let round = 0; round < rounds; round++) {
    ours.push(...measureInTurn({ ours: () => scan.scanAll(document.body) }, { ...wishes, rounds: 1 }).ours);
    markJs.push(
      timeOnce(() => {
        let marked = 0;
        for (const list of lists) {
          marker.mark(list, {
            accuracy: 'exactly',
            separateWordSearch: false,
            done: (total) => (marked += total),
          });
        }
        return marked;
      }),
    );
    marker.unmark();
  }
  return { ours, markJs };
}
