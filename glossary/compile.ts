/**
 * Compiles what people wrote into what the extension carries: the word index, one record for each entry,
 * and the catalogue that the popup searches.
 */
import { checkAlike } from './check-alike';
import { checkJargon } from './check-jargon';
import { checkPictures, checkReadableSources, checkSources, sensesByForm } from './check-sources';
import { checkSpelling, type Dictionary } from './check-spelling';
import { parseDrawings, pictureOf, type Drawing } from './drawings';
import { TermFinder } from './find-terms';
import { parseSources, type Problem, type SourceFile, type Sources } from './parse-sources';
import {
  SOURCE_LANGUAGE,
  type Catalogue,
  type Entry,
  type EntrySource,
  type Picture,
  type Topic,
} from './schema';
import { tokensOf } from './tokens';
import type { Term, TermForm, TermSource, WordIndex } from './word-index';
import { buildWordIndex, faultOfForm } from './word-index-builder';

export interface GlossarySources {
  entryFiles: readonly SourceFile[];
  topicFile: SourceFile;
  /** The drawings that entries show; null where they are not at hand, so that nobody can say whether they fit. */
  pictureFiles: readonly SourceFile[] | null;
  /** Ids of every entry that was ever released. */
  releasedIds: readonly string[];
  /** Left out where spelling is not checked. */
  dictionary?: Dictionary;
}

export interface CompiledGlossary {
  index: WordIndex;
  entries: Entry[];
  catalogue: Catalogue;
}

/** Either the compiled glossary, or all that is wrong with its sources. */
export type Compilation = { ok: true; glossary: CompiledGlossary } | { ok: false; problems: Problem[] };

/** Compiles the glossary, or tells everything that keeps it from being compiled. Throws nothing. */
export function compileGlossary({
  entryFiles,
  topicFile,
  pictureFiles,
  releasedIds,
  dictionary,
}: GlossarySources): Compilation {
  const sources = parseSources(entryFiles, topicFile);
  const { drawings, problems: drawingProblems } = parseDrawings(pictureFiles ?? []);
  // Links and the glossary's own words cannot be judged while entries are missing that could not be read.
  const problems =
    sources.problems.length > 0
      ? [...sources.problems, ...checkReadableSources(sources)]
      : [
          ...checkSources(sources, releasedIds),
          ...(pictureFiles === null ? [] : checkPictures(sources, drawings)),
          ...(dictionary === undefined ? [] : checkSpelling(sources, dictionary)),
        ];
  problems.push(...drawingProblems);
  const index = buildWordIndex(findableTerms(sources));
  problems.push(...checkJargon(sources, new TermFinder(index)), ...checkAlike(sources));
  if (problems.length > 0) return { ok: false, problems };
  const entries = makeEntries(sources, drawings);
  return {
    ok: true,
    glossary: {
      index,
      entries,
      catalogue: makeCatalogue(entries, sources),
    },
  };
}

/**
 * What the finder looks for: each entry's words, and each abbreviation for each set of senses it has. In the
 * order of their first words, since most of them then need no number in the packed index.
 */
export function makeTerms({
  entries,
  abbreviations,
}: Pick<Sources, 'entries' | 'abbreviations'>): TermSource[] {
  const terms = entries.flatMap(({ source }) => termsOf(source));
  const written = new Set(
    abbreviations.flatMap(({ source }) => [...sensesByForm(source)].map(([text]) => text)),
  );
  for (const { source } of abbreviations) {
    const groups = new Map<string, { senses: string[]; isFamiliar: boolean; forms: TermForm[] }>();
    for (const [text, senses] of sensesByForm(source)) {
      const isFamiliar = source.familiar.includes(text);
      const key = [isFamiliar, ...senses].join(' ');
      const group = groups.get(key) ?? { senses, isFamiliar, forms: [] };
      for (const spelling of [text, ...atSentenceStart(text).filter((other) => !written.has(other))])
        group.forms.push({ text: spelling, letterCase: 'exact', inflect: true });
      groups.set(key, group);
    }
    for (const { senses, isFamiliar, forms } of groups.values()) {
      terms.push({
        term: {
          entries: senses,
          isAbbreviation: true,
          // A single letter means too many things to be marked without looking at its context.
          isMarked: !isFamiliar && source.abbr.replace(/[^\p{L}\p{N}]/gu, '').length > 1,
          isEvidence: true,
          isAlsoName: false,
          isAlsoWord: source['also-word'],
        },
        forms,
      });
    }
  }
  return terms
    .map((source) => ({ source, words: wordsOf(source) }))
    .sort((a, b) => (a.words < b.words ? -1 : a.words > b.words ? 1 : 0))
    .map(({ source }) => source);
}

/**
 * How an abbreviation in small letters begins a sentence or an item of a list: `S/p`, `Q4h`. One of letters alone is
 * left as it is: with a capital it can be a word, a name or another abbreviation.
 */
function atSentenceStart(text: string): string[] {
  return /^\p{Ll}+[/\d][\p{Ll}\d/]*$/u.test(text) ? [text.charAt(0).toUpperCase() + text.slice(1)] : [];
}

function wordsOf({ forms: [first] }: TermSource): string {
  return tokensOf(first?.text ?? '')
    .map(({ text }) => text)
    .join(' ');
}

