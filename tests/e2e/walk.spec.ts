import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { waitFor } from '../../scripts/condition';
import { BrowserSession } from './browser-session';
import { expectQuiet } from './invariants';
import type { TestPage } from './test-page';

describe('the walk from word to word by keyboard', () => {
  let session: BrowserSession;
  let page: TestPage;

  beforeAll(async () => {
    session = await BrowserSession.startWithExtension();
    page = await session.open('http://portal.test/embedded.html');
    // The top page and all frames: the walk goes by the words that are there.
    for (const word of ['sciatica', 'range of motion', 'bursitis', 'Osteoarthritis', 'tendinitis']) {
      await page.waitForMark(word);
    }
  });
  afterAll(() => session.close());

  it('goes forwards through text, shadow roots and frames, and back', async () => {
    const seen: string[] = [];
    for (let step = 0; step < 9; step++) {
      await session.runCommand('next-word');
      seen.push(await readMoved(page, seen.at(-1)));
    }
    expect(seen.slice(0, 2)).toEqual(['sciatica', 'total hip replacement']);
    expect(seen.slice(-2)).toEqual(['range of motion', 'bursitis']);
    await session.runCommand('previous-word');
    expect(await readMoved(page, 'bursitis')).toBe('range of motion');
  });

  it('explains the word it stands on and takes the focus into the card', async () => {
    await session.runCommand('explain-word');
    await page.waitForCard();
    await waitFor(
      async () => {
        const card = await page.readCard();
        return card.state === 'open' && card.hasFocus;
      },
      'the focus to move into the card',
      { last: () => page.readCard() },
    );
    await page.page.keyboard.press('Escape');
    await page.waitForNoCard();
    await expectQuiet(session, page);
  });
});

/** The word that the walk stands on, once it is another than before. */
async function readMoved(page: TestPage, before: string | undefined): Promise<string> {
  return await waitFor(async () => {
    const current = (await page.readReports()).flatMap(({ words, current: at }) =>
      at === null ? [] : [words[at]?.text],
    );
    return current.find((text) => text !== undefined && text !== before);
  }, 'the walk to reach another word');
}
