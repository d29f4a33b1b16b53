import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCsv, parseCsv } from '../../glossary/csv';
import {
  formatCsvGlossary,
  formatJsonGlossary,
  parseCsvGlossary,
  parseJsonGlossary,
  recordFilesOf,
  type PlainRecord,
  type RecordFile,
} from '../../glossary/interchange';
import { parseSources, type Sources } from '../../glossary/parse-sources';
import { readGlossarySources } from '../../scripts/glossary-files';
import { writeRecordFile } from '../../scripts/record-yaml';

/** Writing and reading all of it takes some seconds, more on a busy machine. */
const WHOLE_GLOSSARY_TIMEOUT_MS = 60_000;

const glossary = readGlossarySources();
const sources = parseSources(glossary.entryFiles, glossary.topicFile);

/** What the glossary says, without the places where it stands. */
function contentOf({ entries, abbreviations, topics }: Sources): unknown {
  return [entries, abbreviations, topics].map((records) => records.map(({ source }) => source));
}

/** Reads the YAML files that an import writes into an empty folder. */
function sourcesOf(files: readonly RecordFile[]): Sources {
  const written = files.map(({ name, records }) => ({ path: name, text: writeRecordFile(records, null) }));
  const topicFile = written.find(({ path }) => path === 'topics.yaml') ?? { path: 'topics.yaml', text: '[]' };
  return parseSources(
    written.filter((file) => file !== topicFile),
    topicFile,
  );
}

const FORMATS = [
  ['JSON', formatJsonGlossary, parseJsonGlossary],
  ['CSV', formatCsvGlossary, parseCsvGlossary],
] as const;

const TOUCHY_SIGNS = [
  '"',
  "'",
  ',',
  ';',
  '\n',
  '\r\n',
  '\t',
  '=',
  '+',
  '-',
  '@',
  ':',
  '#',
  ' ',
  'a',
  '[',
  '|',
  'yes',
];

/** Texts with all that tables and YAML are touchy about. */
const text = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 1 }),
    fc.array(fc.constantFrom(...TOUCHY_SIGNS), { minLength: 1 }).map((signs) => signs.join('')),
  )
  .map((value) => value.trim())
  .filter((value) => value !== '');
const id = fc.stringMatching(/^[a-z0-9]{1,8}(?:-[a-z0-9]{1,5})?$/);
const texts = fc.array(text, { maxLength: 3 });
const topic = fc.record(
  {
    id,
    title: text,
    intro: text,
    parent: id,
    lists: fc.array(fc.record({ title: text, items: fc.array(text, { minLength: 1 }) }), { minLength: 1 }),
  },
  { requiredKeys: ['id', 'title', 'intro'] },
);
const entry = fc.record(
  {
    id,
    term: text,
    kind: fc.constantFrom('condition', 'scale'),
    topics: fc.array(id, { minLength: 1 }),
    level: fc.constantFrom(1, 2, 3),
    forms: texts,
    say: text,
    plain: text,
    more: text,
    ask: texts,
    formal: text,
    compare: fc.array(fc.record({ with: id, how: text })),
    example: text,
    sources: fc.array(fc.record({ 'none-found': text }), { minLength: 1 }),
    edited: fc.constant('2026-11-23'),
    review: fc.constantFrom('none', 'clinician'),
    everyday: fc.boolean(),
  },
  { requiredKeys: ['id', 'term', 'kind', 'topics', 'level', 'plain', 'sources', 'edited', 'review'] },
);
const abbreviation = fc.record({
  abbr: text,
  forms: texts,
  senses: fc.array(
    fc.record(
      { entry: id, near: texts, 'number-after': fc.boolean(), case: text },
      { requiredKeys: ['entry'] },
    ),
    { minLength: 1 },
  ),
  otherwise: fc.constant('ask'),
});
const files = fc.record({
  entries: fc.array(fc.oneof(entry, abbreviation), { minLength: 1, maxLength: 4 }),
  topics: fc.array(topic, { minLength: 1, maxLength: 3 }),
});

