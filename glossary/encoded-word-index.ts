/**
 * A word index as text: what the background hands to a frame. A frame reads it before the browser has compiled
 * any of this code: a loop over the words of 1,000 terms then takes longer than all that is done here. So every
 * table comes ready-made, those that follow from others too, and is read by what the browser brings itself.
 */
import { EncodedTerms, encodeTerms } from './encoded-terms';
import type { IndexTables } from './index-outline';
import { joinTables, TableViews } from './table-views';
import { BUCKETS, damage, HASHES, TermError, type WordIndex } from './word-index';

export interface EncodedWordIndex {
  version: number;
  /** A line for each term; see `encodeTerms`. */
  terms: string;
  /** All words, one after the other, ordered by hash. */
  words: string;
  /** All tables (see `joinTables`) in base64. */
  tables: string;
}

/** Changes whenever the format does, so that an old engine refuses a new index and the other way round. */
export const INDEX_VERSION = 8;

/** The tables in the order in which they are written: of 32-bit numbers, */
const WIDE_TABLES = ['firstWordBits', 'loneWordBits', 'pairBits', 'wordStart', 'caseCapitals'] as const;
/** and of 16-bit numbers. */
const NARROW_TABLES = [
  'rootNode',
  'wordBase',
  'wordHash',
  'bucket',
  'edgeWord',
  'edgeNode',
  'firstEdge',
  'formTerm',
  'formCase',
  'caseLetters',
  'firstForm',
] as const;

/** Writes an index as text. */
export function encodeWordIndex(index: WordIndex): EncodedWordIndex {
  return encodeTables(index, encodeTerms(index));
}

/** Writes an index as text whose terms were written before. */
export function encodeTables(tables: IndexTables, terms: string): EncodedWordIndex {
  return {
    version: INDEX_VERSION,
    terms,
    words: tables.words,
    tables: base64Of(
      joinTables(
        WIDE_TABLES.map((name) => tables[name]),
        NARROW_TABLES.map((name) => tables[name]),
      ),
    ),
  };
}

/**
 * Reads an index back from its text.
 * @throws {TermError} where the text is damaged or of another version.
 */
export function decodeWordIndex({ version, terms, words, tables }: EncodedWordIndex): WordIndex {
  checkVersion(version);
  const views = new TableViews(bytesOf(tables), WIDE_TABLES.length + NARROW_TABLES.length);
  const firstWordBits = views.nextWide('firstWordBits');
  const loneWordBits = views.nextWide('loneWordBits');
  const pairBits = views.nextWide('pairBits');
  const wordStart = views.nextWide('wordStart');
  const caseCapitals = views.nextWide('caseCapitals');
  const rootNode = views.nextNarrow('rootNode');
  const wordBase = views.nextNarrow('wordBase');
  const wordHash = views.nextNarrow('wordHash');
  const bucket = views.nextNarrow('bucket');
  const edgeWord = views.nextNarrow('edgeWord');
  const edgeNode = views.nextNarrow('edgeNode');
  const firstEdge = views.nextNarrow('firstEdge');
  const formTerm = views.nextNarrow('formTerm');
  const formCase = views.nextNarrow('formCase');
  const caseLetters = views.nextNarrow('caseLetters');
  const firstForm = views.nextNarrow('firstForm');
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

/** @throws {TermError} where an index has another version than this program reads */
export function checkVersion(version: number): void {
  if (version === INDEX_VERSION) return;
  throw new TermError(
    `The word list has format ${version}, but this program reads format ${INDEX_VERSION}. Reload the page.`,
  );
}

/** One more than the largest number of a table, 0 for an empty one. */
function endOf(numbers: Uint16Array): number {
  return numbers.length === 0 ? 0 : 1 + Number(Reflect.apply(Math.max, null, numbers));
}

/** Newer browsers write and read base64 by themselves; TypeScript does not know of it yet. */
interface Base64Writer {
  toBase64?: () => string;
}
interface Base64Reader {
  fromBase64?: (text: string) => Uint8Array<ArrayBuffer>;
}

/** Bytes that older browsers turn into characters in one call; many more overflow their stack. */
const BYTES_AT_ONCE = 0x2000;

function base64Of(bytes: Uint8Array<ArrayBuffer>): string {
  const { toBase64 } = bytes as Base64Writer;
  if (toBase64) return toBase64.call(bytes);
  let binary = '';
  for (let at = 0; at < bytes.length; at += BYTES_AT_ONCE) {
    binary += String.fromCharCode(...bytes.subarray(at, at + BYTES_AT_ONCE));
  }
  return btoa(binary);
}

/** @throws {TermError} where the text is no base64. */
function bytesOf(text: string): ArrayBuffer {
  const { fromBase64 } = Uint8Array as Base64Reader;
  try {
    if (fromBase64) return fromBase64.call(Uint8Array, text).buffer;
    return Uint8Array.from(atob(text), (byte) => byte.charCodeAt(0)).buffer;
  } catch {
    throw damage('it is no base64 text');
  }
}
