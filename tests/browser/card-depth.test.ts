import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Frame } from '../../entrypoints/engine/frame';
import { CardHost } from '../../page/card-host';
import { cardMaker } from '../../shared/card-global';
import {
  goutIndex,
  playBrowser,
  sendToFrame,
  siteIs,
  storeElsewhere,
  storedPreferences,
} from './played-browser';
import { sciatica } from './popup-states';

vi.mock('wxt/browser', async () => ({ browser: (await import('./played-browser')).playedBrowser }));

const { attachShadow } = Element.prototype;
let frame: Frame;
let lifetime: AbortController;
/** The card's root is closed to pages; the tests look over the shoulder of whoever makes it. */
let cardRoot: ShadowRoot | null;

beforeEach(async () => {
  cardRoot = null;
  Element.prototype.attachShadow = function (init) {
    const root = attachShadow.call(this, init);
    if (this.localName === 'glossary-card') cardRoot = root;
    return root;
  };
  document.body.innerHTML = '<p>The patient has gout and some other words here to read.</p>';
  playBrowser({
    'site-state': () => siteIs(true),
    'read-word-index': () => goutIndex,
    'read-entries': () => ({ entries: [{ ...sciatica, id: 'gout', term: 'gout' }], unknown: [] }),
  });
  lifetime = new AbortController();
  cardMaker.leave((options) => new CardHost({ ...options, styles: new CSSStyleSheet() }), lifetime.signal);
  frame = new Frame((key) => key);
  await frame.start();
  await expect.poll(() => frame.report().words).toHaveLength(1);
});
afterEach(() => {
  frame.stop();
  lifetime.abort();
  Element.prototype.attachShadow = attachShadow;
  document.body.innerHTML = '';
});

const toggles = (): HTMLButtonElement[] => [
  ...(cardRoot?.querySelectorAll<HTMLButtonElement>('button[aria-expanded]') ?? []),
];
/** Which of the two parts of the card are open: more, and the student's view. */
const openParts = (): boolean[] => toggles().map((button) => button.ariaExpanded === 'true');

async function openCard(): Promise<void> {
  sendToFrame({ kind: 'go-to-mark', mark: frame.report().words[0]?.mark ?? -1 });
  await expect.poll(openParts).toHaveLength(2);
}

function press(part: 'more' | 'student'): void {
  toggles()[part === 'more' ? 0 : 1]?.click();
}

describe('how deep a card is open', () => {
  it('is kept when a part is opened, and again when it is closed', async () => {
    await openCard();
    press('more');
    await expect.poll(storedPreferences).toEqual({ showMore: true });
    press('student');
    await expect.poll(storedPreferences).toEqual({ showMore: true, showStudent: true });
    await expect.poll(openParts).toEqual([true, true]);
    press('more');
    await expect.poll(storedPreferences).toEqual({ showStudent: true });
  });

  it('keeps what was chosen in another tab when the other part is opened here', async () => {
    await openCard();
    storeElsewhere('showStudent', true);
    press('more');
    await expect.poll(storedPreferences).toEqual({ showMore: true, showStudent: true });
  });

  it('is what was chosen in another tab when the next card opens', async () => {
    await openCard();
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    await expect.poll(openParts).toEqual([]);
    storeElsewhere('showStudent', true);
    await openCard();
    await expect.poll(openParts).toEqual([false, true]);
  });

  it('opens the part that was pressed, also where another tab opened it meanwhile', async () => {
    await openCard();
    storeElsewhere('showMore', true);
    press('more');
    await expect.poll(openParts).toEqual([true, false]);
    expect(storedPreferences()).toEqual({ showMore: true });
  });
});
