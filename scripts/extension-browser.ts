/** Starts a browser with a fresh profile and puts the built extension into it: one way for both browsers. */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import puppeteer, { type Browser } from 'puppeteer-core';
import { GECKO_ID } from '../shared/identity';
import type { BrowserName, FoundBrowser } from './browsers';

export const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

const BUILD_FOLDER: Record<BrowserName, string> = {
  chromium: '.output/chrome-mv3',
  firefox: '.output/firefox-mv3',
};
const BUILD_COMMAND: Record<BrowserName, string> = {
  chromium: 'npm run build',
  firefox: 'npm run build:firefox',
};

/** Chromium's own traffic and first-run pages are off: what remains on the wire is the pages' or ours. */
const QUIET_CHROMIUM = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--no-default-browser-check',
];

export interface BrowserSettings {
  found: FoundBrowser;
  headless: boolean;
  /** Further arguments for Chromium. */
  chromiumArguments?: string[];
  /** Further preferences for Firefox. */
  firefoxPreferences?: Record<string, unknown>;
}

export interface StartedBrowser {
  name: BrowserName;
  browser: Browser;
  /** Loads the built extension and gives the origin of its pages, without a slash at the end. */
  installExtension(): Promise<string>;
}

/** The folder that holds the extension as built for this browser. */
export function buildFolder(name: BrowserName): string {
  return path.join(ROOT, BUILD_FOLDER[name]);
}

/** Starts the browser, without the extension at first. */
export async function startBrowser({
  found,
  headless,
  chromiumArguments = [],
  firefoxPreferences = {},
}: BrowserSettings): Promise<StartedBrowser> {
  const folder = buildFolder(found.browser);
  if (!existsSync(path.join(folder, 'manifest.json'))) {
    throw new Error(
      `There is no built extension in ${BUILD_FOLDER[found.browser]}. Build it with "${BUILD_COMMAND[found.browser]}", then try again.`,
    );
  }
  const common = {
    executablePath: found.path,
    headless,
    // With a window the page takes its size from the window; without one it needs a size of its own.
    defaultViewport: headless ? { width: 1280, height: 900 } : null,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  };
  if (found.browser === 'chromium') {
    const browser = await puppeteer.launch({
      ...common,
      // Over the pipe an extension can be loaded into every brand; Chrome ignores --load-extension.
      pipe: true,
      enableExtensions: true,
      args: [...QUIET_CHROMIUM, ...noSandboxAsRoot(), ...chromiumArguments],
    });
    return {
      name: 'chromium',
      browser,
      installExtension: async () => `chrome-extension://${await browser.installExtension(folder)}`,
    };
  }
  // Firefox gives each installation an address nobody can know, unless it is set beforehand.
  const uuid = randomUUID();
  const browser = await puppeteer.launch({
    ...common,
    browser: 'firefox',
    enableExtensions: true,
    // Lets the tests reach the browser's own window, for the commands behind keyboard shortcuts.
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: {
      'extensions.webextensions.uuids': JSON.stringify({ [GECKO_ID]: uuid }),
      ...firefoxPreferences,
    },
  });
  return {
    name: 'firefox',
    browser,
    async installExtension() {
      await browser.installExtension(folder);
      return `moz-extension://${uuid}`;
    },
  };
}

/** Chromium's sandbox does not start for root; everybody else keeps it. */
function noSandboxAsRoot(): string[] {
  return process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}
