/**
 * `npm run bench`: measures the engine in real browsers against the limits, and prints one JSON
 * document. What it is doing stands on the error output meanwhile.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import prettier from 'prettier';
import { BenchBrowser, type BenchMaterial } from '../tests/bench/bench-browser';
import { makeBenchGlossary } from '../tests/bench/bench-glossary';
import { serveBenchPages } from '../tests/bench/bench-pages';
import { measureCardEntry } from '../tests/bench/card-entry';
import { measureChangeLoops } from '../tests/bench/change-loops';
import { FULL_EFFORT, QUICK_EFFORT } from '../tests/bench/effort';
import { measureEmptyFrames } from '../tests/bench/empty-frames';
import { rateFigure, type Figure } from '../tests/bench/figure';
import { measureFrameCost, measureFrameGaps } from '../tests/bench/frame-cost';
import { measureHeap, measureKeptAlive } from '../tests/bench/memory';
import { measureOtherFinders } from '../tests/bench/other-finders';
import { bundlePageBench, callInPage } from '../tests/bench/page-bundle';
import { measurePointer } from '../tests/bench/pointer';
import { measureProductionSlices } from '../tests/bench/production-slices';
import { compareReports, mergeReports, putTableInto, writeTable, type Report } from '../tests/bench/report';
import { summarize } from '../tests/bench/samples';
import { measureScans } from '../tests/bench/scan';
import { measureSlices } from '../tests/bench/slices';
import { measureTyping } from '../tests/bench/typing';
import { measureWeight } from '../tests/bench/weight';
import { measureWordIndex } from '../tests/bench/word-index';
import { bringBrowser, type BrowserName } from './browsers';
import { ROOT } from './extension-browser';

/** What can be measured, in order: at first in pages without the extension, then with it. */
const MEASUREMENTS: readonly { name: string; measure: (browser: BenchBrowser) => Promise<Figure[]> }[] = [
  { name: 'weight', measure: measureWeight },
  { name: 'word-index', measure: measureWordIndex },
  { name: 'scan', measure: measureScans },
  { name: 'others', measure: measureOtherFinders },
  { name: 'search', measure: measureTyping },
  { name: 'slices', measure: measureSlices },
  { name: 'pointer', measure: measurePointer },
  { name: 'heap', measure: measureHeap },
  { name: 'empty-frames', measure: measureEmptyFrames },
  { name: 'production-slices', measure: measureProductionSlices },
  { name: 'frame-gaps', measure: measureFrameGaps },
  { name: 'frame-cost', measure: measureFrameCost },
  { name: 'changes', measure: measureChangeLoops },
  { name: 'card-entry', measure: measureCardEntry },
  { name: 'kept-alive', measure: measureKeptAlive },
];

const USAGE = `Use: npm run bench -- [options]
  --chromium, --firefox   only this browser
  --only NAME,NAME        only these: ${MEASUREMENTS.map(({ name }) => name).join(', ')}
  --quick                 few samples, to see that all works; its figures count for nothing
  --no-build              take the builds that stand in .output
  --save                  write the figures to tests/bench/baseline.json and their table to docs/performance.md
  --table                 print a Markdown table of the figures instead of the document
  --saved                 print that table of tests/bench/baseline.json, without measuring`;
const BASELINE = path.join(ROOT, 'tests', 'bench', 'baseline.json');
const FIGURES_PAGE = path.join(ROOT, 'docs', 'performance.md');
const CALIBRATION_ROUNDS = 15;
/** What shells say of a program that Ctrl-C ended. */
const INTERRUPTED = 130;
const BUILD: Record<BrowserName, readonly string[]> = {
  chromium: ['build'],
  firefox: ['build', '--browser', 'firefox', '--mv3'],
};

interface Wishes {
  browsers: readonly BrowserName[];
  only: ReadonlySet<string>;
  flags: ReadonlySet<string>;
}

process.exitCode = await main(process.argv.slice(2));

async function main(parameters: readonly string[]): Promise<number> {
  const wishes = readWishes(parameters);
  if (typeof wishes === 'string') {
    console.error(`${wishes}\n${USAGE}`);
    return 2;
  }
  const { flags } = wishes;
  const saved = readBaseline();
  if (flags.has('--saved')) {
    if (saved === null) {
      say('There is no tests/bench/baseline.json yet. Run "npm run bench -- --save" first.');
      return 1;
    }
    console.log(writeTable(saved));
    return 0;
  }
  const report = await measureAll(wishes);
  const comparison = saved === null ? [] : compareReports(report, saved);
  if (flags.has('--save')) await writeBaseline(mergeReports(report, saved));
  console.log(flags.has('--table') ? writeTable(report) : JSON.stringify({ ...report, comparison }, null, 2));
  for (const { browser, name, holds, value } of report.figures) {
    if (holds === false) say(`${browser}: ${name} does not keep its limit (${value.toPrecision(3)}).`);
  }
  for (const failure of report.failures) say(`NOT MEASURED ${failure}`);
  return report.failures.length === 0 ? 0 : 1;
}

