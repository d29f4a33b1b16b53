import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeCard, SHEET_BELOW, stayPut, widthFor, type CardPlace } from '../../page/card-position';

/** Least space between the card and the edges of the viewport. */
const EDGE = 8;

const length = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const rectangle = fc.record({
  x: length(-500, 3000),
  y: length(-500, 3000),
  width: length(0, 800),
  height: length(0, 60),
});
const word = fc.array(rectangle, { minLength: 1, maxLength: 3 });
const wideViewport = fc.record({ width: length(SHEET_BELOW, 3000), height: length(200, 2000) });
/** A card that leaves the least space on all sides. */
const fittingCard = wideViewport.chain((viewport) =>
  fc.record({
    viewport: fc.constant(viewport),
    card: fc.record({
      width: length(0, viewport.width - 2 * EDGE),
      height: length(0, viewport.height - 2 * EDGE),
    }),
    word,
  }),
);

const place: CardPlace = {
  word: [{ x: 100, y: 300, width: 40, height: 20 }],
  card: { width: 360, height: 200 },
  viewport: { width: 1000, height: 700 },
};

describe('the place of the card', () => {
  it('is inside the viewport wherever the word is, as long as the card fits', () => {
    fc.assert(
      fc.property(fittingCard, (fitting) => {
        const position = placeCard(fitting);
        expect(position.kind).toBe('beside');
        if (position.kind !== 'beside') return;
        const { card, viewport } = fitting;
        // Sums of fractions come out a hair too long.
        const hair = 1e-6;
        expect(position.x).toBeGreaterThanOrEqual(EDGE - hair);
        expect(position.y).toBeGreaterThanOrEqual(EDGE - hair);
        expect(position.x + card.width).toBeLessThanOrEqual(viewport.width - EDGE + hair);
        const height = Math.min(card.height, position.maxHeight);
        expect(position.y + height).toBeLessThanOrEqual(viewport.height - EDGE + hair);
      }),
    );
  });
  it('shortens a tall card rather than covering its word', () => {
    const tall = {
      ...place,
      word: [{ x: 100, y: 330, width: 40, height: 20 }],
      card: { width: 360, height: 420 },
    };
    const position = placeCard(tall);
    expect(position).toMatchObject({ kind: 'beside', y: 358, above: false, maxHeight: 334 });
  });
  it('stands at the right of the word where it would be a slit below and above it', () => {
    const low = {
      ...place,
      viewport: { width: 1000, height: 300 },
      word: [{ x: 100, y: 140, width: 40, height: 20 }],
    };
    expect(placeCard(low)).toMatchObject({ maxHeight: 284 });
    expect(placeCard(low)).toMatchObject({ kind: 'beside', x: 148, y: 92, above: false });
  });
  it('stands at the left of the word where there is no room at its right', () => {
    const low = {
      ...place,
      viewport: { width: 780, height: 360 },
      card: { width: 360, height: 240 },
      word: [{ x: 600, y: 170, width: 40, height: 20 }],
    };
    expect(placeCard(low)).toMatchObject({ kind: 'beside', x: 232, y: 112, maxHeight: 344 });
  });
  it('stays below the word in a low window that has room for all of it', () => {
    const low = {
      ...place,
      viewport: { width: 780, height: 360 },
      card: { width: 360, height: 150 },
      word: [{ x: 100, y: 160, width: 40, height: 20 }],
    };
    expect(placeCard(low)).toMatchObject({ x: 100, y: 188, above: false });
    expect(widthFor(low)).toBe(360);
  });
  it.each([
    ['is as wide as it is where that fits at the right', 100, 40, 360],
    ['is as wide as it is where that fits at the left', 580, 40, 360],
    ['is narrower in the middle, as wide as the larger side', 310.5, 40, 294],
    ['is as wide as it is where no side has room for words', 200, 240, 360],
  ])('%s of a low window', (_, x, width, expected) => {
    const low = {
      viewport: { width: 640, height: 320 },
      card: { width: 360, height: 240 },
      word: [{ x, y: 150, width, height: 20 }],
    };
    expect(widthFor(low)).toBe(expected);
    expect(widthFor({ ...low, viewport: { width: 640, height: 700 } })).toBe(360);
    expect(widthFor({ ...low, viewport: { width: 479, height: 320 } })).toBe(360);
  });
  it.each([
    ['is cut short below a word', 320, { y: 178, above: false, maxHeight: 134 }],
    ['covers a word', 280, { y: 32, above: false, maxHeight: 264 }],
  ])('%s that leaves no room at its sides', (_, height, expected) => {
    const wide = [{ x: 200, y: height / 2 - 10, width: 240, height: 20 }];
    const low = { viewport: { width: 640, height }, card: { width: 360, height: 240 }, word: wide };
    expect(placeCard(low)).toMatchObject({ kind: 'beside', x: 200, ...expected });
  });
  it('goes round a word that takes two lines, whose ends lie at both edges', () => {
    const viewport = { width: 780, height: 360 };
    const lines = [
      { x: 700, y: 150, width: 80, height: 20 },
      { x: 8, y: 174, width: 60, height: 20 },
    ];
    const low = { viewport, card: { width: 360, height: 240 }, word: lines };
    expect(placeCard(low)).toMatchObject({ x: 8, y: 202, above: false, maxHeight: 150 });
  });
  it('leaves a short word to be seen anywhere in a low window', () => {
    const low = fc.record({ width: length(640, 1000), height: length(240, 420) }).chain((viewport) =>
      fc.record({
        viewport: fc.constant(viewport),
        card: fc.record({ width: fc.constant(360), height: length(50, Math.min(252, viewport.height - 16)) }),
        line: fc.record({
          x: length(0, viewport.width - 60),
          y: length(0, viewport.height - 30),
          width: length(1, 60),
          height: length(1, 30),
        }),
      }),
    );
    fc.assert(
      fc.property(low, ({ viewport, card, line }) => {
        const width = widthFor({ viewport, card, word: [line] });
        const position = placeCard({ viewport, card: { ...card, width }, word: [line] });
        if (position.kind !== 'beside') throw new Error('A wide viewport has no sheet.');
        const { x, y, maxHeight } = position;
        const isAtSide = x + width <= line.x || x >= line.x + line.width;
        const isAboveOrBelow = y + Math.min(card.height, maxHeight) <= line.y || y >= line.y + line.height;
        expect(isAtSide || isAboveOrBelow).toBe(true);
        expect(Math.min(card.height, maxHeight)).toBeGreaterThanOrEqual(Math.min(card.height, 200));
      }),
    );
  });
  it('need not move up when it grows at the side of its word', () => {
    const viewport = { width: 780, height: 360 };
    const short = { width: 360, height: 170 };
    const position = placeCard({ word: [{ x: 100, y: 170, width: 40, height: 20 }], card: short, viewport });
    expect(position).toMatchObject({ x: 148, y: 152 });
    const grown = { card: { width: 360, height: 240 }, viewport };
    expect(stayPut(position, grown)).toMatchObject({ x: 148, y: 152, maxHeight: 200 });
  });
  it('leaves the word readable wherever there is room above or below it', () => {
    const onScreen = fc.record({
      x: length(0, 900),
      y: length(0, 680),
      width: length(1, 100),
      height: length(1, 20),
    });
    const card = fc.record({ width: length(100, 400), height: length(50, 300) });
    fc.assert(
      fc.property(onScreen, card, (line, size) => {
        const position = placeCard({ ...place, word: [line], card: size });
        if (position.kind !== 'beside') throw new Error('A wide viewport has no sheet.');
        const isAbove = position.y + size.height <= line.y;
        const isBelow = position.y >= line.y + line.height;
        expect(isAbove || isBelow).toBe(true);
        expect(position.above).toBe(isAbove);
      }),
    );
  });
  it('is right below the word where there is room', () => {
    expect(placeCard(place)).toMatchObject({ kind: 'beside', x: 100, y: 328, above: false });
  });
  it('is right above the word at the bottom of the window', () => {
    const low = { ...place, word: [{ x: 100, y: 600, width: 40, height: 20 }] };
    expect(placeCard(low)).toMatchObject({ kind: 'beside', x: 100, y: 392, above: true });
  });
  it('is below the last line of a word that takes two, or above its first', () => {
    const lines = (y: number) => [
      { x: 900, y, width: 80, height: 20 },
      { x: 20, y: y + 24, width: 60, height: 20 },
    ];
    expect(placeCard({ ...place, word: lines(300) })).toMatchObject({
      kind: 'beside',
      x: 20,
      y: 352,
      above: false,
    });
    expect(placeCard({ ...place, word: lines(600) })).toMatchObject({
      kind: 'beside',
      x: 632,
      y: 392,
      above: true,
    });
  });
  it('shows the beginning of a card that is larger than the viewport', () => {
    const position = placeCard({ ...place, card: { width: 2000, height: 3000 } });
    expect(position).toMatchObject({ x: EDGE, y: 328, maxHeight: 364 });
  });
  it('stays where it is when it grows, and grows down to the edge', () => {
    const position = placeCard({ ...place, word: [{ x: 100, y: 600, width: 40, height: 20 }] });
    const grown = { card: { width: 360, height: 900 }, viewport: place.viewport };
    expect(position).toMatchObject({ kind: 'beside', y: 392 });
    expect(stayPut(position, grown)).toMatchObject({ kind: 'beside', x: 100, y: 392, maxHeight: 300 });
  });
  it('moves up rather than become a slit when it grows', () => {
    const small = { width: 360, height: 90 };
    const position = placeCard({ ...place, card: small, word: [{ x: 100, y: 660, width: 40, height: 20 }] });
    expect(position).toMatchObject({ kind: 'beside', y: 562 });
    const grown = { card: { width: 360, height: 900 }, viewport: place.viewport };
    expect(stayPut(position, grown)).toMatchObject({ kind: 'beside', y: 492, maxHeight: 200 });
    expect(stayPut(position, { ...grown, card: small })).toMatchObject({ kind: 'beside', y: 562 });
  });
  it.each([
    [100, 'bottom', 464],
    [200, 'bottom', 364],
    [300, 'top', 300],
    [560, 'top', 560],
  ] as const)('is a sheet that leaves a word at %i of 600 pixels to be seen: at the %s', (y, edge, room) => {
    const viewport = { width: 360, height: 600 };
    const lines = [{ x: 10, y: y + 8, width: 60, height: 20 }];
    const position = placeCard({ word: lines, card: { width: 360, height: 360 }, viewport });
    expect(position).toEqual({ kind: 'sheet', edge, maxHeight: room });
  });
  it('is a sheet in any viewport narrower than a small tablet', () => {
    fc.assert(
      fc.property(
        word,
        length(0, SHEET_BELOW - 0.01),
        length(0, 2000),
        length(0, 600),
        (lines, width, height, cardWidth) => {
          const viewport = { width, height };
          expect(placeCard({ word: lines, card: { width: cardWidth, height: 200 }, viewport })).toMatchObject(
            {
              kind: 'sheet',
            },
          );
        },
      ),
    );
    expect(placeCard({ ...place, viewport: { width: 480, height: 700 } }).kind).toBe('beside');
  });
});
