/** One figure of the bench: a value with its spread, its limit, and whether it holds. */
import type { BrowserName } from '../../scripts/browsers';
import { summarize, type Summary } from './samples';

/** Milliseconds, times a baseline, thousands of bytes, millions of bytes, or a number of things. */
export type Unit = 'ms' | 'ratio' | 'kB' | 'MB' | 'count';

/** `most`: the value may not be larger. `least`: it may not be smaller. */
export type Limit = { most: number } | { least: number };

export interface Figure {
  /** Unlike for each figure of one browser; what the figures of another run are found by. */
  name: string;
  browser: BrowserName;
  /** What is measured, in a sentence. */
  about: string;
  unit: Unit;
  value: number;
  p10: number;
  p90: number;
  samples: number;
  limit: Limit | null;
  /** Null where nothing was asked for. */
  holds: boolean | null;
  /** What the value is set beside, of the same run and unit; null for what is a ratio, or a time. */
  baseline: Baseline | null;
  /** What the value was made of, and what stands beside it; times in milliseconds where the name says nothing. */
  parts: Record<string, number | Summary>;
}

export interface Baseline {
  what: string;
  value: number;
}

/** A figure beside a baseline of its own run, by which figures of two machines are compared. */
export interface RatedFigure extends Figure {
  /** The machine's own measure when the figure was taken, in milliseconds: the baseline of all times. */
  calibrationMs: number;
  /** The value by its baseline. */
  ratio: number;
}

export type FigureDraft = FigureBasics & ({ unit: 'ms' | 'ratio' } | { unit: Unit; baseline: Baseline });

interface FigureBasics {
  name: string;
  about: string;
  samples: readonly number[];
  /** The limit in Chromium. */
  limit?: Limit;
  /** The limit counts in every browser as it is: bytes and numbers of things know no slow browser. */
  isExact?: boolean;
  parts?: Record<string, number | Summary>;
}

/** Firefox may take this much more of every time and ratio. */
const FIREFOX_ALLOWANCE = 1.5;

/** Judges what was measured. */
export function makeFigure(browser: BrowserName, draft: FigureDraft): Figure {
  const { name, about, unit, samples, limit, isExact = false, parts = {} } = draft;
  const { median, p10, p90, count } = summarize(samples);
  const own = limit === undefined ? null : isExact ? limit : limitFor(browser, limit);
  return {
    name,
    browser,
    about,
    unit,
    value: median,
    p10,
    p90,
    samples: count,
    limit: own,
    holds: own === null ? null : 'most' in own ? median <= own.most : median >= own.least,
    baseline: 'baseline' in draft ? draft.baseline : null,
    parts,
  };
}

/**
 * Sets a figure beside its baseline.
 * @param calibrationMs the machine's own measure just before, in milliseconds
 */
export function rateFigure(figure: Figure, calibrationMs: number): RatedFigure {
  const { unit, value, baseline } = figure;
  const by = baseline?.value ?? (unit === 'ms' ? calibrationMs : 1);
  return { ...figure, calibrationMs, ratio: value / by };
}

function limitFor(browser: BrowserName, limit: Limit): Limit {
  if (browser === 'chromium') return limit;
  return 'most' in limit
    ? { most: roundTo3(limit.most * FIREFOX_ALLOWANCE) }
    : { least: roundTo3(limit.least / FIREFOX_ALLOWANCE) };
}

/** Three digits that count: a limit is no measurement. */
function roundTo3(value: number): number {
  return Number(value.toPrecision(3));
}
