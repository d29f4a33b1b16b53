import { describe, expect, it } from 'vitest';
import { judgeTests, readTestCount, summarize } from '../../scripts/test-step';

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
    expect(readTestCount(report({}))).toEqual({ passed: 3, failed: 0, skipped: 1 });
  });

  it('counts a file that broke before its first test', () => {
    const testResults = [{ status: 'failed', assertionResults: [] }];
    expect(readTestCount(report({ testResults }))?.failed).toBe(1);
  });

  it('takes no report, or none that it knows, for a failure', () => {
    expect(readTestCount('')).toBeNull();
    expect(readTestCount('{}')).toBeNull();
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
      { name: 'browser', state: 'failed', seconds: 3, tests: { passed: 4, failed: 2, skipped: 1 } },
      { name: 'e2e-firefox', state: 'skipped', seconds: 0, reason: 'Skipped: --skip-e2e.' },
    ]);
    expect(lines.at(-1)).toBe('14 passed, 2 failed');
    expect(lines).toContain('FAILED: lint, browser');
    expect(lines).toContain('NOT RUN: e2e-firefox');
  });
});
