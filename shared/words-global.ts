/** What the script for words as buttons leaves for the engine, so that mark.js is no part of the engine. */
import type { WordPainter, WordPainterOptions } from '../page/paint-words';
import { ScriptGlobal } from './script-global';

/** Makes the painter of one frame; the look of the words inside shadow roots is its own affair. */
export type MakeWordPainter = (options: Omit<WordPainterOptions, 'styleRoot'>) => WordPainter;

export const wordPainterMaker = new ScriptGlobal<MakeWordPainter>('glossaryHelperWords');
