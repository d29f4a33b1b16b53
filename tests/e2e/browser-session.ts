/** One browser with a fresh profile, the built extension in it, and no way to any network but the fixtures. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { TargetType, type Browser, type CDPSession } from 'puppeteer-core';
import { bringBrowser, type BrowserName } from '../../scripts/browsers';
import { waitFor } from '../../scripts/condition';
import { ROOT, startBrowser, type StartedBrowser } from '../../scripts/extension-browser';
import { ExtensionView } from '../../scripts/extension-view';
import { runInPage } from '../../scripts/sent-function';
import { GECKO_ID } from '../../shared/identity';
import type { SiteChoices } from '../../shared/settings';
import { startFixtureProxy, type FixtureHost, type FixtureProxy } from './fixture-proxy';
import { takeSnapshot, type FrameSnapshot } from './page-snapshot';
import { TestPage } from './test-page';

const FIXTURES = path.join(ROOT, 'tests', 'fixtures', 'pages');
const CORPUS = path.join(ROOT, '..', 'shared', 'corpus');

/** The hosts that the tests play. */
const HOSTS: Record<string, FixtureHost> = {
  'portal.test': { folder: FIXTURES },
  // A second site, for frames of another origin.
  'other.test': { folder: FIXTURES },
  // Built by tests/fixtures/apps/build.ts.
  'apps.test': { folder: path.join(ROOT, 'test-results', 'apps') },
  'sample.test': { folder: path.join(ROOT, 'scripts', 'sample') },
  'corpus.test': {
    folder: CORPUS,
    // Whole pages of other people: their scripts would change them by chance and ask for the network.
    headers: {
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:",
    },
  },
};

/** The folder of real pages and notes, or null where it is not there. */
export const corpusFolder: string | null = existsSync(CORPUS) ? CORPUS : null;

/** Firefox puts an idle background page to sleep after 30 s; tests that need it asleep do not wait so long. */
const SHORT_IDLE_MS = 300;

export interface SessionSettings {
  /** The background may fall asleep soon after its last work (Firefox; Chromium's is stopped by hand). */
  sleepsSoon?: boolean;
}

/** The browser that this run of the tests is for. */
export function browserUnderTest(): BrowserName {
  const name = process.env['GLOSSARY_BROWSER'];
  if (name === 'chromium' || name === 'firefox') return name;
  throw new Error('GLOSSARY_BROWSER says neither chromium nor firefox. Run "npm test -- --only e2e".');
}

export class BrowserSession {
  readonly name: BrowserName;
  readonly browser: Browser;
  readonly proxy: FixtureProxy;
  readonly #started: StartedBrowser;
  #view: ExtensionView | null = null;

  private constructor(started: StartedBrowser, proxy: FixtureProxy) {
    this.#started = started;
    this.name = started.name;
    this.browser = started.browser;
    this.proxy = proxy;
  }

  /** Starts the browser under test. The extension is not in it until `installExtension`. */
  static async start({ sleepsSoon = false }: SessionSettings = {}): Promise<BrowserSession> {
    const found = bringBrowser(browserUnderTest(), console.log);
    const proxy = await startFixtureProxy(HOSTS);
    const proxyAddress = { host: '127.0.0.1', port: proxy.port };
    const starting = startBrowser({
      found,
      headless: true,
      chromiumArguments: [
        `--proxy-server=${proxyAddress.host}:${proxyAddress.port}`,
        // Without this Chromium goes past the proxy for addresses of this machine.
        '--proxy-bypass-list=<-loopback>',
        // The fixtures are plain http on invented names, so no try with https first; and the browser neither
        // asks a server about form fields nor what time it is.
        '--disable-features=HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,AutofillServerCommunication,NetworkTimeServiceQuerying',
      ],
      firefoxPreferences: {
        'network.proxy.type': 1,
        'network.proxy.http': proxyAddress.host,
        'network.proxy.http_port': proxyAddress.port,
        'network.proxy.ssl': proxyAddress.host,
        'network.proxy.ssl_port': proxyAddress.port,
        'network.proxy.no_proxies_on': '',
        'network.proxy.allow_hijacking_localhost': true,
        'network.proxy.allow_bypass': false,
        'network.proxy.failover_direct': false,
        'dom.security.https_first': false,
        'browser.aboutwelcome.enabled': false,
        'browser.region.update.enabled': false,
        'extensions.systemAddon.update.enabled': false,
        'network.captive-portal-service.enabled': false,
        'network.connectivity-service.enabled': false,
        'network.dns.disablePrefetch': true,
        'network.prefetch-next': false,
        ...(sleepsSoon && { 'extensions.background.idle.timeout': SHORT_IDLE_MS }),
      },
    });
    try {
      return new BrowserSession(await starting, proxy);
    } catch (error) {
      await proxy.close();
      throw error;
    }
  }

