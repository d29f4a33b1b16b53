/**
 * The index that the finder searches: every word of every term once, by hash, and a trie of the terms over
 * those words, all in typed arrays. It is compiled when the extension is built (and, by the same code, from
 * words that are added at run time), written as text, and read back in well under a millisecond.
 */
import { hashWord } from './fold';
import { britishSpellingsOf, pluralsOf, singularOf } from './inflect';
import { readCase, tokensOf } from './tokens';

/** What is known of a term where it is found. */
export interface Term {
  /** Ids of the entries it can stand for, as its author ordered them; never empty. */
  entries: readonly string[];
  isAbbreviation: boolean;
  /** False for what is known but not marked by itself (everyday words, single letters, level 1). */
  isMarked: boolean;
  /** Where it stands, the text is likely about health; everyday words prove nothing. */
  isEvidence: boolean;
  /** Capitalised it is often a name. */
  isAlsoName: boolean;
  /** In capitals it is an ordinary English word too. */
  isAlsoWord: boolean;
}

/** One way to write a term. */
export interface TermForm {
  text: string;
  /** `any`: capitals make no difference. `exact`: they must stand as written here. */
  letterCase: 'any' | 'exact';
  /** Make plural, singular and British spelling too. */
  inflect: boolean;
}

export interface TermSource {
  term: Term;
  forms: readonly TermForm[];
}

/** Longest form in UTF-16 code units. Real terms stay under 80; a longer one is a mistake or an attack. */
export const MAX_FORM_LENGTH = 200;

/** Table sizes are 16-bit numbers. */
const MAX_TABLE_LENGTH = 0xffff;

/** Names the term that cannot be put into an index, and why. */
export class TermError extends Error {
  override name = 'TermError';
}

/** The terms of an index by number. */
export interface TermList {
  readonly length: number;
  at(number: number): Term | undefined;
}

export interface WordIndex {
  terms: TermList;
  /** All words, one after the other, ordered by hash. */
  words: string;
  /** Word i is `words` from `wordStart[i]` to `wordStart[i + 1]`. */
  wordStart: Uint32Array;
  wordHash: Uint16Array;
  /** The word this one is an inflection of; itself where it is none. */
  wordBase: Uint16Array;
  /** Words whose hash has the upper 12 bits b stand from `bucket[b]` to `bucket[b + 1]`. */
  bucket: Uint16Array;
  /** One bit for each hash that a first word of a term has. */
  firstWordBits: Uint32Array;
  /** Trie node reached from the root by a word; 0 where no term begins with it. */
  rootNode: Uint16Array;
  /** Edges of node n stand from `firstEdge[n]` to `firstEdge[n + 1]`. */
  firstEdge: Uint16Array;
  edgeWord: Uint16Array;
  edgeNode: Uint16Array;
  /** Forms that end at node n stand from `firstForm[n]` to `firstForm[n + 1]`. */
  firstForm: Uint16Array;
  formTerm: Uint16Array;
  /** 0: capitals make no difference; else 1 + place in `caseLetters` and `caseCapitals`. */
  formCase: Uint16Array;
  caseLetters: Uint16Array;
  caseCapitals: Uint32Array;
}

/** Bits by which a hash is shifted to its bucket: 4,096 buckets of one or two words at 5,000 terms. */
export const BUCKET_SHIFT = 4;
const BUCKETS = 0x10000 >> BUCKET_SHIFT;

interface Node {
  edges: Map<string, Node>;
  forms: { term: number; letterCase: number }[];
}

/**
 * Compiles terms into an index.
 * @throws {TermError} for a form without a word, one longer than `MAX_FORM_LENGTH`, one with half a
 *   surrogate pair, the same form twice in one term, or more terms than the tables hold.
 */
export function buildWordIndex(sources: readonly TermSource[]): WordIndex {
  const root: Node = { edges: new Map(), forms: [] };
  const bases = new Map<string, string>();
  const cases = new CaseTable();

  sources.forEach(({ forms }, term) => {
    const seen = new Set<string>();
    for (const form of forms) {
      checkForm(form.text);
      const key = `${form.letterCase} ${form.letterCase === 'exact' ? form.text : form.text.toLowerCase()}`;
      if (seen.has(key)) throw new TermError(`The term "${form.text}" lists this form twice. Remove one.`);
      seen.add(key);
      addForm({ root, bases, form, term, letterCase: cases.numberOf(form) });
    }
  });
  const terms = sources.map(({ term }) => term);
  return layOut({ terms, root, bases, cases });
}

function checkForm(text: string): void {
  const fault = faultOfForm(text);
  if (fault !== null) throw new TermError(fault);
}

