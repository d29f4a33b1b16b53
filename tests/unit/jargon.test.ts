import { describe, expect, it } from 'vitest';
import { compileGlossary } from '../../glossary/compile';
import { describeProblem } from '../../glossary/parse-sources';

/** Plasma is the jargon, platelets are jargon too; a bruise is a word of level 1. */
const OTHERS = `- id: plasma
  term: plasma
  kind: anatomy
  topics: [blood]
  level: 3
  plain: The part of blood that flows.
  sources: [{ none-found: There is none. }]
  edited: 2026-11-27
  review: none
- id: platelets
  term: platelets
  kind: anatomy
  topics: [blood]
  level: 2
  plain: Tiny parts that close a cut.
  sources: [{ none-found: There is none. }]
  edited: 2026-11-27
  review: none
- id: bruise
  term: bruise
  kind: symptom
  topics: [blood]
  level: 1
  plain: A blue spot on the skin.
  sources: [{ none-found: There is none. }]
  edited: 2026-11-27
  review: none
- id: failure
  term: failure
  kind: note-phrase
  topics: [blood]
  level: 2
  everyday: true
  plain: Something does not do enough.
  sources: [{ none-found: There is none. }]
  edited: 2026-11-27
  review: none
- abbr: PLT
  senses: [{ entry: platelets }, { entry: gift }]
  otherwise: ask
- abbr: PLM
  senses: [{ entry: plasma }]
`;

/** What the build says of an entry with these texts, which stands before all others. */
function faultsOf({
  plain = 'Something that you give.',
  more = 'It helps others.',
  forms = [] as string[],
}): string[] {
  const gift = `- id: gift
  term: donation
  kind: procedure
  topics: [blood]
  level: 2
  forms: ${JSON.stringify(forms)}
  plain: ${JSON.stringify(plain)}
  more: ${JSON.stringify(more)}
  sources: [{ none-found: There is none. }]
  edited: 2026-11-27
  review: none
`;
  const compilation = compileGlossary({
    entryFiles: [{ path: 'entries/blood.yaml', text: gift + OTHERS }],
    topicFile: { path: 'topics.yaml', text: '- { id: blood, title: Blood, intro: Blood. }' },
    pictureFiles: null,
    releasedIds: [],
  });
  return compilation.ok ? [] : compilation.problems.map(describeProblem);
}

describe('jargon in an explanation', () => {
  it('is named with its place, its level and what to do', () => {
    expect(faultsOf({ plain: 'You give plasma.' })).toEqual([
      'entries/blood.yaml:7 (gift): The plain text uses "plasma" (plasma, level 3) without explaining it. Say it in simpler words, or explain it in the same sentence: "plasma (…)", "plasma, a …" or "…, called plasma".',
    ]);
    expect(faultsOf({ more: 'You give plasma.' })).toEqual([
      expect.stringMatching(/^entries\/blood\.yaml:8 \(gift\): The text under "more" uses "plasma" /),
    ]);
  });
  it('is found in the plural, as an abbreviation and with a capital', () => {
    expect(faultsOf({ plain: 'You give plasmas.' })).toHaveLength(1);
    expect(faultsOf({ plain: 'You give PLM.' })).toHaveLength(1);
    expect(faultsOf({ plain: 'Plasma helps.' })).toHaveLength(1);
  });
  it('is reported once for each text, and for each word', () => {
    expect(faultsOf({ plain: 'Plasma helps. You give plasma or platelets.', more: 'Plasma flows.' })).toEqual(
      [
        expect.stringContaining('The plain text uses "Plasma"'),
        expect.stringContaining('The plain text uses "platelets"'),
        expect.stringContaining('The text under "more" uses "Plasma"'),
      ],
    );
  });
  it.each([
    ['words of level 1', 'You may get a bruise.'],
    ['everyday words', 'It is no failure.'],
    ["an abbreviation of the entry's own", 'In notes it is PLT.'],
  ])('is not seen in %s', (_, plain) => {
    expect(faultsOf({ plain })).toEqual([]);
  });
  it('is reported beside forms that can never be found', () => {
    expect(faultsOf({ plain: 'You give plasma.', forms: ['+', 'Gift', 'gift'] })).toEqual([
      expect.stringContaining('holds no letter or digit'),
      expect.stringContaining('"gift" stands here twice'),
      expect.stringContaining('uses "plasma"'),
    ]);
  });
  it('is reported beside other problems', () => {
    expect(faultsOf({ plain: 'You give plasma. It helps. It is done.' })).toEqual([
      expect.stringContaining('has more than two sentences'),
      expect.stringContaining('uses "plasma"'),
    ]);
  });
});

describe('a word that is explained in the same sentence', () => {
  it.each([
    'You give plasma (liquid).',
    'You give plasma, the liquid part of blood.',
    'You give plasma, one of two liquid parts of blood, and then you rest.',
    'You give plasma, which carries things in blood, to others.',
    'You give the liquid part of blood (plasma).',
    'You give the liquid part of blood, called plasma.',
    'Plasma is the liquid part of blood.',
    'The plasma is a liquid part of blood.',
    '"Plasma" means the liquid in blood.',
    'You give the liquid part of blood, such as plasma.',
    'You give some parts of blood such as the plasma or the platelets.',
  ])('is no jargon: %s', (plain) => {
    expect(faultsOf({ plain })).toEqual([]);
  });
  it('is known from there on', () => {
    expect(
      faultsOf({ plain: 'You give plasma, the liquid part of blood. Plasma helps.', more: 'Plasma flows.' }),
    ).toEqual([]);
  });
  it('is not known before', () => {
    expect(faultsOf({ plain: 'Plasma helps. It is the liquid part of blood, called plasma.' })).toHaveLength(
      1,
    );
  });
});

describe('a sentence that only looks as if it explained', () => {
  it.each([
    ['a list', 'You give plasma, a tube, and time.'],
    ['a list with adjectives', 'You give plasma, a thin tube, and a bag.'],
    ['a list with adjectives', 'You give plasma, a thin tube, a cup, and a bag.'],
    ['a list with a last pair', 'You give plasma, a thin tube and a bag.'],
    ['a list of two', 'You give plasma, the platelets or skin.'],
    ['an explanation by other jargon', 'You give plasma (a thing for platelets).'],
    ['a name with nothing before it', 'It is called plasma.'],
    ['a thing that is so called', 'You give some of the so-called plasma.'],
    ['an example of nothing', 'Gifts such as plasma help.'],
    [
      'a word far behind an example',
      'You give parts of the blood such as those that help to carry old plasma.',
    ],
    ['a sentence about something else', 'The tube for plasma is a thin one.'],
    ['a sentence without an explanation', 'Plasma is the one.'],
  ])('is refused: %s', (_, plain) => {
    expect(faultsOf({ plain }).join('\n')).toContain('plasma');
  });
});
