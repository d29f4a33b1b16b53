/**
 * Tells of every term in a text what it can mean, what decided that, and whether a reader would see it
 * marked: the same steps that a page goes through, with the reasons kept. For authors, who want to know what
 * the glossary does with a note.
 */
import { chooseTerm, type TermChoice } from './choose-term';
import { ClinicalContext } from './clinical-context';
import type { TermFinder } from './find-terms';
import { resolveMeaning, type Certainty, type Surroundings } from './senses';
import type { NodeMatch } from './node-match';
import { RunSearch } from './run-search';
import type { TextReader } from './text-runs';

/** A text to annotate, read from whatever holds it. */
export interface AnnotatedText<Node> {
  reader: TextReader<Node>;
  /** False for parts that are no prose: code, form fields, other languages. */
  mayExplain(node: Node): boolean;
  surroundingsOf(match: NodeMatch<Node>): Surroundings;
  /** Offsets of a match in the file as it was read, in UTF-16 code units; tags between its words included. */
  rangeOf(match: NodeMatch<Node>): { start: number; end: number };
}

/**
 * Why a term is not shown. `left-alone`: it stands in code, a form field or another language.
 * `no-health-around`: an abbreviation without words of health near it. `unmarked`: of level 1, an everyday
 * word or a single letter. `not-meant`: a name or an English word. `other-level`: no sense has a wanted level.
 */
export type HiddenReason = 'left-alone' | 'no-health-around' | 'unmarked' | 'not-meant' | 'other-level';

/** One term where it stands. */
export interface Annotation {
  start: number;
  end: number;
  /** The words as they are read, without tags. */
  text: string;
  /** Ids of all entries it can stand for, likeliest first. */
  entries: readonly string[];
  /** The entry that was decided for; null where several remain or none is meant. */
  sense: string | null;
  /** Null where the word is not meant as the term. */
  certainty: Certainty | null;
  /** What in the text decided it. */
  cues: readonly string[];
  /** Levels of the entries, in their order. */
  levels: readonly number[];
  /** The term is one that is marked at all. */
  isMarked: boolean;
  /** The text around it is about health, or the term needs none. */
  isClinical: boolean;
  isShown: boolean;
  hiddenBecause: HiddenReason | null;
}

export interface AnnotateOptions {
  finder: TermFinder;
  /** Level by entry id. */
  levels: ReadonlyMap<string, number>;
  /** Only terms with a sense of one of these levels count as shown; null for all. */
  shownLevels: ReadonlySet<number> | null;
}

/** Annotates every term of a text, in reading order. Throws nothing of its own. */
export function annotate<Node>(
  text: AnnotatedText<Node>,
  { finder, levels, shownLevels }: AnnotateOptions,
): Annotation[] {
  const matches: NodeMatch<Node>[] = [];
  const explainable = new Set<NodeMatch<Node>>();
  const clinical = new Set<NodeMatch<Node>>();
  const context = new ClinicalContext<NodeMatch<Node>>(
    (match) => clinical.add(match),
    // A file is searched as a whole: there is nothing around it.
    () => 0,
  );
  const search = new RunSearch<Node>(finder);
  search.begin(text.reader);
  search.advance(
    () => false,
    (match) => {
      matches.push(match);
      const term = finder.index.terms.at(match.term);
      if (!term || !match.nodes.every((node) => text.mayExplain(node))) return;
      explainable.add(match);
      context.add({ match, term, number: match.term, text: match.text, at: match.at });
    },
  );
  context.finish();
  return matches.flatMap((match) => {
    const term = finder.index.terms.at(match.term);
    if (!term) return [];
    const surroundings = text.surroundingsOf(match);
    const choice = chooseTerm(term, match.text, surroundings);
    // What it would mean is told of hidden words too.
    const meaning = choice.kind === 'shown' ? choice.meaning : resolveMeaning(term, match.text, surroundings);
    const entries = meaning?.entries ?? term.entries;
    const ownLevels = entries.map((id) => levels.get(id) ?? 1);
    const hiddenBecause = whyHidden({
      isExplainable: explainable.has(match),
      isClinical: clinical.has(match),
      choice,
      isWantedLevel: shownLevels === null || ownLevels.some((level) => shownLevels.has(level)),
    });
    return [
      {
        ...text.rangeOf(match),
        text: match.text,
        entries,
        sense: meaning && meaning.certainty !== 'ambiguous' ? (entries[0] ?? null) : null,
        certainty: meaning?.certainty ?? null,
        cues: meaning?.cues ?? [],
        levels: ownLevels,
        isMarked: term.isMarked,
        isClinical: clinical.has(match),
        isShown: hiddenBecause === null,
        hiddenBecause,
      },
    ];
  });
}

/** The first question that a term fails, in the order in which a page asks them. */
function whyHidden({
  isExplainable,
  isClinical,
  choice,
  isWantedLevel,
}: {
  isExplainable: boolean;
  isClinical: boolean;
  choice: TermChoice;
  isWantedLevel: boolean;
}): HiddenReason | null {
  if (!isExplainable) return 'left-alone';
  if (choice.kind === 'unmarked') return 'unmarked';
  if (!isClinical) return 'no-health-around';
  if (choice.kind === 'not-meant') return 'not-meant';
  return isWantedLevel ? null : 'other-level';
}
