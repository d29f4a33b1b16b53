import { execFileSync } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { waitFor } from '../../scripts/condition';
import { ROOT } from '../../scripts/extension-browser';
import { runInPage } from '../../scripts/sent-function';
import { FIRST_MARKS, STEPS, type AppWindow } from '../fixtures/apps/note';
import { BrowserSession } from './browser-session';
import { expectQuiet, expectQuietExtension } from './invariants';
import { TestPage } from './test-page';

interface App {
  name: string;
  address: string;
  /** The app takes over the server's text only when it is told: after it was marked. */
  waits: boolean;
}

const APPS_HOST = 'apps.test';
const FRAMEWORKS = ['react', 'vue', 'svelte', 'preact', 'solid', 'lit', 'angular'];
const WITH_SERVER = ['react', 'vue', 'svelte'];
const APPS: readonly App[] = [
  ...FRAMEWORKS.map((name) => appOf(name, `${name}/index.html`)),
  ...WITH_SERVER.map((name) => appOf(`${name}, hydrated before it is marked`, `${name}/server.html`)),
  ...WITH_SERVER.map((name) => appOf(`${name}, hydrated after it is marked`, `${name}/server.html?late`)),
];

/**
 * The ways in which words are shown. As buttons they are <mark> elements at first, and the page is handed to
 * highlights at the first change that it makes to a part with such words; they are made buttons anew after
 * each step that did so.
 */
const MODES = ['highlights', 'words as buttons'] as const;

/** A build of all apps takes some seconds, and so does each app's way through all steps. */
const BUILD_TIMEOUT_MS = 120_000;
const PASSAGE_TIMEOUT_MS = 120_000;

/** What a person sees of an app, and what its own scripts find. */
interface Reading {
  text: string;
  /** What stood there in each frame since the step began, where that was something else. */
  passing: string[];
  /** How many words are elements. */
  buttons: number;
  /** Each text node by itself, so that a split one shows. */
  textNodes: string[];
  /** Every text that was painted as a word in some frame since the step began. */
  painted: string[];
  /** How many frames were looked at. */
  frames: number;
}

/** An app's way through all steps. */
interface Passage {
  /** After the app is there (and hydrated), then after every step. */
  readings: Reading[];
  complaints: string[];
}

/** Steps that show other texts on the way: which of them falls on a frame is chance. */
const PASSES_THROUGH = new Set(['changes fifty times in a row']);

const GLOSSARY_WORDS = new Set([...FIRST_MARKS, ...STEPS.flatMap(({ marks }) => marks)]);

