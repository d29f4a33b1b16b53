/**
 * The whole glossary as one file, for other programs (JSON) and for spreadsheets (CSV), and back. Every record
 * keeps the file that it stands in and its place there. Comments of the YAML files are not part of it.
 */
import * as v from 'valibot';
import { CsvError, formatCsv, parseCsv } from './csv';
import type { Sources } from './parse-sources';
import { AbbreviationSource, EntrySource, TopicSource } from './schema';

/** A record as it stands in a file, fields that say nothing left out. */
export type PlainRecord = Readonly<Record<string, unknown>>;

/** The records of one file, named from the glossary's folder: `entries/anatomy.yaml`, `topics.yaml`. */
export interface RecordFile {
  name: string;
  records: PlainRecord[];
}

/** The file cannot be read as a glossary; the message says where and why. */
export class InterchangeError extends Error {
  override name = 'InterchangeError';
}

const TOPICS = 'topics.yaml';
const FILE_NAME = /^(?:entries\/[a-z0-9]+(?:-[a-z0-9]+)*\.yaml|topics\.yaml)$/;
/** Changes when an older version could no longer read what is written. */
const VERSION = 1;

/** All records by file, in their order. */
export function recordFilesOf({ entries, abbreviations, topics }: Sources): RecordFile[] {
  const files = new Map<string, { line: number; record: PlainRecord }[]>();
  const add = (name: string, line: number, record: PlainRecord): void => {
    files.set(name, [...(files.get(name) ?? []), { line, record: compactRecord(record) }]);
  };
  for (const { source, place } of [...entries, ...abbreviations]) {
    add(`entries/${place.file.split('/').at(-1) ?? ''}`, place.line, source);
  }
  for (const { source, place } of topics) add(TOPICS, place.line, source);
  return [...files]
    .map(([name, records]) => ({
      name,
      records: records.sort((a, b) => a.line - b.line).map(({ record }) => record),
    }))
    .sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

/** Leaves out what reading puts back by itself: empty lists and `false`. */
export function compactRecord(record: PlainRecord): PlainRecord {
  const fields = Object.entries(record).filter(
    ([, value]) => value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(fields.map(([name, value]) => [name, compactValue(value)]));
}

function compactValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(compactValue);
  return typeof value === 'object' && value !== null ? compactRecord(value as PlainRecord) : value;
}

const JsonGlossary = v.object({
  'glossary-helper': v.literal(VERSION),
  files: v.record(v.string(), v.array(v.record(v.string(), v.unknown()))),
});

/** Writes the glossary as one JSON document. */
export function formatJsonGlossary(files: readonly RecordFile[]): string {
  const byName = Object.fromEntries(files.map(({ name, records }) => [name, records]));
  return `${JSON.stringify({ 'glossary-helper': VERSION, files: byName }, null, 2)}\n`;
}

/**
 * Reads what `formatJsonGlossary` writes; the records' fields are checked where they are compiled.
 * @throws {InterchangeError} for anything else
 */
export function parseJsonGlossary(text: string): RecordFile[] {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    throw new InterchangeError(`This is not valid JSON: ${error instanceof Error ? error.message : ''}.`);
  }
  const parsed = v.safeParse(JsonGlossary, document);
  if (!parsed.success) {
    const where = v.getDotPath(parsed.issues[0]) ?? 'the document';
    throw new InterchangeError(
      `This is no glossary of version ${VERSION}: ${where} is wrong. Export one to see the shape.`,
    );
  }
  return Object.entries(parsed.output.files).map(([name, records]) => ({ name: checkedName(name), records }));
}

function checkedName(name: string): string {
  if (FILE_NAME.test(name)) return name;
  throw new InterchangeError(
    `"${name}" is no file of a glossary. Write topics.yaml, or entries/ and a name in small letters and hyphens, such as entries/anatomy.yaml.`,
  );
}

type Fields = Readonly<Record<string, v.GenericSchema>>;
const FIELDS: Fields = { ...EntrySource.entries, ...AbbreviationSource.entries, ...TopicSource.entries };
const COLUMNS = ['file', ...Object.keys(FIELDS)];

/** True for fields whose cells hold the text itself; of others they hold JSON. */
function isTextField(name: string): boolean {
  let field = FIELDS[name];
  if (field && 'wrapped' in field) field = field.wrapped as v.GenericSchema;
  if (field && 'options' in field)
    return (field.options as unknown[]).every((one) => typeof one === 'string');
  return field?.type === 'string';
}

/** Writes the glossary as a table, a record on each row; cells without a value are empty. */
export function formatCsvGlossary(files: readonly RecordFile[]): string {
  const rows = files.flatMap(({ name, records }) =>
    records.map((record) =>
      COLUMNS.map((column) => {
        if (column === 'file') return name;
        const value = record[column];
        if (value === undefined) return '';
        return typeof value === 'string' && isTextField(column) ? value : JSON.stringify(value);
      }),
    ),
  );
  return formatCsv([COLUMNS, ...rows]);
}

/**
 * Reads what `formatCsvGlossary` writes; columns may stand in any order, and those without values be missing.
 * @throws {InterchangeError} that names the line
 */
export function parseCsvGlossary(text: string): RecordFile[] {
  const [header, ...rows] = readRows(text);
  const columns = header?.cells ?? [];
  const unknown = columns.find((column) => !COLUMNS.includes(column));
  if (!columns.includes('file') || unknown !== undefined) {
    throw new InterchangeError(
      `Line 1 must name the columns, "file" among them.${unknown === undefined ? '' : ` There is no column "${unknown}".`} Export a table to see all.`,
    );
  }
  const files = new Map<string, PlainRecord[]>();
  for (const { line, cells } of rows) {
    if (cells.every((cell) => cell === '')) continue;
    if (cells.length > columns.length) {
      throw new InterchangeError(
        `Line ${line} has more cells than there are columns. Quote cells with commas.`,
      );
    }
    const record: Record<string, unknown> = {};
    let name = '';
    columns.forEach((column, i) => {
      const cell = cells[i] ?? '';
      if (column === 'file') name = cell;
      else if (cell !== '') record[column] = isTextField(column) ? cell : readJsonCell(cell, line, column);
    });
    const file = checkedName(name);
    files.set(file, [...(files.get(file) ?? []), record]);
  }
  return [...files].map(([name, records]) => ({ name, records }));
}

function readRows(text: string): ReturnType<typeof parseCsv> {
  try {
    return parseCsv(text);
  } catch (error) {
    if (error instanceof CsvError) throw new InterchangeError(error.message);
    throw error;
  }
}

function readJsonCell(cell: string, line: number, column: string): unknown {
  try {
    return JSON.parse(cell.toLowerCase() === 'true' ? 'true' : cell);
  } catch {
    throw new InterchangeError(
      `Line ${line}, column "${column}": ${cell.slice(0, 40)} is not valid JSON. Write lists as ["one", "two"].`,
    );
  }
}
