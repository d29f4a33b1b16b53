/** Where the card goes: beside its word, inside the viewport. Pure; all lengths in CSS pixels. */
import type { Rectangle } from '../shared/messages';

/** Under this width the card is a sheet at the bottom: beside the word there is no room. */
export const SHEET_BELOW = 480;
/** Space between word and card, and least space to the edges of the viewport. */
const GAP = 8;

export type CardPosition =
  | { kind: 'sheet' }
  /** `above` tells on which side of the word it stands, so that it can rise from there. */
  | { kind: 'beside'; x: number; y: number; above: boolean };

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
  const wanted = above ? first.y - GAP - card.height : below;
  return {
    kind: 'beside',
    x: clamp((above ? first : last).x, GAP, viewport.width - GAP - card.width),
    y: clamp(wanted, GAP, viewport.height - GAP - card.height),
    above,
  };
}

/** The number, or the border it lies beyond; the lower border counts where both cannot be kept. */
function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}
