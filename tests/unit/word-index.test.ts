import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TermFinder } from '../../glossary/find-terms';
import { findInText } from '../../glossary/text-runs';
import {
  buildWordIndex,
  decodeWordIndex,
  encodeWordIndex,
  MAX_FORM_LENGTH,
  TermError,
  type EncodedWordIndex,
  type Term,
  type TermForm,
  type TermSource,
  type WordIndex,
} from '../../glossary/word-index';

const TERM: Term = {
  entries: ['gout'],
  isAbbreviation: false,
  isMarked: true,
  isEvidence: true,
  isAlsoName: false,
  isAlsoWord: false,
};

function source(id: string, ...forms: (string | TermForm)[]): TermSource {
  return {
    term: { ...TERM, entries: [id] },
    forms: forms.map((form) =>
      typeof form === 'string' ? { text: form, letterCase: 'any', inflect: true } : form,
    ),
  };
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

/** What is thrown away from the index on the way to a page, and what is said then. */
function messageOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof TermError) return error.message;
    throw error;
  }
  return 'nothing was wrong';
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
    const exact = (text: string): TermForm => ({ text, letterCase: 'exact', inflect: true });
    const index = buildWordIndex([source('spirometer', exact('IS')), source('independent', exact('I'))]);
    expect(find(index, 'Is it I? IS')).toEqual(['independent: I', 'spirometer: IS']);
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
      'The word list is damaged: its table "wordHash" is cut short. Install the extension again.',
    );
    expect(damaged(({ tables }) => ({ tables: tables.slice(0, -8) }))).toBe(
      'The word list is damaged: its table "caseCapitals" is cut short. Install the extension again.',
    );
  });
  it('says that words are missing', () => {
    expect(damaged(({ words }) => ({ words: words.slice(1) }))).toBe(
      'The word list is damaged: its words do not fit its tables. Install the extension again.',
    );
  });
  it('says that terms are missing', () => {
    const message = 'The word list is damaged: its terms do not fit its tables. Install the extension again.';
    expect(damaged(({ terms }) => ({ terms: terms.slice(0, terms.lastIndexOf('\n')) }))).toBe(message);
    expect(damaged(() => ({ terms: '' }))).toBe(message);
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
