/** Where the card goes: beside its word, inside the viewport. Pure; all lengths in CSS pixels. */
import type { Rectangle } from '../shared/messages';

/** Under this width the card is a sheet at the bottom: beside the word there is no room. */
export const SHEET_BELOW = 480;
/** Space between word and card, and least space to the edges of the viewport. */
const GAP = 8;
/** With less room than this on either side the card rather covers its word than becomes a slit. */
const LEAST_ROOM = 200;

export type CardPosition =
  /** At an edge of the viewport; more than `maxHeight` of it would cover the word. */
  | { kind: 'sheet'; edge: 'top' | 'bottom'; maxHeight: number }
  /** `above` tells on which side of the word it stands; more than `maxHeight` of it would cover the word. */
  | { kind: 'beside'; x: number; y: number; above: boolean; maxHeight: number };

export interface CardPlace {
  /** The word's rectangles, in order of its lines. */
  word: readonly Rectangle[];
  card: { width: number; height: number };
  viewport: { width: number; height: number };
}

/**
 * Chooses the place: below the word where there is room, else above, else where more room is. A sheet is at the
 * bottom, near the hand, unless it would cover the word there.
 */
export function placeCard({ word, card, viewport }: CardPlace): CardPosition {
  const first = word[0] ?? { x: 0, y: 0, width: 0, height: 0 };
  const last = word.at(-1) ?? first;
  const below = last.y + last.height + GAP;
  if (viewport.width < SHEET_BELOW) {
    const roomAbove = first.y - GAP;
    const roomBelow = viewport.height - below;
    const edge = card.height > roomBelow && roomAbove > roomBelow ? 'top' : 'bottom';
    const room = edge === 'top' ? roomAbove : roomBelow;
    return { kind: 'sheet', edge, maxHeight: room >= LEAST_ROOM ? room : viewport.height };
  }
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

/**
 * The place of a card that stays where it is, though it grew or its word went away. Its top stands still, and so
 * does what a person reads or presses there: it grows down to the edge, and moves up only where that leaves a slit.
 */
export function stayPut(position: CardPosition, { card, viewport }: Omit<CardPlace, 'word'>): CardPosition {
  if (position.kind === 'sheet') return position;
  const edge = viewport.height - GAP;
  const y = clamp(position.y, GAP, edge - Math.min(card.height, LEAST_ROOM));
  return { ...position, y, maxHeight: edge - y };
}

/** The number, or the border it lies beyond; the lower border counts where both cannot be kept. */
function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}
