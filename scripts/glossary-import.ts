/**
 * `npm run glossary:import`: brings a whole glossary back that was exported and changed elsewhere. Everything
 * is checked before a file is written; records that did not change keep their writing and comments.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { compileGlossary } from '../glossary/compile';
import {
  InterchangeError,
  parseCsvGlossary,
  parseJsonGlossary,
  recordFilesOf,
  type RecordFile,
} from '../glossary/interchange';
import { describeProblem, parseSources } from '../glossary/parse-sources';
import { CommandError, pathFromHere, readNamedFile, runCommand, UsageError } from './command';
import { GLOSSARY_FOLDER, readGlossarySources } from './glossary-files';
import { nameOf, writeRecordFile } from './record-yaml';

const USAGE = `Use: npm run glossary:import -- FILE      (a file that glossary:export wrote, JSON or CSV)
  --into FOLDER  write another glossary than the project's own
  --remove       records that the file does not hold are meant to go`;
/** Records that are named one by one as missing. */
const NAMED_RECORDS = 10;

/** A file of the glossary, by its name in the folder: its text until now and from now on. */
interface ChangedFile {
  name: string;
  before: string | null;
  after: string | null;
}

runCommand(USAGE, () => {
  const { values, positionals } = parseArgs({
    options: { into: { type: 'string' }, remove: { type: 'boolean' } },
    allowPositionals: true,
  });
  const [file, ...rest] = positionals;
  if (file === undefined || rest.length > 0) throw new UsageError('Name one file.');
  const imported = readGlossaryFile(file);
  const folder = values.into === undefined ? GLOSSARY_FOLDER : pathFromHere(values.into);
  const isThere = existsSync(path.join(folder, 'topics.yaml'));
  if (isThere && values.remove !== true) refuseLostRecords(imported, folder, file);
  const files = changedFiles(imported, folder, isThere);
  refuseFaults(files, { folder, file, isThere });
  const changed = files.filter(({ before, after }) => before !== after);
  mkdirSync(path.join(folder, 'entries'), { recursive: true });
  for (const { name, after } of changed) {
    if (after === null) rmSync(path.join(folder, name));
    else writeFileSync(path.join(folder, name), after);
  }
  console.log(
    changed.length === 0
      ? 'The glossary holds all of this already.'
      : `Written: ${changed.map(({ name, after }) => (after === null ? `${name} (removed)` : name)).join(', ')}.`,
  );
});

function readGlossaryFile(file: string): RecordFile[] {
  const text = readNamedFile(file);
  try {
    return text.trimStart().startsWith('{') ? parseJsonGlossary(text) : parseCsvGlossary(text);
  } catch (error) {
    if (error instanceof InterchangeError) throw new CommandError(`${file}: ${error.message}`);
    throw error;
  }
}

/** Half a glossary, taken for a whole one, would remove the rest. */
function refuseLostRecords(imported: readonly RecordFile[], folder: string, file: string): void {
  const { entryFiles, topicFile } = readGlossarySources(folder);
  const keys = ({ name, records }: RecordFile): string[] =>
    records.map((record) => `${name === 'topics.yaml' ? 'topic ' : ''}${nameOf(record)}`);
  const kept = new Set(imported.flatMap(keys));
  const lost = recordFilesOf(parseSources(entryFiles, topicFile))
    .flatMap(keys)
    .filter((key) => !kept.has(key));
  if (lost.length === 0) return;
  const named = lost.slice(0, NAMED_RECORDS).join(', ');
  throw new CommandError(
    `${file} lacks ${lost.length} record(s) of the glossary: ${named}${lost.length > NAMED_RECORDS ? ', …' : ''}. Import a whole glossary, or add --remove if they are meant to go.`,
  );
}

function changedFiles(imported: readonly RecordFile[], folder: string, isThere: boolean): ChangedFile[] {
  const before = (name: string): string | null => {
    const target = path.join(folder, name);
    return existsSync(target) ? readFileSync(target, 'utf8') : null;
  };
  const written = imported.map(({ name, records }): ChangedFile => {
    const text = before(name);
    return { name, before: text, after: writeRecordFile(records, text) };
  });
  const names = new Set(imported.map(({ name }) => name));
  const left = (isThere ? readGlossarySources(folder).entryFiles : [])
    .map((one) => `entries/${path.basename(one.path)}`)
    .filter((name) => !names.has(name));
  return [...written, ...left.map((name) => ({ name, before: before(name), after: null }))];
}

function refuseFaults(
  files: readonly ChangedFile[],
  { folder, file, isThere }: { folder: string; file: string; isThere: boolean },
): void {
  const sources = files.flatMap(({ name, after }) => (after === null ? [] : [{ path: name, text: after }]));
  const compilation = compileGlossary({
    entryFiles: sources.filter(({ path: name }) => name !== 'topics.yaml'),
    topicFile: sources.find(({ path: name }) => name === 'topics.yaml') ?? { path: 'topics.yaml', text: '' },
    pictureFiles: isThere ? readGlossarySources(folder).pictureFiles : null,
    releasedIds: isThere ? readGlossarySources(folder).releasedIds : [],
  });
  if (compilation.ok) return;
  const { problems } = compilation;
  throw new CommandError(
    `${problems.map(describeProblem).join('\n')}\n${file} holds ${problems.length} problem(s); the lines are those that the files would have. Nothing was written.`,
  );
}