for (const mode of MODES) {
  describe(`apps of frameworks, with ${mode}`, () => {
    let session: BrowserSession;
    const without = new Map<string, Passage>();
    const summary: Record<string, string | number>[] = [];

    beforeAll(async () => {
      buildApps();
      session = await BrowserSession.start();
      for (const app of APPS) without.set(app.name, await passWithout(session, app));
      await session.installExtension();
      if (mode === 'words as buttons') await session.storeChoices({ buttonSites: [APPS_HOST] });
    }, BUILD_TIMEOUT_MS);
    afterAll(async () => {
      console.log(`Apps of frameworks with ${mode} (${session.name}):`);
      console.table(summary);
      await session.close();
    });

    it('go through all steps without the extension, and without complaint', () => {
      for (const [name, { readings, complaints }] of without) {
        expect(complaints, `what ${name} says without the extension`).toEqual([]);
        expect(readings.map(({ text }) => text).join('\n')).toContain(
          'Now you have scoliosis and 4 ADLs left.',
        );
        expect(readings.at(-1)?.text).toContain('Now you have gout and 53 ADLs left.');
      }
    });

    for (const app of APPS) {
      it(
        `${app.name} shows the same text after every step`,
        async () => {
          const bare = without.get(app.name);
          if (bare === undefined) throw new Error(`${app.name} was not read without the extension.`);
          const { page, complaints } = await open(session, app);
          const readings: Reading[] = [];
          let marked = 0;
          let frames = 0;
          // How many words are elements now, and how many were at most.
          let buttons = 0;
          let mostButtons = 0;
          const handedOver: string[] = [];
          // A framework that finds elements in what its server wrote says so, and draws part of it anew.
          const isDrawnAnew = app.waits && mode === 'words as buttons';
          const compare = (reading: Reading, what: string): void => {
            const before = bare.readings[readings.length];
            frames += reading.frames;
            expect(reading.text, `text of ${app.name} ${what}`).toBe(before?.text);
            if (reading.buttons === 0 && !isDrawnAnew)
              expect(reading.textNodes, `text nodes of ${app.name} ${what}`).toEqual(before?.textNodes);
            if (reading.buttons === 0 && buttons > 0) handedOver.push(what);
            buttons = reading.buttons;
            mostButtons = Math.max(mostButtons, buttons);
            const wrong = reading.painted.filter((text) => !GLOSSARY_WORDS.has(text));
            expect(wrong, `what is painted in ${app.name} ${what}, and is no word of the glossary`).toEqual(
              [],
            );
          };
          const settle = async (marks: readonly string[], what: string): Promise<void> => {
            if (buttons === 0) {
              const painted = await page.waitForMarks(marks);
              expect(painted.every(({ isConnected }) => isConnected)).toBe(true);
            }
            const settled = await readApp(page);
            compare(settled, `${what}, once it is marked`);
            readings.push(settled);
            marked += marks.length;
          };
          // Each step is to meet words as buttons, not only the first that has the page handed to highlights.
          const makeButtonsAnew = async (): Promise<void> => {
            await session.storeChoices({ sites: { [APPS_HOST]: 'off' } });
            await page.waitForMarks([]);
            await waitFor(async () => (await readApp(page)).buttons === 0, 'the buttons to go');
            await session.storeChoices({ sites: {} });
            buttons = await waitForButtons(page);
          };

          if (app.waits) {
            if (mode === 'highlights') await page.waitForMarks(FIRST_MARKS);
            else buttons = mostButtons = await waitForButtons(page);
            await hydrate(page);
          }
          await waitForSteps(page);
          if (mode === 'words as buttons' && !app.waits) buttons = await waitForButtons(page);
          compare(await readApp(page), 'at first');
          await settle(FIRST_MARKS, 'at first');
          for (const [index, { name, marks }] of STEPS.entries()) {
            const reading = await takeStep(page, index);
            const known = [bare.readings[index]?.text, bare.readings[index + 1]?.text];
            if (!PASSES_THROUGH.has(name)) expect(known).toEqual(expect.arrayContaining(reading.passing));
            compare(reading, `when it ${name}`);
            await settle(marks, `when it ${name}`);
            const isHandedOver = mode === 'words as buttons' && buttons === 0;
            if (isHandedOver && FRAMEWORKS.includes(app.name)) await makeButtonsAnew();
          }
          if (mode === 'words as buttons') expect(handedOver).not.toEqual([]);
          if (isDrawnAnew) await expectQuietExtension(session);
          else {
            expect(complaints).toEqual(bare.complaints);
            await expectQuiet(session, page);
          }
          summary.push({
            app: app.name,
            steps: STEPS.length,
            ...(mode === 'words as buttons' && {
              'buttons at most': mostButtons,
              'first handed to highlights': handedOver[0] ?? 'never',
              'times handed over': handedOver.length,
              'said by the app': complaints.join().slice(0, 60),
            }),
            'marks found': marked,
            'frames looked at': frames,
          });
          await page.close();
        },
        PASSAGE_TIMEOUT_MS,
      );
    }
  });
}

function appOf(name: string, file: string): App {
  return { name, address: `http://${APPS_HOST}/${file}`, waits: file.endsWith('?late') };
}

