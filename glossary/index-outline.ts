/**
 * The words of an index and the trie of its terms as plain lists, and the tables that the finder searches made
 * of them. The builder writes such lists of terms, and the packed index of the package is read as one.
 */
import { finishHash, hashWord } from './fold';
import { bitsOfPair, bitsOfWord } from './index-lookup';
import { BUCKET_SHIFT, BUCKETS, damage, HASHES, type WordIndex } from './word-index';

export interface IndexOutline {
  /** Folded words, each once, in any order. */
  words: readonly string[];
  /** The word that each is an inflection of; itself where it is none. */
  bases: ArrayLike<number>;
  /** How many edges leave each node. The root comes first, and what an edge leads to before the next edge does. */
  edgeCount: ArrayLike<number>;
  /** The word of each edge, node by node. */
  edgeWord: ArrayLike<number>;
  /** How many forms end at each node. */
  formCount: ArrayLike<number>;
  /** The term of each form, node by node. */
  formTerm: ArrayLike<number>;
  /** 0: capitals make no difference; else 1 + place in the lists below. */
  formCase: ArrayLike<number>;
  caseLetters: ArrayLike<number>;
  caseCapitals: ArrayLike<number>;
}

/** The tables of an index, without what is known of its terms. */
export type IndexTables = Omit<WordIndex, 'terms'>;

/**
 * Makes the tables of an index: words in the order of their hashes, the trie over them, and what leads from a
 * hash to its words.
 * @throws {TermError} where the edges lead to more or fewer nodes than there are
 */
export function layOutIndex(outline: IndexOutline): IndexTables {
  const whole = Int32Array.from(outline.words, hashWord);
  const { hashes, order } = orderByHash(outline.words, whole);
  const place = new Uint16Array(order.length);
  for (let i = 0; i < order.length; i++) place[order[i] ?? 0] = i;
  let words = '';
  const wordStart = new Uint32Array(order.length + 1);
  const wordHash = new Uint16Array(order.length);
  const wordBase = new Uint16Array(order.length);
  for (let i = 0; i < order.length; i++) {
    const word = order[i] ?? 0;
    words += outline.words[word] ?? '';
    wordStart[i + 1] = words.length;
    wordHash[i] = hashes[word] ?? 0;
    wordBase[i] = place[outline.bases[word] ?? 0] ?? 0;
  }
  const tables = {
    words,
    wordStart,
    wordHash,
    wordBase,
    ...layOutTrie(outline, place),
    firstForm: sumsOf(outline.formCount),
    formTerm: Uint16Array.from(outline.formTerm),
    formCase: Uint16Array.from(outline.formCase),
    caseLetters: Uint16Array.from(outline.caseLetters),
    caseCapitals: Uint32Array.from(outline.caseCapitals),
  };
  return { ...tables, ...layOutBits(tables, (word) => whole[order[word] ?? 0] ?? 0) };
}

/** The numbers of the words by finished hash, those with the same one by spelling. */
function orderByHash(
  words: readonly string[],
  whole: Int32Array,
): { hashes: Uint16Array; order: Uint16Array } {
  const hashes = new Uint16Array(words.length);
  // Sorted as numbers, which the browser does by itself: hash above, word below.
  const keys = new Uint32Array(words.length);
  for (let word = 0; word < words.length; word++) {
    const hash = finishHash(whole[word] ?? 0);
    hashes[word] = hash;
    keys[word] = hash * 0x10000 + word;
  }
  // What does not fit 16 bits, the hash, is cut off.
  const order = Uint16Array.from(keys.sort());
  for (let i = 1; i < order.length; i++) {
    const word = order[i] ?? 0;
    let to = i;
    for (; to > 0 && comesBefore(word, order[to - 1] ?? 0); to--) order[to] = order[to - 1] ?? 0;
    order[to] = word;
  }
  return { hashes, order };

  function comesBefore(word: number, other: number): boolean {
    return hashes[word] === hashes[other] && (words[word] ?? '') < (words[other] ?? '');
  }
}