/** Why a form can never be found, and what to do; null where it can. */
export function faultOfForm(text: string): string | null {
  const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  if (text.length > MAX_FORM_LENGTH) {
    return `The term "${shown}" has ${text.length} characters; at most ${MAX_FORM_LENGTH} can be found. Shorten it.`;
  }
  if (/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(text)) {
    const readable = shown.replace(/[\uD800-\uDFFF]/g, '�');
    return `The term "${readable}" holds a broken character. Type it again.`;
  }
  if (tokensOf(text).every(({ text: token }) => !/[\p{L}\p{N}]/u.test(token))) {
    return `The term "${shown}" holds no letter or digit, so it can never be found. Remove it.`;
  }
  return null;
}

interface FormPlace {
  root: Node;
  bases: Map<string, string>;
  form: TermForm;
  term: number;
  letterCase: number;
}

function addForm({ root, bases, form, term, letterCase }: FormPlace): void {
  const words = tokensOf(form.text).map((token) => token.text);
  for (const spelling of spellings(words, form)) {
    let node = root;
    for (const word of spelling) {
      if (!bases.has(word)) bases.set(word, word);
      let next = node.edges.get(word);
      if (!next) node.edges.set(word, (next = { edges: new Map(), forms: [] }));
      node = next;
    }
    if (node.forms.some((other) => other.term === term && other.letterCase === letterCase)) continue;
    node.forms.push({ term, letterCase });
    const last = spelling.at(-1);
    if (form.inflect && last !== undefined)
      addInflections(bases, { word: last, form, words: spelling.length });
  }
}

/** The ways in which a form's words are spelled: as written, British, and with hyphened words as one. */
function* spellings(words: string[], form: TermForm): Generator<string[]> {
  yield words;
  if (!form.inflect) return;
  const british = words.map((word) => britishSpellingsOf(word)[0] ?? word);
  if (british.some((word, i) => word !== words[i])) yield british;
  if (/\p{L}[-\u2010\u2011]\p{L}/u.test(form.text)) {
    const joined = tokensOf(form.text.replace(/(?<=\p{L})[-\u2010\u2011](?=\p{L})/gu, ''));
    yield joined.map((token) => token.text);
  }
  // "ranges of motion": the noun before "of" takes the plural.
  if (words[1] === 'of' && words[0] !== undefined) {
    for (const plural of pluralsOf(words[0])) yield [plural, ...words.slice(1)];
  }
}

function addInflections(
  bases: Map<string, string>,
  { word, form, words }: { word: string; form: TermForm; words: number },
): void {
  const inflected = [...pluralsOf(word), `${word}s`];
  const singular = words > 1 || /(?:ches|xes|ies|ers|aids|bars)$/.test(word) ? singularOf(word) : null;
  if (singular !== null) inflected.push(singular);
  for (const other of inflected) {
    const base = bases.get(other);
    // "Workers" is a word of its own in "workers compensation" and the plural of "social worker" too: the
    // finder looks for the word itself first. "IS" in capitals is never the plural of "I".
    if (base === undefined || (base === other && form.letterCase === 'any')) bases.set(other, word);
  }
}

/** The different ways of capitals that exact forms ask for. */
class CaseTable {
  readonly letters: number[] = [];
  readonly capitals: number[] = [];

  /** 0 where capitals make no difference, else the row's number from 1. */
  numberOf({ text, letterCase }: TermForm): number {
    if (letterCase === 'any') return 0;
    const { letters, capitals } = readCase(text, 0, text.length);
    for (let i = 0; i < this.letters.length; i++) {
      if (this.letters[i] === letters && this.capitals[i] === capitals) return i + 1;
    }
    this.letters.push(letters);
    return this.capitals.push(capitals);
  }
}

interface Draft {
  terms: readonly Term[];
  root: Node;
  bases: Map<string, string>;
  cases: CaseTable;
}

