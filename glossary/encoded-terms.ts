/**
 * What is known of an index's terms as text. An entry is mostly named as its term is spelled, and an
 * abbreviation stands for entries that have terms of their own, so few names are written out.
 */
import { damage, type Term, type TermList, type WordIndex } from './word-index';

/** The tables by which the words of a form are found. */
type Trie = Pick<
  WordIndex,
  'words' | 'wordStart' | 'rootNode' | 'firstEdge' | 'edgeWord' | 'edgeNode' | 'firstForm' | 'formTerm'
>;

const FLAGS = [
  ['a', 'isAbbreviation'],
  ['m', 'isMarked'],
  ['e', 'isEvidence'],
  ['n', 'isAlsoName'],
  ['w', 'isAlsoWord'],
  ['o', 'isOfNotes'],
] as const;

/** Before a step to another term: this entry is also that term's first one, where its name is written. */
const TERM_SIGN = '@';
/** The entry is named as the term is spelled. Before the number of the form, if that is not the first. */
const FORM_SIGN = '=';
/** Before a word that has to stand near an everyday one. */
const NEAR_SIGN = '~';

/**
 * Writes a line for each term: its flags, then its entries. Where there is one entry and it is named as the
 * term's first form is spelled, the flags are all.
 */
export function encodeTerms(index: WordIndex): string {
  const terms = Array.from({ length: index.terms.length }, (_, i) => index.terms.at(i)).filter(
    (term) => term !== undefined,
  );
  const owners = new Map<string, number>();
  terms.forEach(({ entries: [entry], isAbbreviation }, term) => {
    if (entry !== undefined && !isAbbreviation && !owners.has(entry)) owners.set(entry, term);
  });
  const encodeEntry = (entry: string, term: number): string => {
    const owner = owners.get(entry) ?? term;
    // As a step: the letters of an abbreviation and the words that it stands for often begin alike.
    if (owner !== term) return `${TERM_SIGN}${owner - term}`;
    const form = formNamed(index, term, entry);
    return form < 0 ? entry : `${FORM_SIGN}${form || ''}`;
  };
  return terms
    .map((term, number) => {
      const flags = FLAGS.filter(([, name]) => term[name]).map(([letter]) => letter);
      const entries = term.entries.map((entry) => encodeEntry(entry, number)).join(' ');
      const near = (term.near ?? []).map((word) => ` ${NEAR_SIGN}${word}`).join('');
      return flags.join('') + (entries === FORM_SIGN ? '' : ` ${entries}`) + near;
    })
    .join('\n');
}

/** Which form of a term is spelled as an entry is named; -1 where none is. */
function formNamed(trie: Trie, term: number, name: string): number {
  for (let form = 0; ; form++) {
    const spelled = spelledForm(trie, term, form);
    if (spelled === null) return -1;
    if (spelled === name) return form;
  }
}

/** The words of a term's form with hyphens between them; null where it has no such form or the trie is damaged. */
function spelledForm(trie: Trie, term: number, form: number): string | null {
  const { words, wordStart, formTerm, firstForm, firstEdge, rootNode, edgeWord, edgeNode } = trie;
  let row = formTerm.indexOf(term);
  for (let i = 0; i < form && row >= 0; i++) row = formTerm.indexOf(term, row + 1);
  if (row < 0) return null;
  const spelled: string[] = [];
  for (let node = ownerOf(firstForm, row); ;) {
    const edge = edgeNode.indexOf(node);
    const word = edge < 0 ? rootNode.indexOf(node) : (edgeWord[edge] ?? -1);
    if (word < 0) return null;
    spelled.unshift(words.slice(wordStart[word], wordStart[word + 1]));
    if (edge < 0) return spelled.join('-');
    const parent = ownerOf(firstEdge, edge);
    // Nodes are numbered from the root: a path that does not come nearer to it never ends.
    if (parent >= node) return null;
    node = parent;
  }
}

/** The node that a row belongs to: one of those from `first[node]` to `first[node + 1]`. */
function ownerOf(first: Uint16Array, row: number): number {
  let low = 0;
  let high = first.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((first[middle] ?? 0) <= row) low = middle;
    else high = middle;
  }
  return low;
}

/** Reads a term's line only when the term is found: a page meets few of them. */
export class EncodedTerms implements TermList {
  private readonly decoded = new Map<number, Term>();

  constructor(
    private readonly lines: readonly string[],
    private readonly trie: Trie,
  ) {}

  get length(): number {
    return this.lines.length;
  }

  /** @throws {TermError} where the term's line is damaged. */
  at(number: number): Term | undefined {
    let term = this.decoded.get(number);
    if (!term && this.lines[number] !== undefined) this.decoded.set(number, (term = this.decode(number)));
    return term;
  }

  private decode(number: number): Term {
    const { flags, entries, near } = this.read(number);
    return {
      entries: entries.map((entry) =>
        entry.startsWith(TERM_SIGN)
          ? this.ownEntry(number + Number(entry.slice(1)))
          : this.nameOf(entry, number),
      ),
      isAbbreviation: flags.includes('a'),
      isMarked: flags.includes('m'),
      isEvidence: flags.includes('e'),
      isAlsoName: flags.includes('n'),
      isAlsoWord: flags.includes('w'),
      ...(flags.includes('o') ? { isOfNotes: true } : {}),
      ...(near.length > 0 ? { near } : {}),
    };
  }

  private read(number: number): { flags: string; entries: string[]; near: string[] } {
    const [flags = '', ...rest] = (this.lines[number] ?? '').split(' ');
    const entries = rest.filter((part) => !part.startsWith(NEAR_SIGN));
    const near = rest.filter((part) => part.startsWith(NEAR_SIGN)).map((part) => part.slice(1));
    return { flags, entries: entries.length === 0 ? [FORM_SIGN] : entries, near };
  }

  /** The first entry of a term that others speak of. */
  private ownEntry(number: number): string {
    const [entry = ''] = this.read(number).entries;
    if (this.lines[number] === undefined || entry.startsWith(TERM_SIGN))
      throw damage('what a term stands for cannot be told');
    return this.nameOf(entry, number);
  }

  private nameOf(entry: string, number: number): string {
    if (!entry.startsWith(FORM_SIGN)) return entry;
    const form = Number(entry.slice(1));
    const name = Number.isInteger(form) ? spelledForm(this.trie, number, form) : null;
    if (name === null) throw damage('what a term stands for cannot be told');
    return name;
  }
}
