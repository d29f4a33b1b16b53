/** One tab under test: what is marked on it, what its card says, and what a person does there. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'puppeteer-core';
import { waitFor } from '../../scripts/condition';
import { ROOT } from '../../scripts/extension-browser';
import { readReports, readSettledReports, type ReportedFrame } from '../../scripts/frame-reports';
import { readCard, readReadyCard, type CardReading } from '../../scripts/open-card';
import { locateMark, readPaintedMarks, type PaintedMark } from '../../scripts/painted-marks';
import type { BrowserSession } from './browser-session';
import { takeSnapshot, type FrameSnapshot } from './page-snapshot';

const PICTURES = path.join(ROOT, 'test-results', 'screenshots');

/** More than the rest that opens a card (300 ms) and the grace with which one goes. */
const HOVER_MS = 700;

export class TestPage {
  /** Errors in the console of the page and of the extension's scripts in it. */
  readonly errors: string[] = [];
  #tab: Promise<number> | null = null;

  constructor(
    readonly page: Page,
    readonly session: BrowserSession,
  ) {
    page.on('console', (message) => {
      if (message.type() === 'error') this.errors.push(`${message.text()} (${message.location().url ?? ''})`);
    });
    page.on('pageerror', (error) => this.errors.push(String(error)));
  }

  /** The tab's number in the extension. */
  tab(): Promise<number> {
    return (this.#tab ??= this.session.view.findTab(this.page));
  }

  /** The words painted at this moment, in reading order. */
  async readMarks(): Promise<PaintedMark[]> {
    return await readPaintedMarks(this.page);
  }

  /** The texts of the painted words, once they are what the test expects. */
  async waitForMarks(expected: readonly string[]): Promise<PaintedMark[]> {
    let seen: string[] = [];
    return await waitFor(
      async () => {
        const marks = await this.readMarks();
        seen = marks.map(({ text }) => text);
        return JSON.stringify(seen) === JSON.stringify(expected) && marks;
      },
      `the marks ${JSON.stringify(expected)}`,
      { last: async () => ({ painted: seen, frames: await this.readStarts() }) },
    );
  }

  /** Waits until a mark with this text is painted, within this block text if one is given. */
  async waitForMark(text: string, block = ''): Promise<PaintedMark> {
    let seen: string[] = [];
    return await waitFor(
      async () => {
        const marks = await this.readMarks();
        seen = marks.map((mark) => mark.text);
        return marks.find((mark) => mark.text === text && mark.block.includes(block));
      },
      `a mark on "${text}"${block === '' ? '' : ` in "${block}"`}`,
      { last: async () => ({ painted: seen, frames: await this.readStarts() }) },
    );
  }

  /** All words that the engines report, once nothing changes any more; more than what is painted on screen. */
  async readReports(): Promise<ReportedFrame[]> {
    return await readSettledReports(this.session.view, await this.tab());
  }

  /** How far each frame is, for the message of a wait that was in vain: it shows where a start was lost. */
  async readStarts(): Promise<unknown> {
    try {
      return await readReports(this.session.view, await this.tab());
    } catch (error) {
      return String(error);
    }
  }

  /** Rests the pointer on a mark. */
  async pointAt(mark: PaintedMark): Promise<void> {
    const { x, y } = await locateMark(mark);
    await this.page.mouse.move(x, y);
  }

  /** Presses the mouse on a mark. */
  async click(mark: PaintedMark): Promise<void> {
    const { x, y } = await locateMark(mark);
    await this.page.mouse.click(x, y);
  }

  async readCard(): Promise<CardReading> {
    return await readCard(this.session.view, await this.tab());
  }

  /** The card once it is open with its entry, and speaks of this word where one is given. */
  async waitForCard(term?: string): Promise<Extract<CardReading, { state: 'open' }>> {
    const tab = await this.tab();
    return await waitFor(
      async () => {
        const card = await readReadyCard(this.session.view, tab);
        return (
          card !== null && (term === undefined || card.term.toLowerCase() === term.toLowerCase()) && card
        );
      },
      `an open card${term === undefined ? '' : ` for "${term}"`}`,
      { last: () => this.readCard() },
    );
  }

  /**
   * Waits so long that a hovering card would have come or gone (by the page's own clock, which slows down
   * with it), and hands back what the card shows then.
   */
  async readCardAfterHover(): Promise<CardReading> {
    await this.page.evaluate(async (span) => {
      const start = performance.now();
      while (performance.now() - start < span) await new Promise(requestAnimationFrame);
    }, HOVER_MS);
    return await this.readCard();
  }

  async waitForNoCard(): Promise<void> {
    await waitFor(async () => (await this.readCard()).state === 'closed', 'the card to close');
  }

  /** The page as its own scripts see it. */
  async snapshot(): Promise<FrameSnapshot[]> {
    return await takeSnapshot(this.page);
  }

  /** Takes a picture into test-results/screenshots, for a person to look at. */
  async takePicture(name: string): Promise<void> {
    mkdirSync(PICTURES, { recursive: true });
    await this.page.bringToFront();
    await this.page.screenshot({ path: path.join(PICTURES, `${this.session.name}-${name}.png`) });
  }

  async close(): Promise<void> {
    await this.page.close();
  }
}
