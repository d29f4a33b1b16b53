/**
 * Folding: what counts as the same word. Case, accents, ligatures, full-width forms, apostrophes, soft
 * hyphens and other invisible characters make no difference to a word. The finder and the index use this
 * one table, so that they can never disagree.
 */

/** In the table below: the code unit ends a word. */
const SEPARATOR = 0;

/** Folded code of each ASCII code unit: its small letter or digit, or `SEPARATOR`. */
export const ASCII_FOLD: Uint8Array = makeAsciiFold();

function makeAsciiFold(): Uint8Array {
  const table = new Uint8Array(128);
  for (let code = 0x30; code <= 0x39; code++) table[code] = code;
  for (let code = 0x61; code <= 0x7a; code++) {
    table[code] = code;
    table[code - 0x20] = code;
  }
  return table;
}

const APOSTROPHES = new Set([0x27, 0x2019, 0x2018, 0x02bc, 0xff07]);

/** True for straight and curly apostrophes, which vanish between two letters (`ADL’s`). */
export function isApostrophe(code: number): boolean {
  return code === 0x27 || (code > 0x7f && APOSTROPHES.has(code));
}

/** Folded code units by code unit, for those outside ASCII; filled as a page brings them. */
const wideFolds = new Map<number, string>();
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;
const INVISIBLE = /[\u00AD\u061C\u200B-\u200F\u2060-\u2064\uFEFF]|\p{M}/u;
/** Marks of Latin letters that were taken apart. */
const LATIN_MARKS = /[\u0300-\u036F]/g;
const ASCII_LETTERS = /^[\dA-Za-z]*$/;

type WideKind = 'letter' | 'separator' | 'ignored';

/**
 * What ordinary pages hold, by first and last code unit: dashes, quotation marks and spaces, Latin letters,
 * ligatures and wide letters. The first question to one of the expressions above that know all of Unicode takes a
 * browser milliseconds: 5 of 38 in which a page of 50 kB was searched for the first time.
 */
const USUAL: readonly (readonly [number, number, WideKind])[] = [
  [0x80, 0xa9, 'separator'],
  [0xad, 0xad, 'ignored'],
  [0xae, 0xb1, 'separator'],
  [0xb6, 0xb8, 'separator'],
  [0xc0, 0xd6, 'letter'],
  [0xd8, 0xf6, 'letter'],
  [0xf8, 0x24f, 'letter'],
  [0x300, 0x36f, 'ignored'],
  [0x1e00, 0x1eff, 'letter'],
  [0x2000, 0x200a, 'separator'],
  [0x200b, 0x200f, 'ignored'],
  [0x2010, 0x205f, 'separator'],
  [0x2060, 0x2064, 'ignored'],
  [0xfb00, 0xfb06, 'letter'],
  [0xfeff, 0xfeff, 'ignored'],
  [0xff10, 0xff19, 'letter'],
  [0xff21, 0xff3a, 'letter'],
  [0xff41, 0xff5a, 'letter'],
];

/** Fold of what is passed over inside a word: soft hyphens, zero-width characters, combining marks. */
export const IGNORED = '\u0000';

/**
 * Folds one code unit outside ASCII.
 * @returns `''` for a separator, `IGNORED` for one that is passed over inside a word, else one to four
 *   small letters or digits (a ligature gives several).
 */
export function foldWide(code: number): string {
  let folded = wideFolds.get(code);
  if (folded === undefined) {
    folded = computeWideFold(code);
    wideFolds.set(code, folded);
  }
  return folded;
}

function computeWideFold(code: number): string {
  // Half of a surrogate pair: no glossary word has one, so it ends a word whether or not its half follows.
  if (code >= 0xd800 && code <= 0xdfff) return '';
  const text = String.fromCharCode(code);
  const usual = USUAL.find(([first, last]) => code >= first && code <= last);
  const kind = usual?.[2] ?? kindOf(text);
  if (kind === 'separator') return '';
  if (kind === 'ignored') return IGNORED;
  const special = SPECIAL_FOLDS.get(code);
  if (special !== undefined) return special;
  const letters = text.normalize('NFKD').replace(LATIN_MARKS, '');
  return (ASCII_LETTERS.test(letters) ? letters : letters.replace(/\p{M}/gu, '')).toLowerCase();
}

function kindOf(text: string): WideKind {
  if (INVISIBLE.test(text)) return 'ignored';
  return LETTER_OR_DIGIT.test(text) ? 'letter' : 'separator';
}

/** Letters that Unicode does not take apart, though readers and writers swap them freely. */
const SPECIAL_FOLDS: ReadonlyMap<number, string> = new Map([
  [0xe6, 'ae'],
  [0xc6, 'ae'],
  [0x153, 'oe'],
  [0x152, 'oe'],
  [0xf8, 'o'],
  [0xd8, 'o'],
  [0xdf, 'ss'],
  [0x131, 'i'],
]);

/** Kind of a code unit: separator, passed over inside a word, or part of a word. */
export function isWordCode(code: number): boolean {
  return code < 128 ? ASCII_FOLD[code] !== SEPARATOR : foldWide(code) > IGNORED;
}

/** True where the code unit is passed over inside a word. */
export function isIgnoredCode(code: number): boolean {
  return code > 127 && foldWide(code) === IGNORED;
}

/** Folds a whole word: small ASCII letters and digits where it can be, apostrophes and marks gone. */
export function foldWord(word: string): string {
  let folded = '';
  for (let i = 0; i < word.length; i++) {
    const code = word.charCodeAt(i);
    if (code < 128) {
      const ascii = ASCII_FOLD[code] ?? SEPARATOR;
      if (ascii !== SEPARATOR) folded += String.fromCharCode(ascii);
    } else {
      const wide = foldWide(code);
      if (wide !== IGNORED) folded += wide;
    }
  }
  return folded;
}

/** First state of a word's hash: the same that a gap between words leaves. */
export const HASH_START = 0;

/** Adds one folded code unit to a hash (Bernstein's times 33, with xor; a shift takes less than a product). */
export function addToHash(hash: number, code: number): number {
  return ((hash << 5) + hash) ^ code;
}

/** Brings a finished hash to 16 bits, mixing high bits in so that short words spread too. */
export function finishHash(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 16)) & 0xffff;
}

/** Another 16 bits of a hash, which tell words apart that `finishHash` does not. */
export function otherHash(hash: number): number {
  return Math.imul(hash ^ (hash >>> 13), 0x5bd1e995) >>> 16;
}

/** One 16-bit hash of those of two words that follow each other. */
export function pairHash(first: number, second: number): number {
  return (Math.imul(first, 31) + second) & 0xffff;
}

/** The hash of a folded word, not finished. */
export function hashWord(folded: string): number {
  let hash = HASH_START;
  for (let i = 0; i < folded.length; i++) hash = addToHash(hash, folded.charCodeAt(i));
  return hash;
}
