/**
 * Begins an entry or an abbreviation: a record with every field that is needed, those that only a person can
 * fill left empty, so that the check names them. Refuses words that the glossary has.
 */
import { stringify } from 'yaml';
import type { GlossarySources } from './compile';
import { TermFinder, type FoundTerm } from './find-terms';
import { parseSources, type Located, type Place, type SourceFile, type Sources } from './parse-sources';
import { KINDS, type EntrySource } from './schema';
import { findInText } from './run-search';
import { tokensOf } from './tokens';
import type { Term } from './word-index';
import { buildWordIndex, faultOfForm } from './word-index-builder';

/** The record cannot be begun; the message is a sentence that says why and what to do. */
export class NewEntryError extends Error {
  override name = 'NewEntryError';
}

/** A word to begin, and what the person told of it. */
export interface NewEntryWish {
  /** The word as it stands in a sentence, or the abbreviation as it is written. */
  term: string;
  isAbbreviation: boolean;
  kind?: string | undefined;
  topic?: string | undefined;
  /** Year-month-day. */
  today: string;
}

/** The file with its new record. */
export interface BegunEntry {
  file: SourceFile;
  /** Line on which the record begins, from 1. */
  line: number;
  /** Id or abbreviation. */
  record: string;
}

/**
 * Adds an unfinished record at the end of the file in which its like stand.
 * @throws {NewEntryError} for a word that exists, an unknown kind or topic, and where no file is like it
 */
export function beginEntry(glossary: GlossarySources, wish: NewEntryWish): BegunEntry {
  const term = wish.term.trim().replaceAll(/\s+/g, ' ');
  const fault = faultOfForm(term);
  if (fault !== null) throw new NewEntryError(fault);
  const sources = parseSources(glossary.entryFiles, glossary.topicFile);
  checkWish(wish, sources);
  const record = wish.isAbbreviation ? term : idOf(term);
  if (wish.isAbbreviation) refuseKnownAbbreviation(term, sources);
  else refuseKnownWord(term, record, { sources, releasedIds: glossary.releasedIds });
  const file = fileOfTheLike(glossary.entryFiles, { wish, sources });
  const text = file.text.replace(/\s*$/, '\n\n');
  const skeleton = wish.isAbbreviation ? abbreviationSkeleton(term) : entrySkeleton(term, record, wish);
  return {
    file: { path: file.path, text: text.trim() === '' ? skeleton : `${text}${skeleton}` },
    line: text.trim() === '' ? 1 : text.split('\n').length,
    record,
  };
}

function checkWish({ kind, topic, isAbbreviation }: NewEntryWish, { topics }: Sources): void {
  if (isAbbreviation && kind !== undefined) {
    throw new NewEntryError(
      'An abbreviation has no kind: its senses are entries that have one. Leave --kind out.',
    );
  }
  if (kind !== undefined && !KINDS.some((known) => known === kind)) {
    throw new NewEntryError(`There is no kind "${kind}". Choose one of ${KINDS.join(', ')}.`);
  }
  if (topic !== undefined && topics.every(({ source }) => source.id !== topic)) {
    const known = topics.map(({ source }) => source.id).join(', ');
    throw new NewEntryError(`There is no topic "${topic}" in glossary/topics.yaml. Choose one of ${known}.`);
  }
}

/** Small letters, digits and hyphens, as ids are written. */
function idOf(term: string): string {
  return tokensOf(term)
    .map(({ text }) => text.replaceAll(/[^a-z0-9]/g, ''))
    .filter((word) => word !== '')
    .join('-');
}

function refuseKnownWord(
  term: string,
  id: string,
  { sources, releasedIds }: { sources: Sources; releasedIds: readonly string[] },
): void {
  if (id === '') {
    throw new NewEntryError(
      `No id can be made of "${term}": it needs a letter from a to z or a digit. Write the entry by hand.`,
    );
  }
  const known = sources.entries.flatMap(({ source, placeOf }) => [
    { form: source.term, place: () => placeOf('term') },
    ...source.forms.map((form, i) => ({ form, place: () => placeOf('forms', i) })),
  ]);
  const same = sameWord(
    term,
    known.map(({ form }) => form),
  );
  const first = known.find(({ form }) => form === same);
  if (first) refuse(first.form, first.place());
  for (const { source, place } of sources.entries) {
    if (source.id === id || source.formerly.includes(id)) refuse(`The id ${id}`, place);
  }
  // An entry that was begun and is not finished.
  const begun = sources.problems.find(({ record }) => record === id);
  if (begun) refuse(id, begun);
  if (releasedIds.includes(id)) {
    throw new NewEntryError(
      `The id "${id}" was released before and stands for another word. Choose a longer term.`,
    );
  }
}