/** The edges of the trie: those of the root by word, all others by node. */
function layOutTrie(
  { edgeCount, edgeWord }: IndexOutline,
  place: Uint16Array,
): Pick<WordIndex, 'rootNode' | 'firstEdge' | 'edgeWord' | 'edgeNode'> {
  const first = sumsOf(edgeCount);
  const next = first.slice();
  const edgeNode = new Uint16Array(edgeWord.length);
  // Nodes some of whose edges lead nowhere yet, the innermost last.
  const open = [0];
  for (let node = 1; node < edgeCount.length; node++) {
    let parent = open.at(-1);
    while (parent !== undefined && next[parent] === first[parent + 1]) {
      open.pop();
      parent = open.at(-1);
    }
    if (parent === undefined) throw damage('a part of its terms is not tied to the others');
    edgeNode[next[parent] ?? 0] = node;
    next[parent] = (next[parent] ?? 0) + 1;
    open.push(node);
  }
  const ofRoot = edgeCount[0] ?? 0;
  const words = new Uint16Array(edgeWord.length);
  for (let edge = 0; edge < words.length; edge++) words[edge] = place[edgeWord[edge] ?? 0] ?? 0;
  const rootNode = new Uint16Array(place.length);
  for (let edge = 0; edge < ofRoot; edge++) rootNode[words[edge] ?? 0] = edgeNode[edge] ?? 0;
  return {
    rootNode,
    firstEdge: first.map((edge) => Math.max(0, edge - ofRoot)),
    edgeWord: words.slice(ofRoot),
    edgeNode: edgeNode.slice(ofRoot),
  };
}

/** Where the rows of each node begin, and where those of the last one end. */
function sumsOf(counts: ArrayLike<number>): Uint16Array {
  const sums = new Uint16Array(counts.length + 1);
  for (let i = 0; i < counts.length; i++) sums[i + 1] = (sums[i] ?? 0) + (counts[i] ?? 0);
  return sums;
}

type BitTables = 'bucket' | 'firstWordBits' | 'loneWordBits' | 'pairBits';

/**
 * The tables that lead from a hash to its words, or tell that there are none.
 * @param wholeHash gives a word's hash, not finished
 */
function layOutBits(
  tables: Omit<IndexTables, BitTables>,
  wholeHash: (word: number) => number,
): Pick<IndexTables, BitTables> {
  const { wordHash, wordBase, rootNode, firstForm, firstEdge, edgeWord } = tables;
  const bucket = new Uint16Array(BUCKETS + 1);
  const firstWords = new BitSet();
  const loneWords = new BitSet();
  const pairs = new BitSet();
  const inflections = new Map<number, number[]>();
  for (let word = 0; word < wordBase.length; word++) {
    const base = wordBase[word] ?? word;
    if (base === word) continue;
    const others = inflections.get(base);
    if (others) others.push(word);
    else inflections.set(base, [word]);
  }
  const isTerm = (node: number): boolean => node !== 0 && firstForm[node] !== firstForm[node + 1];
  let filled = 0;
  wordHash.forEach((hash, word) => {
    while (filled < hash >> BUCKET_SHIFT) bucket[++filled] = word;
    const node = rootNode[word] ?? 0;
    const base = rootNode[wordBase[word] ?? 0] ?? 0;
    const own = wholeHash(word);
    if (node !== 0 || base !== 0) firstWords.add(hash);
    if (isTerm(node) || isTerm(base)) loneWords.addAll(bitsOfWord(own));
    if (node === 0) return;
    const last = firstEdge[node + 1] ?? 0;
    for (let edge = firstEdge[node] ?? 0; edge < last; edge++) {
      const second = edgeWord[edge] ?? 0;
      for (const written of [second, ...(inflections.get(second) ?? [])])
        pairs.addAll(bitsOfPair(own, wholeHash(written)));
    }
  });
  bucket.fill(wordHash.length, filled + 1);
  return {
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

  addAll(hashes: readonly number[]): void {
    for (const hash of hashes) this.add(hash);
  }
}
