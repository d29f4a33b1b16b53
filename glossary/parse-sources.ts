/**
 * Reads the files that people write. Every fault is reported with its file, line and entry, and all of
 * them at once, so that nobody has to mend one to learn of the next.
 */
import { CORE_SCHEMA, load } from 'js-yaml';
import * as v from 'valibot';
import { isMap, isSeq, LineCounter, parseDocument, type Document, type YAMLMap } from 'yaml';
import { AbbreviationSource, EntrySource, TopicSource } from './schema';

/** A file's path, as it is named in messages, and its text. */
export interface SourceFile {
  path: string;
  text: string;
}

/** Where a record stands. */
export interface Place {
  file: string;
  /** From 1. */
  line: number;
  /** Id of the entry or topic, or the abbreviation; `''` where the file as a whole is meant. */
  record: string;
}

/** What is wrong, where, and what to do. */
export interface Problem extends Place {
  reason: string;
}

/** A record with its place, and a way to name the line of one of its fields. */
export interface Located<Source> {
  source: Source;
  place: Place;
  placeOf: (...path: (string | number)[]) => Place;
}

export interface Sources {
  entries: Located<EntrySource>[];
  abbreviations: Located<AbbreviationSource>[];
  topics: Located<TopicSource>[];
  problems: Problem[];
}

/** Reads entry files and the topics file; records that cannot be read stand in `problems`. */
export function parseSources(entryFiles: readonly SourceFile[], topicFile: SourceFile): Sources {
  const sources: Sources = { entries: [], abbreviations: [], topics: [], problems: [] };
  for (const file of entryFiles) {
    for (const record of recordsOf(file, sources.problems)) {
      if ('abbr' in record.fields)
        addRecord(record, AbbreviationSource, sources.abbreviations, sources.problems);
      else addRecord(record, EntrySource, sources.entries, sources.problems);
    }
  }
  for (const record of recordsOf(topicFile, sources.problems)) {
    addRecord(record, TopicSource, sources.topics, sources.problems);
  }
  return sources;
}

/** Writes a problem as one line: `glossary/entries/hip.yaml:12 (sciatica): reason`. */
export function describeProblem({ file, line, record, reason }: Problem): string {
  return `${file}:${line}${record === '' ? '' : ` (${record})`}: ${reason}`;
}

interface RawRecord {
  fields: Record<string, unknown>;
  place: Place;
  placeOf: (...path: (string | number)[]) => Place;
}

/** A list item of the file itself: nothing else in such files begins a line with a hyphen. */
const ITEM = /^-(?= |$)/gm;

function recordsOf(file: SourceFile, problems: Problem[]): RawRecord[] {
  return recordsAtOnce(file) ?? recordsWithPlaces(file, problems);
}

/**
 * The records of a file that is right, in a third of the time: by a parser that keeps no places. The other one
 * is asked where a place is needed for a message, and for all files that are not what they should be.
 * @returns null for those
 */
function recordsAtOnce(file: SourceFile): RawRecord[] | null {
  let items: unknown;
  try {
    items = load(file.text, { schema: CORE_SCHEMA });
  } catch {
    return null;
  }
  const starts = [...file.text.matchAll(ITEM)].map(({ index }) => index);
  if (!Array.isArray(items) || items.length !== starts.length || !items.every(isFields)) return null;
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (let at = file.text.indexOf('\n'); at >= 0; at = file.text.indexOf('\n', at + 1))
    lines.addNewLine(at + 1);
  let parsed: { document: Document; lines: LineCounter } | undefined;
  return items.map((fields, i) => {
    const record = nameOf(fields);
    return {
      fields,
      place: { file: file.path, line: lines.linePos(starts[i] ?? 0).line, record },
      placeOf: (...path) => {
        parsed ??= parseWithPlaces(file);
        return { file: file.path, line: lineOf(parsed.document, parsed.lines, [i, ...path]), record };
      },
    };
  });
}

function isFields(item: unknown): item is Record<string, unknown> {
  return typeof item === 'object' && item !== null && !Array.isArray(item);
}

function parseWithPlaces({ text }: SourceFile): { document: Document; lines: LineCounter } {
  const lines = new LineCounter();
  return { document: parseDocument(text, { lineCounter: lines }), lines };
}

