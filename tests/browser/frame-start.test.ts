import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { requestEngine } from '../../entrypoints/content/engine-request';
import { Frame } from '../../entrypoints/engine/frame';
import { WordPainter } from '../../page/paint-words';
import { START_GLOBAL } from '../../shared/frame-start';
import { wordPainterMaker, type MakeWordPainter } from '../../shared/words-global';
import { askedKinds, goutIndex, playBrowser, playedBrowser, siteIs, tellChanged } from './played-browser';

vi.mock('wxt/browser', async () => ({ browser: (await import('./played-browser')).playedBrowser }));

let frame: Frame | null = null;
let lifetime: AbortController;

beforeEach(() => {
  document.body.innerHTML = '<p>The patient has gout and some other words here to read.</p>';
  lifetime = new AbortController();
  playedBrowser.runtime.id = 'glossary-helper';
});
afterEach(() => {
  frame?.stop();
  frame = null;
  lifetime.abort();
  document.body.innerHTML = '';
});

/** An answer that is lost the first times, as where the background ends meanwhile. */
function lost(times: number, answer: unknown): () => unknown {
  return () => {
    if (times-- > 0) throw new Error('The message channel closed before a response was received.');
    return answer;
  };
}

const never = () => new Promise(() => undefined);

function startFrame(): Promise<void> {
  frame = new Frame((key) => key);
  return frame.start();
}

const words = (): string[] | undefined => frame?.report().words.map(({ text }) => text);

/** The page comes out of the back/forward cache. */
const comeBack = (): boolean =>
  window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
/** The person comes back to the tab. */
const seeAgain = (): boolean => document.dispatchEvent(new Event('visibilitychange'));

/** Winds the clock past all waits between tries. */
async function passAllWaits(work: () => void | Promise<void>): Promise<void> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    const done = work();
    await vi.advanceTimersByTimeAsync(60_000);
    await done;
  } finally {
    vi.useRealTimers();
  }
}

describe('a frame whose start meets a background that ends', () => {
  for (const kind of ['site-state', 'read-word-index'] as const) {
    it(`marks its words where the answer to ${kind} is lost twice`, async () => {
      const answers = { 'site-state': siteIs(true), 'read-word-index': goutIndex };
      playBrowser({
        'site-state': () => answers['site-state'],
        'read-word-index': () => answers['read-word-index'],
        [kind]: lost(2, answers[kind]),
      });
      await startFrame();
      await expect.poll(words).toEqual(['gout']);
      expect(frame?.report().progress).toBe('settled');
    });

    it(`marks its words when the person comes back, where ${kind} was asked in vain`, async () => {
      const answers = { 'site-state': siteIs(true), 'read-word-index': goutIndex };
      let isGone = true;
      const answer = (asked: 'site-state' | 'read-word-index') => () => {
        if (isGone && asked === kind) throw new Error('Could not establish connection.');
        return answers[asked];
      };
      playBrowser({ 'site-state': answer('site-state'), 'read-word-index': answer('read-word-index') });
      await passAllWaits(startFrame);
      expect(frame?.report()).toMatchObject({ progress: 'lost', words: [] });
      isGone = false;
      seeAgain();
      await expect.poll(words).toEqual(['gout']);
    });
  }

  it('marks its words when the page comes out of the back/forward cache, which took the answer', async () => {
    let isAway = true;
    playBrowser({
      'site-state': () => siteIs(true),
      'read-word-index': () => (isAway ? never() : goutIndex),
    });
    const started = startFrame();
    await expect.poll(askedKinds).toContain('read-word-index');
    expect(frame?.report().progress).toBe('asking');
    isAway = false;
    comeBack();
    await expect.poll(words).toEqual(['gout']);
    await started;
  });

  it('asks nobody where its extension is gone', async () => {
    playBrowser({ 'site-state': () => siteIs(true) });
    playedBrowser.runtime.id = undefined;
    await startFrame();
    expect(askedKinds()).toEqual([]);
  });

  it('does not ask again when the person comes back to words that are marked', async () => {
    playBrowser({ 'site-state': () => siteIs(true), 'read-word-index': () => goutIndex });
    await startFrame();
    seeAgain();
    comeBack();
    expect(askedKinds()).toEqual(['site-state', 'read-word-index']);
  });
});

