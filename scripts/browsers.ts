/**
 * Finds the browsers of this machine, and on Debian and Ubuntu brings one where none is there. Used by
 * `npm start`, `npm test` and the end-to-end tests, so that all of them mean the same browser.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import process from 'node:process';

export type BrowserName = 'chromium' | 'firefox';

/** The oldest versions that have what the extension needs; the manifest says the same to the browsers. */
export const OLDEST_VERSION: Record<BrowserName, number> = { chromium: 128, firefox: 142 };

/** Environment variables that name a browser's program, the strongest first. */
const VARIABLES: Record<BrowserName, readonly string[]> = {
  chromium: ['GLOSSARY_CHROMIUM', 'CHROME_PATH'],
  firefox: ['GLOSSARY_FIREFOX'],
};

const FAMILY: Record<BrowserName, string> = {
  chromium: 'a browser of the Chromium family (Chromium, Chrome, Edge, Brave)',
  firefox: 'Firefox',
};

const DEBIAN_PACKAGE: Record<BrowserName, string> = { chromium: 'chromium', firefox: 'firefox-esr' };

/** A browser that takes longer to say its version hangs. */
const VERSION_TIMEOUT_MS = 15_000;

export interface FoundBrowser {
  state: 'found';
  browser: BrowserName;
  path: string;
  /** As the browser calls itself: Chromium, Google Chrome, Mozilla Firefox … */
  brand: string;
  version: string;
}
export interface MissingBrowser {
  state: 'missing';
  browser: BrowserName;
  /** Why there is none: nothing found, only a too old one, or a variable that points nowhere. */
  reason: string;
  howToInstall: string;
}
export type BrowserSearch = FoundBrowser | MissingBrowser;

export interface Machine {
  platform: NodeJS.Platform;
  environment: Readonly<Record<string, string | undefined>>;
  home: string;
  /** Names in a folder; empty where it cannot be read. */
  list: (directory: string) => string[];
  exists: (file: string) => boolean;
  /** What a program says of its version ("Chromium 128.0.6613.84"); null where it does not run. */
  readVersion: (program: string) => string | null;
}

/** This machine, as the search sees it. */
export const thisMachine: Machine = {
  platform: process.platform,
  environment: process.env,
  home: homedir(),
  list(directory) {
    try {
      return readdirSync(directory);
    } catch {
      return [];
    }
  },
  exists: existsSync,
  readVersion,
};

/** Looks for a browser: the environment variable first, then the usual names and places of the system. */
export function findBrowser(browser: BrowserName, machine: Machine = thisMachine): BrowserSearch {
  const named = VARIABLES[browser].find((variable) => machine.environment[variable]);
  const candidates =
    named === undefined ? listCandidates(browser, machine) : [machine.environment[named] ?? ''];
  let tooOld: string | null = null;
  for (const candidate of candidates) {
    if (!machine.exists(candidate)) continue;
    const version = parseVersion(machine.readVersion(candidate) ?? '');
    if (version === null) continue;
    if (version.major >= OLDEST_VERSION[browser]) {
      return { state: 'found', browser, path: candidate, brand: version.brand, version: version.version };
    }
    tooOld ??= `${version.brand} ${version.version} at ${candidate} is too old: version ${OLDEST_VERSION[browser]} or newer is needed.`;
  }
  return {
    state: 'missing',
    browser,
    reason: tooOld ?? explainAbsence({ browser, named, machine }),
    howToInstall: explainInstallation(browser, machine.platform),
  };
}

function explainAbsence({
  browser,
  named,
  machine,
}: {
  browser: BrowserName;
  named: string | undefined;
  machine: Machine;
}): string {
  if (named === undefined)
    return `No ${browser === 'firefox' ? 'Firefox' : 'Chromium-family browser'} was found.`;
  return `${named} is set to ${machine.environment[named]}, and no browser answers there.`;
}

function explainInstallation(browser: BrowserName, platform: NodeJS.Platform): string {
  const variable = VARIABLES[browser][0];
  const ways: Partial<Record<NodeJS.Platform, string>> =
    browser === 'firefox'
      ? {
          linux: 'install it ("apt install firefox-esr" on Debian, or https://www.mozilla.org/firefox)',
          darwin: 'install it ("brew install --cask firefox", or https://www.mozilla.org/firefox)',
          win32: 'install it ("winget install Mozilla.Firefox", or https://www.mozilla.org/firefox)',
        }
      : {
          linux: 'install it ("apt install chromium" on Debian, "dnf install chromium" on Fedora)',
          darwin: 'install it ("brew install --cask chromium", or https://www.google.com/chrome)',
          win32: 'install it ("winget install Google.Chrome", or https://www.google.com/chrome)',
        };
  return (
    `You need ${FAMILY[browser]}, version ${OLDEST_VERSION[browser]} or newer: ${ways[platform] ?? 'install it'}. ` +
    `If it is there already, set ${variable} to the path of its program. Then run the command again.`
  );
}

