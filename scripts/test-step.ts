/** One step of `npm test`: how it is run, and what its outcome means. Pure parts of the test command. */
import * as v from 'valibot';

export interface StepOutcome {
  name: string;
  state: 'passed' | 'failed' | 'skipped';
  seconds: number;
  /** Why it failed or was skipped, in a sentence, where its own output does not say. */
  reason?: string;
  /** For steps that run tests. */
  tests?: TestCount;
}

export interface TestCount {
  passed: number;
  failed: number;
  skipped: number;
}

const VitestReport = v.object({
  numPassedTests: v.number(),
  numFailedTests: v.number(),
  numPendingTests: v.number(),
  numTodoTests: v.number(),
  testResults: v.array(v.object({ status: v.string(), assertionResults: v.array(v.unknown()) })),
});

/** Reads the counts out of what Vitest's JSON reporter wrote; null where that is no such report. */
export function readTestCount(json: string): TestCount | null {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return null;
  }
  const report = v.safeParse(VitestReport, value);
  if (!report.success) return null;
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = report.output;
  // A file that breaks before its first test holds no failed test, and must count as one all the same.
  const brokenFiles = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  ).length;
  return {
    passed: numPassedTests,
    failed: numFailedTests + brokenFiles,
    skipped: numPendingTests + numTodoTests,
  };
}

/** What a step with tests came to: a run in which nothing ran has not passed. */
export function judgeTests(
  status: number | null,
  count: TestCount | null,
): Pick<StepOutcome, 'state' | 'reason'> {
  if (count === null) return { state: 'failed', reason: 'Vitest left no report, so nobody knows what ran.' };
  if (count.failed > 0) return { state: 'failed' };
  if (count.passed === 0) return { state: 'failed', reason: 'Not a single test ran.' };
  if (status !== 0) return { state: 'failed', reason: `Vitest ended with code ${status ?? 'none'}.` };
  return { state: 'passed' };
}

/** The summary that stands at the end, line by line. */
export function summarize(outcomes: readonly StepOutcome[]): string[] {
  const width = Math.max(0, ...outcomes.map(({ name }) => name.length));
  const lines = outcomes.map(({ name, state, seconds, reason, tests }) => {
    const counted =
      tests === undefined ? '' : `  ${tests.passed} passed, ${tests.failed} failed${skippedPart(tests)}`;
    const why = reason === undefined ? '' : `  ${reason}`;
    return `${state.padEnd(7)}  ${name.padEnd(width)}  ${seconds.toFixed(1).padStart(6)} s${counted}${why}`;
  });
  const counts = outcomes.flatMap(({ tests }) => (tests === undefined ? [] : [tests]));
  const passed = counts.reduce((sum, count) => sum + count.passed, 0);
  const failed = counts.reduce((sum, count) => sum + count.failed, 0);
  const left = outcomes.filter(({ state }) => state === 'skipped').map(({ name }) => name);
  const broken = outcomes.filter(({ state }) => state === 'failed').map(({ name }) => name);
  if (broken.length > 0) lines.push(`FAILED: ${broken.join(', ')}`);
  if (left.length > 0) lines.push(`NOT RUN: ${left.join(', ')}`);
  lines.push(`${passed} passed, ${failed} failed`);
  return lines;
}

function skippedPart({ skipped }: TestCount): string {
  return skipped === 0 ? '' : `, ${skipped} skipped`;
}
