/**
 * `npm start`: builds the extension and opens a browser with it, on a sample discharge note or on a page or
 * file of one's own. Where there is no display it works without a window, prints the marked words with their
 * plain meanings and takes a picture with a card open.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import type { Browser, Page } from 'puppeteer-core';
import * as v from 'valibot';
import { Entry } from '../glossary/schema';
import { bringBrowser, findBrowser, type BrowserName, type FoundBrowser } from './browsers';
import { waitFor } from './condition';
import { buildFolder, ROOT, startBrowser } from './extension-browser';
import { ExtensionView } from './extension-view';
import { readSettledReports, type ReportedFrame } from './frame-reports';
import { serveFolder, type LocalServer } from './local-server';
import { readReadyCard } from './open-card';
import { locateMark, readPaintedMarks } from './painted-marks';

const USAGE = `Use: npm start -- [--firefox | --chromium] [--headless] [address or file]
Without an address or file it opens the sample note that comes with the project.`;
const SAMPLE = path.join(ROOT, 'scripts', 'sample', 'discharge-note.html');
const PICTURE = path.join(ROOT, 'test-results', 'start.png');

interface Wishes {
  browser: BrowserName | null;
  headless: boolean;
  target: string | null;
}

/** Something that a person can put right; its sentence says how. */
class PlainProblem extends Error {}

try {
  process.exitCode = await start(readWishes(process.argv.slice(2)));
} catch (error) {
  console.error(error instanceof PlainProblem ? error.message : error);
  process.exitCode = 1;
}

function readWishes(parameters: string[]): Wishes {
  const wishes: Wishes = { browser: null, headless: !hasDisplay(), target: null };
  for (const parameter of parameters) {
    if (parameter === '--firefox') wishes.browser = 'firefox';
    else if (parameter === '--chromium') wishes.browser = 'chromium';
    else if (parameter === '--headless') wishes.headless = true;
    else if (parameter.startsWith('-')) throw new PlainProblem(`There is no option ${parameter}.\n${USAGE}`);
    else if (wishes.target === null) wishes.target = parameter;
    else throw new PlainProblem(`Only one page can be opened at a time.\n${USAGE}`);
  }
  return wishes;
}

function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
}

async function start(wishes: Wishes): Promise<number> {
  const found = chooseBrowser(wishes.browser);
  build(found.browser);
  const { address, server } = await provide(wishes.target);
  console.log(
    `Opening ${address} in ${found.brand} ${found.version}${wishes.headless ? ' without a window' : ''}.`,
  );
  let browser: Browser | null = null;
  const interrupted = new Promise<'interrupted'>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      // A second signal must not end this process while it closes the browser.
      process.on(signal, () => resolve('interrupted'));
    }
  });
  const work = async (): Promise<'done'> => {
    const started = await startBrowser({ found, headless: wishes.headless }).catch((error: unknown) => {
      throw new PlainProblem(`${found.brand} at ${found.path} did not start. ${String(error)}`);
    });
    browser = started.browser;
    const origin = await started.installExtension().catch((error: unknown) => {
      throw new PlainProblem(
        `${found.brand} did not take the extension (${String(error)}).\n${manualSteps(found)}`,
      );
    });
    const [page = await browser.newPage()] = await browser.pages();
    const view = await ExtensionView.open(browser, origin).catch((error: unknown) => {
      throw new PlainProblem(`The extension does not answer (${String(error)}).\n${manualSteps(found)}`);
    });
    await open(page, address);
    const tab = await view.findTab(page);
    const reports = await waitForEngine({ view, tab, isSample: wishes.target === null });
    if (wishes.headless) await showWithoutWindow({ page, view, tab, reports });
    else await stayOpen({ browser, page, view, reports });
    return 'done';
  };
  try {
    const outcome = await Promise.race([work(), interrupted]);
    // 130 is what a shell expects of a program that Ctrl-C ended.
    return outcome === 'done' ? 0 : 130;
  } finally {
    await (browser as Browser | null)?.close().catch(() => undefined);
    await server?.close();
  }
}

function chooseBrowser(wished: BrowserName | null): FoundBrowser {
  if (wished === null) {
    for (const name of ['chromium', 'firefox'] as const) {
      const search = findBrowser(name);
      if (search.state === 'found') return search;
    }
  }
  try {
    return bringBrowser(wished ?? 'chromium', console.log);
  } catch (error) {
    throw new PlainProblem(error instanceof Error ? error.message : String(error));
  }
}

