/**
 * What is written like a term and is none: names, words and titles among capitals, and parts of addresses and dates.
 */
import type { Surroundings } from './senses';
import type { Term } from './word-index';

/** What may stand between a sentence's or label's start and a word with a capital. */
const SENTENCE_START = /(?:^|[.!?:;•·–—\n\t|/]|[-*]\s|\d\))[\s"“‘'([*\-•]*$/u;
const TITLE_BEFORE = /\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sir|Judge|Nurse)\.?\s*$/u;
/** Characters looked at for sentence starts and capitals around a word; a few words on each side. */
const NEAR = 40;

/**
 * True where a word is not meant as the term that it is written like.
 * @param text the match as it is written
 */
export function isLookAlike(term: Term, text: string, surroundings: Surroundings): boolean {
  if (term.isAlsoName && isLikelyName(text, surroundings)) return true;
  if (term.isAlsoWord && isMeantAsWord(text, surroundings)) return true;
  return term.isAbbreviation && (isInAddress(text, surroundings) || isInDate(text, surroundings));
}

function isLikelyName(text: string, surroundings: Surroundings): boolean {
  if (!/^\p{Lu}\p{Ll}/u.test(text) || surroundings.isInHeading()) return false;
  const before = surroundings.before(NEAR);
  if (TITLE_BEFORE.test(before)) return true;
  if (SENTENCE_START.test(before)) return /^[’']?\s+\p{Lu}\p{Ll}+\s/u.test(surroundings.after(NEAR));
  // A capital within a sentence: "John Walker" is likelier than a walker that somebody capitalised, and a
  // missing mark is better than a wrong one.
  return true;
}

/** "U.S." is the country and "P.C." a kind of company; else full stops tell an abbreviation from a word ("b.i.d."). */
const TWO_CAPITALS = /^\p{Lu}\.\s?\p{Lu}\.?$/u;

/** "ST. LOUIS", "MS. JONES": shorter words in capitals, after the end of a sentence, are often abbreviations. */
const NAME_AFTER_TITLE = /^\.\s+\p{Lu}{4,}/u;

function isMeantAsWord(text: string, surroundings: Surroundings): boolean {
  if (text.includes('.')) return TWO_CAPITALS.test(text);
  return NAME_AFTER_TITLE.test(surroundings.after(NEAR)) || isAmongCapitals(surroundings);
}

/** True where the words on both sides are all capitals, so that capitals say nothing about this one. */
function isAmongCapitals(surroundings: Surroundings): boolean {
  const words = [
    ...(surroundings.before(NEAR).match(/\p{L}{2,}/gu) ?? []).slice(-2),
    ...(surroundings.after(NEAR).match(/\p{L}{2,}/gu) ?? []).slice(0, 2),
  ];
  const capitals = words.filter((word) => word === word.toUpperCase());
  return (
    words.length > 0 && capitals.length >= Math.min(2, words.length) && capitals.length * 2 > words.length
  );
}

/** Abbreviations of the states, the capital's district and the territories of the United States. */
const STATES = new Set(
  `AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA
  RI SC SD TN TX UT VT VA WA WV WI WY PR GU VI AS MP`.split(/\s+/),
);
/** Five digits, or nine: `48109`, `48109-1234`. */
const ZIP_CODE = /^\s+\d{5}(?:-\d{4})?(?![\d-])/;
/** Parts of a city in the names of streets: `3181 SW Park Road`. */
const COMPASS_POINTS = new Set(['NE', 'NW', 'SE', 'SW']);

function isInAddress(text: string, surroundings: Surroundings): boolean {
  if (STATES.has(text) && ZIP_CODE.test(surroundings.after(NEAR))) return true;
  return (
    COMPASS_POINTS.has(text) &&
    /\d\s+$/.test(surroundings.before(NEAR)) &&
    /^\s+(?:\p{Lu}\p{Ll}|\d)/u.test(surroundings.after(NEAR))
  );
}

const MONTHS = new Set('JAN FEB MAR APR MAY JUN JUL AUG SEP SEPT OCT NOV DEC'.split(' '));

/** `03 MAR 2024`, `MAR 3`, `12-MAR-24`. */
function isInDate(text: string, surroundings: Surroundings): boolean {
  return (
    MONTHS.has(text) &&
    (/\d[\s-]$/.test(surroundings.before(NEAR)) || /^[\s-]\d/.test(surroundings.after(NEAR)))
  );
}