function layOut({ terms, root, bases, cases }: Draft): WordIndex {
  const words = [...bases.keys()]
    .map((word) => ({ word, hash: hashWord(word) }))
    .sort((a, b) => a.hash - b.hash || (a.word < b.word ? -1 : 1));
  const numberOf = new Map(words.map(({ word }, i) => [word, i]));
  const numbered = (word: string): number => {
    const number = numberOf.get(word);
    if (number === undefined) throw new TermError(`The word "${word}" is missing from its own index.`);
    return number;
  };

  const nodes: Node[] = [root];
  const numberOfNode = new Map<Node, number>([[root, 0]]);
  for (const node of nodes) {
    for (const child of node.edges.values()) numberOfNode.set(child, nodes.push(child) - 1);
  }

  const firstEdge: number[] = [];
  const edgeWord: number[] = [];
  const edgeNode: number[] = [];
  const firstForm: number[] = [];
  const formTerm: number[] = [];
  const formCase: number[] = [];
  for (const node of nodes) {
    firstEdge.push(edgeWord.length);
    firstForm.push(formTerm.length);
    if (node !== root) {
      for (const [word, child] of node.edges) {
        edgeWord.push(numbered(word));
        edgeNode.push(numberOfNode.get(child) ?? 0);
      }
    }
    // Exact forms come first: where both fit, the one that asks for these capitals is meant.
    for (const { term, letterCase } of node.forms.toSorted((a, b) => b.letterCase - a.letterCase)) {
      formTerm.push(term);
      formCase.push(letterCase);
    }
  }
  firstEdge.push(edgeWord.length);
  firstForm.push(formTerm.length);

  const wordStart = [0];
  for (const { word } of words) wordStart.push((wordStart.at(-1) ?? 0) + word.length);
  const largest = Math.max(words.length, nodes.length, edgeWord.length, formTerm.length, terms.length);
  if (largest >= MAX_TABLE_LENGTH) {
    throw new TermError(`There are too many terms: a table has ${largest} rows, ${MAX_TABLE_LENGTH} fit.`);
  }
  return completeIndex({
    terms,
    words: words.map(({ word }) => word).join(''),
    wordStart: Uint32Array.from(wordStart),
    wordHash: Uint16Array.from(words, ({ hash }) => hash),
    wordBase: Uint16Array.from(words, ({ word }) => numbered(bases.get(word) ?? word)),
    rootNode: Uint16Array.from(words, ({ word }) => {
      const node = root.edges.get(word);
      return node ? (numberOfNode.get(node) ?? 0) : 0;
    }),
    firstEdge: Uint16Array.from(firstEdge),
    edgeWord: Uint16Array.from(edgeWord),
    edgeNode: Uint16Array.from(edgeNode),
    firstForm: Uint16Array.from(firstForm),
    formTerm: Uint16Array.from(formTerm),
    formCase: Uint16Array.from(formCase),
    caseLetters: Uint16Array.from(cases.letters),
    caseCapitals: Uint32Array.from(cases.capitals),
  });
}

/** Adds the two tables that follow from the others and are cheaper to make than to ship. */
function completeIndex(tables: Omit<WordIndex, 'bucket' | 'firstWordBits'>): WordIndex {
  const { wordHash, wordBase, rootNode } = tables;
  const bucket = new Uint16Array(BUCKETS + 1);
  const firstWordBits = new Uint32Array(0x10000 >> 5);
  let filled = 0;
  for (let word = 0; word < wordHash.length; word++) {
    const hash = wordHash[word] ?? 0;
    for (const bucketOfWord = hash >> BUCKET_SHIFT; filled < bucketOfWord;) bucket[++filled] = word;
    if (rootNode[word] !== 0 || rootNode[wordBase[word] ?? 0] !== 0) {
      firstWordBits[hash >> 5] = (firstWordBits[hash >> 5] ?? 0) | (1 << (hash & 31));
    }
  }
  while (filled < BUCKETS) bucket[++filled] = wordHash.length;
  return { ...tables, bucket, firstWordBits };
}

/** An index as text: what the build writes and a frame reads. */
export interface EncodedWordIndex {
  version: number;
  /** A line for each term: its flags, then its entries. */
  terms: string;
  words: string;
  /** The tables in `TABLES`' order, 16-bit little-endian numbers, each after its length, in base64. */
  tables: string;
}

/** Changes whenever the format does, so that an old engine refuses a new index and the other way round. */
export const INDEX_VERSION = 1;

const TABLES = [
  'wordHash',
  'wordLength',
  'wordBase',
  'rootNode',
  'firstEdge',
  'edgeWord',
  'edgeNode',
  'firstForm',
  'formTerm',
  'formCase',
  'caseLetters',
  'caseCapitals',
] as const;

const FLAGS = [
  ['a', 'isAbbreviation'],
  ['m', 'isMarked'],
  ['e', 'isEvidence'],
  ['n', 'isAlsoName'],
  ['w', 'isAlsoWord'],
] as const;