describe.each(FORMATS)(
  'the glossary as %s',
  { timeout: WHOLE_GLOSSARY_TIMEOUT_MS },
  (_name, format, parse) => {
    it('comes back as it was', () => {
      const back = sourcesOf(parse(format(recordFilesOf(sources))));
      expect(back.problems).toEqual([]);
      expect(contentOf(back)).toEqual(contentOf(sources));
    });
    it('keeps every record in its file and place', () => {
      const exported = recordFilesOf(sources);
      expect(parse(format(exported))).toEqual(exported);
      expect(recordFilesOf(sourcesOf(parse(format(exported))))).toEqual(exported);
    });
    it('comes back whatever its texts hold', () => {
      fc.assert(
        fc.property(files, ({ entries, topics }) => {
          const first = sourcesOf([
            { name: 'entries/a.yaml', records: entries },
            { name: 'topics.yaml', records: topics },
          ]);
          expect(first.problems).toEqual([]);
          const back = sourcesOf(parse(format(recordFilesOf(first))));
          expect(contentOf(back)).toEqual(contentOf(first));
        }),
      );
    });
  },
);

describe('a table', () => {
  it('comes back cell by cell', () => {
    const cell = fc.oneof(fc.string({ unit: 'binary' }), text);
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1 }), (rows) => {
        const table = [['name', 'value'], ...rows];
        expect(parseCsv(formatCsv(table)).map(({ cells }) => cells)).toEqual(table);
      }),
    );
  });
  it.each(['=1+2', '+1', '-1', '@a', '\t=1', "'=1"])('gives spreadsheets no formula in %j', (formula) => {
    const written = formatCsv([['a', formula]]);
    expect(written).toContain(`'${formula}`);
    expect(parseCsv(written)[0]?.cells).toEqual(['a', formula]);
  });
  it('is read as spreadsheets write it: with semicolons, and with single new lines', () => {
    expect(parseCsv('a;b\n"x;y";"1\n2"\nc;d').map(({ line, cells }) => [line, ...cells])).toEqual([
      [1, 'a', 'b'],
      [2, 'x;y', '1\n2'],
      [4, 'c', 'd'],
    ]);
  });
});

describe('a file is refused', () => {
  it.each([
    ['file,id\nentries/a.yaml,"x', 'Line 2: a quote is opened and never closed.'],
    ['file,id\nentries/a.yaml,"x"y', 'Line 2: something stands behind a closed quote.'],
    ['file,name\n', 'There is no column "name".'],
    ['id,term\n', 'Line 1 must name the columns, "file" among them.'],
    ['file,id\nentries/a.yaml,x,y', 'Line 2 has more cells than there are columns.'],
    ['file,id,topics\nentries/a.yaml,x,joints', 'Line 2, column "topics": joints is not valid JSON.'],
    ['file,id\n../a.yaml,x', '"../a.yaml" is no file of a glossary.'],
  ])('as a table: %j', (csv, message) => {
    expect(() => parseCsvGlossary(csv)).toThrow(message);
  });
  it.each([
    ['{', 'This is not valid JSON'],
    ['{}', 'This is no glossary of version 1: glossary-helper is wrong.'],
    ['{"glossary-helper":2,"files":{}}', 'This is no glossary of version 1'],
    ['{"glossary-helper":1,"files":{"/etc/a.yaml":[]}}', '"/etc/a.yaml" is no file of a glossary.'],
  ])('as JSON: %j', (json, message) => {
    expect(() => parseJsonGlossary(json)).toThrow(message);
  });
});

describe('an import into files that are there', () => {
  const before = `# Joints

- id: gout
  forms: []
  plain: >-
    A sore
    joint. # not a comment

# about canes
- id: cane
  plain: A stick. # a comment
`;
  const gout: PlainRecord = { id: 'gout', plain: 'A sore joint. # not a comment' };
  const cane: PlainRecord = { id: 'cane', plain: 'A stick.' };

  it('changes nothing where nothing changed', () => {
    expect(writeRecordFile([gout, cane], before)).toBe(before);
    for (const { path, text: own } of [...glossary.entryFiles, glossary.topicFile]) {
      const name = path.replace(/^glossary\//, '');
      const records = recordFilesOf(sources).find((file) => file.name === name)?.records ?? [];
      expect(writeRecordFile(records, own)).toBe(own);
    }
  });
  it('writes only what changed, and keeps the comments of the rest', () => {
    const changed = writeRecordFile([{ ...gout, plain: 'A hot joint.' }, cane, { id: 'splint' }], before);
    expect(changed).toBe(`# Joints

- id: gout
  plain: A hot joint.

# about canes
- id: cane
  plain: A stick. # a comment

- id: splint
`);
  });
});
