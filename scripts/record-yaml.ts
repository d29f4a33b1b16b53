/** Writes records into YAML files, and leaves everything as it is that does not change. */
import { isDeepStrictEqual } from 'node:util';
import { Document, isScalar, parse, visit } from 'yaml';
import { compactRecord, type PlainRecord } from '../glossary/interchange';

/** Every record of a file begins at the margin with a hyphen; what a record holds is indented. */
const RECORD_START = /^(?=- )/m;

/** Lines of comment right above a record are about it. */
const COMMENTS_ABOVE = /(?:^#.*\n)+(?![^])/m;

/**
 * The text of a file that holds these records in this order.
 * @param before its text until now, or null for a new file; records that are the same keep their writing and
 *   the comments around them
 */
export function writeRecordFile(records: readonly PlainRecord[], before: string | null): string {
  const { header, pieces } = splitRecords(before ?? '');
  const known = new Map<string, Piece & { record: unknown }>();
  for (const piece of pieces) {
    const [record] = parse(piece.body) as PlainRecord[];
    if (record) known.set(nameOf(record), { ...piece, record: compactRecord(record) });
  }
  const last = pieces.at(-1)?.body;
  const written = records.map((record) => {
    const old = known.get(nameOf(record));
    if (!old) return `${writeRecord(record)}\n`;
    const isSame = isDeepStrictEqual(old.record, record);
    // The last one may have another behind it now.
    const body =
      isSame && old.body !== last
        ? old.body
        : `${isSame ? old.body.trimEnd() : writeRecord(record).trimEnd()}\n\n`;
    return old.comments + body;
  });
  return `${`${header}${written.join('')}`.trimEnd()}\n`;
}

/** A record as it is written, and the comments right above it. */
interface Piece {
  comments: string;
  /** With what follows it, up to the next one. */
  body: string;
}

function splitRecords(text: string): { header: string; pieces: Piece[] } {
  const parts = text.split(RECORD_START);
  // Where the text begins with a record, nothing stands before it.
  if (text.startsWith('- ')) parts.unshift('');
  const comments = parts.map((part) => COMMENTS_ABOVE.exec(part)?.[0] ?? '');
  const bodies = parts.map((part, i) => part.slice(0, part.length - (comments[i]?.length ?? 0)));
  return {
    header: bodies[0] ?? '',
    pieces: bodies.slice(1).map((body, i) => ({ comments: comments[i] ?? '', body })),
  };
}

/** Tells a record from the others of its file. */
export function nameOf(record: PlainRecord): string {
  return 'abbr' in record ? `abbr ${String(record['abbr'])}` : String(record['id']);
}

function writeRecord(record: PlainRecord): string {
  const document = new Document([record]);
  visit(document, {
    // Lists of ids and words stand in a line, as people write them.
    Seq: (key, node) => {
      if (key !== null && node.items.every((item) => isScalar(item) && /^[\w-]+$/.test(String(item.value)))) {
        node.flow = true;
      }
    },
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}
