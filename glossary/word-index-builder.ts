/**
 * Compiles terms into a word index, by the same code for the glossary when the extension is built and for
 * words that are added at run time.
 */
import { hashWord, pairHash } from './fold';
import { britishSpellingsOf, pluralsOf, singularOf } from './inflect';
import { readCase, tokensOf } from './tokens';
import {
  BUCKET_SHIFT,
  BUCKETS,
  HASHES,
  LETTERS_APART,
  MAX_FORM_LENGTH,
  MAX_TABLE_LENGTH,
  TermError,
  type Term,
  type TermForm,
  type TermSource,
  type WordIndex,
} from './word-index';

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

/** The different ways of capitals and full stops that exact forms ask for. */
class CaseTable {
  readonly letters: number[] = [];
  readonly capitals: number[] = [];

  /** 0 where capitals make no difference, else the row's number from 1. */
  numberOf({ text, letterCase }: TermForm): number {
    if (letterCase === 'any') return 0;
    const written = readCase(text, 0, text.length);
    const letters = written.letters + (written.isApart ? LETTERS_APART : 0);
    const { capitals } = written;
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

  const nodes = orderNodes(root);
  const numberOfNode = new Map(nodes.map((node, i) => [node, i]));

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

/**
 * The root, then the nodes that edges leave, then all others in the order of their terms: their rows in the
 * tables of edges and forms are then nearly alike and compress well.
 */
function orderNodes(root: Node): Node[] {
  const reached = [root];
  for (const node of reached) reached.push(...node.edges.values());
  const inner = reached.filter((node) => node === root || node.edges.size > 0);
  const leaves = reached.filter((node) => node !== root && node.edges.size === 0);
  return [...inner, ...leaves.sort((a, b) => (a.forms[0]?.term ?? 0) - (b.forms[0]?.term ?? 0))];
}

/** Adds the tables that lead from a hash to its words, or tell that there are none. */
function completeIndex(
  tables: Omit<WordIndex, 'bucket' | 'firstWordBits' | 'loneWordBits' | 'pairBits'>,
): WordIndex {
  const { wordHash, wordBase, rootNode, firstForm, firstEdge, edgeWord } = tables;
  const bucket = new Uint16Array(BUCKETS + 1);
  const firstWords = new BitSet();
  const loneWords = new BitSet();
  const pairs = new BitSet();
  const inflections = new Map<number, number[]>();
  wordBase.forEach((base, word) => {
    if (base !== word) inflections.set(base, [...(inflections.get(base) ?? []), word]);
  });
  const isTerm = (node: number): boolean => node !== 0 && firstForm[node] !== firstForm[node + 1];
  let filled = 0;
  wordHash.forEach((hash, word) => {
    while (filled < hash >> BUCKET_SHIFT) bucket[++filled] = word;
    const node = rootNode[word] ?? 0;
    const base = rootNode[wordBase[word] ?? 0] ?? 0;
    if (node !== 0 || base !== 0) firstWords.add(hash);
    if (isTerm(node) || isTerm(base)) loneWords.add(hash);
    if (node === 0) return;
    for (const second of edgeWord.subarray(firstEdge[node], firstEdge[node + 1])) {
      for (const written of [second, ...(inflections.get(second) ?? [])]) {
        pairs.add(pairHash(hash, wordHash[written] ?? 0));
      }
    }
  });
  bucket.fill(wordHash.length, filled + 1);
  return {
    ...tables,
    bucket,
    firstWordBits: firstWords.bits,
    loneWordBits: loneWords.bits,
    pairBits: pairs.bits,
  };
}

/** Hashes as single bits. */
class BitSet {
  readonly bits = new Uint32Array(HASHES >> 5);

  add(hash: number): void {
    this.bits[hash >> 5] = (this.bits[hash >> 5] ?? 0) | (1 << (hash & 31));
  }
}
