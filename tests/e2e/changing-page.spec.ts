import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BrowserSession } from './browser-session';
import { expectQuiet, expectUntouched } from './invariants';
import type { FrameSnapshot } from './page-snapshot';
import type { TestPage } from './test-page';

const ADDRESS = 'http://portal.test/changing.html';

/** Each change of the page, and the words that are to be marked after it. */
const STEPS: readonly { step: string; marks: string[] }[] = [
  { step: 'editText', marks: ['osteoarthritis', 'reacher', 'gout'] },
  { step: 'insertBefore', marks: ['osteoarthritis', 'reacher', 'gout'] },
  { step: 'addItem', marks: ['osteoarthritis', 'reacher', 'gout', 'ADLs'] },
  { step: 'removeItem', marks: ['osteoarthritis', 'gout', 'ADLs'] },
  { step: 'emptyText', marks: ['gout', 'ADLs'] },
  { step: 'changeRoute', marks: ['total hip replacement'] },
];

async function change(page: TestPage, step: string): Promise<void> {
  await page.page.evaluate(`steps.${step}()`);
}

describe('a single-page application that changes its text', () => {
  let session: BrowserSession;
  const without: FrameSnapshot[][] = [];
  let page: TestPage;

  beforeAll(async () => {
    session = await BrowserSession.start();
    await session.snapshotWithoutExtension(ADDRESS, async (bare) => {
      for (const { step } of STEPS) {
        await change(bare, step);
        without.push(await bare.snapshot());
      }
    });
    await session.installExtension();
    page = await session.open(ADDRESS);
  });
  afterAll(() => session.close());

  it('marks the first text', async () => {
    await page.waitForMarks(['sciatica', 'reacher', 'gout']);
  });

  for (const [index, { step, marks }] of STEPS.entries()) {
    it(`follows the page through "${step}"`, async () => {
      await change(page, step);
      const painted = await page.waitForMarks(marks);
      expect(painted.every(({ isConnected }) => isConnected)).toBe(true);
      const listed = (await page.readReports()).flatMap((frame) => frame.words.map(({ text }) => text));
      expect(listed).toEqual(marks);
      expectUntouched(without[index] ?? [], await page.snapshot());
    });
  }

  it('never paints a word that is not there, not even for a moment', async () => {
    await page.page.goto(ADDRESS, { waitUntil: 'load' });
    await page.waitForMarks(['sciatica', 'reacher', 'gout']);
    // Read in the same task, right after the page's own change: before any painting could happen.
    const texts = await page.page.evaluate(async () => {
      const text = document.querySelector('#edited')?.firstChild as Text;
      text.data = 'Something else entirely stands in this place now, and it is longer.';
      await new Promise(requestAnimationFrame);
      return [...CSS.highlights]
        .filter(([name]) => name.startsWith('glossary-'))
        .flatMap(([, highlight]) => [...highlight])
        .filter((range) => range.startContainer === text)
        .map((range) => text.data.slice(range.startOffset, range.endOffset));
    });
    expect(texts).toEqual([]);
  });

  it('closes the card of a word that the page takes away', async () => {
    await page.click(await page.waitForMark('reacher'));
    await page.waitForCard('reacher');
    await change(page, 'removeItem');
    await page.waitForNoCard();
    await page.takePicture('changing');
    await expectQuiet(session, page);
  });
});
