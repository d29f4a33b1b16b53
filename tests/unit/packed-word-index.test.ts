import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeWordIndex } from '../../glossary/encoded-word-index';
import { packWordIndex, unpackWordIndex } from '../../glossary/packed-word-index';
import type { TermSource } from '../../glossary/word-index';
import { buildWordIndex } from '../../glossary/word-index-builder';
import { anyForm, exactForm, messageOf, termSource } from './term-sources';

const SOURCES: readonly TermSource[] = [
  termSource('total-hip-replacement', anyForm('total hip replacement'), exactForm('THR')),
  termSource('hip-joint', anyForm('hip joint'), anyForm('joint of the hip')),
  termSource('gout', anyForm('gout')),
  // Each is an inflection of the other.
  termSource('hive', anyForm('hive')),
  termSource('hives', anyForm('hives')),
  termSource('foot', anyForm('foot')),
  termSource('compensation', anyForm('workers compensation')),
  termSource('worker', anyForm('social worker')),
  termSource('patient', exactForm('pt'), exactForm('Pt')),
  termSource('therapist', exactForm('PT'), exactForm('P.T.')),
  termSource('edema', anyForm('edema'), anyForm('edemas')),
  termSource('beta', anyForm('β-blocker')),
];

const WORDS = [
  'hip',
  'joint',
  'joints',
  'hives',
  'hive',
  'of',
  'PT',
  'pt',
  'edema',
  'foot',
  'feet',
  's',
  'S/P',
];
const anySources = fc
  .array(
    fc.record({
      words: fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 3 }),
      letterCase: fc.constantFrom('any', 'exact'),
      inflect: fc.boolean(),
    }),
    { maxLength: 20 },
  )
  .map((forms) =>
    forms.map(({ words, letterCase, inflect }, i) =>
      termSource(`entry-${i}`, { text: words.join(' '), letterCase, inflect }),
    ),
  );

describe('a packed word index', () => {
  it('gives frames the very same index as one that was never packed', () => {
    const index = buildWordIndex(SOURCES);
    expect(unpackWordIndex(packWordIndex(index).buffer)).toEqual(encodeWordIndex(index));
  });

  it('does so whatever the terms are', () => {
    fc.assert(
      fc.property(anySources, (sources) => {
        const index = buildWordIndex(sources);
        expect(unpackWordIndex(packWordIndex(index).buffer)).toEqual(encodeWordIndex(index));
      }),
      { numRuns: 300 },
    );
  });

  it('may hold nothing at all', () => {
    const index = buildWordIndex([]);
    expect(unpackWordIndex(packWordIndex(index).buffer)).toEqual(encodeWordIndex(index));
  });

  it('is made alike where the browser writes base64 by itself', () => {
    const index = buildWordIndex(SOURCES);
    const slowly = encodeWordIndex(index);
    const ofBytes: object = Uint8Array.prototype;
    const before = Object.getOwnPropertyDescriptor(ofBytes, 'toBase64');
    function toBase64(this: Uint8Array): string {
      return Buffer.from(this).toString('base64');
    }
    Object.defineProperty(ofBytes, 'toBase64', { value: toBase64, configurable: true });
    try {
      expect(unpackWordIndex(packWordIndex(index).buffer)).toEqual(slowly);
    } finally {
      if (before) Object.defineProperty(ofBytes, 'toBase64', before);
      else Reflect.deleteProperty(ofBytes, 'toBase64');
    }
  });

  it('refuses more terms that are spelled alike than a page could tell apart', () => {
    const alike = Array.from({ length: 16 }, (_, i) => termSource(`entry-${i}`, anyForm('gout')));
    expect(messageOf(() => packWordIndex(buildWordIndex(alike)))).toBe(
      '16 terms are spelled alike; at most 15 can be. Remove some.',
    );
  });
});

describe('a packed word index that was damaged', () => {
  const file = packWordIndex(buildWordIndex(SOURCES));

  it('is noticed wherever it is cut off', () => {
    fc.assert(
      fc.property(fc.nat(file.length - 1), (length) => {
        expect(messageOf(() => unpackWordIndex(file.buffer.slice(0, length)))).toMatch(
          /^The word list is damaged: .* Install the extension again\.$/,
        );
      }),
    );
  });

  it('makes an index or says that it is damaged, whatever byte is wrong', () => {
    fc.assert(
      fc.property(fc.nat(file.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const wrong = file.slice();
        wrong[at] = (wrong[at] ?? 0) ^ change;
        expect(messageOf(() => unpackWordIndex(wrong.buffer))).toMatch(
          /^(nothing was wrong|The word list (is damaged: .*|has format \d+, .*))$/,
        );
      }),
      { numRuns: 2000 },
    );
  });

  it('says so where it has another version', () => {
    const length = new DataView(file.buffer).getUint32(0, true);
    const texts = new TextDecoder().decode(file.subarray(4, 4 + length));
    const newer = file.slice();
    newer.set(new TextEncoder().encode(texts.replace(/"version":\d/, '"version":9')), 4);
    expect(messageOf(() => unpackWordIndex(newer.buffer))).toMatch(/^The word list has format 9, /);
  });
});
