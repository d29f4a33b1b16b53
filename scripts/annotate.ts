/**
 * `npm run annotate`: tells what the extension finds in a file of text or HTML, what it takes it to mean, and
 * whether it would show it; or, with --missing, which words of the file the glossary may lack.
 */
import process from 'node:process';
import { parseArgs } from 'node:util';
import { annotate, type AnnotatedText, type Annotation, type HiddenReason } from '../glossary/annotate';
import { everydayWords, findMissingWords, searchKnown } from '../glossary/missing-words';
import { SOURCE_LANGUAGE } from '../glossary/schema';
import { CommandError, readNamedFile, runCommand, UsageError } from './command';
import { readyGlossary } from './compiled-glossary';
import { isHtmlFile, readHtml, readPlainText, type FileNode } from './file-tree';
import { layOutTable } from './text-table';

const USAGE = `Use: npm run annotate -- [options] FILE…      (a file named - is the standard input)
  --level N[,N]   count only words with a meaning of these levels (1, 2, 3) as shown
  --missing       list likely jargon that the glossary does not know, instead of what it knows
  --json          print one JSON array, a record on each line; "npm run --silent annotate" keeps npm's
                  own lines out of it`;

const REASONS: Readonly<Record<HiddenReason, string>> = {
  'left-alone': 'in a part that is left alone',
  'no-health-around': 'too few words of health around it',
  unmarked: 'not marked by itself',
  'not-meant': 'a name or an English word here',
  'other-level': 'of another level',
};

interface NamedText {
  name: string;
  source: string;
  text: AnnotatedText<FileNode>;
}

/** An annotation with the file that it stands in. */
type FileAnnotation = Annotation & { file: string };

runCommand(USAGE, () => {
  const { values, positionals } = parseArgs({
    options: { json: { type: 'boolean' }, missing: { type: 'boolean' }, level: { type: 'string' } },
    allowPositionals: true,
  });
  if (positionals.length === 0) throw new UsageError('No file was named.');
  const shownLevels = values.level === undefined ? null : readLevels(values.level);
  const texts = positionals.map(readNamedText);
  const { finder, entries } = readyGlossary();
  if (values.missing === true) {
    const everyday = everydayWords(entries.flatMap(({ plain, more }) => [plain, more ?? '']));
    const missing = findMissingWords(
      texts.flatMap(({ text }) => searchKnown(finder, text)),
      everyday,
    );
    const table = missing.map(({ count, word, sign }) => [String(count), word, sign]);
    print(values.json === true ? writeJson(missing) : layOutTable([['count', 'word', 'sign'], ...table]));
    return;
  }
  const levels = new Map(entries.map(({ id, level }) => [id, level]));
  const records = texts.flatMap(({ name, text }) =>
    annotate(text, { finder, levels, shownLevels }).map((found) => ({ file: name, ...found })),
  );
  print(values.json === true ? writeJson(records.map(recordOf)) : writeTables(texts, records));
});

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function readLevels(wish: string): Set<number> {
  const levels = wish.split(',');
  if (levels.some((level) => !/^[123]$/.test(level))) {
    throw new UsageError(`--level takes 1, 2 or 3, or several with commas. It was given "${wish}".`);
  }
  return new Set(levels.map(Number));
}

function readNamedText(name: string): NamedText {
  const source = readNamedFile(name);
  if (source.includes('\0')) {
    throw new CommandError(`"${name}" is no text: it holds zero bytes. Save it as UTF-8 text or HTML.`);
  }
  const text = isHtmlFile(name, source) ? readHtml(source, SOURCE_LANGUAGE) : readPlainText(source);
  return { name, source, text };
}

/** The record of one match, in the words that the documentation names. */
function recordOf({ isShown, isMarked, isClinical, ...found }: FileAnnotation): object {
  return { ...found, shown: isShown, marked: isMarked, clinical: isClinical };
}

/** One array, each record on a line of its own. */
function writeJson(records: readonly object[]): string {
  return records.length === 0 ? '[]' : `[\n${records.map((record) => JSON.stringify(record)).join(',\n')}\n]`;
}

function writeTables(texts: readonly NamedText[], records: readonly FileAnnotation[]): string {
  return texts
    .map(({ name, source }) => {
      const own = records.filter(({ file }) => file === name);
      const shown = own.filter(({ isShown }) => isShown).length;
      const lines = lineReader(source);
      const rows = own.map((found) => [
        String(lines(found.start)),
        found.text.replaceAll(/\s+/g, ' '),
        found.isShown ? 'shown' : 'hidden',
        found.certainty ?? '–',
        found.entries.join(' | '),
        [found.hiddenBecause === null ? '' : REASONS[found.hiddenBecause], ...found.cues]
          .filter((note) => note !== '')
          .join('; '),
      ]);
      const table = layOutTable([['line', 'text', '', 'certainty', 'entries', 'why'], ...rows]);
      return `${name}: ${own.length} found, ${shown} shown\n${table}`;
    })
    .join('\n\n');
}

/** Tells in which line an offset stands, from 1; asked in rising order. */
function lineReader(source: string): (offset: number) => number {
  let line = 1;
  let at = source.indexOf('\n');
  return (offset) => {
    while (at >= 0 && at < offset) {
      line++;
      at = source.indexOf('\n', at + 1);
    }
    return line;
  };
}
