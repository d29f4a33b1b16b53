/**
 * `npm test`: every check of the project, one after another, with a summary at the end. All steps run even
 * when one fails, so that one run tells everything; only the tests in browsers need the builds before them.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { bringBrowser, type BrowserName } from './browsers';
import { ROOT } from './extension-browser';
import { judgeTests, readTests, summarize, type StepOutcome } from './test-step';

const USAGE = `Use: npm test -- [--skip-e2e] [--only name,name]
Names: format, lint, types, unused, unit, browser, build, manifest, e2e (or e2e-chromium, e2e-firefox).`;
const RESULTS = path.join(ROOT, 'test-results');
const RUN = path.join(ROOT, 'scripts', 'run.mjs');

/** A check: a program of the project with its parameters, or a Vitest project. */
type Check = { program: string; parameters: string[] } | { project: string };

interface Step {
  name: string;
  check: Check;
  /** A browser without which the step cannot run. */
  browser?: BrowserName;
  /** Steps that must have passed before. */
  after?: readonly string[];
}

const STEPS: readonly Step[] = [
  { name: 'format', check: { program: 'prettier', parameters: ['--check', '--log-level=warn', '.'] } },
  { name: 'lint', check: { program: 'oxlint', parameters: ['--type-aware', '--deny-warnings'] } },
  { name: 'types', check: { program: 'tsc', parameters: ['--noEmit'] } },
  { name: 'unused', check: { program: 'knip', parameters: [] } },
  { name: 'unit', check: { project: 'unit' } },
  { name: 'browser', check: { project: 'browser' }, browser: 'chromium' },
  { name: 'build-chromium', check: { program: 'wxt', parameters: ['build'] } },
  {
    name: 'build-firefox',
    check: { program: 'wxt', parameters: ['build', '--browser', 'firefox', '--mv3'] },
  },
  {
    name: 'manifest',
    check: {
      program: 'web-ext',
      // Two warnings come from Preact's own code (innerHTML) and cannot be mended here; errors count.
      parameters: ['lint', '--source-dir', '.output/firefox-mv3', '--self-hosted', '--output', 'text'],
    },
    after: ['build-firefox'],
  },
  {
    name: 'e2e-chromium',
    check: { project: 'e2e-chromium' },
    browser: 'chromium',
    after: ['build-chromium'],
  },
  { name: 'e2e-firefox', check: { project: 'e2e-firefox' }, browser: 'firefox', after: ['build-firefox'] },
];
/** Short names for several steps at once. */
const GROUPS: Record<string, readonly string[]> = {
  build: ['build-chromium', 'build-firefox'],
  e2e: ['build-chromium', 'build-firefox', 'e2e-chromium', 'e2e-firefox'],
};

interface Wishes {
  only: ReadonlySet<string> | null;
  skipsEndToEnd: boolean;
}

process.exitCode = await main(process.argv.slice(2));

async function main(parameters: string[]): Promise<number> {
  const wishes = readWishes(parameters);
  if (typeof wishes === 'string') {
    console.error(`${wishes}\n${USAGE}`);
    return 2;
  }
  mkdirSync(RESULTS, { recursive: true });
  const outcomes: StepOutcome[] = [];
  for (const step of STEPS) {
    if (wishes.only !== null && !wishes.only.has(step.name)) continue;
    console.log(`\n── ${step.name} ${'─'.repeat(Math.max(0, 60 - step.name.length))}`);
    const outcome = await runStep(step, { outcomes, skipsEndToEnd: wishes.skipsEndToEnd });
    if (outcome.reason !== undefined) console.log(outcome.reason);
    outcomes.push(outcome);
  }
  console.log(`\n── summary ${'─'.repeat(53)}`);
  if (wishes.skipsEndToEnd) {
    console.log(
      'THE END-TO-END TESTS WERE SKIPPED (--skip-e2e): nobody knows whether the extension works in a browser.',
    );
  }
  console.log(summarize(outcomes).join('\n'));
  return outcomes.every(({ state }) => state !== 'failed') ? 0 : 1;
}

function readWishes(parameters: string[]): Wishes | string {
  let only: Set<string> | null = null;
  let skipsEndToEnd = false;
  for (let index = 0; index < parameters.length; index++) {
    const parameter = parameters[index] ?? '';
    if (parameter === '--skip-e2e') skipsEndToEnd = true;
    else if (parameter === '--only' || parameter.startsWith('--only=')) {
      const names = parameter.startsWith('--only=') ? parameter.slice('--only='.length) : parameters[++index];
      only ??= new Set();
      for (const name of (names ?? '').split(',')) {
        const steps = GROUPS[name] ?? STEPS.filter((step) => step.name === name).map((step) => step.name);
        if (steps.length === 0) return `There is no step "${name}".`;
        for (const step of steps) only.add(step);
      }
    } else return `There is no option "${parameter}".`;
  }
  return { only, skipsEndToEnd };
}

async function runStep(
  step: Step,
  { outcomes, skipsEndToEnd }: { outcomes: readonly StepOutcome[]; skipsEndToEnd: boolean },
): Promise<StepOutcome> {
  const { name, check } = step;
  const start = performance.now();
  const end = (outcome: Pick<StepOutcome, 'state' | 'reason' | 'tests' | 'failures'>): StepOutcome => ({
    name,
    seconds: (performance.now() - start) / 1000,
    ...outcome,
  });
  if (skipsEndToEnd && name.startsWith('e2e-'))
    return end({ state: 'skipped', reason: 'Skipped: --skip-e2e.' });
  const missing = step.after?.find((before) =>
    outcomes.some((one) => one.name === before && one.state !== 'passed'),
  );
  if (missing !== undefined) return end({ state: 'failed', reason: `Not run, because ${missing} failed.` });
  const environment: Record<string, string> = {};
  if (step.browser !== undefined) {
    try {
      const { path: program } = bringBrowser(step.browser, console.log);
      environment[step.browser === 'firefox' ? 'GLOSSARY_FIREFOX' : 'GLOSSARY_CHROMIUM'] = program;
    } catch (error) {
      return end({ state: 'failed', reason: error instanceof Error ? error.message : String(error) });
    }
  }
  if ('program' in check) {
    const status = await run([check.program, ...check.parameters], environment);
    return end({ state: status === 0 ? 'passed' : 'failed' });
  }
  const report = path.join(RESULTS, `${check.project}.json`);
  // A report of an earlier run must not speak for this one.
  rmSync(report, { force: true });
  const status = await run(
    [
      'vitest',
      'run',
      '--project',
      check.project,
      '--reporter=default',
      '--reporter=json',
      `--outputFile=${report}`,
    ],
    environment,
  );
  const reading = readTests(readOrEmpty(report));
  return end({
    ...judgeTests(status, reading?.count ?? null),
    ...(reading !== null && { tests: reading.count, failures: reading.failures }),
  });
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

async function run(parameters: string[], environment: Record<string, string>): Promise<number | null> {
  const child = spawn(process.execPath, [RUN, ...parameters], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...environment },
  });
  return await new Promise((resolve) => {
    child.on('error', (error) => {
      console.error(`${parameters[0] ?? 'The program'} could not be started: ${error.message}.`);
      resolve(null);
    });
    child.on('exit', (code) => resolve(code));
  });
}
