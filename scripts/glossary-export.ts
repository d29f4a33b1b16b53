/** `npm run glossary:export`: writes the whole glossary as one file for other programs or a spreadsheet. */
import process from 'node:process';
import { parseArgs } from 'node:util';
import { formatCsvGlossary, formatJsonGlossary, recordFilesOf } from '../glossary/interchange';
import { describeProblem, parseSources } from '../glossary/parse-sources';
import { CommandError, runCommand, UsageError, writeNamedFile } from './command';
import { readNamedSources } from './glossary-files';

const USAGE = `Use: npm run glossary:export -- --format json|csv [FILE]
  --in FOLDER  another glossary than the project's own
Without a file it goes to the standard output ("npm run --silent" keeps npm's own lines out of it).`;

runCommand(USAGE, () => {
  const { values, positionals } = parseArgs({
    options: { format: { type: 'string' }, in: { type: 'string' } },
    allowPositionals: true,
  });
  const { format } = values;
  if (format !== 'json' && format !== 'csv') throw new UsageError('Say --format json or --format csv.');
  const [file, ...rest] = positionals;
  if (rest.length > 0) throw new UsageError('Only one file can be written.');
  const { entryFiles, topicFile } = readNamedSources(values.in);
  const sources = parseSources(entryFiles, topicFile);
  // What cannot be read would be missing in the export, in silence.
  if (sources.problems.length > 0) throw new CommandError(sources.problems.map(describeProblem).join('\n'));
  const files = recordFilesOf(sources);
  const text = format === 'json' ? formatJsonGlossary(files) : formatCsvGlossary(files);
  if (file === undefined) {
    process.stdout.write(text);
    return;
  }
  writeNamedFile(file, text);
  const count = files.reduce((sum, { records }) => sum + records.length, 0);
  console.log(`${count} records of ${files.length} files stand in ${file}.`);
});
