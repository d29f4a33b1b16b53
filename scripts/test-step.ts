/** One step of `npm test`: how it is run, and what its outcome means. Pure parts of the test command. */
import * as v from 'valibot';

/** Enough of a failed test's message to know what was wrong, in UTF-16 code units; its whole stands further up. */
const MESSAGE_LENGTH = 300;

export interface StepOutcome {
  name: string;
  state: 'passed' | 'failed' | 'skipped';
  seconds: number;
  /** Why it failed or was skipped, in a sentence, where its own output does not say. */
  reason?: string;
  /** For steps that run tests. */
  tests?: TestCount;
  /** The tests that failed. */
  failures?: readonly FailedTest[];
}

export interface TestCount {
  passed: number;
  failed: number;
  skipped: number;
}

export interface FailedTest {
  /** The test's full name, or the file that broke before its first test. */
  name: string;
  /** The beginning of what it said. */
  message: string;
}

/** What a run of tests came to. */
export interface TestReading {
  count: TestCount;
  failures: FailedTest[];
}

const VitestReport = v.object({
  numPassedTests: v.number(),
  numFailedTests: v.number(),
  numPendingTests: v.number(),
  numTodoTests: v.number(),
  testResults: v.array(
    v.object({
      name: v.optional(v.string(), 'a file without a name'),
      status: v.string(),
      message: v.optional(v.string(), ''),
      assertionResults: v.array(
        v.object({
          fullName: v.optional(v.string(), 'a test without a name'),
          status: v.optional(v.string(), ''),
          failureMessages: v.optional(v.nullable(v.array(v.string())), null),
        }),
      ),
    }),
  ),
});

/** Reads what Vitest's JSON reporter wrote; null where that is no such report. */
export function readTests(json: string): TestReading | null {
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
  );
  const failedTests = testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === 'failed');
  return {
    count: {
      passed: numPassedTests,
      failed: numFailedTests + brokenFiles.length,
      skipped: numPendingTests + numTodoTests,
    },
    failures: [
      ...brokenFiles.map(({ name, message }) => ({ name, message: beginningOf(message) })),
      ...failedTests.map(({ fullName, failureMessages }) => ({
        name: fullName,
        message: beginningOf(failureMessages?.[0] ?? ''),
      })),
    ],
  };
}

/** What a message says before it lists where, shortened. */
function beginningOf(message: string): string {
  const [said = ''] = message.split(/\n\s+at /);
  return said.length > MESSAGE_LENGTH ? `${said.slice(0, MESSAGE_LENGTH)}…` : said;
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
  for (const { name, failures = [] } of outcomes) {
    for (const failure of failures) {
      lines.push(`${name}: ${failure.name}`, ...failure.message.split('\n').map((line) => `    ${line}`));
    }
  }
  if (broken.length > 0) lines.push(`FAILED: ${broken.join(', ')}`);
  if (left.length > 0) lines.push(`NOT RUN: ${left.join(', ')}`);
  lines.push(`${passed} passed, ${failed} failed`);
  return lines;
}

function skippedPart({ skipped }: TestCount): string {
  return skipped === 0 ? '' : `, ${skipped} skipped`;
}
