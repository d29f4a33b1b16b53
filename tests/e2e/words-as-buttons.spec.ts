import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { waitFor } from '../../scripts/condition';
import { runInPage } from '../../scripts/sent-function';
import { BrowserSession } from './browser-session';
import { expectQuiet, expectUntouched } from './invariants';
import type { FrameSnapshot } from './page-snapshot';
import type { TestPage } from './test-page';

const ADDRESS = 'http://portal.test/leaflet.html';
/** The words that stand alone in their text and in no link. */
const WORDS = ['gout', 'sciatica', 'reacher', 'sock aid'];

describe('a leaflet with words as buttons', () => {
  let session: BrowserSession;
  let without: FrameSnapshot[];
  let page: TestPage;

  beforeAll(async () => {
    session = await BrowserSession.start();
    without = await session.snapshotWithoutExtension(ADDRESS);
    await session.installExtension();
    page = await session.open(ADDRESS);
    await page.waitForMark('sock aid');
  });
  afterAll(() => session.close());

  it('paints words only, and gets no script for more, until the person switches the site', async () => {
    expect(await readButtons(page)).toEqual([]);
    expect(await hasWordsScript(page)).toEqual([false]);
    expectUntouched(without, await page.snapshot());
  });

  it('gets its buttons at once, while it is open', async () => {
    await session.storeChoices({ buttonSites: ['portal.test'] });
    await waitForButtons(page, WORDS);
    // What is in a link or over several elements stays painted.
    await page.waitForMarks(['gout', 'total hip replacement']);
    await page.takePicture('words-as-buttons');
  });

  it('leads the Tab key to one word, arrow keys on, and Enter to the card and back', async () => {
    const { keyboard } = page.page;
    await page.page.focus('#before');
    await keyboard.press('Tab');
    expect(await readFocus(page)).toBe('gout');
    await keyboard.press('ArrowRight');
    await keyboard.press('ArrowDown');
    expect(await readFocus(page)).toBe('reacher');
    await keyboard.press('Enter');
    const card = await page.waitForCard('reacher');
    expect(card.hasFocus).toBe(true);
    await keyboard.press('Escape');
    await page.waitForNoCard();
    expect(await readFocus(page)).toBe('reacher');
    await keyboard.press('Tab');
    expect(await readFocus(page)).toBe('Print the leaflet');
  });

  it('opens the card of a word that is pressed by mouse, or pointed at', async () => {
    const word = await page.page.$('mark[data-glossary="sciatica"]');
    await word?.click();
    await page.waitForCard('sciatica');
    await page.page.keyboard.press('Escape');
    await page.waitForNoCard();
  });

  it('has all words in the list of the frame, in reading order', async () => {
    const listed = (await page.readReports()).flatMap(({ words }) => words.map(({ text }) => text));
    expect(listed).toEqual(['gout', ...WORDS, 'total hip replacement']);
  });

  it('is as it was once the person switches buttons off, and words are painted again', async () => {
    await session.storeChoices({ buttonSites: [] });
    await page.waitForMarks(['gout', ...WORDS, 'total hip replacement']);
    expectUntouched(without, await page.snapshot());
    await expectQuiet(session, page);
  });
});

async function readButtons(page: TestPage): Promise<(string | null)[]> {
  return await runInPage(page.page, () =>
    [...document.querySelectorAll('mark[data-glossary]')].map(({ textContent }) => textContent),
  );
}

async function waitForButtons(page: TestPage, words: readonly string[]): Promise<void> {
  let seen: (string | null)[] = [];
  await waitFor(
    async () => {
      seen = await readButtons(page);
      return seen.join() === words.join();
    },
    `the words ${words.join()} as buttons`,
    { last: () => seen },
  );
}

async function readFocus(page: TestPage): Promise<string | null | undefined> {
  return await runInPage(page.page, () => document.activeElement?.textContent);
}

/** Whether the script that makes buttons was put into each frame. */
async function hasWordsScript(page: TestPage): Promise<boolean[]> {
  const frames = await page.session.view.run(
    { tab: await page.tab(), frames: 'all' },
    () => 'glossaryHelperWords' in globalThis,
  );
  return frames.map(({ result }) => result);
}
