/**
 * A word index as text: what the build writes and a frame reads. A frame reads it before the browser has
 * compiled any of this code: a loop over the words of 1,000 terms then takes longer than all that is done here.
 * So every table is shipped ready-made, those that follow from others too, and is read by what the browser
 * brings itself.
 */
import { EncodedTerms, encodeTerms } from './encoded-terms';
import { BUCKETS, HASHES, TermError, type WordIndex } from './word-index';

export interface EncodedWordIndex {
  version: number;
  /** A line for each term; see `encodeTerms`. */
  terms: string;
  /** All words, one after the other, ordered by hash. */
  words: string;
  /** All tables, in base64; see `packTables`. */
  tables: string;
}

/** Changes whenever the format does, so that an old engine refuses a new index and the other way round. */
export const INDEX_VERSION = 5;

/** The tables in the order in which they are written. */
const TABLES = [
  'firstWordBits',
  'loneWordBits',
  'pairBits',
  'rootNode',
  'wordBase',
  'wordHash',
  'wordStart',
  'bucket',
  'edgeWord',
  'edgeNode',
  'firstEdge',
  'formTerm',
  'formCase',
  'firstForm',
  'caseLetters',
  'caseCapitals',
] as const;

type TableName = (typeof TABLES)[number];

/** Two 32-bit numbers for each table. */
const HEADER_BYTES = 8 * TABLES.length;

/** Writes an index as text. */
export function encodeWordIndex(index: WordIndex): EncodedWordIndex {
  return {
    version: INDEX_VERSION,
    terms: encodeTerms(index),
    words: index.words,
    tables: packTables(index),
  };
}

/**
 * Writes tables one after the other, each in the narrowest numbers that hold all of its own. Before them stand
 * two 32-bit numbers for each: the bytes of one of its numbers, and how many there are. All are little-endian,
 * as every machine is that these browsers run on.
 */
function packTables(tables: Record<TableName, ArrayLike<number>>): string {
  const header: number[] = [];
  const columns: Uint8Array[] = [];
  for (const name of TABLES) {
    const numbers = tables[name];
    const most = Array.from(numbers).reduce((a, b) => Math.max(a, b), 0);
    const Numbers = most < 0x100 ? Uint8Array : most < 0x10000 ? Uint16Array : Uint32Array;
    header.push(Numbers.BYTES_PER_ELEMENT, numbers.length);
    columns.push(new Uint8Array(Numbers.from(numbers).buffer));
  }
  let binary = '';
  for (const bytes of [new Uint8Array(Uint32Array.from(header).buffer), ...columns]) {
    for (const byte of bytes) binary += String.fromCharCode(byte);
  }
  return btoa(binary);
}

/**
 * Reads an index back from its text.
 * @throws {TermError} where the text is damaged or of another version.
 */