/** The form that is the same word to the finder, which knows plurals and British spellings; null where none is. */
function sameWord(term: string, forms: readonly string[]): string | null {
  const findable = forms.filter((form) => faultOfForm(form) === null);
  const isWhole = ([found]: readonly FoundTerm[], text: string): boolean =>
    found?.start === 0 && found.end === text.length;
  const inForms = findInText(finderOf(findable), term);
  if (isWhole(inForms, term)) return findable[inForms[0]?.term ?? -1] ?? null;
  // The new word can be the singular of a plural that stands there.
  const finder = finderOf([term]);
  return findable.find((form) => isWhole(findInText(finder, form), form)) ?? null;
}

/** Finds forms, each by its number. */
function finderOf(forms: readonly string[]): TermFinder {
  const term: Term = {
    entries: [''],
    isAbbreviation: false,
    isMarked: true,
    isEvidence: true,
    isAlsoName: false,
    isAlsoWord: false,
  };
  return new TermFinder(
    buildWordIndex(forms.map((text) => ({ term, forms: [{ text, letterCase: 'any', inflect: true }] }))),
  );
}

function refuseKnownAbbreviation(abbreviation: string, { abbreviations, problems }: Sources): void {
  const known = abbreviations.find(({ source }) =>
    [source.abbr, ...source.forms, ...source.senses.flatMap((sense) => sense.case ?? [])].includes(
      abbreviation,
    ),
  );
  const place = known?.place ?? problems.find(({ record }) => record === abbreviation);
  if (place) refuse(abbreviation, place);
}

function refuse(word: string, { file, line, record }: Place): never {
  throw new NewEntryError(
    `"${word}" exists: ${file}:${line} (${record}). Change it there, or choose another word.`,
  );
}

/** The file in which most records are like the new one: of its topic and kind. */
function fileOfTheLike(
  files: readonly SourceFile[],
  { wish, sources }: { wish: NewEntryWish; sources: Sources },
): SourceFile {
  const { kind, topic, isAbbreviation } = wish;
  if (!isAbbreviation && kind === undefined && topic === undefined) {
    throw new NewEntryError('Say with --kind or --topic what the word is like, so that it finds its file.');
  }
  const isOfTopic = ({ source }: Located<EntrySource>): boolean =>
    topic !== undefined && source.topics.includes(topic);
  const isOfKind = ({ source }: Located<EntrySource>): boolean => kind !== undefined && source.kind === kind;
  const { entries, abbreviations } = sources;
  const best =
    (isAbbreviation && topic === undefined ? commonestFile(abbreviations) : null) ??
    commonestFile(entries.filter((entry) => isOfTopic(entry) && isOfKind(entry))) ??
    commonestFile(entries.filter(isOfTopic)) ??
    commonestFile(entries.filter(isOfKind));
  const file = files.find(({ path }) => path === best);
  if (!file) {
    throw new NewEntryError(
      'No file holds anything like this word yet. Copy an entry into the file where it belongs, and change it.',
    );
  }
  return file;
}

/** The file in which most of some records stand; null where there are none. */
function commonestFile(records: readonly { place: Place }[]): string | null {
  const counts = new Map<string, number>();
  for (const { place } of records) counts.set(place.file, (counts.get(place.file) ?? 0) + 1);
  const [commonest] = [...counts].sort(([, a], [, b]) => b - a);
  return commonest?.[0] ?? null;
}

function entrySkeleton(term: string, id: string, { kind, topic, today }: NewEntryWish): string {
  return `- id: ${id}
  term: ${inline(term)}
  kind:${kind === undefined ? ` # one of ${KINDS.join(', ')}` : ` ${kind}`}
  topics: [${topic ?? ''}]${topic === undefined ? ' # ids from glossary/topics.yaml' : ''}
  level: 2 # 1 half familiar (not marked) · 2 most people want it explained · 3 specialist
  plain: # one or two short sentences in everyday words, without the word itself
  sources: # a page that you have seen; or a single line "- none-found:" with the reason
    - name:
      title:
      url:
      supports: # definition or topic
  edited: ${today}
  review: none
`;
}

function abbreviationSkeleton(abbreviation: string): string {
  return `- abbr: ${inline(abbreviation)}
  senses: # one for each meaning; with several, add the line "otherwise: ask" below them
    - entry: # id of the entry that it stands for
`;
}

/** A text as YAML writes it, in quotes where it needs them. */
function inline(text: string): string {
  return stringify(text, { lineWidth: 0 }).trim();
}
