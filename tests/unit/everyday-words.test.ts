import { describe, expect, it } from 'vitest';
import { chooseTerm } from '../../glossary/choose-term';
import { decodeWordIndex, encodeWordIndex } from '../../glossary/encoded-word-index';
import { cuesOf } from '../../glossary/everyday-words';
import type { Term } from '../../glossary/word-index';
import { buildWordIndex } from '../../glossary/word-index-builder';

/** What decides for the word between square brackets. */
function cuesIn(text: string, near: string[]): string[] | null {
  const [before = '', word = '', after = ''] = text.split(/[[\]]/);
  return cuesOf(near, word, {
    before: (length) => before.slice(-length),
    after: (length) => after.slice(0, length),
    heading: () => '',
    isInHeading: () => false,
  });
}

describe('what goes with an everyday word', () => {
  it('is found on both sides of it, by the beginning of a word', () => {
    expect(cuesIn('She [denies] nausea.', ['nause'])).toEqual(['nausea']);
    expect(cuesIn('PROGNOSIS: [Guarded].', ['prognosis'])).toEqual(['prognosis']);
  });
  it('is not found in another sentence', () => {
    expect(cuesIn('Prognosis was told. She was [guarded]. Prognosis is known.', ['prognosis'])).toBe(null);
  });
  it('is not found within a word', () => {
    expect(cuesIn('Mother is [guarded].', ['other'])).toBe(null);
  });
  it('is not ended by the point of a number', () => {
    expect(cuesIn('[Tolerated] 2.5 cans of the diet.', ['diet'])).toEqual(['diet']);
  });
  it('can be a colon right behind the word', () => {
    expect(cuesIn('[Impression]: no fracture.', [':'])).toEqual(['Impression:']);
    expect(cuesIn('My [impression] is this: no.', [':'])).toBe(null);
  });
  it('need not be there, where a note knows one meaning only', () => {
    expect(cuesIn('[Chronic].', ['*'])).toEqual([]);
  });
});

const SUPPLE: Term = {
  entries: ['supple'],
  isAbbreviation: false,
  isMarked: true,
  isEvidence: false,
  isAlsoName: false,
  isAlsoWord: false,
  isOfNotes: true,
  near: ['neck', ':'],
};

describe('an everyday word with a list of such words', () => {
  it('comes through the encoded index as it was', () => {
    const forms = [{ text: 'supple', letterCase: 'any', inflect: true } as const];
    const index = decodeWordIndex(encodeWordIndex(buildWordIndex([{ term: SUPPLE, forms }])));
    expect(index.terms.at(0)).toEqual(SUPPLE);
  });
  it('is shown with what decided it, and stays unmarked without', () => {
    const around = (before: string): Parameters<typeof chooseTerm>[2] => ({
      before: () => before,
      after: () => '.',
      heading: () => '',
      isInHeading: () => false,
    });
    expect(chooseTerm(SUPPLE, 'supple', around('Neck is '))).toEqual({
      kind: 'shown',
      meaning: { entries: ['supple'], certainty: 'sure', cues: ['neck'] },
    });
    expect(chooseTerm(SUPPLE, 'supple', around('Leather is '))).toEqual({ kind: 'unmarked' });
  });
});
