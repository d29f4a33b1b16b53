import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { waitFor } from '../../scripts/condition';
import { BrowserSession } from './browser-session';
import { expectQuiet, expectUntouched } from './invariants';
import type { FrameSnapshot } from './page-snapshot';
import type { TestPage } from './test-page';

const ADDRESS = 'http://portal.test/embedded.html';

describe('a page with words in all sorts of places', () => {
  let session: BrowserSession;
  let without: FrameSnapshot[];
  let page: TestPage;

  beforeAll(async () => {
    session = await BrowserSession.start();
    without = await session.snapshotWithoutExtension(ADDRESS);
    await session.installExtension();
    page = await session.open(ADDRESS);
  });
  afterAll(() => session.close());
  afterEach(async () => {
    // A card that a failed test left open must not fail the next one.
    await page.page.mouse.move(5, 5);
    await page.page.keyboard.press('Escape');
  });

  it('marks prose, links, labels, shadow roots and frames, and nothing in fields, editors or code', async () => {
    const marks = await page.waitForMarks([
      'sciatica',
      'total hip replacement',
      'osteoarthritis',
      'gout',
      'WBAT',
      'reacher',
      'neuromuscular massage',
      'range of motion',
      'bursitis',
      'Osteoarthritis',
      'tendinitis',
    ]);
    expect(marks.map(({ framePath }) => framePath)).toEqual([[], [], [], [], [], [], [], [0], [1], [2], [3]]);
    expect(marks.every(({ isConnected }) => isConnected)).toBe(true);
  });

  it('marks each word at its own place only', async () => {
    const blocks = (await page.readMarks()).map(({ text, block }) => [text, block.slice(0, 22)]);
    expect(blocks.filter(([text]) => text === 'gout')).toEqual([['gout', 'In August it was gout,']]);
  });

  it('leaves every frame as it was', async () => {
    await page.takePicture('embedded');
    expectUntouched(without, await page.snapshot());
  });

  it('opens a card for a word that inline tags cut in pieces', async () => {
    await page.pointAt(await page.waitForMark('total hip replacement'));
    const card = await page.waitForCard();
    expect(card.plain).not.toBe('');
    await page.page.keyboard.press('Escape');
    await page.waitForNoCard();
  });

  it('opens a card for a word in an open shadow root', async () => {
    await page.pointAt(await page.waitForMark('reacher'));
    await page.waitForCard('reacher');
    await page.page.keyboard.press('Escape');
    await page.waitForNoCard();
  });

  for (const [text, name] of [
    ['range of motion', 'srcdoc'],
    ['bursitis', 'another site'],
    ['Osteoarthritis', 'about:blank'],
    ['tendinitis', 'a frame without rights'],
  ] as const) {
    it(`shows the card of a word in a frame (${name}) on the top page, beside the word`, async () => {
      await page.pointAt(await page.waitForMark(text));
      const card = await page.waitForCard();
      expect(card.plain).not.toBe('');
      if (name === 'another site') await page.takePicture('embedded-frame-card');
      expect(card.box.width).toBeGreaterThan(0);
      await page.page.mouse.move(5, 5);
      await page.waitForNoCard();
    });
  }

  for (const text of ['range of motion', 'bursitis']) {
    for (const moved of ['its text moves within the frame', 'the frame moves with all that is in it']) {
      it(`takes the line around "${text}" away when ${moved}, and leaves the card`, async () => {
        const mark = await page.waitForMark(text);
        await page.click(mark);
        expect((await page.waitForCard()).wordBoxes).not.toEqual([]);
        const mover = moved.startsWith('its') ? mark.frame : page.page.mainFrame();
        await mover.$eval('body', (body) => body.setAttribute('style', 'padding-top: 9px'));
        const card = await waitFor(
          async () => {
            const now = await page.readCard();
            return now.state === 'open' && now.wordBoxes.length === 0 && now;
          },
          'the line to go',
          { last: () => page.readCard() },
        );
        expect(card.plain).not.toBe('');
        await mover.$eval('body', (body) => body.removeAttribute('style'));
        await page.page.keyboard.press('Escape');
        await page.waitForNoCard();
      });
    }
  }

  it('lets a label do its work', async () => {
    const isChecked = () => page.page.$eval('#choice', (box) => (box as HTMLInputElement).checked);
    await page.click(await page.waitForMark('WBAT'));
    await waitFor(isChecked, 'the label to tick its box');
    await page.click(await page.waitForMark('WBAT'));
    await waitFor(async () => !(await isChecked()), 'the label to clear its box');
    await page.page.keyboard.press('Escape');
    await page.waitForNoCard();
  });

  it('lets the person write where the page lets them', async () => {
    await page.page.click('#lines');
    await page.page.keyboard.type(' gout');
    const typed = await page.page.$eval('#lines', (field) => (field as HTMLTextAreaElement).value);
    expect(typed).toContain('gout');
    await page.page.$eval('#lines', (field) => {
      (field as HTMLTextAreaElement).value = field.textContent;
    });
    await page.page.mouse.click(5, 5);
  });

  it('is still as it was after all cards were closed', async () => {
    expectUntouched(without, await page.snapshot());
    await expectQuiet(session, page);
  });

  it('explains a word on a link when the pointer rests there, and follows the link on a click', async () => {
    await page.pointAt(await page.waitForMark('gout'));
    await page.waitForCard('gout');
    await Promise.all([
      page.page.waitForNavigation({ waitUntil: 'load' }),
      page.click(await page.waitForMark('gout')),
    ]);
    expect(page.page.url()).toBe('http://portal.test/linked.html');
    await expectQuiet(session, page);
  });
});

