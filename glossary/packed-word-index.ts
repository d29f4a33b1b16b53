/**
 * A word index as a small file: what the build writes and the background reads. Whatever follows from
 * something else is left out and made anew when it is read: inflected words, the order by hash, and all
 * tables that lead from a hash to a word (docs/decisions/0001-word-index-by-message.md).
 */
import * as v from 'valibot';
import { encodeTerms } from './encoded-terms';
import { checkVersion, encodeTables, INDEX_VERSION, type EncodedWordIndex } from './encoded-word-index';
import { layOutIndex, type IndexOutline } from './index-outline';
import { TableReader, writeTables, type Numbers } from './number-tables';
import { packWords, unpackWords } from './packed-words';
import { damage, TermError, type WordIndex } from './word-index';

/** What stands before the tables, as JSON; before it the length of its bytes as a 32-bit number. */
const PackedTexts = v.object({
  version: v.number(),
  /** See `PackedWords`. */
  words: v.string(),
  inflections: v.string(),
  /** A line for each term; see `encodeTerms`. */
  terms: v.string(),
});
type PackedTexts = v.InferOutput<typeof PackedTexts>;

const TABLES = [
  // Of the words, see `PackedWords`.
  'shared',
  'inflection',
  'inflectedStep',
  'baseStep',
  /** For each node its edges, times `FORMS`, and the forms that end there. */
  'node',
  /** The word of each edge, as a step from the one before at the same node. */
  'edgeStep',
  /** For each form 1 where its term is the first one that was not named yet, else 0. */
  'isNextTerm',
  /** The terms of the other forms. */
  'otherTerm',
  'formCase',
  'caseLetters',
  'caseCapitals',
] as const;

const LENGTH_BYTES = 4;
/** Steps go round at the end of 16 bits, so that one backwards is no negative number. */
const STEPS = 0x10000;
/** More than the forms that can end at one node. */
const FORMS = 16;

/**
 * Writes an index as a file.
 * @throws {TermError} where more terms are spelled alike than the file can tell apart
 */
export function packWordIndex(index: WordIndex): Uint8Array<ArrayBuffer> {
  const { words, wordStart, wordBase } = index;
  const { packed, numbers } = packWords({
    words: Array.from(wordBase, (_, word) => words.slice(wordStart[word], wordStart[word + 1])),
    bases: wordBase,
  });
  const tables: Record<(typeof TABLES)[number], ArrayLike<number>> = {
    ...packed.tables,
    ...packTrie(index, numbers),
    ...packFormTerms(index.formTerm),
    formCase: index.formCase,
    caseLetters: index.caseLetters,
    caseCapitals: index.caseCapitals,
  };
  const texts: PackedTexts = { version: INDEX_VERSION, ...packed.texts, terms: encodeTerms(index) };
  return joinBytes(
    new TextEncoder().encode(JSON.stringify(texts)),
    writeTables(TABLES.map((name) => tables[name])),
  );
}

/**
 * Reads such a file and makes the index of it that frames are handed.
 * @throws {TermError} where the file is damaged or of another version
 */
export function unpackWordIndex(file: ArrayBuffer): EncodedWordIndex {
  const { texts, tables } = splitBytes(file);
  const reader = new TableReader(tables, TABLES);
  const words = unpackWords(texts, {
    shared: reader.next('shared'),
    inflection: reader.next('inflection'),
    inflectedStep: reader.next('inflectedStep'),
    baseStep: reader.next('baseStep'),
  });
  const outline: IndexOutline = {
    ...words,
    ...unpackTrie(reader.next('node'), reader.next('edgeStep')),
    formTerm: unpackFormTerms(reader.next('isNextTerm'), reader.next('otherTerm')),
    formCase: reader.next('formCase'),
    caseLetters: reader.next('caseLetters'),
    caseCapitals: reader.next('caseCapitals'),
  };
  if (!fits(outline)) throw damage('its tables do not fit each other, its words or its terms');
  return encodeTables(layOutIndex(outline), texts.terms);
}

