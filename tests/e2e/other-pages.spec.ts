import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BrowserSession } from './browser-session';
import { expectQuiet, expectUntouched } from './invariants';
import type { FrameSnapshot } from './page-snapshot';

const FRENCH = 'http://portal.test/french.html';
const DARK = 'http://portal.test/dark-strict.html';
const TALL = 'http://portal.test/tall.html';

describe('pages of other kinds', () => {
  let session: BrowserSession;
  const without = new Map<string, FrameSnapshot[]>();

  beforeAll(async () => {
    session = await BrowserSession.start();
    for (const address of [FRENCH, DARK, TALL]) {
      without.set(address, await session.snapshotWithoutExtension(address));
    }
    await session.installExtension();
  });
  afterAll(() => session.close());

  it('explains nothing French, and the English quotation within it', async () => {
    const page = await session.open(FRENCH);
    const marks = await page.waitForMarks(['gout', 'sciatica']);
    expect(marks.every(({ block }) => block.startsWith('The letter'))).toBe(true);
    expect((await page.readReports()).flatMap(({ words }) => words).length).toBe(2);
    await page.takePicture('french');
    expectUntouched(without.get(FRENCH) ?? [], await page.snapshot());
    await expectQuiet(session, page);
    await page.close();
  });

  it('works on a dark page whose policy allows nothing', async () => {
    const page = await session.open(DARK);
    const marks = await page.waitForMarks(['sciatica', 'gout', 'WBAT']);
    const [onDark, , onLight] = marks;
    expect(onDark?.highlights).not.toEqual(onLight?.highlights);
    if (onDark === undefined) throw new Error('The dark page has no mark.');
    await page.pointAt(onDark);
    const card = await page.waitForCard('sciatica');
    expect(card.box.width).toBeGreaterThan(200);
    await page.takePicture('dark-strict');
    await page.page.keyboard.press('Escape');
    await page.waitForNoCard();
    expectUntouched(without.get(DARK) ?? [], await page.snapshot());
    await expectQuiet(session, page);
    await page.close();
  });

  it('paints what is near the screen, and the rest when it comes near', async () => {
    const page = await session.open(TALL);
    await page.waitForMarks(['sciatica']);
    const listed = (await page.readReports()).flatMap(({ words }) => words.map(({ text }) => text));
    expect(listed).toEqual(['sciatica', 'gout']);
    await page.page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await page.waitForMarks(['gout']);
    expectUntouched(without.get(TALL) ?? [], await page.snapshot());
    await expectQuiet(session, page);
    await page.close();
  });
});