/** Reads brand and version out of what a browser says with `--version`. */
export function parseVersion(line: string): { brand: string; version: string; major: number } | null {
  const match = /^\s*(?<brand>[A-Za-z][A-Za-z ]*?)\s+(?<version>(?<major>\d+)[\d.]*\w*)/m.exec(line);
  const { brand, version, major } = match?.groups ?? {};
  if (brand === undefined || version === undefined || major === undefined) return null;
  return { brand, version, major: Number(major) };
}

/** Every path at which a browser of this kind may lie on this machine, the likeliest first. */
export function listCandidates(browser: BrowserName, machine: Machine): string[] {
  const { platform, environment, home } = machine;
  if (platform === 'win32') return listWindowsCandidates(browser, machine);
  const paths = path.posix;
  if (platform === 'darwin') {
    const applications = ['/Applications', paths.join(home, 'Applications')];
    const names =
      browser === 'firefox'
        ? ['Firefox', 'Firefox Developer Edition', 'Firefox Nightly'].map(
            (name) => [name, 'firefox'] as const,
          )
        : ['Chromium', 'Google Chrome', 'Google Chrome for Testing', 'Microsoft Edge', 'Brave Browser'].map(
            (name) => [name, name] as const,
          );
    const installed = names.flatMap(([name, program]) =>
      applications.map((folder) => paths.join(folder, `${name}.app`, 'Contents', 'MacOS', program)),
    );
    return [...installed, ...listTestBrowsers(browser, machine)];
  }
  const names =
    browser === 'firefox'
      ? ['firefox', 'firefox-esr', 'firefox-developer-edition', 'firefox-devedition', 'firefox-nightly']
      : [
          'chromium',
          'chromium-browser',
          'google-chrome',
          'google-chrome-stable',
          'chrome',
          'microsoft-edge',
          'microsoft-edge-stable',
          'brave-browser',
          'brave',
        ];
  const usual = ['/usr/bin', '/usr/local/bin', '/snap/bin', '/var/lib/flatpak/exports/bin'];
  const folders = new Set([
    ...(environment['PATH'] ?? '').split(':').filter((folder) => folder !== ''),
    ...usual,
  ]);
  const opt =
    browser === 'firefox'
      ? ['/opt/firefox/firefox', '/usr/lib/firefox/firefox', '/usr/lib/firefox-esr/firefox-esr']
      : ['/opt/google/chrome/chrome', '/opt/microsoft/msedge/msedge', '/opt/brave.com/brave/brave'];
  return [
    ...names.flatMap((name) => [...folders].map((folder) => paths.join(folder, name))),
    ...opt,
    ...listTestBrowsers(browser, machine),
  ];
}

function listWindowsCandidates(browser: BrowserName, machine: Machine): string[] {
  const { environment } = machine;
  const paths = path.win32;
  const folders = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA']
    .map((variable) => environment[variable])
    .filter((folder) => folder !== undefined);
  const programs =
    browser === 'firefox'
      ? [
          String.raw`Mozilla Firefox\firefox.exe`,
          String.raw`Firefox Developer Edition\firefox.exe`,
          String.raw`Firefox Nightly\firefox.exe`,
        ]
      : [
          String.raw`Chromium\Application\chrome.exe`,
          String.raw`Google\Chrome\Application\chrome.exe`,
          String.raw`Microsoft\Edge\Application\msedge.exe`,
          String.raw`BraveSoftware\Brave-Browser\Application\brave.exe`,
        ];
  const installed = programs.flatMap((program) => folders.map((folder) => paths.join(folder, program)));
  return [...installed, ...listTestBrowsers(browser, machine)];
}

/**
 * Browsers that Playwright and Puppeteer keep for tests. Playwright's own Firefox is left out: it is
 * patched and does not speak the protocol that is used here.
 */
