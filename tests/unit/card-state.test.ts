import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isSameWord,
  nextCardState,
  type CardEvent,
  type CardState,
  type CardWord,
} from '../../page/card-state';

function word(mark: number, frame: number | null = null): CardWord {
  return {
    frame,
    subject: {
      mark,
      text: 'gout',
      meaning: { entries: ['gout'], certainty: 'sure', cues: [] },
      onDark: false,
      rectangles: [{ x: 0, y: 0, width: 30, height: 12 }],
    },
  };
}

const CLOSED: CardState = { kind: 'closed' };

function after(...events: CardEvent[]): CardState {
  return events.reduce(nextCardState, CLOSED);
}

const opening = fc.constantFrom('hover' as const, 'pinned' as const, 'focused' as const);
const event: fc.Arbitrary<CardEvent> = fc.oneof(
  fc.record({
    kind: fc.constant('show' as const),
    opening,
    word: fc.tuple(fc.nat(2), fc.constantFrom(null, 1)).map(([mark, frame]) => word(mark, frame)),
  }),
  fc.record({ kind: fc.constantFrom('pointer-gone' as const, 'close' as const) }),
);

describe('the card', () => {
  it('opens for a resting pointer and goes with it', () => {
    const open = after({ kind: 'show', opening: 'hover', word: word(1) });
    expect(open).toEqual({ kind: 'hover', word: word(1) });
    expect(nextCardState(open, { kind: 'pointer-gone' })).toEqual(CLOSED);
  });
  it.each(['pinned', 'focused'] as const)('stays without the pointer when it is %s', (asked) => {
    const open = after({ kind: 'show', opening: asked, word: word(1) });
    expect(nextCardState(open, { kind: 'pointer-gone' })).toBe(open);
  });
  it.each(['pinned', 'focused'] as const)('that is %s is not taken away by a passing pointer', (asked) => {
    const open = after({ kind: 'show', opening: asked, word: word(1) });
    expect(nextCardState(open, { kind: 'show', opening: 'hover', word: word(2) })).toBe(open);
    expect(nextCardState(open, { kind: 'show', opening: 'hover', word: word(1) })).toBe(open);
  });
  it('stays open for good when the word under the pointer is pressed', () => {
    expect(
      after(
        { kind: 'show', opening: 'hover', word: word(1) },
        { kind: 'show', opening: 'pinned', word: word(1) },
        { kind: 'pointer-gone' },
      ),
    ).toEqual({ kind: 'pinned', word: word(1) });
  });
  it.each(['hover', 'pinned', 'focused'] as const)(
    'goes over to another word that is asked for: %s',
    (first) => {
      expect(
        after(
          { kind: 'show', opening: first, word: word(1) },
          { kind: 'show', opening: 'focused', word: word(2) },
        ),
      ).toEqual({ kind: 'focused', word: word(2) });
    },
  );
  it('tells words of different frames apart', () => {
    const open = after({ kind: 'show', opening: 'pinned', word: word(1, 3) });
    expect(nextCardState(open, { kind: 'show', opening: 'pinned', word: word(1) })).toEqual({
      kind: 'pinned',
      word: word(1),
    });
    expect(isSameWord(word(1, 3), word(1, 3))).toBe(true);
    expect(isSameWord(word(1, 3), word(1))).toBe(false);
    expect(isSameWord(word(1), word(2))).toBe(false);
  });
  it('is closed by "close" after any events', () => {
    fc.assert(
      fc.property(fc.array(event), (events) => {
        expect(after(...events, { kind: 'close' })).toEqual(CLOSED);
      }),
    );
  });
  it('is not drawn anew when an event comes twice', () => {
    fc.assert(
      fc.property(fc.array(event), event, (events, last) => {
        const state = after(...events, last);
        expect(nextCardState(state, last)).toBe(state);
      }),
    );
  });
  it('shows, after any events, only a word that somebody pointed at or asked for since it was closed', () => {
    fc.assert(
      fc.property(fc.array(event), (events) => {
        const state = after(...events);
        if (state.kind === 'closed') return;
        const shown = events.slice(events.findLastIndex(({ kind }) => kind === 'close') + 1);
        expect(
          shown.some(
            (past) =>
              past.kind === 'show' && past.opening === state.kind && isSameWord(past.word, state.word),
          ),
        ).toBe(true);
      }),
    );
  });
});
