import fc from 'fast-check';
import { TermFinder } from '../../glossary/find-terms';
import { findInText } from '../../glossary/run-search';
import { describe, expect, it, vi } from 'vitest';
import { decodeWordIndex, encodeWordIndex, type EncodedWordIndex } from '../../glossary/encoded-word-index';
import { MAX_FORM_LENGTH, type TermForm, type TermSource, type WordIndex } from '../../glossary/word-index';
import { buildWordIndex } from '../../glossary/word-index-builder';
import { anyForm, exactForm, messageOf, termSource } from './term-sources';

const { term: TERM } = termSource('gout');

function source(id: string, ...forms: (string | TermForm)[]): TermSource {
  return termSource(id, ...forms.map((form) => (typeof form === 'string' ? anyForm(form) : form)));
}

const SOURCES: TermSource[] = [
  source('gout', 'gout', 'gouty arthritis'),
  source('hip', 'hip', 'hip joint'),
  {
    term: { ...TERM, entries: ['therapist', 'patient'], isAbbreviation: true, isAlsoWord: true },
    forms: [{ text: 'PT', letterCase: 'exact', inflect: true }],
  },
  {
    term: { ...TERM, entries: ['walker'], isMarked: false, isEvidence: false, isAlsoName: true },
    forms: [{ text: 'walker', letterCase: 'any', inflect: false }],
  },
];

function find(index: WordIndex, text: string): string[] {
  return findInText(new TermFinder(index), text).map(
    ({ term, start, end }) => `${index.terms.at(term)?.entries.join('+') ?? '?'}: ${text.slice(start, end)}`,
  );
}

function damaged(change: (encoded: EncodedWordIndex) => Partial<EncodedWordIndex>): string {
  const encoded = encodeWordIndex(buildWordIndex(SOURCES));
  return messageOf(() => decodeWordIndex({ ...encoded, ...change(encoded) }));
}

describe('an index that was written and read back', () => {
  const index = buildWordIndex(SOURCES);
  const readBack = decodeWordIndex(JSON.parse(JSON.stringify(encodeWordIndex(index))) as EncodedWordIndex);

  it('holds the same tables', () => {
    const { terms: _, ...tables } = index;
    expect(readBack).toMatchObject(tables);
  });
  it('knows the same of every term', () => {
    expect(readBack.terms.length).toBe(SOURCES.length);
    SOURCES.forEach(({ term }, i) => expect(readBack.terms.at(i)).toEqual(term));
    expect(readBack.terms.at(SOURCES.length)).toBeUndefined();
  });
  it('finds the same in any text', () => {
    const words = fc.constantFrom(
      'gout',
      'gouty',
      'arthritis',
      'Hip',
      'joints',
      'PT',
      'pt',
      'walkers',
      'and',
    );
    fc.assert(
      fc.property(fc.array(words), (text) => {
        expect(find(readBack, text.join(' '))).toEqual(find(index, text.join(' ')));
      }),
    );
  });
  it('knows the entries of every term, however they are named', () => {
    const abbreviation = (...entries: string[]): TermSource => ({
      term: { ...TERM, entries, isAbbreviation: true },
      forms: [{ text: entries.map((entry) => entry.charAt(0)).join(''), letterCase: 'exact', inflect: true }],
    });
    const sources = [
      source('hip', 'hip'),
      source('hip-joint', 'joint of the hip', 'hip joint'),
      source('social-worker', 'social worker'),
      source('bone', 'something else'),
      // Two entries may be spelled alike.
      source('social-care', 'social worker', 'care'),
      abbreviation('hip-joint', 'bone', 'gout'),
      abbreviation('bone'),
      abbreviation('g'),
    ];
    const { terms } = decodeWordIndex(encodeWordIndex(buildWordIndex(sources)));
    expect(sources.map((_, i) => terms.at(i))).toEqual(sources.map(({ term }) => term));
  });
  it('is read alike where the browser decodes base64 by itself', () => {
    const fromBase64 = vi.fn<(text: string) => Uint8Array>((text) =>
      Uint8Array.from(Buffer.from(text, 'base64')),
    );
    const encoded = encodeWordIndex(index);
    const { terms: _, ...slowly } = decodeWordIndex(encoded);
    const before = Object.getOwnPropertyDescriptor(Uint8Array, 'fromBase64');
    Object.defineProperty(Uint8Array, 'fromBase64', { value: fromBase64, configurable: true });
    try {
      expect(decodeWordIndex(encoded)).toMatchObject(slowly);
      expect(fromBase64).toHaveBeenCalledWith(encoded.tables);
    } finally {
      if (before) Object.defineProperty(Uint8Array, 'fromBase64', before);
      else Reflect.deleteProperty(Uint8Array, 'fromBase64');
    }
  });
  it('may hold nothing at all', () => {
    const empty = decodeWordIndex(encodeWordIndex(buildWordIndex([])));
    expect(empty.terms.length).toBe(0);
    expect(find(empty, 'My hip hurts.')).toEqual([]);
  });
  it('finds every term of any list of words', () => {
    const word = fc.stringMatching(/^[a-z]{2,8}$/);
    const phrases = fc.uniqueArray(
      fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' ')),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(phrases, (texts) => {
        const sources = texts.map((text, i): TermSource => ({
          term: { ...TERM, entries: [`e${i}`] },
          forms: [{ text, letterCase: 'any', inflect: false }],
        }));
        const list = decodeWordIndex(encodeWordIndex(buildWordIndex(sources)));
        texts.forEach((text, i) => expect(find(list, `. ${text}.`)).toEqual([`e${i}: ${text}`]));
      }),
    );
  });
});