/** Writes an index as text. */
export function encodeWordIndex(index: WordIndex): EncodedWordIndex {
  const tables: Record<(typeof TABLES)[number], ArrayLike<number>> = {
    ...index,
    wordLength: Array.from(
      index.wordHash,
      (_, i) => (index.wordStart[i + 1] ?? 0) - (index.wordStart[i] ?? 0),
    ),
    caseCapitals: Array.from(index.caseCapitals).flatMap((bits) => [bits & 0xffff, bits >>> 16]),
  };
  const numbers = TABLES.flatMap((name) => [tables[name].length, ...Array.from(tables[name])]);
  return {
    version: INDEX_VERSION,
    terms: Array.from({ length: index.terms.length }, (_, i) => index.terms.at(i))
      .filter((term) => term !== undefined)
      .map(encodeTerm)
      .join('\n'),
    words: index.words,
    tables: toBase64(Uint16Array.from(numbers)),
  };
}

function encodeTerm(term: Term): string {
  const flags = FLAGS.filter(([, name]) => term[name]).map(([letter]) => letter);
  return [flags.join(''), ...term.entries].join(' ');
}

function decodeTerm(line: string): Term {
  const [flags = '', ...entries] = line.split(' ');
  return {
    entries,
    isAbbreviation: flags.includes('a'),
    isMarked: flags.includes('m'),
    isEvidence: flags.includes('e'),
    isAlsoName: flags.includes('n'),
    isAlsoWord: flags.includes('w'),
  };
}

/**
 * Reads an index back from its text.
 * @throws {TermError} where the text is damaged or of another version.
 */
export function decodeWordIndex(encoded: EncodedWordIndex): WordIndex {
  if (encoded.version !== INDEX_VERSION) {
    throw new TermError(
      `The word list has format ${encoded.version}, but this program reads format ${INDEX_VERSION}. Reload the page.`,
    );
  }
  const numbers = fromBase64(encoded.tables);
  let at = 0;
  const read = (name: string): Uint16Array => {
    const length = numbers[at] ?? -1;
    if (length < 0 || at + 1 + length > numbers.length) {
      throw new TermError(
        `The word list is damaged: its table "${name}" is cut short. Install the extension again.`,
      );
    }
    const table = numbers.subarray(at + 1, at + 1 + length);
    at += 1 + length;
    return table;
  };
  const wordHash = read('wordHash');
  const wordLength = read('wordLength');
  const wordStart = new Uint32Array(wordLength.length + 1);
  for (let i = 0; i < wordLength.length; i++) wordStart[i + 1] = (wordStart[i] ?? 0) + (wordLength[i] ?? 0);
  if (wordStart.at(-1) !== encoded.words.length) {
    throw new TermError(
      'The word list is damaged: its words do not fit its tables. Install the extension again.',
    );
  }
  const tables = {
    words: encoded.words,
    wordStart,
    wordHash,
    wordBase: read('wordBase'),
    rootNode: read('rootNode'),
    firstEdge: read('firstEdge'),
    edgeWord: read('edgeWord'),
    edgeNode: read('edgeNode'),
    firstForm: read('firstForm'),
    formTerm: read('formTerm'),
    formCase: read('formCase'),
    caseLetters: read('caseLetters'),
  };
  const terms = new EncodedTerms(encoded.terms);
  if (tables.formTerm.some((term) => term >= terms.length)) {
    throw new TermError(
      'The word list is damaged: its terms do not fit its tables. Install the extension again.',
    );
  }
  const halves = read('caseCapitals');
  const caseCapitals = new Uint32Array(halves.length / 2);
  for (let i = 0; i < caseCapitals.length; i++) {
    caseCapitals[i] = (halves[2 * i] ?? 0) | ((halves[2 * i + 1] ?? 0) << 16);
  }
  return completeIndex({ ...tables, caseCapitals, terms });
}

/** Reads a term's line only when the term is found: a page meets few of them. */
class EncodedTerms implements TermList {
  private readonly lines: string[];
  private readonly decoded = new Map<number, Term>();

  constructor(text: string) {
    this.lines = text === '' ? [] : text.split('\n');
  }

  get length(): number {
    return this.lines.length;
  }

  at(number: number): Term | undefined {
    const line = this.lines[number];
    let term = this.decoded.get(number);
    if (!term && line !== undefined) this.decoded.set(number, (term = decodeTerm(line)));
    return term;
  }
}

function toBase64(numbers: Uint16Array): string {
  const bytes = new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

function fromBase64(text: string): Uint16Array {
  let binary: string;
  try {
    binary = atob(text);
  } catch {
    throw new TermError('The word list is damaged: it is no base64 text. Install the extension again.');
  }
  const numbers = new Uint16Array(binary.length >> 1);
  for (let i = 0; i < numbers.length; i++) {
    numbers[i] = binary.charCodeAt(2 * i) | (binary.charCodeAt(2 * i + 1) << 8);
  }
  return numbers;
}
