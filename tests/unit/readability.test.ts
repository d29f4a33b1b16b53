import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countSyllables, gradeOf, sentencesOf, wordsOf } from '../../glossary/readability';

describe('sentences', () => {
  it('end at full stops, question marks and exclamation marks', () => {
    expect(sentencesOf('It hurts. Why? Stop! The end')).toEqual(['It hurts.', 'Why?', 'Stop!', 'The end']);
  });
  it('go on after a full stop within a number, an address or a short form', () => {
    expect(sentencesOf('It weighs 2.5 pounds.')).toHaveLength(1);
    expect(sentencesOf('Use a cane, e.g. on stairs.')).toHaveLength(1);
  });
  it('may begin with a quotation mark, a bracket or a number', () => {
    expect(sentencesOf('He said so. “Well,” she said. (And left.) 3 days went by.')).toEqual([
      'He said so.',
      '“Well,” she said.',
      '(And left.',
      '3 days went by.',
    ]);
  });
  it('are none in an empty text', () => {
    expect(sentencesOf('  \n ')).toEqual([]);
  });
});

describe('words', () => {
  it('are counted with their apostrophes, numbers too, signs not', () => {
    expect(wordsOf('You can’t lift 5 pounds – don’t try.')).toEqual([
      'You',
      'can’t',
      'lift',
      '5',
      'pounds',
      'don’t',
      'try',
    ]);
  });
});

/** Words by their number of syllables, counted aloud; easy ones for a rule of thumb and hard ones. */
const COUNTED: readonly (readonly [number, string])[] = [
  [1, 'a hip joint bathed nerves stroke through pain helped eyes you bone walk bed knee test care strength'],
  [2, 'muscle doctor painful needed table movement swollen crutches walker rising surgeon helper letters'],
  [2, 'problem being under people stairway tissue numbness weaker bending crystals'],
  [3, 'medicine hospital therapist replacement injury exercise radio tradition family cartilage direction'],
  [3, 'together example equipment arthritis therapy position general'],
  [4, 'activity operation sciatica community ability information independent usually'],
  [5, 'rehabilitate occupational physiology inflammatory'],
];

describe('syllables', () => {
  const words = COUNTED.flatMap(([count, list]) => list.split(' ').map((word) => ({ word, count })));
  it('are right for about nine words of ten', () => {
    const right = words.filter(({ word, count }) => countSyllables(word) === count);
    expect(right.length / words.length).toBeGreaterThan(0.85);
  });
  it('are never wrong by more than one in plain examples', () => {
    const wrong = words.filter(({ word, count }) => Math.abs(countSyllables(word) - count) > 1);
    expect(wrong).toEqual([]);
  });
  it('come out right over a text, because too many and too few cancel out', () => {
    const counted = words.reduce((sum, { count }) => sum + count, 0);
    const estimated = words.reduce((sum, { word }) => sum + countSyllables(word), 0);
    expect(Math.abs(estimated / counted - 1)).toBeLessThan(0.05);
  });
  it('are at least one in any word', () => {
    fc.assert(
      fc.property(fc.string(), (word) => {
        expect(countSyllables(word)).toBeGreaterThanOrEqual(1);
      }),
    );
  });
});

describe('the reading grade', () => {
  // Counted by hand: grade = 0.39 × words per sentence + 11.8 × syllables per word − 15.59.
  it.each([
    ['The cat sat on the mat.', -1.45],
    ['The doctor looks at your hip. It may hurt a bit.', 0.39 * 5.5 + 11.8 * (12 / 11) - 15.59],
    ['A therapist helps you to do things that matter to you.', 0.39 * 11 + 11.8 * (14 / 11) - 15.59],
    [
      'The Australian platypus is seemingly a hybrid of a mammal and reptilian creature.',
      0.39 * 13 + 11.8 * (26 / 13) - 15.59,
    ],
  ])('of "%s" is near the one counted by hand', (text, grade) => {
    expect(Math.abs(gradeOf(text) - grade)).toBeLessThan(1);
  });
  it('parts what a child can read from what an expert writes', () => {
    expect(gradeOf('You put on your socks with a stick. It has a hook at its end.')).toBeLessThan(3);
    expect(
      gradeOf(
        'Degenerative osteoarthritic deterioration necessitates multidisciplinary perioperative rehabilitation.',
      ),
    ).toBeGreaterThan(20);
  });
  it('of nothing is 0, so that an empty text breaks nothing', () => {
    expect(gradeOf('')).toBe(0);
    expect(gradeOf('…')).toBe(0);
  });
  it('is higher when the same words stand in one long sentence', () => {
    const words = fc.array(fc.constantFrom('hip', 'doctor', 'exercise', 'you', 'medicine'), {
      minLength: 4,
      maxLength: 20,
    });
    fc.assert(
      fc.property(words, words, (first, second) => {
        const apart = `A ${first.join(' ')}. A ${second.join(' ')}.`;
        const together = `A ${first.join(' ')} a ${second.join(' ')}.`;
        expect(gradeOf(together)).toBeGreaterThan(gradeOf(apart));
      }),
    );
  });
});
