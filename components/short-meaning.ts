const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });

/** The first sentence of a plain text, for lists: cut there, a meaning stays true. */
export function firstSentence(text: string): string {
  for (const { segment } of sentences.segment(text)) return segment.trim();
  return text;
}
