import { describe, expect, it } from 'vitest';
import { cueOf } from '../../glossary/everyday-words';

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
});
