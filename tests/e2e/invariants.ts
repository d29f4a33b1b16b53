/** What holds on every page, whatever else a test looks at. */
import { expect } from 'vitest';
import type { BrowserSession } from './browser-session';
import type { FrameSnapshot } from './page-snapshot';
import type { TestPage } from './test-page';

/** Characters of context that a message shows on either side of a difference. */
const CONTEXT = 60;

/** What Firefox writes down as errors of an extension although nothing went wrong in it. */
const NO_FAULTS = [
  // Pictures and fonts that the page's policy forbids are laid to whoever made the browser lay out the page.
  /Content-Security-Policy: .*\((?:img|font)-src\)/,
  // The test went on to the next page while the script of the last one waited for an answer.
  /Promise (?:resolved while context is inactive|rejected after context unloaded)/,
];

/** The page is byte for byte what it is without the extension, apart from one host element on top. */
export function expectUntouched(without: FrameSnapshot[], withExtension: FrameSnapshot[]): void {
  expect(describeDifference(without, withExtension), 'what the extension changed in the page').toBeNull();
  const hosts = withExtension.map((frame) => frame.hosts);
  expect(
    hosts.reduce((sum, count) => sum + count, 0),
    'number of card hosts in the page',
  ).toBeLessThanOrEqual(1);
}

/** Nobody complained, and nobody spoke to any host but the fixtures. */
export async function expectQuiet(session: BrowserSession, page: TestPage): Promise<void> {
  expect(page.errors, 'errors in the console of the page').toEqual([]);
  await expectQuietExtension(session);
}

/**
 * The extension left no error and spoke to no host; what the page itself complains of is its own affair.
 * @param source text of the page: it may try the hosts that it names
 */
export async function expectQuietExtension(session: BrowserSession, source = ''): Promise<void> {
  const errors = await session.readExtensionErrors();
  expect(
    errors.filter((error) => !NO_FAULTS.some((known) => known.test(error))),
    'errors of the extension',
  ).toEqual([]);
  const strangers = session.proxy.strangers().filter(({ host }) => !source.includes(host));
  expect(strangers, 'requests to hosts that are no fixtures').toEqual([]);
}

function describeDifference(without: FrameSnapshot[], withExtension: FrameSnapshot[]): string | null {
  const paths = (frames: FrameSnapshot[]) => JSON.stringify(frames.map(({ path, url }) => [path, url]));
  if (paths(without) !== paths(withExtension))
    return `frames ${paths(without)} became ${paths(withExtension)}`;
  for (const [index, before] of without.entries()) {
    const after = withExtension[index];
    if (after === undefined) return `frame ${before.url} is gone`;
    const place = `frame ${before.url}`;
    const inMarkup = firstDifference(before.html, after.html);
    if (inMarkup !== null) return `${place}, markup: ${inMarkup}`;
    for (const part of ['texts', 'shadowRoots', 'fields'] as const) {
      if (before[part].length !== after[part].length) {
        return `${place}: ${before[part].length} ${part} became ${after[part].length}`;
      }
      for (const [at, text] of before[part].entries()) {
        const difference = firstDifference(text, after[part][at] ?? '');
        if (difference !== null) return `${place}, ${part} ${at}: ${difference}`;
      }
    }
  }
  return null;
}

function firstDifference(before: string, after: string): string | null {
  if (before === after) return null;
  let at = 0;
  while (before[at] === after[at]) at++;
  const around = (text: string) => JSON.stringify(text.slice(Math.max(0, at - CONTEXT), at + CONTEXT));
  return `at ${at}, ${around(before)} became ${around(after)}`;
}
