import { describe, expect, it } from 'vitest';
import { compileGlossary } from '../../glossary/compile';
import { TermFinder } from '../../glossary/find-terms';
import { parseSources } from '../../glossary/parse-sources';
import { makeReport } from '../../glossary/report';
import { measureCoverage, parseVocabulary } from '../../glossary/vocabulary';

const PAGE = '{ name: A, title: B, url: https://example.org/, supports: SUPPORTS }';
const FILE = {
  path: 'entries/a.yaml',
  text: `- id: gout
  term: gout
  kind: condition
  topics: [joints]
  level: 2
  say: GOWT
  plain: A very sore joint.
  more: It can come back.
  ask: [What can I eat?]
  formal: Arthritis by urate crystals.
  example: Gout of the toe.
  compare: [{ with: cane, how: They differ. }]
  sources: [${PAGE.replace('SUPPORTS', 'definition')}, ${PAGE.replace('SUPPORTS', 'topic')}]
  edited: 2026-11-23
  review: clinician
- id: cane
  term: cane
  kind: equipment
  topics: [joints, tools]
  level: 1
  plain: A stick that you lean on while you walk around at home or anywhere else in town.
  more: It helps.
  compare: [{ with: gout, how: They differ. }, { with: splint, how: It is worn. }]
  sources: [${PAGE.replace('SUPPORTS', 'topic')}]
  edited: 2024-01-02
  review: none
- id: splint
  term: splint
  kind: equipment
  topics: [tools]
  level: 3
  plain: It holds a hand.
  sources: [{ none-found: None. }]
  edited: 2025-01-02
  review: none
- abbr: GC
  senses: [{ entry: gout }, { entry: cane }]
  otherwise: ask
- abbr: SPL
  senses: [{ entry: splint }]
`,
};
const TOPICS = {
  path: 'topics.yaml',
  text: '- { id: joints, title: J, intro: J. }\n- { id: tools, title: T, intro: T. }\n',
};
const sources = parseSources([FILE], TOPICS);

describe('the report of a glossary', () => {
  const report = makeReport(sources, null);
  it('counts entries, abbreviations with their senses, and depth', () => {
    expect(report).toMatchObject({
      entries: 3,
      abbreviations: 2,
      ambiguousAbbreviations: 1,
      senses: 3,
      deepEntries: 1,
      withMore: 2,
      withSay: 1,
      byKind: { condition: { entries: 1, deepEntries: 1 }, equipment: { entries: 2, deepEntries: 0 } },
      byLevel: { 1: 1, 2: 1, 3: 1 },
      byTopic: { joints: 2, tools: 2 },
    });
  });
  it('counts a pair once, whichever of the two tells it apart', () => {
    expect(report.comparedPairs).toBe(2);
  });
  it('counts an entry by the best of its sources', () => {
    expect(report.sources).toEqual({ definition: 1, topic: 1, noneFound: 1 });
  });
  it('tells what nobody has checked, and what was not touched for longest, with its place', () => {
    expect(report.withoutClinicianReview).toBe(2);
    expect(report.oldestEdits.map(({ id, line }) => [id, line])).toEqual([
      ['cane', 16],
      ['splint', 27],
      ['gout', 1],
    ]);
  });
  it('tells the hardest texts and the middle', () => {
    expect(report.readingLevel.worst.map(({ id }) => id)).toEqual(['cane', 'gout', 'splint']);
    expect(report.readingLevel.median).toBe(report.readingLevel.worst[1]?.grade);
  });
});

describe('the coverage of a vocabulary', () => {
  const compilation = compileGlossary({
    entryFiles: [FILE],
    topicFile: TOPICS,
    pictureFiles: null,
    releasedIds: [],
  });
  if (!compilation.ok) throw new Error(JSON.stringify(compilation.problems));
  const finder = new TermFinder(compilation.glossary.index);
  const words = parseVocabulary(
    '\uFEFFgroup\tterm\tnote\tdf_dev\r\na\tgout\tx\t5\r\na\tcane tip\tx\t2\r\nb\tsplints\tx\t3\r\nb\told splint\tx\t4\r\n\r\n',
  );
  it('weighs words by the notes they stand in, and takes a word for found only as a whole', () => {
    const { all, groups, missed } = measureCoverage(finder, words);
    expect(all).toEqual({ words: 4, foundWords: 2, weight: 14, foundWeight: 8, share: 8 / 14 });
    expect(groups['a']).toMatchObject({ foundWords: 1, share: 5 / 7 });
    expect(missed.map(({ term }) => term)).toEqual(['old splint', 'cane tip']);
  });
  it('is whole where there is nothing to find', () => {
    expect(measureCoverage(finder, []).all.share).toBe(1);
  });
  it.each([
    ['term\tgroup\ngout\ta', 'Line 1 must name the columns term, group, df_dev'],
    ['term\tgroup\tdf_dev\n\ta\t1', 'Line 2 is wrong: the term is missing. Mend it.'],
    ['term\tgroup\tdf_dev\ngout\ta\t1\ngout\ta\t-1', 'Line 3 is wrong: df_dev'],
    ['term\tgroup\tdf_dev\ngout', 'Line 2 is wrong: the group is missing.'],
  ])('is refused for the file %j', (text, message) => {
    expect(() => parseVocabulary(text)).toThrow(message);
  });
});
