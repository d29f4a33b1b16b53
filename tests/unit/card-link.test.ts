import { beforeEach, describe, expect, it } from 'vitest';
import { AwaitedCard, type Card } from '../../page/awaited-card';
import { RemoteCard } from '../../page/card-link';
import type { CardWord } from '../../page/card-state';
import type { CardSubject } from '../../shared/messages';

function subjectOf(mark: number, text: string): CardSubject {
  return {
    mark,
    text,
    meaning: { entries: [text], certainty: 'sure', cues: [] },
    onDark: false,
    rectangles: [{ x: 1, y: 2, width: 30, height: 12 }],
  };
}
const gout = subjectOf(1, 'gout');
const edema = subjectOf(2, 'edema');

let toTop: string[];
/** Answers of the top frame that are still on their way, by word. */
let answers: Map<string, (shown: boolean) => void>;
let drawnHere: string[];
/** Marks that are watched, and whom to tell once they move. */
let watched: Map<number, () => void>;
let link: RemoteCard;

beforeEach(() => {
  toTop = [];
  answers = new Map();
  drawnHere = [];
  watched = new Map();
  const { signal } = new AbortController();
  let open: CardWord | null = null;
  const ownCard: Card = {
    get word() {
      return open;
    },
    start: () => undefined,
    show: ({ word }) => {
      open = word;
      drawnHere.push(word.subject.text);
    },
    leave: () => undefined,
    close: () => {
      open = null;
    },
    holds: () => false,
    follow: () => undefined,
    loseWord: () => undefined,
    onKeyDown: () => undefined,
    onKeyUp: () => undefined,
  };
  link = new RemoteCard(
    {
      prepare: () => toTop.push('prepare'),
      show: (_, { text }) => new Promise((resolve) => answers.set(text, resolve)),
      leave: () => toTop.push('leave'),
      loseWord: () => toTop.push('lose word'),
      close: () => toTop.push('close'),
    },
    () => new AwaitedCard({ bring: () => Promise.resolve(ownCard), onDropped: () => undefined, signal }),
    (mark, onMoved) => {
      watched.set(mark, onMoved);
      return () => watched.delete(mark);
    },
  );
});

/** The top frame says whether it shows the card of a word. */
async function answer(text: string, shown: boolean): Promise<void> {
  answers.get(text)?.(shown);
  await new Promise((resolve) => setTimeout(resolve));
}

describe('a frame below the top', () => {
  it('has the top frame prepared once, however many words the pointer comes over', () => {
    link.prepare();
    link.prepare();
    expect(toTop).toEqual(['prepare']);
  });

  it('draws the card itself where the top frame cannot', async () => {
    link.show('pinned', gout);
    await answer('gout', false);
    expect(drawnHere).toEqual(['gout']);
  });

  it('draws only the last of several cards that the top frame could not show', async () => {
    link.show('pinned', gout);
    link.show('pinned', edema);
    await answer('gout', false);
    await answer('edema', false);
    expect(drawnHere).toEqual(['edema']);
  });

  it('draws nothing where the card was closed before the top frame had to give up', async () => {
    link.show('pinned', gout);
    link.close();
    await answer('gout', false);
    expect(toTop).toEqual(['close']);
    expect(drawnHere).toEqual([]);
  });

  it('draws nothing where the pointer left before the top frame had to give up', async () => {
    link.show('hover', gout);
    link.leave();
    await answer('gout', false);
    expect(drawnHere).toEqual([]);
  });

  it('says once that a word went elsewhere while its card is open', async () => {
    link.show('pinned', gout);
    await answer('gout', true);
    watched.get(gout.mark)?.();
    expect(toTop).toEqual(['lose word']);
    expect([...watched.keys()]).toEqual([]);
  });

  it('watches only the word whose card is open', async () => {
    link.show('pinned', gout);
    await answer('gout', true);
    link.show('pinned', edema);
    await answer('edema', true);
    expect([...watched.keys()]).toEqual([edema.mark]);
    link.onClosed(edema.mark, false);
    expect([...watched.keys()]).toEqual([]);
  });

  it('still claims its card when it hears late that the one before was closed', async () => {
    link.show('pinned', gout);
    link.show('pinned', edema);
    await answer('edema', true);
    link.onClosed(gout.mark, false);
    expect(link.openMark).toBe(edema.mark);
    link.onClosed(edema.mark, false);
    expect(link.openMark).toBeNull();
  });

  it('says once more that the pointer left when the card comes up after that', async () => {
    link.show('hover', gout);
    link.leave();
    await answer('gout', true);
    expect(toTop).toEqual(['leave', 'leave']);
  });

  it('asks the top frame again for the next word after it could not show one', async () => {
    link.show('pinned', gout);
    await answer('gout', false);
    link.close();
    link.show('pinned', edema);
    await answer('edema', true);
    expect(drawnHere).toEqual(['gout']);
    expect(link.openMark).toBe(edema.mark);
  });

  it('goes on with the card that stands here until it is closed', async () => {
    link.show('pinned', gout);
    await answer('gout', false);
    link.show('hover', edema);
    expect([...answers.keys()]).toEqual(['gout']);
    expect(drawnHere).toEqual(['gout', 'edema']);
  });

  it('says once more that the card is closed when it comes up after that', async () => {
    link.show('pinned', gout);
    link.close();
    await answer('gout', true);
    expect(toTop).toEqual(['close', 'close']);
  });

  it('leaves the card of the next word alone when that of the last one came up too late', async () => {
    link.show('pinned', gout);
    link.close();
    link.show('pinned', edema);
    await answer('gout', true);
    expect(toTop).toEqual(['close']);
  });
});
