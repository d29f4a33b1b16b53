/**
 * Reads the drawings in `glossary/pictures/`. A drawing is a small part of SVG: shapes and short labels in a few
 * named colours. All else is refused, so that a drawing can run nothing, fetch nothing and clash with nothing,
 * follows light, dark and forced colours, and stays a plain list of shapes that the card draws by itself.
 */
import type { Place, Problem, SourceFile } from './parse-sources';
import { SHAPES, type Picture } from './schema';

/** One shape with all that it takes over from the groups around it. */
interface DrawnShape {
  tag: Shape;
  attributes: Record<string, string>;
  text: string;
  /** Entries that name one of these parts show the shape; all entries do where there are none. */
  parts: string[];
}
type Shape = (typeof SHAPES)[number];

export interface Drawing {
  /** Name of the file without its ending. */
  name: string;
  path: string;
  shapes: DrawnShape[];
  /** Where each part first stands, by its name. */
  parts: Map<string, Place>;
}

/** Every drawing begins so: 320 × 180 fits a card at one CSS pixel each, and the card draws with these lines. */
export const OPENING =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 180" fill="none" stroke="currentColor" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round">';

/**
 * The colours on light and on dark ground. Ink-coloured lines and labels stand on the tints; `glow` is the tint of
 * what the entry is about, `warm` the line of what hurts or is not allowed.
 */
export const COLOURS = {
  body: { light: '#e1ebec', dark: '#2d3b42', use: 'tint' },
  bone: { light: '#f5e7c6', dark: '#59513c', use: 'tint' },
  thing: { light: '#cbdbe6', dark: '#40525f', use: 'tint' },
  glow: { light: '#a8d8da', dark: '#1a545b', use: 'marking tint' },
  mark: { light: '#0a7884', dark: '#7ad3d8', use: 'line' },
  warm: { light: '#b3420a', dark: '#ffb469', use: 'line' },
} as const;

/**
 * Colours as files write them, so that any viewer shows them, and as the card gets them: by themselves light or
 * dark, so that no style sheet in a page has to carry them. Forced colours blank the tints that mark nothing
 * (`entry-body.css`).
 */
const PAINTS = new Map([
  ['none', 'none'],
  ['currentColor', 'currentColor'],
  ...Object.entries(COLOURS).map(([name, { light, dark, use }]): [string, string] => {
    const shown = `light-dark(${light},${dark})`;
    return [`var(--picture-${name}, ${light})`, use === 'tint' ? `var(--picture-tint,${shown})` : shown];
  }),
]);

/** On the narrowest phone a drawing shrinks to nine tenths; below this a label would be under 12.5 px there. */
const LEAST_TYPE = 15;

/** What a shape says of its form. */
const FORM: ReadonlySet<string> = new Set(['d', 'x', 'y', 'cx', 'cy', 'r', 'rx', 'ry', 'width', 'height']);
/** What groups too may say, for all shapes in them; nothing that names, links, styles or runs. */
const LOOK: ReadonlySet<string> = new Set(
  'transform fill stroke stroke-width stroke-dasharray font-size font-weight text-anchor data-part'.split(
    ' ',
  ),
);

/** A comment, a tag, or the text up to the next one. */
const PIECE = /<!--[^]*?-->|<(\/?)([A-Za-z][\w:-]*)((?:\s+[\w:-]+\s*=\s*"[^"<]*")*)\s*(\/?)>|[^<]+/gy;
const ATTRIBUTE = /([\w:-]+)\s*=\s*"([^"]*)"/g;

/** Reads all drawings; what is wrong with them stands in `problems`, with file and line. Throws nothing. */
export function parseDrawings(files: readonly SourceFile[]): { drawings: Drawing[]; problems: Problem[] } {
  const problems: Problem[] = [];
  return { drawings: files.map((file) => parseDrawing(file, problems)), problems };
}

/** What the card shows of a drawing: the shapes that belong to all entries, and those of this part. */
export function pictureOf(
  { shapes }: Drawing,
  { alt, part }: { alt: string; part?: string | undefined },
): Picture {
  return {
    alt,
    shapes: shapes
      .filter(({ parts }) => parts.length === 0 || (part !== undefined && parts.includes(part)))
      .map(({ tag, attributes, text }) => ({
        tag,
        attributes: Object.entries(attributes).map(([name, value]) => ({ name, value })),
        ...(text !== '' && { text }),
      })),
  };
}

interface Open {
  tag: string;
  attributes: Record<string, string>;
  parts: string[];
  shape: DrawnShape | null;
}

