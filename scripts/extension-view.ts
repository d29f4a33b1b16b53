/**
 * Looks at pages through the extension's own eyes. An extension page stays open in a tab of its own; from
 * there `scripting.executeScript` reaches every frame of every tab, in the world of the content scripts,
 * where closed shadow roots can be opened. The same code serves both browsers.
 */
import type { Browser, Page } from 'puppeteer-core';
import { waitFor } from './condition';
import { runInPage, textOf, type Sendable } from './sent-function';

/** The parts of the extension interface that are used inside the extension page. */
declare const chrome: {
  tabs: { query(filter: object): Promise<{ id?: number; url?: string }[]> };
  runtime: { getURL(path: string): string };
};

export interface FrameResult<Result> {
  frame: number;
  result: Result;
}

export class ExtensionView {
  private constructor(
    readonly page: Page,
    readonly origin: string,
  ) {}

  /**
   * Opens the extension page that serves as the window into the extension.
   * @throws where the extension does not answer, which means that the browser did not load it.
   */
  static async open(browser: Browser, origin: string): Promise<ExtensionView> {
    const page = await browser.newPage();
    // Firefox never reports the load event of an extension page, so nothing is awaited but the page itself.
    await page.goto(`${origin}/options.html`, { waitUntil: [] });
    await waitFor(
      async () =>
        await runInPage(
          page,
          (start: string) => location.href.startsWith(start) && document.readyState === 'complete',
          origin,
        )
          // The page is exchanged while it loads.
          .catch(() => false),
      `the extension's own page ${origin}/options.html to open`,
    );
    return new ExtensionView(page, origin);
  }

  /** The number of the tab that shows this page. */
  async findTab(page: Page): Promise<number> {
    const url = page.url();
    const tabs = await runInPage(
      this.page,
      async (address: string) =>
        (await chrome.tabs.query({})).filter((tab) => tab.url === address).map(({ id }) => id),
      url,
    );
    const [tab] = tabs;
    if (tab === undefined || tabs.length > 1) {
      throw new Error(`The extension sees ${tabs.length} tabs with the address ${url}, and one is needed.`);
    }
    return tab;
  }

  /**
   * Runs a function in frames of a tab, in the extension's own world. The function is sent as text: it can
   * use its arguments and what the frame has, nothing else.
   * @param frames all frames of the tab, or only its top frame.
   */
  async run<Result, Arguments extends readonly Sendable[]>(
    { tab, frames }: { tab: number; frames: 'all' | 'top' },
    work: (...parameters: Arguments) => Result,
    ...parameters: Arguments
  ): Promise<FrameResult<Awaited<Result>>[]> {
    const target = frames === 'all' ? { tabId: tab, allFrames: true } : { tabId: tab };
    // Without `injectImmediately` Chromium waits for every frame to load, and some never do.
    const answers: unknown = await this.page.evaluate(
      `chrome.scripting.executeScript({ injectImmediately: true, target: ${JSON.stringify(target)}, func: ${textOf(work)}, args: ${JSON.stringify(parameters)} })
        .then((results) => results.map(({ frameId, result }) => ({ frame: frameId, result })))`,
    );
    return answers as FrameResult<Awaited<Result>>[];
  }

  /** Reads a file of the extension's package. */
  async readFile(file: string): Promise<string> {
    return await runInPage(
      this.page,
      async (path: string) => await (await fetch(chrome.runtime.getURL(path))).text(),
      file,
    );
  }
}
