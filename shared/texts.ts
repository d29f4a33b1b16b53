/**
 * Interface texts. Components take a `Texts` function and know nothing of the browser; every string stands
 * in `public/_locales`.
 */
import type messages from '../public/_locales/en/messages.json';

export type TextKey = keyof typeof messages;
/** Gives the text of a key in the person's language, with $1, $2 … filled in. */
export type Texts = (key: TextKey, ...substitutions: string[]) => string;
