/**
 * Tables of numbers as bytes: one after the other, each in the narrowest numbers that hold all of its own. Before
 * them stand two 32-bit numbers for each: the bytes of one of its numbers, and how many there are. All are
 * little-endian, as every machine is that these browsers run on.
 */
import { damage } from './word-index';

export type Numbers = Uint8Array | Uint16Array | Uint32Array;

/** Bytes of what stands before the tables, for each. */
const HEADER_BYTES = 8;

/** Writes tables one after the other. */
export function writeTables(tables: readonly ArrayLike<number>[]): Uint8Array<ArrayBuffer> {
  const columns = tables.map((numbers) => {
    const Width = widthOf(numbers);
    return new Width(numbers);
  });
  const length = columns.reduce((sum, { byteLength }) => sum + byteLength, HEADER_BYTES * tables.length);
  const bytes = new Uint8Array(length);
  const header = new Uint32Array(bytes.buffer, 0, 2 * tables.length);
  let at = HEADER_BYTES * tables.length;
  columns.forEach((column, i) => {
    header.set([column.BYTES_PER_ELEMENT, column.length], 2 * i);
    bytes.set(new Uint8Array(column.buffer), at);
    at += column.byteLength;
  });
  return bytes;
}

function widthOf(
  numbers: ArrayLike<number>,
): Uint8ArrayConstructor | Uint16ArrayConstructor | Uint32ArrayConstructor {
  let most = 0;
  for (let i = 0; i < numbers.length; i++) most = Math.max(most, numbers[i] ?? 0);
  return most < 0x100 ? Uint8Array : most < 0x10000 ? Uint16Array : Uint32Array;
}

/** Reads tables in the order in which they were written. */
export class TableReader<Name extends string> {
  private readonly header: Uint32Array;
  private read = 0;
  private at: number;

  /**
   * @param names of the tables, as they were written
   * @throws {TermError} where the bytes have no room for a header
   */
  constructor(
    private readonly buffer: ArrayBuffer,
    names: readonly Name[],
  ) {
    this.at = HEADER_BYTES * names.length;
    if (buffer.byteLength < this.at) throw damage('its tables are cut short');
    this.header = new Uint32Array(buffer, 0, 2 * names.length);
  }

  /** @throws {TermError} where the table is cut short or of another kind. */
  next(name: Name): Numbers {
    const bytes = this.header[this.read++] ?? 0;
    const start = this.at;
    this.at += bytes * (this.header[this.read++] ?? 0);
    if (this.at > this.buffer.byteLength) throw damage(`its table "${name}" is cut short`);
    // A copy, since wide numbers could not be read where they stand between narrow ones.
    const copy = this.buffer.slice(start, this.at);
    if (bytes === 1) return new Uint8Array(copy);
    if (bytes === 2) return new Uint16Array(copy);
    if (bytes === 4) return new Uint32Array(copy);
    throw damage(`its table "${name}" has numbers of ${bytes} bytes`);
  }
}
