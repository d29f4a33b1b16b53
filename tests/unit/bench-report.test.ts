import { readFileSync } from 'node:fs';
import path from 'node:path';
import prettier from 'prettier';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../scripts/extension-browser';
import { putTableInto, type Report } from '../bench/report';

const page = readFileSync(path.join(ROOT, 'docs', 'performance.md'), 'utf8');
const saved = JSON.parse(readFileSync(path.join(ROOT, 'tests', 'bench', 'baseline.json'), 'utf8')) as Report;

describe('the table of figures in docs/performance.md', () => {
  it('is that of the figures that are committed', async () => {
    const options = await prettier.resolveConfig('docs/performance.md');
    const written = await prettier.format(putTableInto(page, saved), { ...options, parser: 'markdown' });
    expect(page).toBe(written);
  });
  it('is made of figures that count, in both browsers', () => {
    expect(saved.effort).toBe('full');
    expect(new Set(saved.figures.map(({ browser }) => browser))).toEqual(new Set(['chromium', 'firefox']));
  });
  it('is made of figures that stand beside a baseline of their own run, so that other machines can compare', () => {
    for (const { name, unit, value, ratio, calibrationMs, baseline } of saved.figures) {
      const by = unit === 'ratio' ? 1 : unit === 'ms' ? calibrationMs : baseline?.value;
      expect(ratio, name).toBe(value / (by ?? Number.NaN));
    }
  });
  it('is not written where a page has no place for it', () => {
    expect(() => putTableInto('# Figures', saved)).toThrow(/no lines "<!-- figures -->"/);
  });
});
