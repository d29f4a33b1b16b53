import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { readSettledReports, type ReportedFrame } from '../../scripts/frame-reports';

type Report = Omit<ReportedFrame, 'frame'>;

const started: Report = {
  path: [],
  contentType: 'text/html',
  visibility: 'visible',
  hasScript: true,
  hasText: true,
  progress: 'settled',
  hasEngine: true,
  current: null,
  words: [{ mark: 1, text: 'gout', entries: ['gout'] }],
};
const empty: Report = { ...started, progress: 'no-text', hasEngine: false, words: [] };

/** What the frames of the tab report now, top frame first. */
let now: Report[];
let settled: ReportedFrame[] | null;

beforeEach(() => {
  vi.useFakeTimers();
  settled = null;
});
afterEach(() => vi.useRealTimers());

function read(): void {
  const run = async () => now.map((result, frame) => ({ frame, result }));
  void readSettledReports({ run } as Parameters<typeof readSettledReports>[0], 5).then((reports) => {
    settled = reports;
  });
}

it.each<[string, Report]>([
  ['a frame whose small script has not come yet', { ...empty, hasScript: false }],
  ['a frame that waits for its engine', { ...empty, progress: 'asking' }],
  ['a frame whose engine waits for the words', { ...empty, progress: 'asking', hasEngine: true }],
])('no words of a page are final while there is %s, however long that takes', async (_what, frame) => {
  now = [frame];
  read();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(settled).toBeNull();
  now = [started];
  await vi.advanceTimersByTimeAsync(1000);
  expect(settled).toEqual([{ frame: 0, ...started }]);
});

it.each<[string, Report]>([
  ['without text', empty],
  ['on a site that is off', { ...empty, progress: 'settled' }],
  ['that asked in vain', { ...empty, progress: 'lost' }],
  ['into which no script comes, and that has no text', { ...empty, hasScript: false, hasText: false }],
  ['of a document that nobody reads', { ...empty, hasScript: false, contentType: 'image/svg+xml' }],
])('the words of a page are final where the other frame is one %s', async (_what, frame) => {
  now = [started, frame];
  read();
  await vi.advanceTimersByTimeAsync(1000);
  expect(settled).toHaveLength(2);
});

it('the words of a page are final once they stay the same', async () => {
  now = [started];
  read();
  for (let mark = 2; mark < 20; mark++) {
    await vi.advanceTimersByTimeAsync(100);
    now = [{ ...started, words: started.words.map((word) => ({ ...word, mark })) }];
  }
  expect(settled).toBeNull();
  await vi.advanceTimersByTimeAsync(1000);
  expect(settled?.[0]?.words).toMatchObject([{ mark: 19 }]);
});
