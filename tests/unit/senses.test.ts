import { describe, expect, it } from 'vitest';
import { resolveMeaning, type Surroundings } from '../../glossary/senses';
import type { Term } from '../../glossary/word-index';

const PLAIN: Term = {
  entries: ['walker'],
  isAbbreviation: false,
  isMarked: true,
  isEvidence: true,
  isAlsoName: false,
  isAlsoWord: false,
};
const WALKER: Term = { ...PLAIN, isAlsoName: true };
const OR: Term = { ...PLAIN, entries: ['operating-room'], isAbbreviation: true, isAlsoWord: true };

/** A text in which the word that is asked about stands between square brackets. */
function surroundings(text: string, isInHeading: boolean): Surroundings & { word: string } {
  const [before = '', word = '', after = ''] = text.split(/[[\]]/);
  return {
    word,
    before: (length) => before.slice(-length),
    after: (length) => after.slice(0, length),
    heading: () => '',
    isInHeading: () => isInHeading,
  };
}

function isMeant(term: Term, text: string, isInHeading = false): boolean {
  const { word, ...around } = surroundings(text, isInHeading);
  return resolveMeaning(term, word, around) !== null;
}

describe('how sure a meaning is', () => {
  const around = surroundings('Use the [walker] today.', false);
  it('is sure where a word has only one', () => {
    expect(resolveMeaning(PLAIN, 'walker', around)).toEqual({
      entries: ['walker'],
      certainty: 'sure',
      cues: [],
    });
  });
  it('is open where a word has several, and all of them are told in their order', () => {
    expect(resolveMeaning({ ...PLAIN, entries: ['therapist', 'patient'] }, 'PT', around)).toEqual({
      entries: ['therapist', 'patient'],
      certainty: 'ambiguous',
      cues: [],
    });
  });
});

describe('a word that is also a name', () => {
  it.each([
    'Use the [walker] at home.',
    'MODIFIED INDEPENDENT WITH [WALKER] AT HOME',
    '[Walker] at bedside.',
    'She went home. [Walker] was delivered.',
    'Equipment: [Walker]',
    'Equipment:\n- [Walker]\n- Cane',
    '• [Walker], cane',
    '1) [Walker]',
    '“[Walker] and cane”',
  ])('is meant as the thing in "%s"', (text) => {
    expect(isMeant(WALKER, text)).toBe(true);
  });
  it.each([
    'Mr. [Walker] was seen today.',
    'Mrs [Walker] reports pain.',
    'Seen by Dr. [Walker].',
    'Nurse [Walker] called.',
    'I spoke with the [Walker] family.',
    'Seen by John [Walker] today.',
    '[Walker] Smith came in.',
    'Referred by [Walker] to us.',
  ])('is taken for a name in "%s"', (text) => {
    expect(isMeant(WALKER, text)).toBe(false);
  });
  it('is meant as the thing in headings, where every word has a capital', () => {
    expect(isMeant(WALKER, 'Using Your [Walker] Safely', true)).toBe(true);
    expect(isMeant(WALKER, 'Using Your [Walker] Safely', false)).toBe(false);
  });
  it('is told from names only where somebody said that it can be one', () => {
    expect(isMeant(PLAIN, 'Mr. [Walker] was seen today.')).toBe(true);
  });
});

describe('an abbreviation that is also an English word', () => {
  it.each([
    'Taken to the [OR] at noon.',
    '[OR] time was two hours.',
    'To [OR]',
    '[OR]',
    'The PT left. Back from [OR] now.',
  ])('is meant as the abbreviation in "%s"', (text) => {
    expect(isMeant(OR, text)).toBe(true);
  });
  it.each(['CALL FOR PAIN [OR] SWELLING', 'NO FEVER [OR] CHILLS TODAY', 'REST [OR] ICE'])(
    'is taken for the word in "%s"',
    (text) => {
      expect(isMeant(OR, text)).toBe(false);
    },
  );
  it.each(['Take 20 mg [b.i.d.] with food.', 'TAKE 20 MG [B.I.D.] WITH FOOD', 'Heparin [b.i.d] started.'])(
    'is meant as the abbreviation where full stops part its letters: "%s"',
    (text) => {
      expect(isMeant(OR, text)).toBe(true);
    },
  );
  it.each(['Made in the [U.S.] in May.', 'Seen at Hand Surgeons, [P.C.]'])(
    'is taken for a country or a company in "%s"',
    (text) => {
      expect(isMeant(OR, text)).toBe(false);
    },
  );
  it('is told from the word only where somebody said that it can be one', () => {
    expect(isMeant({ ...OR, isAlsoWord: false }, 'PAIN [OR] SWELLING')).toBe(true);
  });
});

describe('an abbreviation in names, addresses and dates', () => {
  const ABBREVIATION: Term = { ...OR, isAlsoWord: false };
  it.each([
    'Ann Arbor, [MI] 48109',
    'Portland, [OR] 97239-3098, USA',
    '3181 [SW] Park Road',
    '600 [SW] 5th Avenue',
    '03 [MAR] 2024',
    'Seen on 12-[MAR]-24.',
    'Due [MAR] 3',
  ])('is none in "%s"', (text) => {
    expect(isMeant(ABBREVIATION, text)).toBe(false);
  });
  it.each([
    'History of [MI] 2019',
    'History of [MI]. 48 years old.',
    'Troponin in [MI] 123456',
    'Seen by [SW] today.',
    'Ask the [SW] Monday.',
    'At 3 [SW] called.',
    '[MAR] reviewed.',
    '2 nurses checked the [MAR].',
  ])('is one in "%s"', (text) => {
    expect(isMeant(ABBREVIATION, text)).toBe(true);
  });
  it.each(['The [ST]. LOUIS clinic', 'Seen with [MS]. JONES today'])('is a title in "%s"', (text) => {
    expect(isMeant(OR, text)).toBe(false);
  });
  it.each(['He has [MS]. She is well.', 'He has [MS]. CT was normal.'])('is no title in "%s"', (text) => {
    expect(isMeant(OR, text)).toBe(true);
  });
});