function readWishes(parameters: readonly string[]): Wishes | string {
  const known = ['--chromium', '--firefox', '--quick', '--no-build', '--save', '--saved', '--table'];
  const flags = new Set<string>();
  const only = new Set<string>();
  for (let i = 0; i < parameters.length; i++) {
    const parameter = parameters[i] ?? '';
    if (parameter === '--only' || parameter.startsWith('--only=')) {
      const names = parameter === '--only' ? (parameters[++i] ?? '') : parameter.slice('--only='.length);
      for (const name of names.split(',')) {
        if (!MEASUREMENTS.some((measurement) => measurement.name === name))
          return `There is nothing to measure called "${name}".`;
        only.add(name);
      }
    } else if (known.includes(parameter)) flags.add(parameter);
    else return `There is no option "${parameter}".`;
  }
  if (flags.has('--quick') && flags.has('--save')) {
    return 'Figures taken with --quick are not to be saved: they count for nothing.';
  }
  const named = (['chromium', 'firefox'] as const).filter((browser) => flags.has(`--${browser}`));
  return { browsers: named.length > 0 ? named : ['chromium', 'firefox'], only, flags };
}

async function measureAll({ browsers, only, flags }: Wishes): Promise<Report> {
  const effort = flags.has('--quick') ? QUICK_EFFORT : FULL_EFFORT;
  if (!flags.has('--no-build')) for (const browser of browsers) buildExtension(browser);
  const glossary = makeBenchGlossary();
  const pages = await serveBenchPages(glossary.pageWords, effort.withHugePage);
  const report: Report = {
    format: 1,
    takenAt: new Date().toISOString(),
    effort: flags.has('--quick') ? 'quick' : 'full',
    machine: {
      platform: `${process.platform} ${process.arch}`,
      processors: availableParallelism(),
      node: process.version,
    },
    browsers: [],
    baselineLoops: {},
    figures: [],
    failures: [],
  };
  try {
    const material = { glossary, pages, bundle: await bundlePageBench(), effort };
    for (const name of browsers) await measureIn(name, { material, only, report });
  } finally {
    await pages.close();
  }
  return report;
}

async function measureIn(
  name: BrowserName,
  { material, only, report }: { material: BenchMaterial; only: ReadonlySet<string>; report: Report },
): Promise<void> {
  const found = bringBrowser(name, say);
  const browser = await BenchBrowser.start(found, material);
  // Firefox would live on without its starter.
  const stop = (): void => void browser.close().finally(() => process.exit(INTERRUPTED));
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    report.browsers.push({ browser: name, brand: found.brand, version: found.version });
    for (const measurement of MEASUREMENTS) {
      if (only.size > 0 && !only.has(measurement.name)) continue;
      const start = performance.now();
      try {
        const calibrationMs = await calibrate(browser, report);
        const figures = await measurement.measure(browser);
        report.figures.push(...figures.map((figure) => rateFigure(figure, calibrationMs)));
      } catch (error) {
        // The other figures are worth having all the same.
        report.failures.push(`${name}: ${measurement.name}: ${String(error)}`);
        await browser.closePages();
      }
      say(`${name}: ${measurement.name} (${((performance.now() - start) / 1000).toFixed(0)} s)`);
    }
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
    await browser.close();
  }
}

/** The machine's own measure just now; takes the baseline loops into the report on the way. */
async function calibrate(browser: BenchBrowser, report: Report): Promise<number> {
  const page = await browser.open('tiny');
  const { median } = summarize(await callInPage(page, 'calibrate', CALIBRATION_ROUNDS));
  report.baselineLoops = await callInPage(page, 'baselineSources');
  await page.close();
  return median;
}

/** @throws where the build fails; its own words stand on the error output. */
function buildExtension(browser: BrowserName): void {
  const { status } = spawnSync(
    process.execPath,
    [path.join(ROOT, 'scripts', 'run.mjs'), 'wxt', ...BUILD[browser]],
    // Nothing but the document belongs on the output.
    { cwd: ROOT, stdio: ['ignore', 2, 2] },
  );
  if (status !== 0)
    throw new Error(`The extension could not be built for ${browser}. Mend what the build names above.`);
}

function readBaseline(): Report | null {
  return existsSync(BASELINE) ? (JSON.parse(readFileSync(BASELINE, 'utf8')) as Report) : null;
}

/** Writes the figures, and their table into the page that tells of them. */
async function writeBaseline(report: Report): Promise<void> {
  await writeFormatted(BASELINE, JSON.stringify(report));
  await writeFormatted(FIGURES_PAGE, putTableInto(readFileSync(FIGURES_PAGE, 'utf8'), report));
}

async function writeFormatted(file: string, text: string): Promise<void> {
  const options = await prettier.resolveConfig(file);
  writeFileSync(file, await prettier.format(text, { ...options, filepath: file }));
}

function say(line: string): void {
  console.error(line);
}