describe('words that are added while the extension runs', () => {
  it('are found without being written and read first', () => {
    const index = buildWordIndex([...SOURCES, source('my-word', 'frozen shoulder')]);
    expect(find(index, 'My frozen shoulder and hips')).toEqual(['my-word: frozen shoulder', 'hip: hips']);
  });
  it('leave the meaning of the others alone', () => {
    const index = buildWordIndex([...SOURCES, source('my-word', 'hip joint pain')]);
    expect(find(index, 'hip joint pain, hip joint, hip')).toEqual([
      'my-word: hip joint pain',
      'hip: hip joint',
      'hip: hip',
    ]);
  });
  it('do not take a plural from a word that is written so itself', () => {
    const index = buildWordIndex([source('hive', 'hive'), source('hives', 'hives')]);
    expect(find(index, 'hive hives')).toEqual(['hive: hive', 'hives: hives']);
  });
});

describe('the plural of a term', () => {
  it.each([
    ['before', [source('compensation', 'workers compensation'), source('worker', 'social worker')]],
    ['after', [source('worker', 'social worker'), source('compensation', 'workers compensation')]],
  ])('is found though another term, listed %s it, is written with that plural', (_where, sources) => {
    const index = buildWordIndex(sources);
    expect(find(index, 'Two social workers, a social worker, workers compensation')).toEqual([
      'worker: social workers',
      'worker: social worker',
      'compensation: workers compensation',
    ]);
  });
  it('is never taken for an abbreviation in capitals', () => {
    const sources = [source('spirometer', exactForm('IS')), source('independent', exactForm('I'))];
    for (const list of [sources, sources.toReversed()])
      expect(find(buildWordIndex(list), 'Is it I? IS')).toEqual(['independent: I', 'spirometer: IS']);
  });
  it('is found of an abbreviation though another term is written with the same letters', () => {
    const sources = [
      source('normal-reflexes', exactForm('DTRs 2+')),
      source('reflexes', exactForm('DTR')),
      source('bedtime', exactForm('HS')),
      source('hemoglobin-and-hematocrit', exactForm('H&H')),
    ];
    for (const list of [sources, sources.toReversed()])
      expect(find(buildWordIndex(list), 'DTRs intact, DTRs 2+, two H&Hs, HS')).toEqual([
        'reflexes: DTRs',
        'normal-reflexes: DTRs 2+',
        'hemoglobin-and-hematocrit: H&Hs',
        'bedtime: HS',
      ]);
  });
});

describe('a spelling that was made of another', () => {
  it('gives way to a term that is written so, wherever that is listed', () => {
    const sources = [source('assistant', exactForm('PA-C')), source('beats', exactForm('PAC'))];
    for (const list of [sources, sources.toReversed()])
      expect(find(buildWordIndex(list), 'Frequent PACs, one PAC, seen by the PA-C')).toEqual([
        'beats: PACs',
        'beats: PAC',
        'assistant: PA-C',
      ]);
  });
});

describe('a term that cannot be found', () => {
  it('is named where it holds no letter', () => {
    expect(messageOf(() => buildWordIndex([source('a', '')]))).toBe(
      'The term "" holds no letter or digit, so it can never be found. Remove it.',
    );
    for (const text of [' ', '\u00a0', '—', '+', '&/', '😀']) {
      expect(messageOf(() => buildWordIndex([source('a', 'hip', text)]))).toBe(
        `The term "${text}" holds no letter or digit, so it can never be found. Remove it.`,
      );
    }
  });
  it('is named by its beginning where it has 10,000 characters', () => {
    const message = messageOf(() => buildWordIndex([source('a', 'gout '.repeat(2000))]));
    expect(message).toBe(
      `The term "${'gout '.repeat(8)}…" has 10000 characters; at most ${MAX_FORM_LENGTH} can be found. Shorten it.`,
    );
  });
  it('is named where it holds half a character', () => {
    for (const text of ['go\ud800ut', 'go\udc00ut', '\ud83d', 'gout\udfff']) {
      expect(messageOf(() => buildWordIndex([source('a', text)]))).toBe(
        `The term "${text.replace(/[\ud800-\udfff]/, '�')}" holds a broken character. Type it again.`,
      );
    }
  });
  it('is named where it lists a form twice', () => {
    expect(messageOf(() => buildWordIndex([source('a', 'gout', 'Gout')]))).toBe(
      'The term "Gout" lists this form twice. Remove one.',
    );
  });
  it('may be as long as the longest that can be found', () => {
    const text = 'x'.repeat(MAX_FORM_LENGTH);
    expect(find(buildWordIndex([source('a', text)]), `. ${text}.`)).toEqual([`a: ${text}`]);
  });
  it('never stops the program in any other way, whatever is typed', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 30 }), { maxLength: 5 }), (texts) => {
        messageOf(() => encodeWordIndex(buildWordIndex([source('a', ...texts)])));
      }),
    );
  });
});

