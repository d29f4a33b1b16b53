/** The gate for spelling: a misspelled word in an explanation makes a reader doubt all of it. */
import { pluralsOf } from './inflect';
import type { Place, Problem, Sources } from './parse-sources';

/** What knows how words are spelled. */
export interface Dictionary {
  /** True for a word as it stands, capitals included, of American English or of the project's own list. */
  holds(word: string): boolean;
  /** Words that may be meant instead, likeliest first. */
  suggest(word: string): readonly string[];
}

interface CheckedText {
  name: string;
  text: string;
  /** Asked for where there is something to say: looking it up takes time. */
  at: () => Place;
}

/** Shorter ones are short forms more often than words. */
const MIN_WORD_LETTERS = 3;
const WORDS = /\p{L}+(?:['’]\p{L}+)*/gu;

/**
 * Finds words in the texts for lay readers that neither the dictionary holds nor the glossary explains. British
 * spellings are among them, since the dictionary is American. Left out are short forms in capitals, parts of
 * words ("-itis", "arthr-"), and `formal`: it is written in the field's Latin, which no dictionary has.
 */
export function checkSpelling(sources: Sources, dictionary: Dictionary): Problem[] {
  const own = ownWords(sources);
  const judged = new Map<string, boolean>();
  const isRight = (word: string): boolean => {
    let verdict = judged.get(word);
    if (verdict === undefined) {
      verdict = own.has(word.toLowerCase()) || dictionary.holds(word);
      judged.set(word, verdict);
    }
    return verdict;
  };
  return textsOf(sources).flatMap(({ name, text, at }) =>
    wrongWords(text, isRight).map((word): Problem => {
      const [meant] = dictionary.suggest(word);
      const correction = meant === undefined ? 'Correct it' : `Correct it (is "${meant}" meant?)`;
      return {
        ...at(),
        reason: `No American dictionary holds the word "${word}" in the ${name}. ${correction}, or, if it is right, add it to glossary/known-words.txt.`,
      };
    }),
  );
}

/** The words that the glossary explains, in small letters, with their plurals. */
function ownWords({ entries, abbreviations }: Sources): ReadonlySet<string> {
  const forms = [
    ...entries.flatMap(({ source }) => [source.term, ...source.forms]),
    ...abbreviations.flatMap(({ source }) => [source.abbr, ...source.forms]),
  ];
  const words = forms.flatMap((form) => form.toLowerCase().match(WORDS) ?? []);
  return new Set(words.flatMap((word) => [word, ...pluralsOf(word)]));
}

function textsOf({ entries, topics }: Sources): CheckedText[] {
  return [
    ...entries.flatMap(({ source, placeOf }): CheckedText[] => [
      { name: 'plain text', text: source.plain, at: () => placeOf('plain') },
      { name: 'text under "more"', text: source.more ?? '', at: () => placeOf('more') },
      ...source.ask.map((text, i) => ({ name: 'question', text, at: () => placeOf('ask', i) })),
      ...source.compare.map(({ how }, i) => ({
        name: 'comparison',
        text: how,
        at: () => placeOf('compare', i, 'how'),
      })),
      { name: 'example', text: source.example ?? '', at: () => placeOf('example') },
      { name: 'picture\'s "alt"', text: source.picture?.alt ?? '', at: () => placeOf('picture', 'alt') },
    ]),
    ...topics.flatMap(({ source, placeOf }): CheckedText[] => [
      { name: 'title', text: source.title, at: () => placeOf('title') },
      { name: 'intro', text: source.intro, at: () => placeOf('intro') },
      ...source.lists.flatMap(({ title, items }, list) => [
        { name: "list's title", text: title, at: () => placeOf('lists', list, 'title') },
        ...items.map((text, i) => ({ name: 'list', text, at: () => placeOf('lists', list, 'items', i) })),
      ]),
    ]),
  ].filter(({ text }) => text !== '');
}

/** The words of a text that are not right, each once; neither short forms nor parts of words are among them. */
function wrongWords(text: string, isRight: (word: string) => boolean): string[] {
  const words = new Set<string>();
  for (const { 0: written, index } of text.matchAll(WORDS)) {
    if (written.length < MIN_WORD_LETTERS || /\p{Lu}.*\p{Lu}/u.test(written)) continue;
    const word = written.replaceAll('’', "'").replace(/'s$/, '');
    if (!isRight(word) && !isPartOfWord(text, index, index + written.length)) words.add(word);
  }
  return [...words];
}

/** True where a hyphen with nothing on its other side tells that only a part of a word is meant. */
function isPartOfWord(text: string, start: number, end: number): boolean {
  return /(?:^|[^\p{L}\p{N}])-$/u.test(text.slice(0, start)) || /^-(?!\p{L})/u.test(text.slice(end));
}
