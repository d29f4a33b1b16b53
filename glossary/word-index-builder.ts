/**
 * Compiles terms into a word index, by the same code for the glossary when the extension is built and for
 * words that are added at run time.
 */
import { layOutIndex, type IndexOutline } from './index-outline';
import { britishSpellingsOf, pluralsOf, singularOf } from './inflect';
import { readCase, tokensOf } from './tokens';
import {
  LETTERS_APART,
  MAX_FORM_LENGTH,
  MAX_TABLE_LENGTH,
  TermError,
  type TermForm,
  type TermSource,
  type WordIndex,
} from './word-index';

interface NodeForm {
  term: number;
  letterCase: number;
  /** Made of another spelling: "PAC" of "PA-C". */
  isMade: boolean;
}

interface Node {
  edges: Map<string, Node>;
  forms: NodeForm[];
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
  const lists = outline({ root, bases, cases });
  const { words, edgeWord, formTerm } = lists;
  const largest = Math.max(words.length, edgeWord.length + 1, formTerm.length, terms.length);
  if (largest >= MAX_TABLE_LENGTH) {
    throw new TermError(`There are too many terms: a table has ${largest} rows, ${MAX_TABLE_LENGTH} fit.`);
  }
  return { terms, ...layOutIndex(lists) };
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
    const known = node.forms.find((other) => other.term === term && other.letterCase === letterCase);
    const isMade = spelling !== words;
    if (known) {
      known.isMade &&= isMade;
      continue;
    }
    node.forms.push({ term, letterCase, isMade });
    const last = spelling.at(-1);
    if (form.inflect && last !== undefined) addInflections(bases, { word: last, words: spelling.length });
  }
}

/** The ways in which a form's words are spelled: as written (the same list), British, and with hyphened words as one. */
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

function addInflections(bases: Map<string, string>, { word, words }: { word: string; words: number }): void {
  const inflected = [...pluralsOf(word), `${word}s`];
  const singular = words > 1 || /(?:ches|xes|ies|ers|aids|bars)$/.test(word) ? singularOf(word) : null;
  if (singular !== null) inflected.push(singular);
  for (const other of inflected) {
    const base = bases.get(other);
    // "Workers" is a word of its own in "workers compensation" and the plural of "social worker" too: the
    // finder looks for the word itself first.
    if (base === undefined || base === other) bases.set(other, word);
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
  root: Node;
  bases: ReadonlyMap<string, string>;
  cases: CaseTable;
}

/** Writes words and trie as lists of numbers. */
function outline({ root, bases, cases }: Draft): IndexOutline {
  const words = [...bases.keys()].sort();
  const numberOf = new Map(words.map((word, i) => [word, i]));
  const numbered = (word: string): number => {
    const number = numberOf.get(word);
    if (number === undefined) throw new TermError(`The word "${word}" is missing from its own index.`);
    return number;
  };
  const lists = {
    edgeCount: new Array<number>(),
    edgeWord: new Array<number>(),
    formCount: new Array<number>(),
    formTerm: new Array<number>(),
    formCase: new Array<number>(),
  };
  for (const node of inPreorder(root)) {
    lists.edgeCount.push(node.edges.size);
    for (const [word] of sortedEdges(node)) lists.edgeWord.push(numbered(word));
    lists.formCount.push(node.forms.length);
    for (const { term, letterCase } of node.forms.toSorted(compareForms)) {
      lists.formTerm.push(term);
      lists.formCase.push(letterCase);
    }
  }
  return {
    words,
    bases: words.map((word) => numbered(bases.get(word) ?? word)),
    ...lists,
    caseLetters: cases.letters,
    caseCapitals: cases.capitals,
  };
}

/**
 * Exact forms come first: where both fit, the one that asks for these capitals is meant. Of two that are written
 * alike, the one that somebody wrote so is meant, not the one that was made.
 */
function compareForms(a: NodeForm, b: NodeForm): number {
  return b.letterCase - a.letterCase || Number(a.isMade) - Number(b.isMade);
}

/** A node, then what its edges lead to, in the order of their words. */
function* inPreorder(node: Node): Generator<Node> {
  yield node;
  for (const [, child] of sortedEdges(node)) yield* inPreorder(child);
}

function sortedEdges({ edges }: Node): [string, Node][] {
  return [...edges].sort(([a], [b]) => (a < b ? -1 : 1));
}