describe('a page that is little but a frame', () => {
  let session: BrowserSession;
  let page: TestPage;

  beforeAll(async () => {
    session = await BrowserSession.startWithExtension();
  });
  afterAll(() => session.close());
  afterEach(() => page.close());

  for (const [name, file] of [
    ['with fewer words than are looked for', 'shell.html'],
    ['in another language', 'shell-french.html'],
    ['of frames only', 'frameset.html'],
  ] as const) {
    it(`shows the first card of its frame on the top page (${name})`, async () => {
      page = await session.open(`http://portal.test/${file}`);
      await page.pointAt(await page.waitForMark('bursitis'));
      const card = await page.waitForCard('bursitis');
      const frameHeight = 120;
      expect(card.box.height).toBeGreaterThan(frameHeight);
      await page.takePicture(file.replace('.html', ''));
      await expectQuiet(session, page);
    });
  }

  for (const [name, close] of [
    ['Esc', () => page.page.keyboard.press('Escape')],
    [
      'the close button',
      async () => {
        const { closeButton } = await page.waitForCard('bursitis');
        if (closeButton === null) throw new Error('The card has no close button.');
        await page.page.mouse.click(closeButton.x + 22, closeButton.y + 22);
      },
    ],
  ] as const) {
    it(`gives the focus back to the field in the frame (${name})`, async () => {
      page = await session.open('http://portal.test/shell.html');
      const { frame } = await page.waitForMark('bursitis');
      await frame.click('input');
      await page.page.keyboard.type('A');
      await session.runCommand('explain-word');
      await waitFor(async () => (await page.waitForCard('bursitis')).hasFocus, 'the card to take the focus');
      await close();
      await page.waitForNoCard();
      const holdsFocus = () => document.hasFocus() && document.activeElement?.localName === 'input';
      await waitFor(() => frame.evaluate(holdsFocus), 'the field to have the focus');
      await page.page.keyboard.type('Z');
      expect(await frame.$eval('input', ({ value }) => value)).toBe('AZ');
      await expectQuiet(session, page);
    });
  }

  it('draws the card itself where the top page never ends loading', async () => {
    page = await session.open('about:blank');
    // Nobody can wait for it.
    void page.page.goto('http://portal.test/endless.html', { waitUntil: [] }).catch(() => undefined);
    const mark = await page.waitForMark('bursitis');
    await page.pointAt(mark);
    await waitFor(() => mark.frame.$('glossary-card'), 'the card in the frame');
  });

  it('shows the card inside the dialog of the page that holds the frame', async () => {
    page = await session.open('http://portal.test/frame-in-dialog.html');
    await page.click(await page.waitForMark('bursitis'));
    const { closeButton } = await page.waitForCard('bursitis');
    if (closeButton === null) throw new Error('The card has no close button.');
    await page.page.mouse.click(closeButton.x + 22, closeButton.y + 22);
    await page.waitForNoCard();
    expect(await page.page.$('#dialog')).not.toBeNull();
    expect(await page.page.$('#dialog glossary-card')).toBeNull();
    await expectQuiet(session, page);
  });
});
