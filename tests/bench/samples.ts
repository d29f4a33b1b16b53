/** What many measurements of one thing come to. */

export interface Summary {
  median: number;
  /** One of ten samples lies below. */
  p10: number;
  /** One of ten samples lies above. */
  p90: number;
  count: number;
}

/** Median and spread of samples. @throws where there are none. */
export function summarize(samples: readonly number[]): Summary {
  if (samples.length === 0) throw new RangeError('There are no samples to sum up.');
  const sorted = samples.toSorted((a, b) => a - b);
  return {
    median: quantile(sorted, 0.5),
    p10: quantile(sorted, 0.1),
    p90: quantile(sorted, 0.9),
    count: sorted.length,
  };
}

/** The value below which this part of the sorted samples lies, between two samples where it falls there. */
function quantile(sorted: readonly number[], part: number): number {
  const place = (sorted.length - 1) * part;
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place - Math.floor(place));
}

/** Joins what was measured in the same round, so that slow moments of the machine count on both sides. */
function pair(
  candidate: readonly number[],
  baseline: readonly number[],
  join: (candidate: number, baseline: number) => number,
): number[] {
  if (candidate.length !== baseline.length) {
    throw new RangeError(`${candidate.length} samples stand against ${baseline.length}: they make no pairs.`);
  }
  return candidate.map((value, i) => join(value, baseline[i] ?? Number.NaN));
}

/** How many times the baseline each round's candidate took. */
export function ratiosOf(candidate: readonly number[], baseline: readonly number[]): number[] {
  return pair(candidate, baseline, (a, b) => a / b);
}

/** What each round's candidate took more than the baseline. */
export function differencesOf(candidate: readonly number[], baseline: readonly number[]): number[] {
  return pair(candidate, baseline, (a, b) => a - b);
}
