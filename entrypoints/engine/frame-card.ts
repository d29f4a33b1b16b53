/** The card as a frame has it: what it is told of the frame's words, and the way to the one of the top frame. */
import { browser } from 'wxt/browser';
import { AwaitedCard } from '../../page/awaited-card';
import type { CardDepth, CardHostOptions } from '../../page/card-host';
import type { TopFrame } from '../../page/card-link';
import { frameElementAt } from '../../page/frame-elements';
import { isLightInk } from '../../page/ink';
import { elementOf, type Mark } from '../../page/mark';
import { watchPlace } from '../../page/place-watch';
import { rectanglesOf } from '../../page/rectangles';
import { measureMark } from '../../page/seen-place';
import { askBackground, tellBackground } from '../../shared/ask-background';
import { ShownAnswer, type CardSubject } from '../../shared/messages';
import { writePreference } from '../../shared/settings';
import type { Texts } from '../../shared/texts';
import { bringCard } from './bring-card';
import { requestEntries } from './entry-request';

interface FrameCardOptions {
  texts: Texts;
  /** Shared with the card, which draws itself by it. */
  depth: CardDepth;
  markOf(id: number): Mark | undefined;
  signal: AbortSignal;
}

/** Makes the card that this frame draws. */
export function makeCard(frame: FrameCardOptions): AwaitedCard {
  const { texts, depth, signal } = frame;
  const stores = browser.storage;
  const onClosed: CardHostOptions['onClosed'] = (word, giveFocusBack) => {
    const { mark } = word.subject;
    if (word.frame === null) return;
    tellBackground({ kind: 'card-closed', frame: word.frame, mark, giveFocusBack });
  };
  const options: Omit<CardHostOptions, 'styles'> = {
    texts,
    depth,
    readEntries: (ids) => requestEntries(ids, signal),
    measureWord: (id) => {
      const mark = frame.markOf(id);
      return mark ? measureMark(mark) : () => [];
    },
    holderOf: ({ subject, child }) => {
      if (child !== undefined) return frameElementAt(child);
      const mark = frame.markOf(subject.mark);
      return mark ? elementOf(mark) : null;
    },
    onDepthChange: ({ showMore, showStudent }) => {
      // A choice that cannot be kept still holds for this page.
      if (showMore !== undefined) {
        void writePreference(stores, 'showMore', showMore).catch(() => undefined);
      }
      if (showStudent !== undefined) {
        void writePreference(stores, 'showStudent', showStudent).catch(() => undefined);
      }
    },
    onClosed,
  };
  const card = new AwaitedCard({
    bring: async () => (await bringCard())(options),
    onDropped: (word) => onClosed(word, false),
    signal,
  });
  card.start();
  return card;
}

/** The top frame, reached through the background. */
export const topFrame: TopFrame = {
  prepare: () => tellBackground({ kind: 'bring-card', to: 'top' }),
  show: (opening, subject) =>
    askBackground({ kind: 'show-card', subject, opening }, ShownAnswer).then(
      ({ shown }) => shown,
      () => false,
    ),
  leave: () => tellBackground({ kind: 'leave-card' }),
  loseWord: () => tellBackground({ kind: 'lose-word' }),
  close: () => tellBackground({ kind: 'close-card' }),
};

/** Tells once a mark moved or cannot be seen any more; gives what ends that. */
export function watchMark(mark: Mark | undefined, onMoved: () => void): () => void {
  if (!mark) return () => undefined;
  const measure = measureMark(mark);
  return watchPlace(measure, measure(), onMoved);
}

/** What a card is told of a mark; null where it is not laid out. */
export function subjectOf(mark: Mark): CardSubject | null {
  const rectangles = rectanglesOf(mark.range);
  if (rectangles.length === 0) return null;
  const { entries, certainty, cues } = mark.meaning;
  const { color } = getComputedStyle(elementOf(mark));
  return {
    mark: mark.id,
    text: mark.text,
    meaning: { entries: [...entries], certainty, cues: [...cues] },
    onDark: isLightInk(color),
    rectangles,
  };
}