function buildApps(): void {
  const script = path.join(ROOT, 'tests', 'fixtures', 'apps', 'build.ts');
  execFileSync(process.execPath, ['--import', 'tsx', script, path.join(ROOT, 'test-results', 'apps')], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
}

/** Opens an app; its warnings count as complaints too, since some frameworks only warn of a wrong text. */
async function open(
  session: BrowserSession,
  { address }: App,
): Promise<{ page: TestPage; complaints: string[] }> {
  const tab = await session.browser.newPage();
  const page = new TestPage(tab, session);
  const complaints: string[] = [];
  tab.on('console', (message) => {
    if (['error', 'warn', 'assert'].includes(message.type())) complaints.push(message.text());
  });
  tab.on('pageerror', (error) => complaints.push(String(error)));
  await tab.bringToFront();
  await tab.goto(address, { waitUntil: 'load' });
  return { page, complaints };
}

async function passWithout(session: BrowserSession, app: App): Promise<Passage> {
  const { page, complaints } = await open(session, app);
  if (app.waits) await hydrate(page);
  await waitForSteps(page);
  const readings = [await readApp(page)];
  for (const index of STEPS.keys()) readings.push(await takeStep(page, index));
  await page.close();
  return { readings, complaints };
}

async function hydrate(page: TestPage): Promise<void> {
  await runInPage(page.page, () => (globalThis as AppWindow).hydrate?.());
}

async function waitForSteps(page: TestPage): Promise<void> {
  await waitFor(
    () => runInPage(page.page, () => (globalThis as AppWindow).steps !== undefined),
    'the app to offer its steps',
  );
}

/** Waits until words are elements and no more come, and tells how many. */
async function waitForButtons(page: TestPage): Promise<number> {
  let last = 0;
  return await waitFor(async () => {
    const before = last;
    last = (await readApp(page)).buttons;
    return last > 0 && last === before && last;
  }, 'words to be buttons');
}

async function readApp(page: TestPage): Promise<Reading> {
  return await runInPage(page.page, watchApp, null);
}

async function takeStep(page: TestPage, index: number): Promise<Reading> {
  return await runInPage(page.page, watchApp, index);
}

/** Runs inside the page: it is sent there as text and can use nothing from this module. */
async function watchApp(step: number | null): Promise<Reading> {
  const painted = new Set<string>();
  const passing = new Set<string>();
  let frames = 0;
  const read = (): Pick<Reading, 'text' | 'textNodes' | 'buttons'> => {
    let text = document.body.innerText;
    let buttons = 0;
    const textNodes: string[] = [];
    const collect = (root: Node): void => {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        if (node instanceof Text) textNodes.push(node.data);
        else if (node instanceof Element && node.hasAttribute('data-glossary')) buttons++;
        else if (node instanceof Element && node.shadowRoot !== null) {
          for (const part of node.shadowRoot.children)
            if (part instanceof HTMLElement) text += part.innerText;
          collect(node.shadowRoot);
        }
      }
    };
    collect(document.body);
    return { text, textNodes, buttons };
  };
  const look = (): void => {
    frames++;
    passing.add(read().text);
    for (const [name, highlight] of CSS.highlights) {
      if (!name.startsWith('glossary-')) continue;
      for (const { startContainer, startOffset, endContainer, endOffset } of highlight) {
        const isThere = startContainer.isConnected && endContainer.isConnected;
        if (!isThere) painted.add('(a range on removed nodes)');
        else if (startContainer === endContainer) {
          painted.add(startContainer.nodeValue?.slice(startOffset, endOffset) ?? '(a range on an element)');
        } else {
          try {
            const live = new Range();
            live.setStart(startContainer, startOffset);
            live.setEnd(endContainer, endOffset);
            painted.add(live.toString());
          } catch {
            painted.add('(a range outside its text)');
          }
        }
      }
    }
  };
  let isOver = false;
  const lookEachFrame = (): void => {
    look();
    if (!isOver) requestAnimationFrame(lookEachFrame);
  };
  requestAnimationFrame(lookEachFrame);

  if (step !== null) await (globalThis as AppWindow).steps?.[step]?.();
  // Frameworks put their changes off by a task or a frame; after two frames and an idle moment all are done.
  await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
  await new Promise((resolve) => {
    requestIdleCallback(resolve);
  });
  isOver = true;
  look();

  return { ...read(), passing: [...passing], painted: [...painted], frames };
}
