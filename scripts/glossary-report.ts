/** `npm run glossary:report`: the glossary in figures, and how much of a vocabulary of real notes it knows. */
import process from 'node:process';
import { parseArgs } from 'node:util';
import { parseSources } from '../glossary/parse-sources';
import { makeReport, type GlossaryReport } from '../glossary/report';
import {
  measureCoverage,
  parseVocabulary,
  VocabularyError,
  type Coverage,
  type Share,
} from '../glossary/vocabulary';
import { CommandError, readNamedFile, runCommand, UsageError } from './command';
import { readyGlossary } from './compiled-glossary';
import { readNamedSources } from './glossary-files';
import { layOutTable } from './text-table';

const USAGE = `Use: npm run glossary:report -- [options]
  --vocabulary FILE  tell how much of a list of words the glossary knows: tab-separated, with the columns
                     term, group and df_dev (number of notes the word stands in)
  --in FOLDER        another glossary than the project's own
  --json             print one JSON document ("npm run --silent" keeps npm's own lines out of it)`;
/** Words that are named one by one as missed. */
const NAMED_MISSES = 20;

runCommand(USAGE, () => {
  const { values, positionals } = parseArgs({
    options: { json: { type: 'boolean' }, vocabulary: { type: 'string' }, in: { type: 'string' } },
    allowPositionals: true,
  });
  if (positionals.length > 0) throw new UsageError(`"${positionals[0]}" is no option.`);
  const glossary = readNamedSources(values.in);
  const { finder } = readyGlossary(glossary);
  const words = values.vocabulary === undefined ? null : readVocabulary(values.vocabulary);
  const report = makeReport(
    parseSources(glossary.entryFiles, glossary.topicFile),
    words && measureCoverage(finder, words),
  );
  process.stdout.write(`${values.json === true ? JSON.stringify(report, null, 2) : writeReport(report)}\n`);
});

function readVocabulary(file: string): ReturnType<typeof parseVocabulary> {
  try {
    return parseVocabulary(readNamedFile(file));
  } catch (error) {
    if (error instanceof VocabularyError) throw new CommandError(`${file}: ${error.message}`);
    throw error;
  }
}

function writeReport(report: GlossaryReport): string {
  const { readingLevel, sources } = report;
  const counts: [string, number][] = [
    ['entries', report.entries],
    ['  with more, ask, formal and example', report.deepEntries],
    ['  with more', report.withMore],
    ['  with ask', report.withAsk],
    ['  with formal', report.withFormal],
    ['  with example', report.withExample],
    ['  with say', report.withSay],
    ['abbreviations', report.abbreviations],
    ['  with several senses', report.ambiguousAbbreviations],
    ['  senses of all', report.senses],
    ['pairs told apart (compare)', report.comparedPairs],
    ['a source supports the definition', sources.definition],
    ['a source supports the topic only', sources.topic],
    ['no public page found', sources.noneFound],
    ["without a clinician's review", report.withoutClinicianReview],
  ];
  const kinds = Object.entries(report.byKind).sort(([, a], [, b]) => b.entries - a.entries);
  return [
    layOutTable(counts.map(([what, count]) => [what, String(count)])),
    section('Kinds', [
      ['kind', 'entries', 'deep'],
      ...kinds.map(([kind, { entries, deepEntries }]) => [kind, String(entries), String(deepEntries)]),
    ]),
    section('Levels', numbersOf(report.byLevel)),
    section('Topics', numbersOf(report.byTopic)),
    section(
      `Reading level (grade): median ${readingLevel.median}; the hardest`,
      readingLevel.worst.map(({ id, grade, file, line }) => [grade.toFixed(1), id, `${file}:${line}`]),
    ),
    section(
      'Oldest edits',
      report.oldestEdits.map(({ id, edited, file, line }) => [edited, id, `${file}:${line}`]),
    ),
    ...(report.coverage === null ? [] : [writeCoverage(report.coverage)]),
  ].join('\n\n');
}

function writeCoverage({ all, groups, missed }: Coverage): string {
  const row = (name: string, { words, foundWords, share }: Share): string[] => [
    name,
    `${(share * 100).toFixed(1)} %`,
    `${foundWords} of ${words}`,
  ];
  const rows = Object.entries(groups).map(([group, share]) => row(group, share));
  const misses = missed
    .slice(0, NAMED_MISSES)
    .map(({ weight, term, group }) => [String(weight), term, group]);
  return [
    section('Vocabulary found', [['group', 'weighted by notes', 'words'], ...rows, row('all', all)]),
    ...(misses.length === 0
      ? []
      : [section(`Not found (${missed.length}), the most frequent first`, misses)]),
  ].join('\n\n');
}

function section(title: string, rows: readonly (readonly string[])[]): string {
  return `${title}\n${layOutTable(rows)}`;
}

function numbersOf(counts: Readonly<Record<string, number>>): string[][] {
  return Object.entries(counts).map(([name, count]) => [name, String(count)]);
}
