import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BrowserSession, corpusFolder } from './browser-session';
import { expectQuietExtension, expectUntouched } from './invariants';
import { takeSnapshot, type FrameSnapshot } from './page-snapshot';

/** Over a hundred files, each opened twice; far more than that takes, also on a busy machine. */
const ALL_FILES_MS = 240_000;
const KINDS = ['pages', 'notes'] as const;

describe.skipIf(corpusFolder === null)('real pages and notes', () => {
  const folder = corpusFolder ?? '';
  const without = new Map<string, FrameSnapshot[]>();
  let session: BrowserSession;

  const listFiles = (kind: string): string[] =>
    readdirSync(path.join(folder, kind)).map((name) => `${kind}/${name}`);
  const addressOf = (file: string): string => new URL(file, 'http://corpus.test/').href;

  beforeAll(async () => {
    session = await BrowserSession.start();
    // One tab for all: opening and closing tabs takes longer than loading a note.
    const tab = await session.browser.newPage();
    for (const file of KINDS.flatMap(listFiles)) {
      await tab.goto(addressOf(file), { waitUntil: 'load' });
      without.set(file, await takeSnapshot(tab));
    }
    await tab.close();
    await session.installExtension();
  }, ALL_FILES_MS);
  afterAll(() => session.close());

  it.each(KINDS)(
    '%s are unchanged, without errors, and nothing leaves the browser',
    async (kind) => {
      const files = listFiles(kind);
      const page = await session.open('about:blank');
      let marked = 0;
      for (const file of files) {
        session.proxy.forget();
        await page.page.goto(addressOf(file), { waitUntil: 'load' });
        const reports = await page.readReports();
        const marks = await page.readMarks();
        marked += reports.reduce((sum, { words }) => sum + words.length, 0);
        expect(
          marks.filter(({ isConnected, text }) => !isConnected || text.trim() === ''),
          `marks on nothing in ${file}`,
        ).toEqual([]);
        expectUntouched(without.get(file) ?? [], await page.snapshot());
        // A page may try the hosts that it names (a preconnect); no policy forbids that.
        await expectQuietExtension(session, readFileSync(path.join(folder, file), 'utf8'));
      }
      console.log(`${marked} marked words in ${files.length} ${kind} (${session.name})`);
      expect(files.length).toBeGreaterThan(0);
      expect(marked).toBeGreaterThan(0);
      await page.close();
    },
    ALL_FILES_MS,
  );
});