function recordsWithPlaces(file: SourceFile, problems: Problem[]): RawRecord[] {
  const { document, lines } = parseWithPlaces(file);
  for (const error of document.errors) {
    const place = { file: file.path, line: lines.linePos(error.pos[0]).line, record: '' };
    problems.push({ ...place, reason: `This is not valid YAML: ${error.message.split('\n')[0] ?? ''}` });
  }
  if (document.errors.length > 0) return [];
  if (!isSeq(document.contents)) {
    problems.push({
      file: file.path,
      line: 1,
      record: '',
      reason: 'The file must be a list: every entry begins with "- ".',
    });
    return [];
  }
  return document.contents.items.flatMap((_, i): RawRecord[] => {
    const node = document.getIn([i], true);
    const line = lineOf(document, lines, [i]);
    if (!isMap(node)) {
      problems.push({
        file: file.path,
        line,
        record: '',
        reason: 'An entry must have fields such as "id:" and "term:".',
      });
      return [];
    }
    let fields: Record<string, unknown>;
    try {
      fields = node.toJS(document) as Record<string, unknown>;
    } catch (error) {
      // A text that begins with "*" is YAML's sign for "the same as above".
      const reason = `A text that begins with "*" or "&" must stand in quotes (${error instanceof Error ? error.message : String(error)}).`;
      problems.push({ file: file.path, line, record: nameOfNode(node), reason });
      return [];
    }
    const record = nameOf(fields);
    return [
      {
        fields,
        place: { file: file.path, line, record },
        placeOf: (...path) => ({ file: file.path, line: lineOf(document, lines, [i, ...path]), record }),
      },
    ];
  });
}

/** Id or abbreviation of a record, `''` where it has none. */
function nameOf({ id, abbr }: Record<string, unknown>): string {
  const name = id ?? abbr;
  return typeof name === 'string' ? name : '';
}

/** The same of a record whose fields cannot be read. */
function nameOfNode(node: YAMLMap): string {
  return nameOf({ id: node.get('id'), abbr: node.get('abbr') });
}

/** Line of the deepest part of a path that exists. */
function lineOf(document: Document, lines: LineCounter, path: (string | number)[]): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true) as
      { range?: [number, number, number] } | undefined;
    if (node?.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

function addRecord<Schema extends v.GenericSchema>(
  { fields, place, placeOf }: RawRecord,
  schema: Schema,
  records: Located<v.InferOutput<Schema>>[],
  problems: Problem[],
): void {
  const parsed = v.safeParse(schema, fields);
  if (parsed.success) {
    records.push({ source: parsed.output, place, placeOf });
    return;
  }
  for (const issue of parsed.issues) {
    const path = (issue.path ?? []).map(({ key }) => key as string | number);
    problems.push({ ...placeOf(...path), reason: explainIssue(issue, path) });
  }
}

/** What a field takes, by the kind of value that it is not. */
const WANTED: Readonly<Record<string, string>> = {
  array: 'it takes a list, such as [one, two]',
  boolean: 'it is either true or false',
  strict_object: 'it takes fields of its own',
  string: 'it takes a text',
};

function explainIssue(issue: v.BaseIssue<unknown>, path: (string | number)[]): string {
  const field = path.join('.');
  if (issue.received === 'undefined') return `The field "${field}" is missing. Add it.`;
  if (issue.expected === 'never') return `There is no field "${field}". Check its spelling, or remove it.`;
  if (issue.received === 'null') return `The field "${field}" is empty. Fill it in, or remove its line.`;
  if (issue.expected === 'string' && /^(?:true|false|-?\d)/.test(issue.received)) {
    return `The field "${field}" must be a text, but YAML reads ${issue.received} as something else. Put it in quotes: "${issue.received}".`;
  }
  if (field === '') return `${capitalise(issue.message)}.`;
  const wanted = WANTED[issue.type];
  const given = /^(?:Object|Array|\d+)$/.test(issue.received) ? '' : ` It says ${issue.received}.`;
  if (issue.type === 'picklist') {
    const choices = (issue.expected ?? '').replace(/[()"]/g, '').replaceAll(' | ', ', ');
    return `The field "${field}" is wrong: write one of ${choices}. It says ${issue.received}.`;
  }
  return `The field "${field}" is wrong: ${wanted ?? issue.message}.${given}`;
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
