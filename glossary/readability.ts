/** How hard a text is to read. */

/** The sentences of a text, without the white space between them. */
export function sentencesOf(text: string): string[] {
  return text
    .split(/(?<=[.!?])["”’)]?\s+(?=["“‘(]?[A-Z0-9])/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}

/** The words of a text; numbers count as words. */
export function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+(?:[’'][\p{L}]+)*/gu) ?? [];
}

/**
 * Syllables of an English word, estimated from its groups of vowels. Right for about nine words of ten;
 * the errors cancel out over a text, which is all that a reading level needs.
 */
export function countSyllables(word: string): number {
  const letters = word.toLowerCase().replace(/[^a-z]/g, '');
  if (letters.length <= 3) return 1;
  const groups = letters
    .replace(/(?:[^laeiouy]es|[^aeioudt]ed|[^laeiouy]e)$/, (end) => end.charAt(0))
    .replace(/^y/, '')
    .match(/[aeiouy]+/g);
  const hiatus = letters.match(/i[ao](?!us)|[eu]o|ua(?=[tl])/g)?.length ?? 0;
  return Math.max(1, (groups?.length ?? 1) + (/[cst]ion|[cs]ia/.test(letters) ? 0 : hiatus));
}

/**
 * The Flesch–Kincaid grade of a text: the years of American schooling it asks for
 * (Kincaid and others, 1975: 0.39 × words per sentence + 11.8 × syllables per word − 15.59).
 */
export function gradeOf(text: string): number {
  const words = wordsOf(text);
  const sentences = sentencesOf(text);
  if (words.length === 0 || sentences.length === 0) return 0;
  const syllables = words.reduce((sum, word) => sum + countSyllables(word), 0);
  return 0.39 * (words.length / sentences.length) + 11.8 * (syllables / words.length) - 15.59;
}
