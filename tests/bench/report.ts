/** The bench's one document: what was measured, on what, and how it compares with the last one committed. */
import type { BrowserName } from '../../scripts/browsers';
import type { Figure, Limit, RatedFigure, Unit } from './figure';

export interface BrowserReport {
  browser: BrowserName;
  brand: string;
  version: string;
}

export interface Report {
  /** Changes when figures of older documents can no longer be compared. */
  format: 1;
  takenAt: string;
  /** Figures taken with little effort show that the bench works, and nothing else. */
  effort: 'full' | 'quick';
  machine: { platform: string; processors: number; node: string };
  browsers: BrowserReport[];
  /** The loops that ratios go by, as they were run. */
  baselineLoops: Record<string, string>;
  figures: RatedFigure[];
  /** Measurements that ended with an error, and its words. */
  failures: string[];
}

export interface Comparison {
  name: string;
  browser: BrowserName;
  now: number;
  before: number;
  /** Now by before; times by the machine's own measure. Null where it was nothing before. */
  ratio: number | null;
}

/** Sets each figure beside the same one of an earlier report. */
export function compareReports(now: Report, then: Report): Comparison[] {
  return now.figures.flatMap((figure): Comparison[] => {
    const before = then.figures.find(
      ({ name, browser }) => name === figure.name && browser === figure.browser,
    );
    if (before === undefined) return [];
    const scale = figure.unit === 'ms' ? figure.calibrationMs / before.calibrationMs : 1;
    return [
      {
        name: figure.name,
        browser: figure.browser,
        now: figure.value,
        before: before.value,
        ratio: before.value === 0 ? null : figure.value / before.value / scale,
      },
    ];
  });
}

/** Takes the figures of a run that measured only a part into an earlier report. */
export function mergeReports(now: Report, then: Report | null): Report {
  if (then === null || then.format !== now.format) return now;
  const isNew = new Set(now.figures.map(keyOf));
  const browsers = new Set(now.browsers.map(({ browser }) => browser));
  return {
    ...now,
    browsers: [...then.browsers.filter(({ browser }) => !browsers.has(browser)), ...now.browsers],
    figures: [...then.figures.filter((figure) => !isNew.has(keyOf(figure))), ...now.figures],
  };
}

function keyOf({ browser, name }: Figure): string {
  return `${browser} ${name}`;
}

/** The figures as a Markdown table, a line for each with one column for each browser. */
export function writeTable({ figures }: Pick<Report, 'figures'>): string {
  const names = [...new Set(figures.map(({ name }) => name))];
  const lines = names.map((name) => {
    const of = (browser: BrowserName): Figure | undefined =>
      figures.find((figure) => figure.name === name && figure.browser === browser);
    const [chromium, firefox] = [of('chromium'), of('firefox')];
    const about = (chromium ?? firefox)?.about ?? '';
    return `| ${name} | ${about} | ${cellOf(chromium)} | ${cellOf(firefox)} |`;
  });
  return [
    '| figure | what is measured | Chromium | Firefox |',
    '| ------ | ---------------- | -------- | ------- |',
    ...lines,
  ].join('\n');
}

/** Between these lines a page holds the table. */
const TABLE_PLACE = /(<!-- figures -->\n)[^]*(<!-- \/figures -->)/;

/** Gives a page the table of a report in place of the one it holds. @throws where the page has no place for it */
export function putTableInto(page: string, report: Pick<Report, 'figures'>): string {
  if (!TABLE_PLACE.test(page)) {
    throw new Error(
      'The page has no lines "<!-- figures -->" and "<!-- /figures -->". Put them where the table goes.',
    );
  }
  return page.replace(
    TABLE_PLACE,
    (_, start: string, end: string) => `${start}\n${writeTable(report)}\n\n${end}`,
  );
}

function cellOf(figure: Figure | undefined): string {
  if (figure === undefined) return '–';
  const { unit, value, p10, p90, limit, holds } = figure;
  const spread = p10 === p90 ? '' : ` (${show(p10)}–${show(p90)})`;
  const verdict =
    limit === null ? '' : `, ${showLimit(limit)}: ${holds === true ? 'holds' : '**does not hold**'}`;
  return `${show(value)} ${UNIT_SIGNS[unit]}${spread}${verdict}`;
}

const UNIT_SIGNS: Record<Unit, string> = { ms: 'ms', ratio: '×', kB: 'kB', MB: 'MB', count: '' };

function showLimit(limit: Limit): string {
  return 'most' in limit ? `≤ ${limit.most}` : `≥ ${limit.least.toFixed(0)}`;
}

/** Three digits that count. */
function show(value: number): string {
  return Math.abs(value) >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(3)));
}
