/** Figures of the glossary: how much there is, how deep and how readable it is, and what nobody checked. */
import type { Located, Sources } from './parse-sources';
import { gradeOf } from './readability';
import type { EntrySource } from './schema';
import type { Coverage } from './vocabulary';

/** Entries named one by one in each list of the report. */
const LIST_LENGTH = 10;

/** An entry that the report points at. */
export interface ReportedEntry {
  id: string;
  file: string;
  line: number;
}

export interface GlossaryReport {
  entries: number;
  abbreviations: number;
  /** Of all abbreviations together. */
  senses: number;
  /** Abbreviations with more than one sense. */
  ambiguousAbbreviations: number;
  /** Deep entries have more, ask, formal and example. */
  deepEntries: number;
  withMore: number;
  withAsk: number;
  withFormal: number;
  withExample: number;
  withSay: number;
  /** Pairs of entries that at least one of the two tells apart. */
  comparedPairs: number;
  byKind: Record<string, { entries: number; deepEntries: number }>;
  byLevel: Record<string, number>;
  byTopic: Record<string, number>;
  readingLevel: { median: number; worst: (ReportedEntry & { grade: number })[] };
  /** Entries by the best that one of their sources gives. */
  sources: { definition: number; topic: number; noneFound: number };
  withoutClinicianReview: number;
  oldestEdits: (ReportedEntry & { edited: string })[];
  /** Null where no vocabulary was given. */
  coverage: Coverage | null;
}

/** Counts everything. */
export function makeReport(
  { entries, abbreviations, topics }: Sources,
  coverage: Coverage | null,
): GlossaryReport {
  const all = entries.map(({ source }) => source);
  const count = (isMeant: (entry: EntrySource) => boolean): number => all.filter(isMeant).length;
  const graded = entries
    .map((entry) => ({ entry, grade: gradeOf(entry.source.plain) }))
    .sort((a, b) => b.grade - a.grade);
  const supported = (entry: EntrySource, by: 'definition' | 'topic'): boolean =>
    entry.sources.some((source) => 'supports' in source && source.supports === by);
  const byKind: GlossaryReport['byKind'] = {};
  for (const entry of all) {
    const kind = (byKind[entry.kind] ??= { entries: 0, deepEntries: 0 });
    kind.entries++;
    if (isDeep(entry)) kind.deepEntries++;
  }
  return {
    entries: all.length,
    abbreviations: abbreviations.length,
    senses: abbreviations.reduce((sum, { source }) => sum + source.senses.length, 0),
    ambiguousAbbreviations: abbreviations.filter(({ source }) => source.senses.length > 1).length,
    deepEntries: count(isDeep),
    withMore: count(({ more }) => more !== undefined),
    withAsk: count(({ ask }) => ask.length > 0),
    withFormal: count(({ formal }) => formal !== undefined),
    withExample: count(({ example }) => example !== undefined),
    withSay: count(({ say }) => say !== undefined),
    comparedPairs: new Set(
      all.flatMap(({ id, compare }) => compare.map(({ with: other }) => [id, other].sort().join(' '))),
    ).size,
    byKind,
    byLevel: Object.fromEntries([1, 2, 3].map((level) => [level, count((entry) => entry.level === level)])),
    byTopic: Object.fromEntries(
      topics.map(({ source: { id } }) => [id, count((entry) => entry.topics.includes(id))]),
    ),
    readingLevel: {
      median: round(medianOf(graded.map(({ grade }) => grade))),
      worst: graded
        .slice(0, LIST_LENGTH)
        .map(({ entry, grade }) => ({ ...reported(entry), grade: round(grade) })),
    },
    sources: {
      definition: count((entry) => supported(entry, 'definition')),
      topic: count((entry) => !supported(entry, 'definition') && supported(entry, 'topic')),
      noneFound: count((entry) => entry.sources.every((source) => 'none-found' in source)),
    },
    withoutClinicianReview: count(({ review }) => review !== 'clinician'),
    oldestEdits: entries
      .map((entry) => ({ ...reported(entry), edited: entry.source.edited }))
      .sort((a, b) => a.edited.localeCompare(b.edited))
      .slice(0, LIST_LENGTH),
    coverage,
  };
}

function isDeep({ more, ask, formal, example }: EntrySource): boolean {
  return more !== undefined && ask.length > 0 && formal !== undefined && example !== undefined;
}

function reported({ place: { file, line, record } }: Located<EntrySource>): ReportedEntry {
  return { id: record, file, line };
}

/** The middle of values in order, the mean of both middles where they are even; 0 where there are none. */
function medianOf(sorted: readonly number[]): number {
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[sorted.length / 2 - 1] ?? 0)) / 2;
}

/** Tenths are as fine as a reading level gets. */
function round(grade: number): number {
  return Math.round(grade * 10) / 10;
}
