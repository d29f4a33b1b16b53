import { describe, expect, it } from 'vitest';
import { compileGlossary } from '../../glossary/compile';
import { describeProblem } from '../../glossary/parse-sources';

/** Entries with these plain texts, ten lines each: the plain text stands in the sixth. */
function faultsOf(...plains: string[]): string[] {
  const text = plains
    .map(
      (plain, i) => `- id: word-${i}
  term: xword${i}
  kind: condition
  topics: [all]
  level: 2
  plain: ${JSON.stringify(plain)}
  sources: [{ none-found: There is none. }]
  edited: 2026-11-27
  review: none

`,
    )
    .join('');
  const compilation = compileGlossary({
    entryFiles: [{ path: 'entries/all.yaml', text }],
    topicFile: { path: 'topics.yaml', text: '- { id: all, title: All, intro: All of them. }' },
    pictureFiles: null,
    releasedIds: [],
  });
  return compilation.ok ? [] : compilation.problems.map(describeProblem);
}

describe('plain texts that could stand for each other', () => {
  it('are named with both places, how much they are alike, and what to do', () => {
    expect(faultsOf('A sore joint.', 'A cold foot.', 'A sore joint.')).toEqual([
      'entries/all.yaml:26 (word-2): The plain text says nearly the same as that of "word-0" (entries/all.yaml:6): 100 % alike, where less than 70 % is allowed. Say in both what sets each apart, or make them one entry with two forms.',
    ]);
  });
  it.each([
    ['in the order of their words', 'Your joint is sore and red.', 'Red and sore is your joint.'],
    ['in number and capitals', 'Sore joints in the foot.', 'A sore joint in the foot.'],
    [
      'in a word or two that say little',
      'It does not work as it should.',
      'It does not work as well as it should.',
    ],
  ])('are seen where they differ only %s', (_, one, other) => {
    expect(faultsOf(one, other, 'A cut.', 'A cold.', 'A bad fall as at home.')).toHaveLength(1);
  });
  it('are each told of', () => {
    expect(faultsOf('A sore joint.', 'A sore joint.', 'A sore joint.')).toHaveLength(3);
  });
});

describe('plain texts that tell things apart', () => {
  it('may share the turns of phrase that many texts use', () => {
    expect(
      faultsOf(
        'Having to do with the heart.',
        'Having to do with the liver.',
        'Having to do with the eye.',
        'Having to do with the skin.',
        'Having to do with the blood.',
      ),
    ).toEqual([]);
  });
  it('may differ in the one word that turns the meaning round', () => {
    expect(
      faultsOf('In the time after an operation.', 'In the time before an operation.', 'A cut.', 'A fall.'),
    ).toEqual([]);
  });
});
