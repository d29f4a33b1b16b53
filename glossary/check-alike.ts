/**
 * The gate for texts that could stand for each other: two entries whose plain texts say nearly the same leave a
 * reader with no idea what sets the two things apart.
 */
import { singularOf } from './inflect';
import type { Problem, Sources } from './parse-sources';
import { wordsOf } from './readability';

/**
 * Two plain texts that share this much are too much alike. Chosen by reading every pair of the glossary above
 * 0.6. From 0.7 up a reader would hardly notice if the two were swapped ("Not working as it should", "Not
 * working as well as it should"), or had one word to tell by in two lines. Below it each text has words of its
 * own that rule the other out, as "the right half" does for "the left half" (0.65).
 */
export const MAX_LIKENESS = 0.7;

/**
 * Finds plain texts that say nearly the same as an earlier one. Likeness is the weighted Jaccard index of their
 * words: the weight of the words they share, divided by that of all their words together, where a word weighs
 * the more the fewer texts use it (its inverse document frequency). So turns of phrase that half the glossary
 * uses ("having to do with", "a medicine that") count for little, without a list of such words, and small words
 * that turn a meaning round ("not", "before", "without") still count. Order and number make no difference.
 */
export function checkAlike({ entries }: Pick<Sources, 'entries'>): Problem[] {
  const problems: Problem[] = [];
  const texts = entries.map(({ source }) => vocabularyOf(source.plain));
  const textsWith = new Map<string, number[]>();
  texts.forEach((words, text) => {
    for (const word of words) {
      const places = textsWith.get(word);
      if (places) places.push(text);
      else textsWith.set(word, [text]);
    }
  });
  const weightOf = (word: string): number => Math.log(1 + texts.length / (textsWith.get(word)?.length ?? 1));
  const weights = texts.map((words) => [...words].reduce((sum, word) => sum + weightOf(word), 0));
  // One row of numbers for all texts: a map of its own for each would take most of the time.
  const shared = new Float64Array(texts.length);
  texts.forEach((words, text) => {
    shared.fill(0);
    for (const word of words) {
      const weight = weightOf(word);
      for (const earlier of textsWith.get(word) ?? []) {
        if (earlier >= text) break;
        shared[earlier] = (shared[earlier] ?? 0) + weight;
      }
    }
    for (let earlier = 0; earlier < text; earlier++) {
      const weight = shared[earlier] ?? 0;
      const likeness = weight / ((weights[text] ?? 0) + (weights[earlier] ?? 0) - weight);
      if (likeness < MAX_LIKENESS) continue;
      const [one, other] = [entries[text], entries[earlier]];
      if (!one || !other) continue;
      const { file, line, record } = other.placeOf('plain');
      problems.push({
        ...one.placeOf('plain'),
        reason: `The plain text says nearly the same as that of "${record}" (${file}:${line}): ${Math.round(likeness * 100)} % alike, where less than ${MAX_LIKENESS * 100} % is allowed. Say in both what sets each apart, or make them one entry with two forms.`,
      });
    }
  });
  return problems;
}

/** The different words of a text, in small letters and the singular. */
function vocabularyOf(text: string): ReadonlySet<string> {
  return new Set(wordsOf(text.toLowerCase()).map((word) => singularOf(word) ?? word));
}