  /** A browser with the extension in it, for tests that need no picture of the page without it. */
  static async startWithExtension(settings: SessionSettings = {}): Promise<BrowserSession> {
    const session = await BrowserSession.start(settings);
    await session.installExtension();
    return session;
  }

  /** The extension's own eyes. */
  get view(): ExtensionView {
    if (this.#view === null) throw new Error('The extension is not installed in this session yet.');
    return this.#view;
  }

  /** Puts the extension in and waits until it answers. */
  async installExtension(): Promise<void> {
    const origin = await this.#started.installExtension();
    this.#view = await ExtensionView.open(this.browser, origin);
  }

  /** Stores choices for single sites (see `shared/settings.ts`), as the switches of the popup do. */
  async storeChoices(choices: { sites?: SiteChoices; buttonSites?: string[] }): Promise<void> {
    await runInPage(
      this.view.page,
      async (items: typeof choices) => {
        interface StorageWorld {
          chrome: { storage: { local: { set(items: object): Promise<void> } } };
        }
        await (globalThis as unknown as StorageWorld).chrome.storage.local.set(items);
      },
      choices,
    );
  }

  /** A page as it is in this browser without the extension; to be taken before `installExtension`. */
  async snapshotWithoutExtension(
    address: string,
    steps?: (page: TestPage) => Promise<void>,
  ): Promise<FrameSnapshot[]> {
    if (this.#view !== null) throw new Error(`${address} was to be read before the extension is installed.`);
    const page = await this.open(address);
    await steps?.(page);
    const snapshot = await takeSnapshot(page.page);
    await page.close();
    return snapshot;
  }

  /** Opens an address in a tab of its own, in front. */
  async open(address: string): Promise<TestPage> {
    const page = await this.browser.newPage();
    const testPage = new TestPage(page, this);
    await page.bringToFront();
    await page.goto(address, { waitUntil: 'load' });
    return testPage;
  }

  /** Does what the keyboard shortcut of this command does; shortcuts themselves reach no headless browser. */
  async runCommand(command: 'next-word' | 'previous-word' | 'explain-word'): Promise<void> {
    if (this.name === 'firefox') {
      await this.#evaluateInBrowserWindow(
        `WebExtensionPolicy.getByID(${JSON.stringify(GECKO_ID)}).extension.shortcuts.onCommand(${JSON.stringify(command)})`,
      );
      return;
    }
    await this.#wakeWorker();
    await this.#inWorker(async (worker) => {
      await worker.send('Runtime.evaluate', {
        awaitPromise: true,
        expression: `chrome.tabs.query({ active: true, currentWindow: true })
          .then(([tab]) => chrome.commands.onCommand.dispatch(${JSON.stringify(command)}, tab))`,
      });
    });
  }

  /** Puts the background to sleep and returns once it is. In Firefox the session needs `sleepsSoon`. */
  async stopWorker(): Promise<void> {
    await waitFor(async () => {
      if (this.name === 'chromium') await this.#closeWorkers();
      return !(await this.isWorkerAwake());
    }, 'the background of the extension to fall asleep');
  }

  /** Whether the background of the extension runs at this moment. */
  async isWorkerAwake(): Promise<boolean> {
    if (this.name === 'chromium') return this.#findWorkerTarget() !== undefined;
    return await runInPage(this.view.page, () => {
      interface ViewsWorld {
        browser: { extension: { getViews(): Window[] } };
      }
      const views = (globalThis as unknown as ViewsWorld).browser.extension.getViews();
      return views.some(({ location }) => location.pathname.startsWith('/_generated_background_page'));
    });
  }

  /** Errors that the background or the content scripts of the extension left behind anywhere. */
  async readExtensionErrors(): Promise<string[]> {
    if (this.name === 'chromium') return await this.#readWorkerErrors();
    const { origin } = this.view;
    const text = await this.#evaluateInBrowserWindow(`JSON.stringify([
      ...Services.console.getMessageArray()
        .filter((message) => message instanceof Ci.nsIScriptError && !(message.flags & Ci.nsIScriptError.warningFlag))
        .filter((message) => message.sourceName.startsWith(${JSON.stringify(origin)}))
        .map((message) => message.toString()),
      ...Cc['@mozilla.org/consoleAPI-storage;1'].getService(Ci.nsIConsoleAPIStorage).getEvents()
        .filter((event) => event.level === 'error' && String(event.filename).startsWith(${JSON.stringify(origin)}))
        .map((event) => event.arguments.map(String).join(' ')),
    ])`);
    return JSON.parse(text) as string[];
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.proxy.close();
  }

  #findWorkerTarget() {
    const { origin } = this.view;
    return this.browser
      .targets()
      .find((target) => target.type() === TargetType.SERVICE_WORKER && target.url().startsWith(origin));
  }

  async #closeWorkers(): Promise<void> {
    const session = await this.browser.target().createCDPSession();
    const { targetInfos } = await session.send('Target.getTargets');
    for (const { targetId, type, url } of targetInfos) {
      if (type !== 'service_worker' || !url.startsWith(this.view.origin)) continue;
      // It may have gone by itself meanwhile, which is as good.
      await session.send('Target.closeTarget', { targetId }).catch(() => undefined);
    }
    await session.detach();
  }

  async #wakeWorker(): Promise<void> {
    // Any message wakes it; this one is none that it knows.
    await runInPage(this.view.page, () => {
      interface MessageWorld {
        chrome: { runtime: { sendMessage(message: object): Promise<unknown> } };
      }
      const { runtime } = (globalThis as unknown as MessageWorld).chrome;
      void runtime.sendMessage({ kind: 'wake' }).catch(() => undefined);
    });
    await waitFor(() => this.#findWorkerTarget(), "the extension's service worker to start");
  }

  /** Looks into the service worker for a moment. It cannot be stopped while anybody stays attached to it. */
  async #inWorker<Result>(work: (worker: CDPSession) => Promise<Result>): Promise<Result | null> {
    const session = await this.#findWorkerTarget()?.createCDPSession();
    if (session === undefined) return null;
    try {
      return await work(session);
    } finally {
      await session.detach().catch(() => undefined);
    }
  }

  /** Errors since the service worker last started: Chromium tells them anew to whoever begins to listen. */
  async #readWorkerErrors(): Promise<string[]> {
    const errors: string[] = [];
    await this.#inWorker(async (worker) => {
      worker.on('Runtime.exceptionThrown', ({ exceptionDetails }) => {
        errors.push(exceptionDetails.exception?.description ?? exceptionDetails.text);
      });
      worker.on('Runtime.consoleAPICalled', ({ type, args }) => {
        if (type !== 'error' && type !== 'assert') return;
        errors.push(args.map(({ value, description }) => description ?? String(value)).join(' '));
      });
      await worker.send('Runtime.enable');
    });
    return errors;
  }

  /** Runs text in Firefox's own window. puppeteer-core has no call for that, its connection has. */
  async #evaluateInBrowserWindow(expression: string): Promise<string> {
    interface Connection {
      send(method: string, parameters: object): Promise<{ result: unknown }>;
    }
    const { connection } = this.browser as unknown as { connection: Connection };
    const tree = (await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' })).result as {
      contexts: { context: string }[];
    };
    const answer = (
      await connection.send('script.evaluate', {
        expression,
        target: { context: tree.contexts[0]?.context },
        awaitPromise: true,
      })
    ).result as { type: string; result?: { value?: unknown }; exceptionDetails?: { text: string } };
    if (answer.type !== 'success') {
      throw new Error(
        `Firefox refused "${expression}": ${answer.exceptionDetails?.text ?? 'no reason given'}`,
      );
    }
    const value = answer.result?.value;
    return typeof value === 'string' ? value : '';
  }
}
