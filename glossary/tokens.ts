/**
 * Words as the finder sees them, one at a time. The index is built from terms with the same reading, so a
 * term is found wherever its words stand in the same order with nothing but a gap between them.
 */
import { ASCII_FOLD, foldWide, foldWord, isApostrophe, isIgnoredCode, isWordCode } from './fold';

/** A word or a sign (`/`, `&`, `+`) in a text; offsets in UTF-16 code units. */
export interface Token {
  start: number;
  end: number;
  /** Folded: small letters and digits, or the sign itself. */
  text: string;
}

const FULL_STOP = 0x2e;
/** True for the signs that belong to terms: slash, ampersand and plus, as in `s/p`, `H&P`, `1+`. */
export function isSign(code: number): boolean {
  return code === 0x2f || code === 0x26 || code === 0x2b;
}

/**
 * Where the word that starts at `start` ends. Apostrophes between letters belong to it, and so do the full
 * stops of letters written apart (`A.D.L.s`, the last stop included).
 */
export function endOfWord(text: string, start: number): number {
  let end = start;
  let letters = 0;
  let lettersSinceStop = 0;
  let stops = 0;
  for (;;) {
    const code = text.charCodeAt(end);
    if (end < text.length && isWordCode(code)) {
      end++;
      letters++;
      lettersSinceStop++;
    } else if (letters > 0 && isIgnoredCode(code)) end++;
    else if (letters > 0 && isApostrophe(code) && isWordCode(text.charCodeAt(end + 1))) end++;
    else if (code === FULL_STOP && lettersSinceStop === 1 && isLoneLetter(text, end + 1)) {
      end++;
      stops++;
      lettersSinceStop = 0;
    } else break;
  }
  if (stops > 0 && text.charCodeAt(end) === FULL_STOP) end++;
  return end;
}

function isLoneLetter(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  const isLetter = (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
  return isLetter && !isWordCode(text.charCodeAt(at + 1));
}

/**
 * Where the token starts that follows a word after nothing but a gap: white space without an empty line, a
 * hyphen, or a hyphen at a line's end.
 * @returns the text's length where it ends in the gap; -1 where something else stands there
 */
export function startOfNextToken(text: string, from: number): number {
  // The apostrophe of a plural's possessive ("workers' compensation") belongs to the gap.
  let at = isApostrophe(text.charCodeAt(from)) && /s/i.test(text.charAt(from - 1)) ? from + 1 : from;
  let lines = 0;
  let spaces = 0;
  let hyphens = 0;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x20) spaces++;
    else if (code === 0x0a) lines++;
    else if (isHyphen(code) && hyphens === 0 && spaces + lines === 0) hyphens++;
    else if (isSpace(code)) spaces++;
    else if (!isIgnoredCode(code)) break;
  }
  if (lines > 1 || (hyphens > 0 && spaces > 0 && lines === 0)) return -1;
  return at >= text.length || isSign(text.charCodeAt(at)) || isWordCode(text.charCodeAt(at)) ? at : -1;
}

/** The token that starts exactly at `at`, or null. */
export function tokenAt(text: string, at: number): Token | null {
  const code = text.charCodeAt(at);
  if (isSign(code)) return { start: at, end: at + 1, text: String.fromCharCode(code) };
  if (!isWordCode(code)) return null;
  const end = endOfWord(text, at);
  return { start: at, end, text: foldWord(text.slice(at, end)) };
}

/** Every token of a term, in order. */
export function tokensOf(term: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < term.length;) {
    const token = tokenAt(term, at);
    if (token) tokens.push(token);
    at = token?.end ?? at + 1;
  }
  return tokens;
}

/** White space of any width, the no-break ones included. */
export function isSpace(code: number): boolean {
  if (code < 128) return code === 0x20 || (code >= 0x09 && code <= 0x0d);
  return (
    code === 0xa0 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  );
}

/** Hyphen-minus, hyphen and no-break hyphen: they join words; dashes part them. */
export function isHyphen(code: number): boolean {
  return code === 0x2d || code === 0x2010 || code === 0x2011;
}

/** So many letters' capitals are told, one in each bit of a number. */
export const CAPITALS_TOLD = 32;

/** How the letters of a stretch of text are written. */
export interface LetterCase {
  /** Letters and digits in it. */
  letters: number;
  /** Bit i is set where letter i is a capital; the first `CAPITALS_TOLD` count. */
  capitals: number;
  /** Full stops stand between its letters: `b.i.d.` */
  isApart: boolean;
}

/** Reads the case of the letters of `text` between two offsets. */
export function readCase(text: string, start: number, end: number): LetterCase {
  let letters = 0;
  let capitals = 0;
  let stop = -1;
  let isApart = false;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === FULL_STOP) stop = at;
    const folded = code < 128 ? (ASCII_FOLD[code] ?? 0) : foldWide(code).charCodeAt(0);
    if (!isWordCode(code)) continue;
    const isCapital = code < 128 ? folded !== code : text.charAt(at).toLowerCase() !== text.charAt(at);
    if (isCapital && letters < CAPITALS_TOLD) capitals |= 1 << letters;
    if (stop === at - 1 && letters > 0) isApart = true;
    letters++;
  }
  return { letters, capitals: capitals >>> 0, isApart };
}
