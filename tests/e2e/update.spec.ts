import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { waitFor } from '../../scripts/condition';
import { runInPage } from '../../scripts/sent-function';
import { BrowserSession } from './browser-session';
import { expectQuiet } from './invariants';
import type { TestPage } from './test-page';

describe('an update while a page is open', () => {
  let session: BrowserSession;

  beforeAll(async () => {
    session = await BrowserSession.startWithExtension();
  });
  afterAll(() => session.close());

  it('leaves one copy of the extension in the page, which explains as before', async () => {
    const page = await session.open('http://sample.test/discharge-note.html');
    const words = await reportedWords(page);
    await page.pointAt(await page.waitForMark('gout'));
    await page.waitForCard('gout');
    // The same package once more: to the browser that is an update.
    await session.installExtension();
    await page.page.bringToFront();
    expect(await reportedWords(page)).toEqual(words);
    await page.page.mouse.move(5, 5);
    await page.pointAt(await page.waitForMark('osteoarthritis'));
    await page.waitForCard('osteoarthritis');
    const hosts = await runInPage(page.page, () => document.querySelectorAll('glossary-card').length);
    expect(hosts, 'cards in the page').toBe(1);
    await page.page.keyboard.press('Escape');
    await page.waitForNoCard();
    await expectQuiet(session, page);
  });
});

/** The words that the engine lists, once there is an engine. */
async function reportedWords(page: TestPage): Promise<string[]> {
  return await waitFor(async () => {
    const words = (await page.readReports()).flatMap((frame) => frame.words.map(({ text }) => text));
    return words.length > 0 && words;
  }, 'an engine that lists words');
}