function build(browser: BrowserName): void {
  console.log('Building the extension.');
  const target = browser === 'firefox' ? ['--browser', 'firefox', '--mv3'] : [];
  const run = path.join(ROOT, 'scripts', 'run.mjs');
  const result = spawnSync(process.execPath, [run, 'wxt', 'build', ...target], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (result.status === 0) return;
  throw new PlainProblem(`${result.stdout}${result.stderr}\nThe build failed; its own words stand above.`);
}

/** The address to open, and the server behind it where a file is shown. */
async function provide(target: string | null): Promise<{ address: string; server: LocalServer | null }> {
  if (target !== null && /^https?:\/\//i.test(target)) {
    if (!URL.canParse(target)) throw new PlainProblem(`${target} is not an address.\n${USAGE}`);
    return { address: new URL(target).href, server: null };
  }
  // npm changes into the project's folder and says in INIT_CWD where the person stood.
  const file = target === null ? SAMPLE : path.resolve(process.env['INIT_CWD'] ?? process.cwd(), target);
  if (!existsSync(file) || !statSync(file).isFile()) {
    throw new PlainProblem(
      `There is no file ${file}. Give the path of a text or web page file, or an address.`,
    );
  }
  if (!/\.(html?|txt)$/i.test(file)) {
    throw new PlainProblem(`${file} cannot be shown: only .html and .txt files can.`);
  }
  const server = await serveFolder(path.dirname(file));
  return { address: server.addressOf(path.basename(file)), server };
}

async function open(page: Page, address: string): Promise<void> {
  try {
    await page.bringToFront();
    await page.goto(address, { waitUntil: 'load' });
  } catch (error) {
    throw new PlainProblem(
      `${address} could not be opened: ${error instanceof Error ? error.message : String(error)}.`,
    );
  }
}

/** Waits until the engine works in the page; in a page of one's own it may rightly have nothing to do. */
async function waitForEngine({
  view,
  tab,
  isSample,
}: {
  view: ExtensionView;
  tab: number;
  isSample: boolean;
}): Promise<ReportedFrame[]> {
  const look = async () => {
    const reports = await readSettledReports(view, tab);
    return reports.some(({ words }) => words.length > 0) ? reports : null;
  };
  try {
    return await waitFor(look, 'marked words');
  } catch {
    if (isSample) {
      throw new PlainProblem(
        'The extension is loaded, but it marks no word on the sample note. ' +
          'Run "npm test -- --only unit,e2e" to see which part fails.',
      );
    }
    console.log('The extension is loaded and answers. It found no word to mark on this page.');
    return [];
  }
}

async function stayOpen({
  browser,
  page,
  view,
  reports,
}: {
  browser: Browser;
  page: Page;
  view: ExtensionView;
  reports: ReportedFrame[];
}): Promise<void> {
  await view.page.close();
  await page.bringToFront();
  const count = reports.reduce((sum, { words }) => sum + words.length, 0);
  console.log(`The extension answers: ${count} marked words. Point at one of them, or press Alt+Shift+N.`);
  console.log('Close the browser window, or press Ctrl-C here, to end.');
  await new Promise<void>((resolve) => {
    browser.on('disconnected', () => resolve());
    // On macOS a browser lives on without any window.
    browser.on('targetdestroyed', () => {
      void browser.pages().then(
        (pages) => pages.length === 0 && resolve(),
        () => resolve(),
      );
    });
  });
}

async function showWithoutWindow({
  page,
  view,
  tab,
  reports,
}: {
  page: Page;
  view: ExtensionView;
  tab: number;
  reports: ReportedFrame[];
}): Promise<void> {
  const words = new Map<string, { text: string; entries: string[]; count: number }>();
  for (const { text, entries } of reports.flatMap((report) => report.words)) {
    const key = `${text.toLowerCase()} ${entries.join(' ')}`;
    const known = words.get(key);
    if (known === undefined) words.set(key, { text, entries, count: 1 });
    else known.count++;
  }
  for (const { text, entries, count } of words.values()) {
    console.log(`\n${text}${count === 1 ? '' : ` (${count} times)`}`);
    if (entries.length > 1) console.log('  Not sure which:');
    for (const id of entries) {
      const { term, plain } = v.parse(
        Entry,
        JSON.parse(await view.readFile(`/glossary/en/entries/${id}.json`)),
      );
      console.log(
        `  ${entries.length > 1 || term.toLowerCase() !== text.toLowerCase() ? `${term}: ` : ''}${plain}`,
      );
    }
  }
  mkdirSync(path.dirname(PICTURE), { recursive: true });
  await page.bringToFront();
  const first = (await readPaintedMarks(page)).find(({ boxes }) => boxes.length > 0);
  if (first !== undefined) {
    const { x, y } = await locateMark(first);
    await page.mouse.move(x, y);
    await waitFor(() => readReadyCard(view, tab), `the card of "${first.text}" to open`);
  }
  await page.screenshot({ path: PICTURE });
  console.log(`\nA picture${first === undefined ? '' : ' with a card open'}: ${PICTURE}`);
}

/** What a person does where the browser refuses to take the extension from this program. */
function manualSteps(found: FoundBrowser): string {
  const folder = buildFolder(found.browser);
  if (found.browser === 'firefox') {
    return (
      'You can load it by hand: open about:debugging#/runtime/this-firefox, choose "Load Temporary Add-on", ' +
      `and pick ${path.join(folder, 'manifest.json')}.`
    );
  }
  return (
    'You can load it by hand: open chrome://extensions, switch on "Developer mode", choose "Load unpacked", ' +
    `and pick the folder ${folder}.`
  );
}
