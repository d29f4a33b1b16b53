/** Tables as comma-separated values (RFC 4180), safe to open in a spreadsheet. */

/** The text is no table; the message says in which line and why. */
export class CsvError extends Error {
  override name = 'CsvError';
}

/** A row with the line on which it begins, from 1. */
export interface CsvRow {
  line: number;
  cells: string[];
}

/** Spreadsheets read a file as UTF-8 where it begins with this. */
const BYTE_ORDER_MARK = '\uFEFF';
/** Spreadsheets take a cell that begins so for a formula; an apostrophe before it makes it a text. */
const LIKE_FORMULA = /^'*[=+\-@\t\r]/;
const ESCAPED_FORMULA = /^''*[=+\-@\t\r]/;

/** Writes rows; every cell comes back from `parseCsv` as it was. */
export function formatCsv(rows: readonly (readonly string[])[]): string {
  const lines = rows.map((row) => row.map(formatCell).join(','));
  return `${BYTE_ORDER_MARK}${lines.map((line) => `${line}\r\n`).join('')}`;
}

function formatCell(text: string): string {
  const cell = LIKE_FORMULA.test(text) ? `'${text}` : text;
  return /[",;\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/**
 * Reads rows, with commas or, as spreadsheets of some countries write them, semicolons between cells.
 * @throws {CsvError} for a quote that is not closed and for text behind a closed one
 */
export function parseCsv(text: string): CsvRow[] {
  const source = text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
  const separator = /^[^,\n]*;/.test(source) ? ';' : ',';
  const rows: CsvRow[] = [];
  let at = 0;
  let line = 1;
  const readQuoted = (): string => {
    const startLine = line;
    let cell = '';
    for (at++; ; at++) {
      const sign = source.charAt(at);
      if (sign === '') throw new CsvError(`Line ${startLine}: a quote is opened and never closed. Close it.`);
      if (sign === '\n') line++;
      if (sign !== '"') cell += sign;
      else if (source.charAt(at + 1) === '"') {
        cell += '"';
        at++;
      } else break;
    }
    at++;
    if (at < source.length && ![separator, '\r', '\n'].includes(source.charAt(at))) {
      throw new CsvError(
        `Line ${line}: something stands behind a closed quote. Double quotes within a cell.`,
      );
    }
    return cell;
  };
  const readPlain = (): string => {
    const start = at;
    while (at < source.length && ![separator, '\r', '\n'].includes(source.charAt(at))) at++;
    return source.slice(start, at);
  };
  while (at < source.length) {
    const row: CsvRow = { line, cells: [] };
    for (;;) {
      const cell = source.charAt(at) === '"' ? readQuoted() : readPlain();
      row.cells.push(ESCAPED_FORMULA.test(cell) ? cell.slice(1) : cell);
      if (source.charAt(at) !== separator) break;
      at++;
    }
    if (source.charAt(at) === '\r') at++;
    if (source.charAt(at) === '\n') at++;
    line++;
    rows.push(row);
  }
  return rows;
}