describe('an index that was damaged', () => {
  it('says that it is no base64 text', () => {
    expect(damaged(() => ({ tables: 'not a table!' }))).toBe(
      'The word list is damaged: it is no base64 text. Install the extension again.',
    );
  });
  it('says which table is cut short', () => {
    expect(damaged(() => ({ tables: '' }))).toBe(
      'The word list is damaged: its tables are cut short. Install the extension again.',
    );
    expect(damaged(({ tables }) => ({ tables: tables.slice(0, -8) }))).toBe(
      'The word list is damaged: its table "firstForm" is cut short. Install the extension again.',
    );
  });
  it.each([
    ['words', 'cut off', ({ words }: EncodedWordIndex) => ({ words: words.slice(1) })],
    [
      'terms',
      'cut off',
      ({ terms }: EncodedWordIndex) => ({ terms: terms.slice(0, terms.lastIndexOf('\n')) }),
    ],
    ['terms', 'gone', () => ({ terms: '' })],
  ])('says that %s are missing that were %s', (_what, _how, change) => {
    expect(damaged(change)).toBe(
      'The word list is damaged: its tables do not fit each other, its words or its terms. Install the extension again.',
    );
  });
  it('says so where a term’s entry cannot be told', () => {
    const first = (terms: string) => (encoded: EncodedWordIndex) =>
      messageOf(() =>
        decodeWordIndex({
          ...encoded,
          terms: `${terms}${encoded.terms.slice(encoded.terms.indexOf('\n'))}`,
        }).terms.at(0),
      );
    const encoded = encodeWordIndex(buildWordIndex(SOURCES));
    for (const line of ['me @0', 'me @99', 'me @x', 'me =9', 'me =x']) {
      expect(first(line)(encoded)).toBe(
        'The word list is damaged: what a term stands for cannot be told. Install the extension again.',
      );
    }
  });
  it.each([
    'rootNode',
    'wordBase',
    'edgeWord',
    'edgeNode',
    'firstEdge',
    'formTerm',
    'formCase',
    'firstForm',
  ] as const)('says so where %s points outside of its table', (table) => {
    const index = buildWordIndex(SOURCES);
    index[table][0] = 200;
    expect(messageOf(() => decodeWordIndex(encodeWordIndex(index)))).toBe(
      'The word list is damaged: its tables do not fit each other, its words or its terms. Install the extension again.',
    );
  });
  it('says so where the words of a term go round in a circle', () => {
    const index = buildWordIndex([source('hip-joint', 'hip joint')]);
    const encoded = encodeWordIndex(index);
    // The one edge leaves the node that it leads to.
    const { tables } = encodeWordIndex({ ...index, firstEdge: Uint16Array.of(0, 0, 0, 1) });
    expect(messageOf(() => decodeWordIndex({ ...encoded, tables }).terms.at(0))).toBe(
      'The word list is damaged: what a term stands for cannot be told. Install the extension again.',
    );
  });
  it('finds terms that it has or says that it is damaged, whatever byte is wrong', () => {
    const encoded = encodeWordIndex(buildWordIndex(SOURCES));
    const bytes = Buffer.from(encoded.tables, 'base64');
    // The tables of hashes are long and say little; the header and the trie at the end are short and say much.
    const place = fc.oneof(
      fc.nat(bytes.length - 1),
      fc.nat(111),
      fc.nat(99).map((fromEnd) => bytes.length - 1 - fromEnd),
    );
    fc.assert(
      fc.property(place, fc.integer({ min: 1, max: 255 }), (at, change) => {
        const wrong = Buffer.from(bytes);
        wrong[at] = (wrong[at] ?? 0) ^ change;
        const message = messageOf(() => {
          const index = decodeWordIndex({ ...encoded, tables: wrong.toString('base64') });
          const text = 'Gout and gouty arthritis of the hip joint: PT with walker';
          for (const { term } of findInText(new TermFinder(index), text))
            expect(index.terms.at(term)).toBeDefined();
        });
        expect(message).toMatch(/^(nothing was wrong|The word list is damaged: .*)$/);
      }),
      { numRuns: 2000 },
    );
  });
  it('asks for a fresh page where an update changed the format', () => {
    expect(damaged(() => ({ version: 99 as EncodedWordIndex['version'] }))).toMatch(
      /^The word list has format 99, but this program reads format \d+\. Reload the page\.$/,
    );
  });
  it('is noticed wherever it is cut off', () => {
    const encoded = encodeWordIndex(buildWordIndex(SOURCES));
    const numbers = encoded.tables.replace(/=+$/, '').length;
    fc.assert(
      fc.property(fc.nat(numbers - 4), (length) => {
        const tables = encoded.tables.slice(0, length);
        expect(messageOf(() => decodeWordIndex({ ...encoded, tables }))).toContain(
          'The word list is damaged',
        );
      }),
    );
  });
});