describe('a frame whose site changes while an answer is on its way', () => {
  /** An answer that comes when the test gives it. */
  function awaited(answer: unknown): { promise: Promise<unknown>; give: () => void } {
    let give = () => undefined as void;
    const promise = new Promise((resolve) => {
      give = () => resolve(answer);
    });
    return { promise, give: () => give() };
  }

  /** Once all that waited for an answer went on, and whatever is marked is searched. */
  async function searched(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve));
    await expect.poll(() => frame?.isSearching).toBe(false);
  }

  it('marks nothing on a site that was switched off before the word index came', async () => {
    let isOn = true;
    const index = awaited(goutIndex);
    playBrowser({ 'site-state': () => siteIs(isOn), 'read-word-index': () => index.promise });
    const started = startFrame();
    await expect.poll(askedKinds).toContain('read-word-index');
    isOn = false;
    tellChanged('sites');
    await expect.poll(() => frame?.report().progress).toBe('settled');
    index.give();
    await started;
    await searched();
    expect(words()).toEqual([]);
  });

  it('marks nothing once it is stopped', async () => {
    const index = awaited(goutIndex);
    playBrowser({ 'site-state': () => siteIs(true), 'read-word-index': () => index.promise });
    const started = startFrame();
    await expect.poll(askedKinds).toContain('read-word-index');
    frame?.stop();
    index.give();
    await started;
    await searched();
    expect(words()).toEqual([]);
  });

  it('paints its words where buttons were taken back before what makes them came', async () => {
    let areButtons = true;
    const makers = awaited(siteIs(true, true));
    playBrowser({
      'site-state': () => siteIs(true, areButtons),
      'read-word-index': () => goutIndex,
      'bring-words': () => makers.promise,
    });
    const started = startFrame();
    await expect.poll(askedKinds).toContain('bring-words');
    areButtons = false;
    tellChanged('buttonSites');
    await expect.poll(words).toEqual(['gout']);
    const makeWords = vi.fn<MakeWordPainter>(
      (options) => new WordPainter({ ...options, styleRoot: () => undefined }),
    );
    wordPainterMaker.leave(makeWords, lifetime.signal);
    makers.give();
    await started;
    await searched();
    expect(makeWords).not.toHaveBeenCalled();
    expect(words()).toEqual(['gout']);
  });
});

describe('a frame with text that asks for its engine', () => {
  const progress = (): unknown =>
    ((globalThis as Record<string, unknown>)[START_GLOBAL] as { progress: string } | undefined)?.progress;

  for (const [how, answer] of [
    ['is lost', lost(2, siteIs(true))],
    ['tells of a failure', failing(2, siteIs(true))],
  ] as const) {
    it(`asks until it has it where the answer ${how}`, async () => {
      playBrowser({ 'start-engine': answer });
      await passAllWaits(() => {
        requestEngine(lifetime.signal);
        expect(progress()).toBe('asking');
      });
      expect(progress()).toBe('settled');
      expect(askedKinds()).toHaveLength(3);
    });
  }

  it('asks again when the person comes back, where it asked in vain, and tells that it did', async () => {
    let isGone = true;
    playBrowser({
      'start-engine': () => {
        if (isGone) throw new Error('Could not establish connection.');
        return siteIs(true);
      },
    });
    await passAllWaits(() => requestEngine(lifetime.signal));
    expect(progress()).toBe('lost');
    isGone = false;
    comeBack();
    await expect.poll(progress).toBe('settled');
  });

  it('asks again when the page comes out of the back/forward cache, which took the answer', async () => {
    let isAway = true;
    playBrowser({ 'start-engine': () => (isAway ? never() : siteIs(true)) });
    requestEngine(lifetime.signal);
    isAway = false;
    comeBack();
    await expect.poll(progress).toBe('settled');
  });

  it('asks again for a site that is off only when the person changes what is chosen', async () => {
    let isOn = false;
    playBrowser({ 'start-engine': () => siteIs(isOn) });
    requestEngine(lifetime.signal);
    await expect.poll(progress).toBe('settled');
    seeAgain();
    comeBack();
    tellChanged('showMore');
    expect(askedKinds()).toHaveLength(1);
    isOn = true;
    tellChanged('sites');
    expect(askedKinds()).toHaveLength(2);
    await expect.poll(progress).toBe('settled');
    tellChanged('sites');
    expect(askedKinds(), 'once the engine is there, it follows by itself').toHaveLength(2);
  });

  it('leaves nothing behind when its time is over', () => {
    playBrowser({ 'start-engine': never });
    requestEngine(lifetime.signal);
    lifetime.abort();
    expect(progress()).toBeUndefined();
    comeBack();
    tellChanged('sites');
    expect(askedKinds()).toHaveLength(1);
  });
});

/** A background that answers, the first times with the reason why it cannot put the engine in. */
function failing(times: number, answer: unknown): () => unknown {
  return () => (times-- > 0 ? { glossaryHelperFailure: 'No frame with this id.' } : answer);
}
