import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BrowserSession } from './browser-session';
import { expectQuiet } from './invariants';

describe('a background that fell asleep', () => {
  let session: BrowserSession;

  beforeAll(async () => {
    session = await BrowserSession.startWithExtension({ sleepsSoon: true });
  });
  afterAll(() => session.close());

  it('wakes up for a card, and the entry comes', async () => {
    const page = await session.open('http://sample.test/discharge-note.html');
    const times: number[] = [];
    for (const word of ['osteoarthritis', 'gout', 'sciatica', 'WBAT', 'total hip arthroplasty']) {
      const mark = await page.waitForMark(word);
      await session.stopWorker();
      await page.pointAt(mark);
      const { entryMs } = await page.waitForCard();
      if (entryMs === null) throw new Error('The card does not say how long its entry took (data-entry-ms).');
      times.push(Math.round(entryMs));
      await page.page.keyboard.press('Escape');
      await page.waitForNoCard();
    }
    console.log(`Entry after the background slept (${session.name}): ${times.join(', ')} ms`);
    await expectQuiet(session, page);
    await page.close();
  });

  it('wakes up for a page that is opened', async () => {
    await session.stopWorker();
    const page = await session.open('http://portal.test/changing.html');
    await page.waitForMarks(['sciatica', 'reacher', 'gout']);
    await expectQuiet(session, page);
    await page.close();
  });

  it('explains a page that the person left at once and comes back to', async () => {
    await session.stopWorker();
    const page = await session.open('http://portal.test/changing.html');
    await page.page.goto('http://portal.test/linked.html', { waitUntil: 'load' });
    await page.page.goBack();
    await page.waitForMarks(['sciatica', 'reacher', 'gout']);
    // Firefox writes down as an error that the page was left while it waited, which is what this is about.
    expect(page.errors, 'errors in the console of the page').toEqual([]);
    await page.close();
  });
});
