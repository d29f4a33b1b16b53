/**
 * What the script for words as buttons leaves for the engine: it is put into a frame only where a person
 * switched a site to them, so that mark.js is no part of the engine. Both share the globals of the
 * extension's own world.
 */
import type { WordPainter, WordPainterOptions } from '../page/paint-words';

/** Makes the painter of one frame; the look of the words inside shadow roots is its own affair. */
export type MakeWordPainter = (options: Omit<WordPainterOptions, 'styleRoot'>) => WordPainter;

const WORDS_GLOBAL = 'glossaryHelperWords';

/** What makes the painter, or null where the script was not put into this frame. */
export function wordPainterMaker(): MakeWordPainter | null {
  const make = (globalThis as Record<string, unknown>)[WORDS_GLOBAL];
  return typeof make === 'function' ? (make as MakeWordPainter) : null;
}

/** Leaves what makes the painter, or takes it away. */
export function setWordPainterMaker(make: MakeWordPainter | null): void {
  const globals = globalThis as Record<string, unknown>;
  if (make) globals[WORDS_GLOBAL] = make;
  else delete globals[WORDS_GLOBAL];
}
