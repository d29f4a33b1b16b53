/**
 * The words of a packed index: listed in the order of the alphabet, each by what it has not in common with the one
 * before, and their inflections by what these take off and put on.
 */
import type { Numbers } from './number-tables';
import { damage } from './word-index';

/** Words, and the word that each is an inflection of; itself where it is none. */
export interface InflectedWords {
  words: readonly string[];
  bases: ArrayLike<number>;
}

export interface PackedWords {
  texts: {
    /** A line for each listed word: its letters from the first on that the one before has not. */
    words: string;
    /** A line for each way in which words are inflected; see `describeInflection`. */
    inflections: string;
  };
  tables: {
    /** For each listed word how many letters it has in common with the one before. */
    shared: ArrayLike<number>;
    /** For each listed word the line of its inflections. */
    inflection: ArrayLike<number>;
    /** Listed words that are inflections all the same, as steps from one to the next, */
    inflectedStep: ArrayLike<number>;
    /** and the steps from each to the word that it is an inflection of; see `zigzag`. */
    baseStep: ArrayLike<number>;
  };
}

/** A digit tells how many letters an inflection takes off its word. */
const MOST_TAKEN_OFF = 9;

/**
 * Packs words.
 * @returns besides the number that each word gets: the listed ones first, then their inflections
 */
export function packWords({ words, bases }: InflectedWords): { packed: PackedWords; numbers: Uint16Array } {
  const { listed, inflections } = listWords({ words, bases });
  const numbers = new Uint16Array(words.length);
  [...listed, ...listed.flatMap((base) => inflections[base] ?? [])].forEach((word, number) => {
    numbers[word] = number;
  });
  const wordAt = (word: number | undefined): string => words[word ?? -1] ?? '';
  const shared = listed.map((word, i) => sharedLength(wordAt(listed[i - 1]), wordAt(word)));
  const spelled = listed.map((base) =>
    (inflections[base] ?? []).map((word) => describeInflection(wordAt(base), wordAt(word))).join(' '),
  );
  const lines = [...new Set(spelled)];
  const lineOf = new Map(lines.map((line, i) => [line, i]));
  const inflected = listed.filter((word) => bases[word] !== word);
  const steps = inflected.map((word, i) => placeOf(word) - placeOf(inflected[i - 1]));
  return {
    numbers,
    packed: {
      texts: {
        words: listed.map((word, i) => wordAt(word).slice(shared[i])).join('\n'),
        inflections: lines.join('\n'),
      },
      tables: {
        shared,
        inflection: spelled.map((line) => lineOf.get(line) ?? 0),
        inflectedStep: steps,
        baseStep: inflected.map((word) => zigzag(placeOf(bases[word]) - placeOf(word))),
      },
    },
  };

  function placeOf(word: number | undefined): number {
    return word === undefined ? 0 : (numbers[word] ?? 0);
  }
}

/** The words that are listed, by the alphabet, and the inflections that are made of each. */
function listWords({ words, bases }: InflectedWords): { listed: number[]; inflections: number[][] } {
  const listed: number[] = [];
  const inflections = words.map((): number[] => []);
  const order = [...words.keys()].sort((a, b) => ((words[a] ?? '') < (words[b] ?? '') ? -1 : 1));
  for (const number of order) {
    const base = bases[number] ?? number;
    const [word, baseWord] = [words[number] ?? '', words[base] ?? ''];
    // Some are each other's plural and singular: none can be made of a word that is made itself.
    const takenOff = baseWord.length - sharedLength(baseWord, word);
    const isMade = base !== number && bases[base] === base && takenOff <= MOST_TAKEN_OFF;
    if (isMade) inflections[base]?.push(number);
    else listed.push(number);
  }
  return { listed, inflections };
}

/**
 * Reads packed words.
 * @throws {TermError} where texts and tables do not fit each other
 */
export function unpackWords(
  texts: PackedWords['texts'],
  { shared, inflection, inflectedStep, baseStep }: Record<keyof PackedWords['tables'], Numbers>,
): { words: string[]; bases: number[] } {
  const words = readListed(texts.words, shared);
  const listed = words.length;
  if (listed !== shared.length || listed !== inflection.length)
    throw damage('its words and tables differ in number');
  const bases = words.map((_, word) => word);
  const lines = texts.inflections.split('\n').map((line) => (line === '' ? [] : line.split(' ')));
  for (let base = 0; base < listed; base++) {
    const word = words[base] ?? '';
    for (const described of lines[inflection[base] ?? -1] ?? []) {
      words.push(word.slice(0, word.length - Number(described.charAt(0))) + described.slice(1));
      bases.push(base);
    }
  }
  let inflected = 0;
  for (let i = 0; i < inflectedStep.length; i++) {
    inflected += inflectedStep[i] ?? 0;
    bases[inflected] = inflected + unzigzag(baseStep[i] ?? 0);
  }
  return { words, bases };
}

function readListed(text: string, shared: Numbers): string[] {
  const words: string[] = [];
  let before = '';
  for (const rest of text === '' ? [] : text.split('\n')) {
    before = before.slice(0, shared[words.length]) + rest;
    words.push(before);
  }
  return words;
}

/** An inflection: how many letters it takes off the word's end, as a digit, and what it puts there. */
function describeInflection(word: string, inflected: string): string {
  const shared = sharedLength(word, inflected);
  return `${word.length - shared}${inflected.slice(shared)}`;
}

function sharedLength(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length++;
  return length;
}

/** Writes a number of either sign as one of none: 0, -1, 1, -2 become 0, 1, 2, 3. */
function zigzag(number: number): number {
  return number < 0 ? -2 * number - 1 : 2 * number;
}

function unzigzag(number: number): number {
  return number % 2 === 1 ? -(number + 1) / 2 : number / 2;
}
