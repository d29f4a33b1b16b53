/** The words that the bench's pages and word lists are made of: all invented here or the glossary's own. */
import type { TermSource, WordIndex } from '../../glossary/word-index';
import { TermFinder } from '../../glossary/find-terms';
import { findInText } from '../../glossary/run-search';
import { pluralsOf } from '../../glossary/inflect';

/** Numbers between 0 and 1 that look random and are the same in every run. */
export type RandomNumbers = () => number;

/** A small generator (mulberry32); the seed is a whole number. */
export function randomNumbers(seed: number): RandomNumbers {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

/** One of a list; every place is as likely. */
export function pick<Item>(items: readonly Item[], random: RandomNumbers): Item {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new RangeError('There is nothing to pick from.');
  return item;
}

const EVERYDAY =
  'the and was with for his her their she he they on in at to of from by a an is are were had has been will ' +
  'would could after before during while today yesterday morning evening week again still also very quite ' +
  'more less some each every both another first second last next early late garden kitchen window door table ' +
  'chair letter number story river market village winter summer yellow green quiet narrow heavy bright simple ' +
  'careful ready useful small large carried opened closed asked told found wrote followed noticed reported ' +
  'walked waited turned arrived returned agreed planned started finished continued slowly quickly gently ' +
  'together apart nearby outside inside above below neighbor daughter brother teacher driver friend visitor ' +
  'breakfast dinner coffee bread paper pencil basket bottle blanket picture music newspaper telephone station ' +
  'street corner building bridge field forest weather question answer reason moment minute hour evening plan';

/** Everyday words of which none is a term of the index by itself. */
export function plainWords(index: WordIndex): string[] {
  const finder = new TermFinder(index);
  return [...new Set(EVERYDAY.split(' '))].filter((word) => findInText(finder, word).length === 0);
}

/** How the terms that are marked by themselves are written, and what share of them abbreviations are. */
export function markedForms(sources: readonly TermSource[]): { words: string[]; abbreviations: string[] } {
  const marked = sources.filter(({ term }) => term.isMarked && !term.isAlsoWord && !term.isAlsoName);
  const formsOf = (wanted: boolean): string[] =>
    marked
      .filter(({ term }) => term.isAbbreviation === wanted)
      .flatMap(({ forms }) => (forms[0] === undefined ? [] : [forms[0].text]));
  return { words: formsOf(false), abbreviations: formsOf(true) };
}

const SYLLABLES = 'va lo re mi tan cor bel su pro ner dal fi gra hem ost pul ven ira len mor'.split(' ');
const ENDINGS = 'osis itis ology otomy ation al ic us ment ine'.split(' ');

/** One invented term of this many begins with an everyday word, as "second opinion" does, */
const TERMS_PER_EVERYDAY_BEGINNING = 40;
/** and those begin with one of so few of them: most everyday words begin no term of a glossary. */
const EVERYDAY_BEGINNINGS = 12;

/**
 * Enlarges a list of terms by invented ones: half of them single words that stand on no page, half a word
 * that some real term begins with and an invented one.
 */
export function enlarge(
  sources: readonly TermSource[],
  size: number,
  plain: readonly string[],
): TermSource[] {
  const random = randomNumbers(5000);
  const texts = new Set(sources.flatMap(({ forms }) => forms.map(({ text }) => text.toLowerCase())));
  const beginnings = [...texts].flatMap((text) => /^(\p{Ll}{4,}) /u.exec(text)?.[1] ?? []);
  const enlarged = [...sources];
  while (enlarged.length < size) {
    const number = enlarged.length;
    const invented =
      Array.from({ length: 3 }, () => pick(SYLLABLES, random)).join('') + pick(ENDINGS, random);
    const first =
      number % TERMS_PER_EVERYDAY_BEGINNING === 1
        ? pick(plain.slice(0, EVERYDAY_BEGINNINGS), random)
        : pick(beginnings, random);
    const text = number % 2 === 0 ? invented : `${first} ${invented}`;
    if (texts.has(text)) continue;
    texts.add(text);
    enlarged.push({
      term: {
        entries: [`invented-${number}`],
        isAbbreviation: false,
        isMarked: true,
        isEvidence: true,
        isAlsoName: false,
        isAlsoWord: false,
      },
      forms: [{ text, letterCase: 'any', inflect: true }],
    });
  }
  return enlarged;
}

/** Every way in which terms are written, plurals included: what a list of strings would have to hold. */
export function spelledForms(sources: readonly TermSource[]): string[] {
  const spelled = new Set<string>();
  for (const { forms } of sources) {
    for (const { text, inflect } of forms) {
      spelled.add(text);
      const [, before = '', last = ''] = /^(.*?)(\p{L}+)$/u.exec(text.toLowerCase()) ?? [];
      if (inflect && last !== '') for (const plural of pluralsOf(last)) spelled.add(before + plural);
    }
  }
  return [...spelled];
}