function packTrie(
  { rootNode, firstEdge, edgeWord, firstForm }: WordIndex,
  numbers: Uint16Array,
): { node: number[]; edgeStep: number[] } {
  const nodes: number[] = [];
  const edgeStep: number[] = [];
  // Nodes are numbered in the order of the outline, so the words of the root's edges follow from their nodes.
  const ofRoot = [...rootNode.keys()]
    .filter((word) => rootNode[word] !== 0)
    .sort((a, b) => (rootNode[a] ?? 0) - (rootNode[b] ?? 0));
  for (let node = 0; node + 1 < firstForm.length; node++) {
    const words = node === 0 ? ofRoot : edgeWord.subarray(firstEdge[node], firstEdge[node + 1]);
    let last = 0;
    for (const word of words) {
      const number = numbers[word] ?? 0;
      edgeStep.push((number - last + STEPS) % STEPS);
      last = number;
    }
    const forms = (firstForm[node + 1] ?? 0) - (firstForm[node] ?? 0);
    if (forms >= FORMS) {
      throw new TermError(`${forms} terms are spelled alike; at most ${FORMS - 1} can be. Remove some.`);
    }
    // The edges of the root are many, and follow from the others.
    nodes.push((node === 0 ? 0 : words.length) * FORMS + forms);
  }
  return { node: nodes, edgeStep };
}

function unpackTrie(
  node: Numbers,
  edgeStep: Numbers,
): Pick<IndexOutline, 'edgeCount' | 'edgeWord' | 'formCount'> {
  const edgeCount = Array.from(node, (packed) => Math.floor(packed / FORMS));
  const formCount = node.map((packed) => packed % FORMS);
  edgeCount[0] = edgeStep.length - sumOf(edgeCount);
  const edgeWord = new Uint16Array(edgeStep.length);
  let edge = 0;
  for (const count of edgeCount) {
    let word = 0;
    for (const last = edge + count; edge < last; edge++) {
      word = (word + (edgeStep[edge] ?? 0)) % STEPS;
      edgeWord[edge] = word;
    }
  }
  return { edgeCount, edgeWord, formCount };
}

/** Terms are in the order of their first forms, so most follow from how many were named before. */
function packFormTerms(formTerm: Uint16Array): { isNextTerm: number[]; otherTerm: number[] } {
  const order = new NamedTerms();
  const isNextTerm: number[] = [];
  const otherTerm: number[] = [];
  for (const term of formTerm) {
    isNextTerm.push(term === order.next ? 1 : 0);
    if (term !== order.next) otherTerm.push(term);
    order.name(term);
  }
  return { isNextTerm, otherTerm };
}

function unpackFormTerms(isNextTerm: Numbers, otherTerm: Numbers): Uint16Array {
  const order = new NamedTerms();
  let others = 0;
  return Uint16Array.from(isNextTerm, (isNext) => {
    const term = isNext === 1 ? order.next : (otherTerm[others++] ?? 0);
    order.name(term);
    return term;
  });
}

/** Which terms were named, and which one is the first that was not. */
class NamedTerms {
  next = 0;
  readonly #named = new Set<number>();

  name(term: number): void {
    this.#named.add(term);
    while (this.#named.has(this.next)) this.next++;
  }
}

function fits({ words, bases, ...outline }: IndexOutline): boolean {
  const { edgeCount, edgeWord, formCount, formTerm, formCase, caseLetters, caseCapitals } = outline;
  return (
    Number(edgeCount[0]) >= 0 &&
    edgeCount.length === edgeWord.length + 1 &&
    formCount.length === edgeCount.length &&
    sumOf(formCount) === formTerm.length &&
    formCase.length === formTerm.length &&
    caseCapitals.length === caseLetters.length &&
    bases.length === words.length &&
    isBelow(bases, words.length) &&
    isBelow(edgeWord, words.length)
  );
}

function isBelow(numbers: ArrayLike<number>, end: number): boolean {
  for (let i = 0; i < numbers.length; i++) if ((numbers[i] ?? end) >= end) return false;
  return true;
}

function sumOf(numbers: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < numbers.length; i++) sum += numbers[i] ?? 0;
  return sum;
}

function joinBytes(texts: Uint8Array, tables: Uint8Array): Uint8Array<ArrayBuffer> {
  const file = new Uint8Array(LENGTH_BYTES + texts.length + tables.length);
  new DataView(file.buffer).setUint32(0, texts.length, true);
  file.set(texts, LENGTH_BYTES);
  file.set(tables, LENGTH_BYTES + texts.length);
  return file;
}

/** @throws {TermError} where the file is cut short, or holds no texts or those of another version */
function splitBytes(file: ArrayBuffer): { texts: PackedTexts; tables: ArrayBuffer } {
  if (file.byteLength < LENGTH_BYTES) throw damage('its file is cut short');
  const start = LENGTH_BYTES + new DataView(file).getUint32(0, true);
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(file.slice(LENGTH_BYTES, start)));
  } catch {
    throw damage('its file holds no texts');
  }
  const texts = v.safeParse(PackedTexts, value);
  if (!texts.success) throw damage('its file lacks a text');
  checkVersion(texts.output.version);
  return { texts: texts.output, tables: file.slice(start) };
}
