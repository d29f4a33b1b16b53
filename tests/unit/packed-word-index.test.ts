import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeWordIndex } from '../../glossary/encoded-word-index';
import { packWordIndex, unpackWordIndex } from '../../glossary/packed-word-index';
import { TermError, type TermForm, type TermSource } from '../../glossary/word-index';
import { buildWordIndex } from '../../glossary/word-index-builder';

function source(id: string, ...forms: TermForm[]): TermSource {
  return {
    term: {
      entries: [id],
      isAbbreviation: false,
      isMarked: true,
      isEvidence: true,
      isAlsoName: false,
      isAlsoWord: false,
    },
    forms,
  };
}

const any = (text: string): TermForm => ({ text, letterCase: 'any', inflect: true });
const exact = (text: string): TermForm => ({ text, letterCase: 'exact', inflect: true });

const SOURCES: readonly TermSource[] = [
  source('total-hip-replacement', any('total hip replacement'), exact('THR')),
  source('hip-joint', any('hip joint'), any('joint of the hip')),
  source('gout', any('gout')),
  // Each is an inflection of the other.
  source('hive', any('hive')),
  source('hives', any('hives')),
  source('foot', any('foot')),
  source('compensation', any('workers compensation')),
  source('worker', any('social worker')),
  source('patient', exact('pt'), exact('Pt')),
  source('therapist', exact('PT'), exact('P.T.')),
  source('edema', any('edema'), any('edemas')),
  source('beta', any('β-blocker')),
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
      source(`entry-${i}`, { text: words.join(' '), letterCase, inflect }),
    ),
  );

function messageOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof TermError) return error.message;
    throw error;
  }
  return 'nothing was wrong';
}

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
    const alike = Array.from({ length: 16 }, (_, i) => source(`entry-${i}`, any('gout')));
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
