/** Questions to the tables of a word index that both ways of finding terms ask. */
import { finishHash, otherHash, pairHash } from './fold';
import { CAPITALS_TOLD, type LetterCase } from './tokens';
import { HASHES, LETTERS_APART, type WordIndex } from './word-index';

/*
 * Every table is read within the bounds that its index was built with, so a number is always there: the
 * assertions (!) below say so to the compiler, since asking again doubles the time of the innermost loops.
 */

/** True where a set of bits holds a hash. */
export function hasBit(bits: Uint32Array, hash: number): boolean {
  return (bits[hash >> 5]! & (1 << (hash & 31))) !== 0;
}

/*
 * Some 8,000 words, and as many pairs, in 65,536 bits: with one bit each, every eighth of all other words would be
 * taken for one of them, and looking closer takes ten times as long as this. With three it is one in forty (a Bloom
 * filter: B. H. Bloom, Space/time trade-offs in hash coding with allowable errors, 1970).
 */

/** The bits of a word in a set. @param hash its own, not finished */
export function bitsOfWord(hash: number): readonly number[] {
  return bitsOf(finishHash(hash), otherHash(hash));
}

/** The bits of two words that follow each other. @param first hash of the first, not finished, as is the second */
export function bitsOfPair(first: number, second: number): readonly number[] {
  return bitsOf(
    pairHash(finishHash(first), finishHash(second)),
    pairHash(otherHash(first), otherHash(second)),
  );
}

function bitsOf(hash: number, other: number): readonly number[] {
  return [hash, nextBit(hash, other), nextBit(nextBit(hash, other), other)];
}

function nextBit(bit: number, other: number): number {
  return (bit + other) & (HASHES - 1);
}

/** True where a set holds a word, and for a few others. @param hash its own, not finished */
export function mayHoldWord(bits: Uint32Array, hash: number): boolean {
  const first = finishHash(hash);
  return hasBit(bits, first) && hasOtherBits(bits, first, otherHash(hash));
}

/** True where a set holds two words that follow each other, and for a few others; hashes are not finished. */
export function mayHoldPair(bits: Uint32Array, first: number, second: number): boolean {
  const hash = pairHash(finishHash(first), finishHash(second));
  return hasBit(bits, hash) && hasOtherBits(bits, hash, pairHash(otherHash(first), otherHash(second)));
}

function hasOtherBits(bits: Uint32Array, hash: number, other: number): boolean {
  const second = nextBit(hash, other);
  return hasBit(bits, second) && hasBit(bits, nextBit(second, other));
}

/** True where a term begins with a word or with what it is an inflection of. @param word its number, or -1 */
export function beginsTerm({ rootNode, wordBase }: WordIndex, word: number): boolean {
  return word >= 0 && (rootNode[word] !== 0 || rootNode[wordBase[word]!] !== 0);
}

/** The node of the trie that a word leads to from another node; 0 where it leads to none. */
export function childOf(
  { firstEdge, edgeWord, edgeNode }: WordIndex,
  { node, word }: { node: number; word: number },
): number {
  const last = firstEdge[node + 1]!;
  for (let edge = firstEdge[node]!; edge < last; edge++) if (edgeWord[edge] === word) return edgeNode[edge]!;
  return 0;
}

/**
 * True where letters are written as an exact form asks for, with full stops between them where it has them. A
 * plural's added letters are small (`PTs`), or capitals where every letter is one (`ADLS` in a heading).
 * @param letterCase of the form, not 0
 */
export function fitsCase(
  { caseLetters, caseCapitals }: WordIndex,
  letterCase: number,
  { letters, capitals, isApart }: LetterCase,
): boolean {
  const row = caseLetters[letterCase - 1]!;
  if (row >= LETTERS_APART && !isApart) return false;
  const wanted = row & (LETTERS_APART - 1);
  const mask = wanted >= CAPITALS_TOLD ? 0xffffffff : (1 << wanted) - 1;
  if ((capitals & mask) >>> 0 !== caseCapitals[letterCase - 1]) return false;
  if (letters === wanted) return true;
  // A single letter has no plural: "Is" and "As" are words.
  if (wanted === 1) return false;
  if (wanted >= CAPITALS_TOLD || capitals >>> wanted === 0) return true;
  // "PTS" could be another abbreviation: three letters at least before a capital S.
  return wanted >= 3 && capitals === 2 ** letters - 1;
}
