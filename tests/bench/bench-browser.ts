/** One browser for measuring: pages with the bench's script, at first without and then with the extension. */
import type { Browser, Page } from 'puppeteer-core';
import type { BrowserName, FoundBrowser } from '../../scripts/browsers';
import { startBrowser, type StartedBrowser } from '../../scripts/extension-browser';
import { ExtensionView } from '../../scripts/extension-view';
import type { BenchGlossary, IndexName } from './bench-glossary';
import type { BenchPages, PageName } from './bench-pages';
import type { Effort } from './effort';
import { callInPage } from './page-bundle';

export interface BenchMaterial {
  glossary: BenchGlossary;
  pages: BenchPages;
  /** The script of `in-page/`. */
  bundle: string;
  effort: Effort;
}

export class BenchBrowser {
  readonly name: BrowserName;
  readonly browser: Browser;
  readonly effort: Effort;
  readonly #started: StartedBrowser;
  #view: ExtensionView | null = null;

  private constructor(
    started: StartedBrowser,
    readonly material: BenchMaterial,
  ) {
    this.#started = started;
    this.name = started.name;
    this.browser = started.browser;
    this.effort = material.effort;
  }

  static async start(found: FoundBrowser, material: BenchMaterial): Promise<BenchBrowser> {
    const started = await startBrowser({
      found,
      headless: true,
      // Garbage of one sample must not be collected in the next one.
      chromiumArguments: ['--js-flags=--expose-gc'],
      firefoxPreferences: {
        // Without this the clock of a page ticks in whole milliseconds.
        'privacy.reduceTimerPrecision': false,
        'browser.aboutwelcome.enabled': false,
        'datareporting.policy.dataSubmissionEnabled': false,
      },
    });
    return new BenchBrowser(started, material);
  }

  /** The extension's own eyes. */
  get view(): ExtensionView {
    if (this.#view === null) throw new Error('The extension is not installed in this browser yet.');
    return this.#view;
  }

  /** Puts the built extension in; from now on it works in every page that is opened. */
  async installExtension(): Promise<void> {
    this.#view ??= await ExtensionView.open(this.browser, await this.#started.installExtension());
  }

  /** Opens a page in a tab of its own, in front, with the bench's script. */
  async open(name: PageName): Promise<Page> {
    const page = await this.browser.newPage();
    await page.bringToFront();
    await page.goto(this.material.pages.addressOf(name), { waitUntil: 'load' });
    await page.addScriptTag({ content: this.material.bundle });
    return page;
  }

  /** Opens a page and makes indexes ready in it. */
  async openWithIndexes(name: PageName, indexes: readonly IndexName[]): Promise<Page> {
    const page = await this.open(name);
    for (const index of indexes) {
      await callInPage(page, 'readyIndex', index, this.material.glossary.indexes[index]);
    }
    return page;
  }

  /** Closes the pages of a measurement that broke off: the extension would see two of one address. */
  async closePages(): Promise<void> {
    const pages = await this.browser.pages();
    await Promise.all(pages.filter((page) => page.url().startsWith('http')).map((page) => page.close()));
  }

  async close(): Promise<void> {
    await this.browser.close();
  }
}
