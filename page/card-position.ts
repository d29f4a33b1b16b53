/** Where the card goes: beside its word, inside the viewport. Pure; all lengths in CSS pixels. */
import type { Rectangle } from '../shared/messages';

/** Under this width the card is a sheet at the bottom: beside the word there is no room. */
export const SHEET_BELOW = 480;
/** Space between word and card, and least space to the edges of the viewport. */
const GAP = 8;
/** With less room than this on either side the card rather covers its word than becomes a slit. */
const LEAST_ROOM = 200;

export type CardPosition =
  | { kind: 'sheet' }
  /** `above` tells on which side of the word it stands; more than `maxHeight` of it would cover the word. */
  | { kind: 'beside'; x: number; y: number; above: boolean; maxHeight: number };

export interface CardPlace {
  /** The word's rectangles, in order of its lines. */
  word: readonly Rectangle[];
  card: { width: number; height: number };
  viewport: { width: number; height: number };
}

/** Chooses the place: below the word where there is room, else above, else where more room is. */
export function placeCard({ word, card, viewport }: CardPlace): CardPosition {
  if (viewport.width < SHEET_BELOW) return { kind: 'sheet' };
  const first = word[0] ?? { x: 0, y: 0, width: 0, height: 0 };
  const last = word.at(-1) ?? first;
  const below = last.y + last.height + GAP;
  const roomBelow = viewport.height - GAP - below;
  const roomAbove = first.y - 2 * GAP;
  const above = card.height > roomBelow && roomAbove > roomBelow;
  const room = above ? roomAbove : roomBelow;
  const maxHeight = room >= LEAST_ROOM ? room : viewport.height - 2 * GAP;
  const height = Math.min(card.height, maxHeight);
  const wanted = above ? first.y - GAP - height : below;
  return {
    kind: 'beside',
    x: clamp((above ? first : last).x, GAP, viewport.width - GAP - card.width),
    y: clamp(wanted, GAP, viewport.height - GAP - height),
    above,
    maxHeight,
  };
}

/** The number, or the border it lies beyond; the lower border counts where both cannot be kept. */
function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}