/** An entry's words: those that are marked, and those that everybody knows. */
function termsOf(source: EntrySource): TermSource[] {
  const near = source.everyday ? source['shown-near'] : [];
  const term: Term = {
    entries: [source.id],
    isAbbreviation: false,
    // Level 1 is half familiar; everyday words mislead where nothing near them tells what they mean.
    isMarked: source.level > 1 && (!source.everyday || near.length > 0),
    isEvidence: !source.everyday,
    isAlsoName: source['also-name'],
    isAlsoWord: false,
    ...(isOfNotes(source) ? { isOfNotes: true } : {}),
    ...(near.length > 0 ? { near } : {}),
  };
  const forms = [source.term, ...source.forms].map((text): TermForm => ({
    text,
    letterCase: caseOf(text),
    inflect: !source['one-number'],
  }));
  const isFamiliar = ({ text }: TermForm): boolean => source.familiar.includes(text);
  return [
    { term, forms: forms.filter((form) => !isFamiliar(form)) },
    { term: { ...term, isMarked: false }, forms: forms.filter(isFamiliar) },
  ].filter((one) => one.forms.length > 0);
}

/** The terms without those forms that are reported as faulty: the others are still looked for. */
function findableTerms(sources: Sources): TermSource[] {
  return makeTerms(sources).map(({ term, forms }) => {
    const byText = new Map(
      forms
        .filter(({ text }) => faultOfForm(text) === null)
        .map((form) => [form.letterCase === 'exact' ? form.text : form.text.toLowerCase(), form]),
    );
    return { term, forms: [...byText.values()] };
  });
}

/** Phrases of notes; of everyday words only those that are told from others by what stands near them. */
function isOfNotes({ kind, everyday, 'shown-near': near }: EntrySource): boolean {
  return kind === 'note-phrase' && (!everyday || near.length > 0);
}

/** A word that is written in capitals (AIDS) is only meant where it is written so. */
function caseOf(form: string): 'any' | 'exact' {
  return /^\S*\p{Lu}\S*\p{Lu}\S*$/u.test(form) ? 'exact' : 'any';
}

function makeEntries({ entries, abbreviations }: Sources, drawings: readonly Drawing[]): Entry[] {
  const drawn = new Map(drawings.map((drawing) => [drawing.name, drawing]));
  const terms = new Map(entries.map(({ source }) => [source.id, source.term]));
  const short = abbreviationsByEntry(abbreviations);
  const linked = (id: string): { id: string; term: string } => ({ id, term: terms.get(id) ?? id });
  const pictured = ({ picture }: EntrySource): { picture?: Picture } => {
    const drawing = drawn.get(picture?.file ?? '');
    return picture && drawing ? { picture: pictureOf(drawing, picture) } : {};
  };
  return entries.map(({ source }) => ({
    ...pick(source, [
      'id',
      'kind',
      'level',
      'topics',
      'term',
      'forms',
      'plain',
      'ask',
      'sources',
      'edited',
      'review',
    ]),
    ...present(source, ['say', 'more', 'formal', 'example']),
    ...pictured(source),
    language: SOURCE_LANGUAGE,
    abbreviations: short.get(source.id) ?? [],
    compare: source.compare.map(({ with: id, how }) => ({ ...linked(id), how })),
    related: source.related.map(linked),
  }));
}

/**
 * The abbreviations of each entry. Those that mean it first of all come first: a card that said "short form: SAH, HTN"
 * of hypertension would mislead.
 */
function abbreviationsByEntry(abbreviations: Sources['abbreviations']): Map<string, string[]> {
  const ranked = abbreviations.flatMap(({ source }) =>
    source.senses.map(({ entry }, rank) => ({ entry, rank, abbr: source.abbr })),
  );
  const short = new Map<string, string[]>();
  for (const { entry, abbr } of ranked.toSorted((a, b) => a.rank - b.rank))
    short.set(entry, [...(short.get(entry) ?? []), abbr]);
  return short;
}

function makeCatalogue(entries: readonly Entry[], { topics }: Sources): Catalogue {
  return {
    language: SOURCE_LANGUAGE,
    lines: entries
      .map((entry) => pick(entry, ['id', 'term', 'forms', 'abbreviations', 'plain', 'topics']))
      .sort((a, b) => a.term.localeCompare(b.term, SOURCE_LANGUAGE)),
    topics: topics.map(({ source: { id, title, intro, parent, lists } }): Topic => ({
      id,
      title,
      intro,
      parent: parent ?? null,
      lists,
    })),
  };
}

function pick<T extends object, Key extends keyof T>(from: T, keys: readonly Key[]): Pick<T, Key> {
  return Object.fromEntries(keys.map((key) => [key, from[key]])) as Pick<T, Key>;
}

/** The fields that have a value; JSON and the schema know no undefined ones. */
function present<Key extends keyof EntrySource>(
  from: EntrySource,
  keys: readonly Key[],
): { [K in Key]?: Exclude<EntrySource[K], undefined> } {
  return Object.fromEntries(keys.filter((key) => from[key] !== undefined).map((key) => [key, from[key]])) as {
    [K in Key]?: Exclude<EntrySource[K], undefined>;
  };
}
