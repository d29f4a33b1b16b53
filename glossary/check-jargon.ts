/**
 * The gate for jargon: an explanation that needs another explanation is none. The finder that marks words on
 * pages runs over the texts that explain them, and what it would mark there must be explained on the spot.
 */
import { chooseTerm } from './choose-term';
import type { TermFinder } from './find-terms';
import type { Located, Problem, Sources } from './parse-sources';
import { sentencesOf, wordsOf } from './readability';
import type { EntrySource } from './schema';
import { findInText } from './run-search';
import type { Term } from './word-index';

/** The texts that are written for a person who knows no medicine, in the order in which the card shows them. */
const CHECKED_FIELDS = [
  { field: 'plain', name: 'plain text' },
  { field: 'more', name: 'text under "more"' },
] as const;

/** A word that readers would see marked, where it stands in a sentence; offsets in UTF-16 code units. */
interface MarkedWord {
  term: Term;
  start: number;
  end: number;
}

/**
 * Finds the words of the glossary that stand unexplained in another entry's plain text or `more`.
 *
 * A word is excused where it is a name of the entry's own thing, or where it is explained in the same sentence
 * or earlier in the entry's texts. Four ways of explaining count, and none where the words that explain are
 * themselves marked:
 * - words behind it: "plasma (the liquid part of blood)", "plasma, the liquid part of blood", "plasma, which …"
 * - its name behind the words: "the liquid part of blood (plasma)", "the liquid part of blood, called plasma"
 * - a sentence about it: "Plasma is the liquid part of blood.", "Plasma means …"
 * - an example of what was just named: "a pain drug that acts on the brain, such as morphine"
 *
 * Everyday words and words of level 1 are not asked for: they are not marked on pages either, and an everyday
 * word ("course", "positive") most often has its everyday meaning here.
 */
export function checkJargon({ entries }: Pick<Sources, 'entries'>, finder: TermFinder): Problem[] {
  const levels = new Map(entries.map(({ source }) => [source.id, source.level]));
  return entries.flatMap((entry) => checkEntry(entry, { finder, levels }));
}

interface Glossary {
  finder: TermFinder;
  /** Level by entry id. */
  levels: ReadonlyMap<string, number>;
}

function checkEntry({ source, placeOf }: Located<EntrySource>, { finder, levels }: Glossary): Problem[] {
  const problems: Problem[] = [];
  const explained = new Set<string>();
  for (const { field, name } of CHECKED_FIELDS) {
    const reported = new Set<string>();
    for (const sentence of sentencesOf(source[field] ?? '')) {
      const words = markedWords(sentence, finder).filter(({ term }) => !term.entries.includes(source.id));
      for (const word of words) {
        const key = word.term.entries.join(' ');
        if (isExplained(sentence, word, words)) explained.add(key);
        if (explained.has(key) || reported.has(key)) continue;
        reported.add(key);
        const text = sentence.slice(word.start, word.end);
        problems.push({
          ...placeOf(field),
          reason: `The ${name} uses "${text}" (${describe(word.term, levels)}) without explaining it. Say it in simpler words, or explain it in the same sentence: "${text} (…)", "${text}, a …" or "…, called ${text}".`,
        });
      }
    }
  }
  return problems;
}

/** The words of a sentence that would be marked on a page. */
function markedWords(sentence: string, finder: TermFinder): MarkedWord[] {
  return findInText(finder, sentence).flatMap(({ term: number, start, end }) => {
    const term = finder.index.terms.at(number);
    if (!term) return [];
    const choice = chooseTerm(term, sentence.slice(start, end), {
      before: (length) => sentence.slice(Math.max(0, start - length), start),
      after: (length) => sentence.slice(end, end + length),
      heading: () => '',
      isInHeading: () => false,
    });
    return choice.kind === 'shown' ? [{ term, start, end }] : [];
  });
}

/** Fewest words that explain; a lone noun behind a comma is more likely the next of a list. */
const MIN_EXPLAINING_WORDS = 3;
/** Words in parentheses right behind a word; one is enough. */
const GLOSS_IN_PARENTHESES = /^["”]? \(([^)]+)\)/;
/** What stands between commas right behind a word and can tell what it is. */
const GLOSS_BETWEEN_COMMAS = /^["”]?, ((?:an?|the|one|two|which|who|whose) [^,;:.]+)/;
/** The next of a list behind what looks like a gloss: "a splint, a soft brace, and a cane". */
const LIST_GOES_ON = /^, (?:and |or )?an? /;
/** The last two of a list: "a splint, a soft brace or a cane". */
const LAST_OF_LIST = / (?:and|or) an? /;
/** What leads from words that explain to the name: "…, called", "… (". */
const LEADS_TO_NAME = /(?: \(|(?<!-)\b(?:called|named|known as) )(?:an? |the )?["“]?$/;
/** Nothing but an article before a word: it is what its sentence is about. */
const STARTS_SENTENCE = /^(?:["“]|The |An? )?$/;
const LEADS_TO_MEANING = /^["”]?(?: (?:is|are)(?= (?:an?|the) )| means?)/;
/** "such as", and behind it nothing but examples of one or two words each, up to the one in question. */
const LEADS_TO_EXAMPLE =
  /,? such as (?:(?:the |an? )?[\w'’-]+(?: [\w'’-]+)?(?:,|,? or|,? and) )*(?:the |an? )?$/;

/** True where the sentence explains one of its marked words in a way that `checkJargon` names. */
function isExplained(sentence: string, word: MarkedWord, marked: readonly MarkedWord[]): boolean {
  const before = sentence.slice(0, word.start);
  const after = sentence.slice(word.end);
  /** True for a stretch of the sentence with enough words, none of them marked. */
  const explains = (from: number, to: number, minWords = MIN_EXPLAINING_WORDS): boolean =>
    wordsOf(sentence.slice(from, to)).length >= minWords &&
    marked.every(({ start, end }) => end <= from || start >= to);

  const inParentheses = GLOSS_IN_PARENTHESES.exec(after);
  if (inParentheses !== null && explains(word.end, word.end + inParentheses[0].length, 1)) return true;

  const [whole, gloss] = GLOSS_BETWEEN_COMMAS.exec(after) ?? [];
  if (whole !== undefined && gloss !== undefined) {
    const isListed = LIST_GOES_ON.test(after.slice(whole.length)) || LAST_OF_LIST.test(gloss);
    if (!isListed && explains(word.end, word.end + whole.length)) return true;
  }

  const naming = LEADS_TO_NAME.exec(before);
  if (naming !== null && explains(0, naming.index)) return true;

  const meaning = STARTS_SENTENCE.test(before) ? LEADS_TO_MEANING.exec(after) : null;
  if (meaning !== null && explains(word.end + meaning[0].length, sentence.length)) return true;

  const example = LEADS_TO_EXAMPLE.exec(before);
  if (example === null) return false;
  const clause = /[^,;:]*$/.exec(before.slice(0, example.index));
  return clause !== null && explains(clause.index, example.index);
}

/** The entries that a term stands for with their level, as in `gout, level 2`. */
function describe({ entries }: Term, levels: ReadonlyMap<string, number>): string {
  return entries.map((id) => `${id}, level ${levels.get(id) ?? 1}`).join('; ');
}
