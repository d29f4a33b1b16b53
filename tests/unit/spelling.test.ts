import path from 'node:path';
import { expect, describe, it } from 'vitest';
import { compileGlossary } from '../../glossary/compile';
import { describeProblem } from '../../glossary/parse-sources';
import { readDictionary } from '../../scripts/dictionary';
import { PROJECT_FOLDER } from '../../scripts/glossary-files';

const dictionary = readDictionary(path.join(PROJECT_FOLDER, 'node_modules'), ['paratransit']);

/** What the build says of gout when some of its fields are written so. */
function faultsOf(fields: Record<string, string>, intro = 'All of them.'): string[] {
  const gout = {
    id: 'gout',
    term: 'xanthine',
    kind: 'condition',
    topics: '[all]',
    level: '2',
    plain: 'A sore joint.',
    sources: '[{ none-found: There is none. }]',
    edited: '2026-11-27',
    review: 'none',
    ...fields,
  };
  const lines = Object.entries(gout).map(([name, value], i) => `${i === 0 ? '- ' : '  '}${name}: ${value}\n`);
  const compilation = compileGlossary({
    entryFiles: [{ path: 'entries/all.yaml', text: lines.join('') }],
    topicFile: { path: 'topics.yaml', text: `- id: all\n  title: All\n  intro: ${intro}\n` },
    pictureFiles: null,
    releasedIds: [],
    dictionary,
  });
  return compilation.ok ? [] : compilation.problems.map(describeProblem);
}

describe('a misspelled word', () => {
  it('is named with its place, what may be meant, and where to add it if it is right', () => {
    expect(faultsOf({ plain: 'A sore jiont.' })).toEqual([
      'entries/all.yaml:6 (gout): No American dictionary holds the word "jiont" in the plain text. Correct it (is "joint" meant?), or, if it is right, add it to glossary/known-words.txt.',
    ]);
  });
  it.each([
    ['more', 'The text has a mistaek.', 'text under "more"'],
    ['ask', '[Is it right?, Is it mistaek?]', 'question'],
    ['compare', '[{ with: gout, how: It is a mistaek. }]', 'comparison'],
    ['example', 'Patient has a mistaek.', 'example'],
  ])('is found in "%s"', (field, value, name) => {
    expect(faultsOf({ [field]: value })).toEqual([
      expect.stringMatching(`^entries/all\\.yaml:10 \\(gout\\): .*"mistaek" in the ${name}\\.`),
    ]);
  });
  it('is found in a topic', () => {
    expect(faultsOf({}, 'All of tehm.')).toEqual([
      expect.stringMatching(/^topics\.yaml:3 \(all\): .*"tehm" in the intro/),
    ]);
  });
  it('may be British', () => {
    expect(faultsOf({ plain: 'The colour of a sore joint.' })).toEqual([expect.stringContaining('"colour"')]);
  });
  it('is named once for each text', () => {
    expect(faultsOf({ plain: 'A jiont is a jiont.' })).toHaveLength(1);
  });
});

describe('a word that no dictionary has', () => {
  it.each([
    ['is right where the glossary explains it', 'It is near a xanthine, or more xanthines.'],
    ['is right where it is on the list', 'You can ride the paratransit.'],
    ['may be a short form', 'The MRSA and the SCDs, a br.'],
    ['may be a part of words', 'The end -prazole, and the start arthr- too.'],
  ])('%s', (_, more) => {
    expect(faultsOf({ more })).toEqual([]);
  });
  it("may stand in the students' text", () => {
    expect(faultsOf({ formal: 'Osteocytes.' })).toEqual([]);
  });
});
