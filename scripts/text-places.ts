/**
 * Where a text that was read from HTML stands in its file, code unit by code unit, so that what is found in it can be
 * shown there.
 */
import { parseFragment } from 'parse5';

/** Where the code units of a text stand in the file, by their offset in the text. */
export interface TextPlaces {
  startOf(offset: number): number;
  endOf(offset: number): number;
}

const ENTITY = /^&(?:#x?[\da-f]+|[a-z][a-z\d]*);?/i;
const TAG = /^<(?:!--[\s\S]*?-->|[/!?a-z][^>]*>)/i;

/** How far the end of a tag is looked for, in UTF-16 code units. */
const LONGEST_TAG = 2000;
/** The longest name of a sign (`&CounterClockwiseContourIntegral;`) has 33. */
const LONGEST_ENTITY = 33;

/** A text with the stretch of the file it was read from. */
interface ReadText {
  from: number;
  to: number;
  text: string;
}

/**
 * Aligns a text with the stretch of the file it was read from. There, references such as `&nbsp;` are longer
 * than what they stand for, line ends may have two characters, and tags that browsers pass over may stand
 * between.
 */
export function alignText(source: string, read: ReadText): TextPlaces {
  const told = alignFrom(source, read);
  if (told.isWhole) return told.places;
  // Where white space before it was left out, the parser tells a start within the text's first sign.
  for (let from = read.from - 1; from >= Math.max(0, read.from - LONGEST_ENTITY); from--) {
    const { isWhole, places } = alignFrom(source, { ...read, from });
    if (isWhole) return places;
  }
  return told.places;
}

function alignFrom(source: string, { from, to, text }: ReadText): { places: TextPlaces; isWhole: boolean } {
  const raw = source.slice(from, to);
  if (raw === text) {
    const places: TextPlaces = {
      startOf: (offset) => from + offset,
      endOf: (offset) => from + offset + 1,
    };
    return { places, isWhole: true };
  }
  const starts: number[] = [];
  const ends: number[] = [];
  const note = (start: number, length: number): void => {
    starts.push(from + start);
    ends.push(from + start + length);
  };
  let at = 0;
  while (starts.length < text.length && at < raw.length) {
    const wanted = text.charAt(starts.length);
    const sign = raw.charAt(at);
    const rest = sign === '&' || sign === '<' ? raw.slice(at, at + LONGEST_TAG) : '';
    const entity = sign === '&' ? readEntity(rest) : null;
    const tag = sign === '<' ? TAG.exec(rest) : null;
    if (entity !== null && text.startsWith(entity.text, starts.length)) {
      for (let i = 0; i < entity.text.length; i++) note(at, entity.length);
      at += entity.length;
    } else if (tag) at += tag[0].length;
    else if (sign === '\r' && wanted === '\n') {
      const length = raw.charAt(at + 1) === '\n' ? 2 : 1;
      note(at, length);
      at += length;
    } else {
      // What browsers pass over, such as the first new line of a `<pre>`, has no counterpart.
      if (sign === wanted) note(at, 1);
      at++;
    }
  }
  const placeOf = (offset: number, places: readonly number[]): number => places[offset] ?? to;
  const places: TextPlaces = {
    startOf: (offset) => placeOf(offset, starts),
    endOf: (offset) => placeOf(offset, ends),
  };
  return { places, isWhole: starts.length === text.length };
}

/** The reference that a text begins with: what it stands for and how long it is written; null for a plain sign. */
function readEntity(raw: string): { text: string; length: number } | null {
  const written = ENTITY.exec(raw)?.[0];
  if (written === undefined) return null;
  const read = (part: string): string => {
    const node = parseFragment(part).childNodes[0];
    return node !== undefined && 'value' in node ? node.value : '';
  };
  const whole = read(written);
  if (whole === written) return null;
  // Only the beginning may be the reference (`&ampere` is "&ere"): the shortest that leaves the rest as it is.
  for (let length = 2; length < written.length; length++) {
    const begun = read(written.slice(0, length));
    if (begun !== written.slice(0, length) && begun + written.slice(length) === whole) {
      return { text: begun, length };
    }
  }
  return { text: whole, length: written.length };
}
