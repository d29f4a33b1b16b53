/** Lays out rows of texts in columns, for reading in a terminal. */

/** Texts longer than this are cut in all columns but the last. */
const WIDEST_COLUMN = 60;
const GAP = '  ';

/** One line for each row; every column but the last is as wide as its longest text. */
export function layOutTable(rows: readonly (readonly string[])[]): string {
  const cells = rows.map((row) => row.map((cell, i) => (i === row.length - 1 ? cell : shorten(cell))));
  const widths: number[] = [];
  for (const row of cells) {
    row.forEach((cell, i) => (widths[i] = Math.max(widths[i] ?? 0, cell.length)));
  }
  return cells
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join(GAP)
        .trimEnd(),
    )
    .join('\n');
}

function shorten(text: string): string {
  return text.length > WIDEST_COLUMN ? `${text.slice(0, WIDEST_COLUMN - 1)}…` : text;
}
