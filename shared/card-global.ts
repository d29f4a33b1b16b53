/**
 * What the card's script leaves for the engine: it is put into a frame when a card is about to be opened there
 * for the first time, so that Preact and the card are no part of the engine. Both share the globals of the
 * extension's own world.
 */
import type { CardHost, CardHostOptions } from '../page/card-host';

/** Makes the card of one frame; its look is its own affair. */
export type MakeCard = (options: Omit<CardHostOptions, 'styles'>) => CardHost;

const CARD_GLOBAL = 'glossaryHelperCard';

/** What makes the card, or null where the script was not put into this frame. */
export function cardMaker(): MakeCard | null {
  const make = (globalThis as Record<string, unknown>)[CARD_GLOBAL];
  return typeof make === 'function' ? (make as MakeCard) : null;
}

/** Leaves what makes the card, or takes it away. */
export function setCardMaker(make: MakeCard | null): void {
  const globals = globalThis as Record<string, unknown>;
  if (make) globals[CARD_GLOBAL] = make;
  else delete globals[CARD_GLOBAL];
}
