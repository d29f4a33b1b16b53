/**
 * Decides whether a term that was found is shown, and what it means. The page and the annotate command ask
 * here, so that what an author sees is what a reader gets. That the text around it may be explained and is
 * about health was asked before (`ExplainableElements`, `ClinicalContext`).
 */
import { cuesOf } from './everyday-words';
import { resolveMeaning, type Meaning, type Surroundings } from './senses';
import type { Term } from './word-index';

/** Shown with a meaning; known, but not marked by itself; or not meant as the term: a name, an English word. */
export type TermChoice = { kind: 'shown'; meaning: Meaning } | { kind: 'unmarked' } | { kind: 'not-meant' };

/** True for terms that are marked at all. Asked by itself first, where the surroundings are costly to read. */
export function isMarkable(term: Term | undefined): term is Term {
  return term?.isMarked === true;
}

/**
 * Chooses what becomes of a term.
 * @param text the term as it is written
 */
export function chooseTerm(term: Term, text: string, surroundings: Surroundings): TermChoice {
  if (!isMarkable(term)) return { kind: 'unmarked' };
  const cues = term.near ? cuesOf(term.near, text, surroundings) : [];
  if (cues === null) return { kind: 'unmarked' };
  const meaning = resolveMeaning(term, text, surroundings);
  return meaning === null
    ? { kind: 'not-meant' }
    : { kind: 'shown', meaning: cues.length === 0 ? meaning : { ...meaning, cues } };
}
