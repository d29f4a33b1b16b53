/**
 * A page with the production build of the extension in it, whose engine can be switched off and on as a
 * person does it for one site. So a page is compared with itself.
 */
import type { Page } from 'puppeteer-core';
import { waitFor } from '../../scripts/condition';
import { runInPage } from '../../scripts/sent-function';
import { FRAME_GLOBAL } from '../../shared/frame-global';
import type { BenchBrowser } from './bench-browser';
import type { PageName } from './bench-pages';
import { callInPage } from './page-bundle';

/** The host that the bench's pages come from, as the settings know it. */
const HOST = 'localhost';
/** Marks that stayed the same over so many looks are all there. */
const SAME_LOOKS = 3;
/** Between two looks, in milliseconds: each look costs the page a little. */
const LOOK_EVERY_MS = 250;
/** Much longer than marking 10 MB takes. */
const PATIENCE_MS = 60_000;

export class ProductionPage {
  private constructor(
    readonly page: Page,
    readonly browser: BenchBrowser,
    readonly tab: number,
  ) {}

  /** Opens a page with the engine off. */
  static async open(browser: BenchBrowser, name: PageName): Promise<ProductionPage> {
    await browser.installExtension();
    await chooseForSite(browser, 'off');
    const page = await browser.open(name);
    return new ProductionPage(page, browser, await browser.view.findTab(page));
  }

  /** Switches the engine on and waits until the whole page is marked; gives the number of marks. */
  async switchOn(): Promise<number> {
    await chooseForSite(this.browser, null);
    return await this.waitUntilMarked();
  }

  /** Switches the engine on and waits for nothing. */
  async beginSwitchOn(): Promise<void> {
    await chooseForSite(this.browser, null);
  }

  /** Switches the engine off and waits until its paint is gone. */
  async switchOff(): Promise<void> {
    await chooseForSite(this.browser, 'off');
    await waitFor(async () => (await callInPage(this.page, 'countPainted')) === 0, 'the marks to go away');
  }

  /** Waits until the number of marks stays the same; gives it. */
  async waitUntilMarked(): Promise<number> {
    let before = 0;
    let same = 0;
    return await waitFor(
      async () => {
        await new Promise((resolve) => {
          setTimeout(resolve, LOOK_EVERY_MS);
        });
        const now = await this.countMarks();
        same = now === before ? same + 1 : 0;
        before = now;
        return now > 0 && same >= SAME_LOOKS && now;
      },
      'the page to be marked',
      { patienceMs: PATIENCE_MS, last: () => before },
    );
  }

  /** Puts an observer that does nothing into the extension's world, with the options of the engine's. */
  async observeEmptily(): Promise<void> {
    await this.browser.view.run({ tab: this.tab, frames: 'top' }, () => {
      const observer = new MutationObserver(() => undefined);
      observer.observe(document, { childList: true, characterData: true, subtree: true });
      (globalThis as { benchObserver?: MutationObserver }).benchObserver = observer;
      return true;
    });
  }

  /** Takes the empty observer away. */
  async stopObserving(): Promise<void> {
    await this.browser.view.run({ tab: this.tab, frames: 'top' }, () => {
      (globalThis as { benchObserver?: MutationObserver }).benchObserver?.disconnect();
      return true;
    });
  }

  async close(): Promise<void> {
    await this.page.close();
    await chooseForSite(this.browser, null);
  }

  /** Marks of the page; 0 while it is still searched. */
  private async countMarks(): Promise<number> {
    const [answer] = await this.browser.view.run(
      { tab: this.tab, frames: 'top' },
      (globalName: string) => {
        interface Reporter {
          isSearching: boolean;
          report(): { words: unknown[] };
        }
        const engine = (globalThis as Record<string, unknown>)[globalName] as Reporter | undefined;
        // A report looks at every mark: asked for while the page is searched, it would hold that up.
        return engine === undefined || engine.isSearching ? 0 : engine.report().words.length;
      },
      FRAME_GLOBAL,
    );
    return answer?.result ?? 0;
  }
}

/** Writes the choice for the bench's host as the popup does; null forgets it, which means on. */
async function chooseForSite(browser: BenchBrowser, choice: 'off' | null): Promise<void> {
  await runInPage(
    browser.view.page,
    async (host: string, value: string | null) => {
      interface StorageWorld {
        chrome: {
          storage: { local: { set(items: object): Promise<void>; remove(key: string): Promise<void> } };
        };
      }
      const { local } = (globalThis as unknown as StorageWorld).chrome.storage;
      if (value === null) await local.remove('sites');
      else await local.set({ sites: { [host]: value } });
    },
    HOST,
    choice,
  );
}
