import { describe, expect, it } from 'vitest';
import { chooseTerm } from '../../glossary/choose-term';
import { decodeWordIndex, encodeWordIndex } from '../../glossary/encoded-word-index';
import { cueOf } from '../../glossary/everyday-words';
import type { Term } from '../../glossary/word-index';
import { buildWordIndex } from '../../glossary/word-index-builder';

/** What decides for the word between square brackets. */
function cueIn(text: string, near: string[]): string | null {
  const [before = '', word = '', after = ''] = text.split(/[[\]]/);
  return cueOf(near, word, {
    before: (length) => before.slice(-length),
    after: (length) => after.slice(0, length),
    heading: () => '',
    isInHeading: () => false,
  });
}

describe('what goes with an everyday word', () => {
  it('is found on both sides of it, by the beginning of a word', () => {
    expect(cueIn('She [denies] nausea.', ['nause'])).toBe('nause');
    expect(cueIn('PROGNOSIS: [Guarded].', ['prognosis'])).toBe('prognosis');
  });
  it('is not found in another sentence', () => {
    expect(cueIn('Prognosis was told. She was [guarded]. Prognosis is known.', ['prognosis'])).toBe(null);
  });
  it('is not found within a word', () => {
    expect(cueIn('Mother is [guarded].', ['other'])).toBe(null);
  });
  it('is not ended by the point of a number', () => {
    expect(cueIn('[Tolerated] 2.5 cans of the diet.', ['diet'])).toBe('diet');
  });
  it('can be a colon right behind the word', () => {
    expect(cueIn('[Impression]: no fracture.', [':'])).toBe(':');
    expect(cueIn('My [impression] is this: no.', [':'])).toBe(null);
  });
  it('can be anything, where a note knows one meaning only', () => {
    expect(cueIn('[Chronic].', ['*'])).toBe('*');
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
