/** How much of a list of words from real notes the glossary knows, weighted by how often they stand there. */
import * as v from 'valibot';
import type { TermFinder } from './find-terms';
import { findInText } from './run-search';

/** A word or phrase of real notes. */
export interface VocabularyWord {
  term: string;
  group: string;
  /** Number of notes it stands in. */
  weight: number;
}

/** The file is no vocabulary; the message says in which line and why. */
export class VocabularyError extends Error {
  override name = 'VocabularyError';
}

/** The columns of a vocabulary file; others are passed over. */
const COLUMNS = ['term', 'group', 'df_dev'] as const;

const Row = v.object({
  term: v.pipe(v.string(), v.minLength(1, 'the term is missing')),
  group: v.pipe(v.string(), v.minLength(1, 'the group is missing')),
  df_dev: v.pipe(
    v.string(),
    v.regex(/^\d+$/, 'df_dev, the number of notes, is no whole number'),
    v.transform(Number),
  ),
});

/**
 * Reads a vocabulary: tab-separated, with a first line that names the columns term, group and df_dev.
 * @throws {VocabularyError} where a column or a value is missing or wrong
 */
export function parseVocabulary(text: string): VocabularyWord[] {
  const [header = '', ...lines] = text.split(/\r?\n/);
  const names = header.replace(/^\uFEFF/, '').split('\t');
  const missing = COLUMNS.filter((column) => !names.includes(column));
  if (missing.length > 0) {
    throw new VocabularyError(
      `Line 1 must name the columns ${COLUMNS.join(', ')}, with tabs between them; ${missing.join(', ')} is not there.`,
    );
  }
  return lines.flatMap((line, i) => {
    if (line.trim() === '') return [];
    const cells = line.split('\t');
    const row = v.safeParse(
      Row,
      Object.fromEntries(COLUMNS.map((column) => [column, cells[names.indexOf(column)] ?? ''])),
    );
    if (!row.success) throw new VocabularyError(`Line ${i + 2} is wrong: ${row.issues[0].message}. Mend it.`);
    return [{ term: row.output.term, group: row.output.group, weight: row.output.df_dev }];
  });
}

/** What share of some words is found; weights are numbers of notes. */
export interface Share {
  words: number;
  foundWords: number;
  weight: number;
  foundWeight: number;
  /** Of the weight, from 0 to 1; 1 where there is none. */
  share: number;
}

export interface Coverage {
  all: Share;
  /** By group, in the order of the file. */
  groups: Record<string, Share>;
  /** What was not found, the heaviest first. */
  missed: VocabularyWord[];
}

/** Looks for each word of a vocabulary; found is one that a single term covers from end to end. */
export function measureCoverage(finder: TermFinder, words: readonly VocabularyWord[]): Coverage {
  const missed = words.filter(({ term }) => {
    const [found] = findInText(finder, term);
    return found?.start !== 0 || found.end !== term.length;
  });
  const lost = new Set(missed);
  const groups = new Map<string, VocabularyWord[]>();
  for (const word of words) groups.set(word.group, [...(groups.get(word.group) ?? []), word]);
  return {
    all: shareOf(words, lost),
    groups: Object.fromEntries([...groups].map(([group, own]) => [group, shareOf(own, lost)])),
    missed: missed.sort((a, b) => b.weight - a.weight),
  };
}

function shareOf(words: readonly VocabularyWord[], lost: ReadonlySet<VocabularyWord>): Share {
  const found = words.filter((word) => !lost.has(word));
  const sum = (some: readonly VocabularyWord[]): number => some.reduce((total, one) => total + one.weight, 0);
  const weight = sum(words);
  const foundWeight = sum(found);
  return {
    words: words.length,
    foundWords: found.length,
    weight,
    foundWeight,
    share: weight === 0 ? 1 : foundWeight / weight,
  };
}
