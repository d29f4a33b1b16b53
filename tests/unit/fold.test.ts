import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addToHash,
  finishHash,
  foldWord,
  HASH_START,
  hashWord,
  isIgnoredCode,
  isWordCode,
} from '../../glossary/fold';

describe('what counts as the same word', () => {
  it.each([
    ['Gout', 'gout'],
    ['ADLs', 'adls'],
    ['Ménière', 'meniere'],
    ['Me\u0301nie\u0300re', 'meniere'],
    ['ＡＤＬ', 'adl'],
    ['ﬁbula', 'fibula'],
    ['œdema', 'oedema'],
    ['Cæcum', 'caecum'],
    ['Sjøgren', 'sjogren'],
    ['Guillain‐Barré', 'guillainbarre'],
    ['re\u00adplace\u00adment', 'replacement'],
    ['zero\u200bwidth', 'zerowidth'],
    ["Parkinson's", 'parkinsons'],
    ['Parkinson’s', 'parkinsons'],
    ['A.D.L.s', 'adls'],
    ['İstanbul', 'istanbul'],
    ['vitamin B₁₂', 'vitaminb12'],
  ])('%s reads as %s', (written, folded) => {
    expect(foldWord(written)).toBe(folded);
  });
  it('does not depend on case, for any word of letters', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zàâçéèêëîïôûùüñ]{1,20}$/), (word) => {
        expect(foldWord(word.toUpperCase())).toBe(foldWord(word));
        expect(foldWord(word)).toMatch(/^[a-z]+$/);
      }),
    );
  });
  it('does not depend on how accents are stored', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zàâçéèêëîïôûùüñ]{1,20}$/), (word) => {
        expect(foldWord(word.normalize('NFD'))).toBe(foldWord(word.normalize('NFC')));
      }),
    );
  });
});

describe('what parts words', () => {
  it.each([' ', '\u00a0', '\n', '.', ',', '-', '–', '/', '(', '”', '…', '•', '😀'.charAt(0), '😀'.charAt(1)])(
    '%j does',
    (sign) => {
      expect(isWordCode(sign.charCodeAt(0))).toBe(false);
      expect(isIgnoredCode(sign.charCodeAt(0))).toBe(false);
    },
  );
  it('agrees with Unicode about every character', () => {
    for (let code = 0x80; code <= 0xffff; code++) {
      const text = String.fromCharCode(code);
      if ('æœøßı'.includes(text.toLowerCase())) continue;
      const isInvisible = /[\u00AD\u061C\u200B-\u200F\u2060-\u2064\uFEFF]|\p{M}/u.test(text);
      const isLetter = !isInvisible && /[\p{L}\p{N}]/u.test(text);
      const folded = isLetter ? text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase() : '';
      const told = {
        code,
        isInvisible: isIgnoredCode(code),
        isWord: isWordCode(code),
        folded: foldWord(text),
      };
      expect(told).toEqual({ code, isInvisible, isWord: folded !== '', folded });
    }
  });
  it.each(['a', 'Z', '0', 'é', 'ß', 'Я', '骨'])('%j does not', (letter) => {
    expect(isWordCode(letter.charCodeAt(0))).toBe(true);
  });
  it.each(['\u00ad', '\u200b', '\u200d', '\ufe0f', '\u0301', '\u2060'])('%j is passed over', (sign) => {
    expect(isIgnoredCode(sign.charCodeAt(0))).toBe(true);
    expect(isWordCode(sign.charCodeAt(0))).toBe(false);
  });
});

describe('the hash of a word', () => {
  it('fits 16 bits and is the same whether it is made at once or letter by letter', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9]{0,30}$/), (word) => {
        let hash = HASH_START;
        for (const letter of word) hash = addToHash(hash, letter.charCodeAt(0));
        expect(hash).toBe(hashWord(word));
        expect(finishHash(hash)).toBeGreaterThanOrEqual(0);
        expect(finishHash(hash)).toBeLessThanOrEqual(0xffff);
      }),
    );
  });
  it('spreads short words, so that few of a page are looked at twice', () => {
    const letters = 'abcdefghijklmnopqrstuvwxyz';
    const words = [...letters].flatMap((a) => [...letters].map((b) => a + b));
    const hashes = new Set(words.map((word) => finishHash(hashWord(word))));
    expect(hashes.size).toBeGreaterThan(words.length * 0.9);
  });
});
