/** Where the card goes: beside its word, inside the viewport. Pure; all lengths in CSS pixels. */
import type { Rectangle } from '../shared/messages';

/** Under this width the card is a sheet at the bottom: beside the word there is no room. */
export const SHEET_BELOW = 480;
/** Space between word and card, and least space to the edges of the viewport. */
const GAP = 8;
/** Below or above its word a card with less height than this is a slit: it rather stands at the word's side. */
const LEAST_ROOM = 200;
/** At its word's side a card narrower than this has too few words on a line to be read with ease. */
const LEAST_WIDTH = 240;
/** A card lower than this shows hardly a line under its heading: it rather covers its word. */
const LEAST_HEIGHT = 120;

export type CardPosition =
  /** At an edge of the viewport; more than `maxHeight` of it would cover the word. */
  | { kind: 'sheet'; edge: 'top' | 'bottom'; maxHeight: number }
  /** `above` tells whether it stands above the word; more than `maxHeight` of it would cover the word. */
  | { kind: 'beside'; x: number; y: number; above: boolean; maxHeight: number };

interface Size {
  width: number;
  height: number;
}

export interface CardPlace {
  /** The word's rectangles, in order of its lines. */
  word: readonly Rectangle[];
  card: Size;
  viewport: Size;
}

/** Where there is room for the card around its word, in CSS pixels and without the gaps. */
interface Rooms {
  above: number;
  below: number;
  left: number;
  right: number;
}

/** Whether the card is a sheet in this viewport. */
export function isForSheet(viewport: Size): boolean {
  return viewport.width < SHEET_BELOW;
}

/**
 * Chooses the place: below the word where there is room, else above, else where more room is. In a low window
 * neither may have any: then the card stands to the right of its word, or to the left, so that both can be read.
 */
export function placeCard(place: CardPlace): CardPosition {
  if (isForSheet(place.viewport)) return placeSheet(place);
  const rooms = roomsAround(place);
  return (needsSide(place, rooms) ? placeAtSide(place, rooms) : null) ?? placeBelowOrAbove(place, rooms);
}

/**
 * How wide the card may be, in whole CSS pixels. It is narrower than it is by itself only where it has to stand at
 * its word's side and would not fit there. Narrower, it is higher: its owner measures it anew before it is placed.
 */
export function widthFor(place: CardPlace): number {
  const rooms = roomsAround(place);
  const room = Math.floor(Math.max(rooms.left, rooms.right));
  if (isForSheet(place.viewport) || room < LEAST_WIDTH || !needsSide(place, rooms)) return place.card.width;
  return Math.min(place.card.width, room);
}

/** A sheet is at the bottom, near the hand, unless it would cover the word there. */
function placeSheet({ word, card, viewport }: CardPlace): CardPosition {
  const { first, last } = linesOf(word);
  const roomAbove = first.y - GAP;
  const roomBelow = viewport.height - (last.y + last.height + GAP);
  const edge = card.height > roomBelow && roomAbove > roomBelow ? 'top' : 'bottom';
  const room = edge === 'top' ? roomAbove : roomBelow;
  return { kind: 'sheet', edge, maxHeight: room >= LEAST_ROOM ? room : viewport.height };
}

function placeBelowOrAbove({ word, card, viewport }: CardPlace, rooms: Rooms): CardPosition {
  const { first, last } = linesOf(word);
  const above = card.height > rooms.below && rooms.above > rooms.below;
  const room = above ? rooms.above : rooms.below;
  const maxHeight = room >= LEAST_HEIGHT ? room : viewport.height - 2 * GAP;
  const height = Math.min(card.height, maxHeight);
  const wanted = above ? first.y - GAP - height : last.y + last.height + GAP;
  return {
    kind: 'beside',
    x: clamp((above ? first : last).x, GAP, viewport.width - GAP - card.width),
    y: clamp(wanted, GAP, viewport.height - GAP - height),
    above,
    maxHeight,
  };
}

/** To the right of the word, else to its left; null where the card is too wide for either. */
function placeAtSide({ word, card, viewport }: CardPlace, rooms: Rooms): CardPosition | null {
  const isRight = card.width <= rooms.right;
  if (!isRight && card.width > rooms.left) return null;
  const { left, right } = edgesOf(word);
  const maxHeight = viewport.height - 2 * GAP;
  // With room below for what a person opens later, so that the card need not move up then.
  const height = Math.max(LEAST_ROOM, Math.min(card.height, maxHeight));
  return {
    kind: 'beside',
    x: clamp(isRight ? right + GAP : left - GAP - card.width, GAP, viewport.width - GAP - card.width),
    y: clamp(linesOf(word).first.y, GAP, viewport.height - GAP - height),
    above: false,
    maxHeight,
  };
}

/** Whether the card would be a slit both below and above its word. */
function needsSide({ card }: CardPlace, { above, below }: Rooms): boolean {
  const room = Math.max(above, below);
  return card.height > room && room < LEAST_ROOM;
}

function roomsAround({ word, viewport }: CardPlace): Rooms {
  const { first, last } = linesOf(word);
  const { left, right } = edgesOf(word);
  return {
    above: first.y - 2 * GAP,
    below: viewport.height - 2 * GAP - (last.y + last.height),
    left: left - 2 * GAP,
    right: viewport.width - 2 * GAP - right,
  };
}

/** The word's first and last line; of a word that nobody can tell the place of, the viewport's corner. */
function linesOf(word: readonly Rectangle[]): { first: Rectangle; last: Rectangle } {
  const first = word[0] ?? { x: 0, y: 0, width: 0, height: 0 };
  return { first, last: word.at(-1) ?? first };
}

/** From where to where the word reaches with all its lines, in CSS pixels from the left. */
function edgesOf(word: readonly Rectangle[]): { left: number; right: number } {
  const { first } = linesOf(word);
  return {
    left: Math.min(first.x, ...word.map(({ x }) => x)),
    right: Math.max(first.x, ...word.map(({ x, width }) => x + width)),
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