function listTestBrowsers(browser: BrowserName, { platform, environment, home, list }: Machine): string[] {
  if (browser === 'firefox') return [];
  const paths = platform === 'win32' ? path.win32 : path.posix;
  const local = environment['LOCALAPPDATA'] ?? paths.join(home, 'AppData', 'Local');
  const caches: Partial<Record<NodeJS.Platform, string>> = {
    darwin: paths.join(home, 'Library', 'Caches', 'ms-playwright'),
    win32: paths.join(local, 'ms-playwright'),
  };
  const playwright =
    environment['PLAYWRIGHT_BROWSERS_PATH'] ??
    caches[platform] ??
    paths.join(home, '.cache', 'ms-playwright');
  const puppeteer = paths.join(
    environment['PUPPETEER_CACHE_DIR'] ?? paths.join(home, '.cache', 'puppeteer'),
    'chrome',
  );
  const versions = [
    ...list(playwright)
      .filter((name) => name.startsWith('chromium-'))
      .map((name) => paths.join(playwright, name)),
    ...list(puppeteer).map((name) => paths.join(puppeteer, name)),
  ];
  // Inside a version stands one folder for the system (chrome-linux64, chrome-mac-arm64, chrome-win …).
  const folders = versions.flatMap((version) =>
    list(version)
      .filter((name) => name.startsWith('chrome'))
      .map((name) => paths.join(version, name)),
  );
  if (platform === 'win32') return folders.map((folder) => paths.join(folder, 'chrome.exe'));
  if (platform !== 'darwin') return folders.map((folder) => paths.join(folder, 'chrome'));
  return folders.flatMap((folder) =>
    ['Google Chrome for Testing', 'Chromium'].map((name) =>
      paths.join(folder, `${name}.app`, 'Contents', 'MacOS', name),
    ),
  );
}

function readVersion(program: string): string | null {
  if (process.platform === 'win32') return readWindowsVersion(program);
  try {
    return execFileSync(program, ['--version'], {
      encoding: 'utf8',
      timeout: VERSION_TIMEOUT_MS,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch {
    return null;
  }
}

/** On Windows a browser asked for its version opens a window instead; the answer lies beside its program. */
function readWindowsVersion(program: string): string | null {
  const folder = path.dirname(program);
  const ini = path.join(folder, 'application.ini');
  if (existsSync(ini)) {
    const version = /^Version=(.+)$/m.exec(readFileSync(ini, 'utf8'))?.[1]?.trim();
    return version === undefined ? null : `Mozilla Firefox ${version}`;
  }
  const versions = thisMachine.list(folder).filter((name) => /^\d+(\.\d+){3}$/.test(name));
  const newest = versions.sort((a, b) => Number.parseInt(b, 10) - Number.parseInt(a, 10))[0];
  if (newest !== undefined) return `${brandOnWindows(program)} ${newest}`;
  // Test browsers carry their version in a file name (128.0.6613.84.manifest).
  const manifest = thisMachine.list(folder).find((name) => /^\d+(\.\d+){3}\.manifest$/.test(name));
  return manifest === undefined ? null : `${brandOnWindows(program)} ${manifest.replace('.manifest', '')}`;
}

function brandOnWindows(program: string): string {
  if (/msedge/i.test(program)) return 'Microsoft Edge';
  if (/brave/i.test(program)) return 'Brave Browser';
  return /google/i.test(program) ? 'Google Chrome' : 'Chromium';
}

/** True where `apt-get` can be used without asking: Debian or a child of it, as root. */
export function canInstallPackages(osRelease: string, userId: number | undefined): boolean {
  if (userId !== 0) return false;
  const ids = [...osRelease.matchAll(/^ID(?:_LIKE)?="?([^"\n]*)"?$/gm)].flatMap((match) =>
    (match[1] ?? '').split(' '),
  );
  return ids.includes('debian') || ids.includes('ubuntu');
}

/**
 * Gives a browser that can be started. Where none is there, says so and installs the distribution's package
 * if that is possible without asking anybody.
 * @throws with a sentence that says what is missing and what to do.
 */
export function bringBrowser(browser: BrowserName, say: (line: string) => void): FoundBrowser {
  const first = findBrowser(browser);
  if (first.state === 'found') return first;
  const isNamed = VARIABLES[browser].some((variable) => process.env[variable]);
  if (isNamed || !canInstallPackages(readOsRelease(), process.getuid?.())) {
    throw new Error(`${first.reason} ${first.howToInstall}`);
  }
  const packageName = DEBIAN_PACKAGE[browser];
  say(
    `${first.reason} Installing the package ${packageName} of this system (apt-get install ${packageName}).`,
  );
  const options = {
    stdio: 'inherit',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  } as const;
  spawnSync('apt-get', ['update', '-qq'], options);
  const { status } = spawnSync('apt-get', ['install', '-y', '-qq', packageName], options);
  const second = findBrowser(browser);
  if (second.state === 'found') return second;
  const outcome = status === 0 ? 'installed no browser that answers' : `ended with code ${status ?? 'none'}`;
  throw new Error(`apt-get install ${packageName} ${outcome}. ${second.reason} ${second.howToInstall}`);
}

function readOsRelease(): string {
  try {
    return readFileSync('/etc/os-release', 'utf8');
  } catch {
    return '';
  }
}