function parseDrawing(file: SourceFile, problems: Problem[]): Drawing {
  const name = file.path.replace(/^.*\/|\.svg$/g, '');
  const drawing: Drawing = { name, path: file.path, shapes: [], parts: new Map() };
  const placeAt = (offset: number): Place => ({
    file: file.path,
    line: file.text.slice(0, offset).split('\n').length,
    record: '',
  });
  const refuse = (offset: number, reason: string): void => {
    problems.push({ ...placeAt(offset), reason });
  };
  if (!file.text.startsWith(OPENING)) {
    refuse(0, `A drawing begins with exactly ${OPENING}. Copy that line from another one.`);
    return drawing;
  }

  const open: Open[] = [];
  let end = OPENING.length;
  PIECE.lastIndex = end;
  open.push({ tag: 'svg', attributes: {}, parts: [], shape: null });
  for (let match = PIECE.exec(file.text); match !== null && open.length > 0; match = PIECE.exec(file.text)) {
    const [piece, closes, tag, written = '', isEmpty] = match;
    const start = match.index;
    end = start + piece.length;
    const parent = open.at(-1);
    if (tag === undefined) {
      if (!piece.startsWith('<!--')) addText(piece, parent, (reason) => refuse(start, reason));
    } else if (closes === '/') {
      if (parent?.tag !== tag) break;
      open.pop();
    } else {
      const child = openElement({ tag, written, parent }, (reason) => refuse(start, reason));
      if (child.shape !== null) drawing.shapes.push(child.shape);
      for (const part of child.parts) {
        if (!drawing.parts.has(part)) drawing.parts.set(part, placeAt(start));
      }
      if (isEmpty !== '/') open.push(child);
    }
  }
  if (open.length > 0 || file.text.slice(end).trim() !== '') {
    refuse(
      end,
      'The drawing cannot be read from here on. Check that every tag is closed and every value quoted.',
    );
  }
  return drawing;
}

function openElement(
  { tag, written, parent }: { tag: string; written: string; parent: Open | undefined },
  refuse: (reason: string) => void,
): Open {
  const shape = SHAPES.find((known) => known === tag);
  if (shape === undefined && tag !== 'g') {
    refuse(`A drawing has no <${tag}>. Use only g, ${SHAPES.join(', ')}.`);
  }
  if (parent?.shape) refuse(`<${tag}> stands inside <${parent.tag}>. Close that shape first.`);
  const attributes = { ...parent?.attributes };
  let parts = parent?.parts ?? [];
  for (const [, name = '', value = ''] of written.matchAll(ATTRIBUTE)) {
    const fault = faultOfAttribute(tag, name, value);
    if (fault !== null) refuse(fault);
    else if (name === 'data-part') parts = value.split(' ');
    else if (name === 'fill' || name === 'stroke') attributes[name] = PAINTS.get(value) ?? '';
    else if (name === 'transform') attributes[name] = `${attributes[name] ?? ''} ${value}`.trim();
    else attributes[name] = value;
  }
  if (tag === 'text' && !(Number(attributes['font-size']) >= LEAST_TYPE)) {
    refuse(`A label needs font-size="${LEAST_TYPE}" or more, to be read on a small screen.`);
  }
  return {
    tag,
    attributes,
    parts,
    shape: shape === undefined ? null : { tag: shape, attributes, text: '', parts },
  };
}

function faultOfAttribute(tag: string, name: string, value: string): string | null {
  if (!LOOK.has(name) && (tag === 'g' || !FORM.has(name))) {
    return `In a drawing <${tag}> has no "${name}": only form and colour are drawn, and ids, styles, links and scripts could clash with a page. Remove it.`;
  }
  if ((name === 'fill' || name === 'stroke') && !PAINTS.has(value)) {
    return `The colour "${value}" would not follow light and dark. Use one of ${[...PAINTS.keys()].join(', ')}.`;
  }
  if (value.includes('&') || (value.includes('(') && name !== 'transform' && !PAINTS.has(value))) {
    return `The value "${value}" of "${name}" is more than a plain one. Write numbers and words only.`;
  }
  return null;
}

function addText(piece: string, parent: Open | undefined, refuse: (reason: string) => void): void {
  const text = piece.trim();
  if (text === '') return;
  if (text.includes('&')) refuse(`Write the sign itself instead of "${text}".`);
  else if (parent?.shape?.tag === 'text') parent.shape.text = text;
  else refuse(`"${text}" stands outside a label. Put it into <text>, or remove it.`);
}
