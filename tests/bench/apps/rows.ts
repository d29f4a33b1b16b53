/** What the apps of the bench show: rows of text, in steps that change some of them as a portal's page does. */

export interface Row {
  id: number;
  texts: readonly string[];
}

export interface Shown {
  rows: readonly Row[];
  step: number;
}

/** One of this many rows shows a value that is another one in each step. */
const ROWS_PER_VALUE = 10;
/** In one of this many steps a row comes in on top and the last one goes. */
const STEPS_PER_ROW = 4;

/** Reads the rows that the page brought. @throws where it brought none */
export function readRows(): Row[] {
  const texts = JSON.parse(document.querySelector('#texts')?.textContent ?? '') as string[];
  const rows: Row[] = [];
  for (let from = 0; from < texts.length; from += 3) {
    rows.push({ id: rows.length, texts: texts.slice(from, from + 3) });
  }
  return rows;
}

/** The value that a row shows beside its texts, or null where it shows none. */
export function valueOf({ id }: Row, step: number): string | null {
  return id % ROWS_PER_VALUE === 0 ? String((step * 37 + id) % 200) : null;
}

/** What is shown a step later. */
export function showNext({ rows, step }: Shown): Shown {
  const [first] = rows;
  if (step % STEPS_PER_ROW !== 0 || !first) return { rows, step: step + 1 };
  const added: Row = { id: rows.length + step, texts: first.texts };
  return { rows: [added, ...rows.slice(0, -1)], step: step + 1 };
}

/** Lets the bench take the app a step on; the page has changed when the call returns. */
export function takeSteps(step: () => void): void {
  Object.assign(globalThis, { takeStep: step });
}
