import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { requestEntries } from '../../entrypoints/engine/entry-request';
import { gout } from '../unit/gout-entry';
import { askedKinds, playBrowser, playedBrowser } from './played-browser';

vi.mock('wxt/browser', async () => ({ browser: (await import('./played-browser')).playedBrowser }));

const { signal } = new AbortController();
const answer = { entries: [gout], unknown: [] };

beforeEach(() => {
  playedBrowser.runtime.id = 'glossary-helper';
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** What the card has of its request within the time that it waits for one, in milliseconds. */
async function entriesWithin(milliseconds: number): Promise<unknown> {
  let got: unknown = 'nothing yet';
  requestEntries(['gout'], signal).then(
    (entries) => (got = entries),
    () => (got = 'no answer'),
  );
  await vi.advanceTimersByTimeAsync(milliseconds);
  return got;
}

describe('a card that asks for its entry', () => {
  it.each([
    [
      'refuses the question',
      () => {
        throw new Error('The message channel closed before a response was received.');
      },
    ],
    ['takes the question with it', () => new Promise(() => undefined)],
  ])('gets it where a background that ends %s', async (_, end) => {
    let hasEnded = false;
    playBrowser({
      'read-entries': () => {
        if (hasEnded) return answer;
        hasEnded = true;
        return end();
      },
    });
    expect(await entriesWithin(1200)).toEqual([gout]);
  });

  it('asks once where it is answered', async () => {
    playBrowser({ 'read-entries': () => answer });
    expect(await entriesWithin(20_000)).toEqual([gout]);
    expect(askedKinds()).toEqual(['read-entries']);
  });

  it('is told where no answer comes', async () => {
    playBrowser({
      'read-entries': () => {
        throw new Error('Could not establish connection.');
      },
    });
    expect(await entriesWithin(20_000)).toBe('no answer');
  });
});
