import { describe, expect, it } from 'vitest';
import { judgeTests, readTests, summarize } from '../../scripts/test-step';

const report = (changes: object) =>
  JSON.stringify({
    numPassedTests: 3,
    numFailedTests: 0,
    numPendingTests: 1,
    numTodoTests: 0,
    testResults: [{ status: 'passed', assertionResults: [{}, {}, {}, {}] }],
    ...changes,
  });

describe('the outcome of a step with tests', () => {
  it('counts what ran', () => {
    expect(readTests(report({}))).toEqual({ count: { passed: 3, failed: 0, skipped: 1 }, failures: [] });
  });

  it('counts a file that broke before its first test, and names it', () => {
    const testResults = [
      { name: 'walk.spec.ts', status: 'failed', message: 'No such file.', assertionResults: [] },
    ];
    const reading = readTests(report({ testResults }));
    expect(reading?.count.failed).toBe(1);
    expect(reading?.failures).toEqual([{ name: 'walk.spec.ts', message: 'No such file.' }]);
  });

  it('names each test that failed with what it said, but not where', () => {
    const assertionResults = [
      { fullName: 'a note shows its words', status: 'passed', failureMessages: [] },
      {
        fullName: 'a note opens a card',
        status: 'failed',
        failureMessages: ['Error: Waited in vain for an open card.\n    at waitFor (condition.ts:26:13)'],
      },
    ];
    const testResults = [{ status: 'failed', assertionResults }];
    expect(readTests(report({ numFailedTests: 1, testResults }))?.failures).toEqual([
      { name: 'a note opens a card', message: 'Error: Waited in vain for an open card.' },
    ]);
  });

  it('takes no report, or none that it knows, for a failure', () => {
    expect(readTests('')).toBeNull();
    expect(readTests('{}')).toBeNull();
    expect(judgeTests(0, null).state).toBe('failed');
  });

  it('never passes where nothing ran', () => {
    expect(judgeTests(0, { passed: 0, failed: 0, skipped: 9 })).toMatchObject({ state: 'failed' });
    expect(judgeTests(0, { passed: 1, failed: 0, skipped: 0 })).toEqual({ state: 'passed' });
    expect(judgeTests(1, { passed: 1, failed: 0, skipped: 0 }).state).toBe('failed');
    expect(judgeTests(0, { passed: 1, failed: 1, skipped: 0 }).state).toBe('failed');
  });
});

describe('the summary', () => {
  it('ends with the sum over all runs and names what failed or did not run', () => {
    const lines = summarize([
      { name: 'lint', state: 'failed', seconds: 1.24 },
      { name: 'unit', state: 'passed', seconds: 2, tests: { passed: 10, failed: 0, skipped: 0 } },
      {
        name: 'browser',
        state: 'failed',
        seconds: 3,
        tests: { passed: 4, failed: 2, skipped: 1 },
        failures: [{ name: 'a mark stays at its word', message: 'expected 1\nto be 2' }],
      },
      { name: 'e2e-firefox', state: 'skipped', seconds: 0, reason: 'Skipped: --skip-e2e.' },
    ]);
    expect(lines.at(-1)).toBe('14 passed, 2 failed');
    expect(lines).toContain('FAILED: lint, browser');
    expect(lines.join('\n')).toContain('browser: a mark stays at its word\n    expected 1\n    to be 2\n');
    expect(lines).toContain('NOT RUN: e2e-firefox');
  });
});
