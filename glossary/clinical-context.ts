/**
 * Tells whether the text around an abbreviation is about health. Outside it, capitals mean other things
 * (US, PC, IT, OS): an abbreviation that could be one of those is let through only where enough other
 * words of health stand near it.
 */
import type { Term } from './word-index';

/** How far evidence reaches, in UTF-16 code units: a paragraph to each side. */
const REACH = 600;
/** A word of health, or an abbreviation that means nothing else. */
const STRONG = 2;
/** An abbreviation that could mean something else too. */
const WEAK = 1;
/** Two words of health, or one with two doubtful abbreviations. */
const ENOUGH = 4;

/** True for terms that are marked only in clinical text. */
export function needsClinicalContext(term: Term, text: string): boolean {
  if (!term.isAbbreviation) return false;
  const letters = text.replace(/[^\p{L}\p{N}]/gu, '').length;
  return term.entries.length > 1 || term.isAlsoWord || letters <= 2;
}

interface Found<Match> {
  at: number;
  /** Number of the term: the same word twice proves no more than once. */
  term: number;
  weight: number;
  /** What waits for the text after it, or null where nothing does. */
  waiting: Match | null;
}

/** Takes the matches of one text in order and lets those through whose surroundings are clinical. */
export class ClinicalContext<Match> {
  private readonly near: Found<Match>[] = [];

  /**
   * @param isKnownClinical asked where the text itself holds too little: does what stands around it do?
   */
  constructor(
    private readonly letThrough: (match: Match) => void,
    private readonly isKnownClinical: () => boolean,
  ) {}

  /** Takes the next match; `at` is its offset in the whole text, in UTF-16 code units. */
  add({
    match,
    term,
    number,
    text,
    at,
  }: {
    match: Match;
    term: Term;
    number: number;
    text: string;
    at: number;
  }): void {
    this.settleBefore(at - REACH);
    const isDoubtful = needsClinicalContext(term, text);
    const weight = isDoubtful ? WEAK : term.isEvidence ? STRONG : 0;
    const waiting = isDoubtful ? match : null;
    if (!isDoubtful) this.letThrough(match);
    if (weight > 0) this.near.push({ at, term: number, weight, waiting });
  }

  /** The text is over: decides what still waits. */
  finish(): void {
    this.settleBefore(Number.POSITIVE_INFINITY);
  }

  /** Decides what waits before an offset, and forgets what reaches no further. */
  private settleBefore(offset: number): void {
    for (const found of this.near) {
      if (found.at >= offset) break;
      if (found.waiting !== null && this.isClinicalAround(found)) this.letThrough(found.waiting);
      found.waiting = null;
    }
    while (this.near[0] && this.near[0].waiting === null && this.near[0].at < offset - REACH)
      this.near.shift();
  }

  private isClinicalAround({ at, term }: Found<Match>): boolean {
    const seen = new Set([term]);
    let weight = 0;
    for (const other of this.near) {
      if (Math.abs(other.at - at) > REACH || seen.has(other.term)) continue;
      seen.add(other.term);
      weight += other.weight;
      if (weight >= ENOUGH) return true;
    }
    return this.isKnownClinical();
  }
}
