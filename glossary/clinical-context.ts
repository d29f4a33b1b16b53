/**
 * Tells whether the text around an abbreviation is about health. Outside it, capitals mean other things
 * (US, PC, IT, OS): an abbreviation that could be one of those is let through only where enough other
 * words of health stand near it. An everyday word with a meaning of its own in notes (denies, guarded) has to
 * stand in a note.
 */
import type { Term } from './word-index';

/** How far evidence reaches, in UTF-16 code units: a paragraph to each side. */
const REACH = 600;
/** What speaks for health, by weight: a word of health, */
export const WORD = 4;
/** an abbreviation that means one thing only in health, though maybe another elsewhere (ADL, SBA), */
const SURE_ABBREVIATION = 2;
/** and one that could mean several things in health already. */
const DOUBTFUL_ABBREVIATION = 1;
/** What a sure abbreviation needs around it: a word, or a line of shorthand. */
const NEEDED_BY_SURE = 4;
/** What a doubtful one needs: two words, or a word and a line of shorthand. */
const NEEDED_BY_DOUBTFUL = 8;

/** What an everyday word that misleads needs: four words of health, */
const NEEDED_BY_EVERYDAY = 16;
/** and so many different phrases of notes, since articles on health are full of words of health as well. */
const NOTE_PHRASES_NEEDED = 2;

/** How much evidence of health a term needs around it to be marked; none for most words, which speak for themselves. */
export function neededEvidence(term: Term, text: string): number {
  if (term.near) return NEEDED_BY_EVERYDAY;
  if (!term.isAbbreviation) return 0;
  const letters = text.replace(/[^\p{L}\p{N}]/gu, '').length;
  const isDoubtful = term.entries.length > 1 || term.isAlsoWord || letters <= 2;
  return isDoubtful ? NEEDED_BY_DOUBTFUL : NEEDED_BY_SURE;
}

function weightOf(term: Term, needed: number): number {
  if (!term.isEvidence) return 0;
  if (needed === 0) return WORD;
  return needed === NEEDED_BY_SURE ? SURE_ABBREVIATION : DOUBTFUL_ABBREVIATION;
}

interface Found<Match> {
  at: number;
  /** Number of the term: the same word twice proves no more than once. */
  term: number;
  weight: number;
  isOfNotes: boolean;
  isEveryday: boolean;
  /** Evidence that it needs around it. */
  needed: number;
  /** What waits for the text after it, or null where nothing does. */
  waiting: Match | null;
}

/** Takes the matches of one text after another, in order, and lets those through whose surroundings are clinical. */
export class ClinicalContext<Match> {
  private near: Found<Match>[] = [];

  /**
   * @param evidenceAround asked where the text itself holds too little: the weight of what stands around it
   */
  constructor(
    private readonly letThrough: (match: Match) => void,
    private readonly evidenceAround: () => number,
  ) {}

  /** Begins a text; what still waits of the one before is never let through. */
  begin(): void {
    this.near = [];
  }

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
    const needed = neededEvidence(term, text);
    const weight = weightOf(term, needed);
    if (needed === 0) this.letThrough(match);
    const isOfNotes = term.isOfNotes === true;
    if (weight === 0 && needed === 0 && !isOfNotes) return;
    this.near.push({
      at,
      term: number,
      weight,
      isOfNotes,
      isEveryday: term.near !== undefined,
      needed,
      waiting: needed > 0 ? match : null,
    });
  }

  /** The text is over: decides what still waits. */
  finish(): void {
    this.settleBefore(Number.POSITIVE_INFINITY);
    this.begin();
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

  private isClinicalAround({ at, term, needed, isEveryday }: Found<Match>): boolean {
    const seen = new Set([term]);
    let weight = 0;
    let phrases = 0;
    for (const other of this.near) {
      if (Math.abs(other.at - at) > REACH || seen.has(other.term)) continue;
      seen.add(other.term);
      weight += other.weight;
      if (other.isOfNotes) phrases++;
      if (weight >= needed && (!isEveryday || phrases >= NOTE_PHRASES_NEEDED)) return true;
    }
    // What stands around a part of a page tells of health, and not whether it is a note.
    return !isEveryday && this.evidenceAround() >= needed;
  }
}
