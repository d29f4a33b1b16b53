/** What the card is doing: one state at a time, changed by events only. Pure. */
import type { CardSubject, Opening } from '../shared/messages';

/** The word a card is about, and the frame it stands in; null for the frame that draws the card. */
export interface CardWord {
  subject: CardSubject;
  frame: number | null;
  /** Which of the frames on the page of the card holds it: the index in `window.frames`. */
  child?: number;
}

/**
 * `hover` goes when the pointer goes; `pinned` stays until it is closed; `focused` holds the keyboard's
 * focus and gives it back when it is closed.
 */
export type CardState = { kind: 'closed' } | { kind: Opening; word: CardWord };

export type CardEvent =
  | { kind: 'show'; opening: Opening; word: CardWord }
  /** The pointer has been off word and card for a while. */
  | { kind: 'pointer-gone' }
  /** Esc, the close button, a press elsewhere, or the word is gone. */
  | { kind: 'close' };

/** The state after an event. Gives the same object where nothing changes. */
export function nextCardState(state: CardState, event: CardEvent): CardState {
  switch (event.kind) {
    case 'show': {
      // A passing pointer takes no card away that was asked for.
      if (event.opening === 'hover' && (state.kind === 'pinned' || state.kind === 'focused')) return state;
      if (state.kind === event.opening && isSameWord(state.word, event.word)) return state;
      return { kind: event.opening, word: event.word };
    }
    case 'pointer-gone':
      return state.kind === 'hover' ? { kind: 'closed' } : state;
    case 'close':
      return state.kind === 'closed' ? state : { kind: 'closed' };
  }
}

/** True where both stand for the same mark of the same frame. */
export function isSameWord(a: CardWord, b: CardWord): boolean {
  return a.frame === b.frame && a.subject.mark === b.subject.mark;
}