export function decodeWordIndex({ version, terms, words, tables }: EncodedWordIndex): WordIndex {
  if (version !== INDEX_VERSION) {
    throw new TermError(
      `The word list has format ${version}, but this program reads format ${INDEX_VERSION}. Reload the page.`,
    );
  }
  const reader = new TableReader(tables);
  const firstWordBits = new Uint32Array(reader.next('firstWordBits'));
  const loneWordBits = new Uint32Array(reader.next('loneWordBits'));
  const pairBits = new Uint32Array(reader.next('pairBits'));
  const rootNode = new Uint16Array(reader.next('rootNode'));
  const wordBase = new Uint16Array(reader.next('wordBase'));
  const wordHash = new Uint16Array(reader.next('wordHash'));
  const wordStart = new Uint32Array(reader.next('wordStart'));
  const bucket = new Uint16Array(reader.next('bucket'));
  const edgeWord = new Uint16Array(reader.next('edgeWord'));
  const edgeNode = new Uint16Array(reader.next('edgeNode'));
  const firstEdge = new Uint16Array(reader.next('firstEdge'));
  const formTerm = new Uint16Array(reader.next('formTerm'));
  const formCase = new Uint16Array(reader.next('formCase'));
  const firstForm = new Uint16Array(reader.next('firstForm'));
  const caseLetters = new Uint16Array(reader.next('caseLetters'));
  const caseCapitals = new Uint32Array(reader.next('caseCapitals'));
  const lines = terms === '' ? [] : terms.split('\n');
  const nodes = firstForm.length - 1;
  const fits =
    wordStart.at(-1) === words.length &&
    wordStart.length === wordHash.length + 1 &&
    rootNode.length === wordHash.length &&
    wordBase.length === wordHash.length &&
    endOf(rootNode) <= nodes &&
    endOf(wordBase) <= wordHash.length &&
    bucket.length === BUCKETS + 1 &&
    bucket.at(-1) === wordHash.length &&
    firstWordBits.length === HASHES >> 5 &&
    loneWordBits.length === HASHES >> 5 &&
    pairBits.length === HASHES >> 5 &&
    firstEdge.length === nodes + 1 &&
    firstEdge.at(-1) === edgeWord.length &&
    endOf(firstEdge) <= edgeWord.length + 1 &&
    edgeNode.length === edgeWord.length &&
    endOf(edgeWord) <= wordHash.length &&
    endOf(edgeNode) <= nodes &&
    firstForm.at(-1) === formTerm.length &&
    endOf(firstForm) <= formTerm.length + 1 &&
    formCase.length === formTerm.length &&
    endOf(formTerm) <= lines.length &&
    endOf(formCase) <= caseLetters.length + 1 &&
    caseCapitals.length === caseLetters.length;
  if (!fits) throw damage('its tables do not fit each other, its words or its terms');
  const trie = { words, wordStart, rootNode, firstEdge, edgeWord, edgeNode, firstForm, formTerm };
  return {
    ...trie,
    terms: new EncodedTerms(lines, trie),
    wordHash,
    wordBase,
    bucket,
    firstWordBits,
    loneWordBits,
    pairBits,
    formCase,
    caseLetters,
    caseCapitals,
  };
}

/** One more than the largest number of a table, 0 for an empty one. */
function endOf(numbers: Uint16Array): number {
  return numbers.length === 0 ? 0 : 1 + Number(Reflect.apply(Math.max, null, numbers));
}

type Numbers = Uint8Array | Uint16Array | Uint32Array;

/** Reads tables in the order in which they were written. */
class TableReader {
  private readonly buffer: ArrayBuffer;
  private readonly header: Uint32Array;
  private read = 0;
  private at = HEADER_BYTES;

  /** @throws {TermError} where the text is no base64 or has no room for a header. */
  constructor(text: string) {
    this.buffer = bytesOf(text);
    if (this.buffer.byteLength < HEADER_BYTES) throw damage('its tables are cut short');
    this.header = new Uint32Array(this.buffer, 0, 2 * TABLES.length);
  }

  /** @throws {TermError} where the table is cut short or of another kind. */
  next(name: TableName): Numbers {
    const bytes = this.header[this.read++] ?? 0;
    const start = this.at;
    this.at += bytes * (this.header[this.read++] ?? 0);
    if (this.at > this.buffer.byteLength) throw damage(`its table "${name}" is cut short`);
    // A copy, since wide numbers could not be read where they stand between narrow ones.
    const copy = this.buffer.slice(start, this.at);
    if (bytes === 1) return new Uint8Array(copy);
    if (bytes === 2) return new Uint16Array(copy);
    if (bytes === 4) return new Uint32Array(copy);
    throw damage(`its table "${name}" has numbers of ${bytes} bytes`);
  }
}

/** Newer browsers decode base64 by themselves; TypeScript does not know of it yet. */
interface Base64Decoder {
  fromBase64?: (text: string) => Uint8Array<ArrayBuffer>;
}

/** @throws {TermError} where the text is no base64. */
function bytesOf(text: string): ArrayBuffer {
  const { fromBase64 } = Uint8Array as Base64Decoder;
  try {
    if (fromBase64) return fromBase64.call(Uint8Array, text).buffer;
    return Uint8Array.from(atob(text), (byte) => byte.charCodeAt(0)).buffer;
  } catch {
    throw damage('it is no base64 text');
  }
}

function damage(what: string): TermError {
  return new TermError(`The word list is damaged: ${what}. Install the extension again.`);
}
