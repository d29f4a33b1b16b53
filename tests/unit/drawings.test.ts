import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { compileGlossary, type Compilation } from '../../glossary/compile';
import { COLOURS, OPENING, parseDrawings, pictureOf as makePicture } from '../../glossary/drawings';
import { describeProblem } from '../../glossary/parse-sources';
import { Entry, type Picture } from '../../glossary/schema';
import { readGlossarySources } from '../../scripts/glossary-files';

const TOPICS = '- { id: joints, title: Joints, intro: The parts of a joint. }';
const BODY = 'var(--picture-body, #e1ebec)';

interface Draft {
  /** Lines between the tag that opens the drawing and the one that closes it. */
  inner?: string;
  /** Fields of the entry's picture, as YAML. */
  picture?: string;
}

/** A glossary of one entry with one drawing, whose inner lines begin on line 2. */
function compile({
  inner = '<path d="M0 0H9"/>',
  picture = '{ file: knee, alt: A knee. }',
}: Draft): Compilation {
  const entry = `- id: knee
  term: knee
  kind: anatomy
  topics: [joints]
  level: 2
  plain: A joint of the leg.
  picture: ${picture}
  sources: [{ none-found: There is none. }]
  edited: 2026-11-23
  review: none
`;
  return compileGlossary({
    entryFiles: [{ path: 'entries/body.yaml', text: entry }],
    topicFile: { path: 'topics.yaml', text: TOPICS },
    pictureFiles: [{ path: 'pictures/knee.svg', text: `${OPENING}\n${inner}\n</svg>\n` }],
    releasedIds: [],
  });
}

function faultsOf(draft: Draft): string[] {
  const compilation = compile(draft);
  return compilation.ok ? [] : compilation.problems.map(describeProblem);
}

function pictureOf(draft: Draft): Picture | undefined {
  const compilation = compile(draft);
  if (!compilation.ok) throw new Error(compilation.problems.map(describeProblem).join('\n'));
  return compilation.glossary.entries[0]?.picture;
}

describe('a drawing that is right', () => {
  it('comes to the card as a plain list of shapes with the alternative text', () => {
    const inner = `<!-- A leg. -->
<g transform="translate(2 3)" fill="${BODY}">
  <path d="M0 0H9" transform="rotate(90)"/>
</g>
<g font-size="16"><text x="1" y="2">shin bone</text></g>`;
    expect(pictureOf({ inner })).toEqual({
      alt: 'A knee.',
      shapes: [
        {
          tag: 'path',
          attributes: [
            { name: 'transform', value: 'translate(2 3) rotate(90)' },
            { name: 'fill', value: 'var(--picture-tint,light-dark(#e1ebec,#2d3b42))' },
            { name: 'd', value: 'M0 0H9' },
          ],
        },
        {
          tag: 'text',
          attributes: [
            { name: 'font-size', value: '16' },
            { name: 'x', value: '1' },
            { name: 'y', value: '2' },
          ],
          text: 'shin bone',
        },
      ],
    });
  });
  it('shows an entry what belongs to all, and of the parts only the one that it names', () => {
    const inner = `<path d="M1 1"/>
<g data-part="left both"><path d="M2 2"/></g>
<path data-part="right" d="M3 3"/>`;
    const { drawings, problems } = parseDrawings([
      { path: 'knee.svg', text: `${OPENING}\n${inner}\n</svg>` },
    ]);
    const [drawing] = drawings;
    if (!drawing || problems.length > 0) throw new Error('The drawing was not read.');
    const shown = (part?: string): unknown[] =>
      makePicture(drawing, { alt: 'A knee.', part }).shapes.map(({ attributes }) => attributes[0]?.value);
    expect(shown()).toEqual(['M1 1']);
    expect(shown('left')).toEqual(['M1 1', 'M2 2']);
    expect(shown('right')).toEqual(['M1 1', 'M3 3']);
  });
});

describe('a drawing is refused with file and line', () => {
  it.each([
    ['a script', '<script>alert(1)</script>', 'A drawing has no <script>.'],
    ['a page inside it', '<foreignObject/>', 'A drawing has no <foreignObject>.'],
    ['a link to another file', '<image href="https://x.example/a.png"/>', 'A drawing has no <image>.'],
    ['a reference', '<path href="#a"/>', '<path> has no "href"'],
    ['an id that could clash with the page', '<path id="a"/>', '<path> has no "id"'],
    ['something that runs', '<path onclick="x()"/>', '<path> has no "onclick"'],
    ['a style of its own', '<path style="fill: red"/>', '<path> has no "style"'],
    ['a colour that stays the same on dark', '<path fill="#fff"/>', 'The colour "#fff" would not follow'],
    ['a fetched paint', '<path fill="url(https://x.example)"/>', 'The colour "url(https://x.example)"'],
    ['a fetched value', '<path d="url(x)"/>', 'The value "url(x)" of "d"'],
    ['a small label', '<text x="1" y="1" font-size="11">hip</text>', 'A label needs font-size="15" or more'],
    ['text outside a label', '<g>hip</g>', '"hip" stands outside a label'],
    ['an escaped sign', '<text font-size="15">a &amp; b</text>', 'Write the sign itself'],
    ['a form on a group', '<g x="1"/>', '<g> has no "x"'],
    ['a shape inside a shape', '<path d="M1 1"><path d="M2 2"/></path>', '<path> stands inside <path>'],
    ['a tag that is not closed', '<g>', 'The drawing cannot be read from here on'],
    ['a value without quotes', '<path d=M0/>', 'The drawing cannot be read from here on'],
  ])('for %s', (_, inner, reason) => {
    const faults = faultsOf({ inner: `<path d="M0 0"/>\n${inner}` });
    expect(faults[0]).toMatch(/^pictures\/knee\.svg:[34]: /);
    expect(faults[0]).toContain(reason);
  });
  it('for another size than all drawings have', () => {
    const compilation = compileGlossary({
      entryFiles: [],
      topicFile: { path: 'topics.yaml', text: TOPICS },
      pictureFiles: [{ path: 'pictures/knee.svg', text: '<svg viewBox="0 0 9 9"></svg>' }],
      releasedIds: [],
    });
    expect(compilation.ok ? [] : compilation.problems.map(describeProblem)).toContainEqual(
      expect.stringMatching(/^pictures\/knee\.svg:1: A drawing begins with exactly <svg /),
    );
  });
});

describe("an entry's picture is refused with file and line", () => {
  it('where no such drawing exists, and the drawing where no entry shows it', () => {
    expect(faultsOf({ picture: '{ file: hip, alt: A hip. }' })).toEqual([
      'entries/body.yaml:7 (knee): There is no drawing glossary/pictures/hip.svg. Draw it, or correct the name.',
      'pictures/knee.svg:1: No entry shows this drawing. Name it in an entry, or remove it.',
    ]);
  });
  it('where the drawing has no such part, or a part that no entry shows', () => {
    expect(faultsOf({ inner: '<path d="M0 0"/>\n<path data-part="cap" d="M1 1"/>' })).toEqual([
      'pictures/knee.svg:3: No entry shows the part "cap". Name it in an entry, or remove it.',
    ]);
    expect(faultsOf({ picture: '{ file: knee, part: cap, alt: A knee. }' })).toEqual([
      'entries/body.yaml:7 (knee): The drawing "knee" has no part "cap". Its parts are: none.',
    ]);
  });
  it('where nothing tells a person who cannot see it what it shows', () => {
    expect(faultsOf({ picture: '{ file: knee }' })).toContainEqual(
      'entries/body.yaml:7 (knee): The field "picture.alt" is missing. Add it.',
    );
  });
  it('where the alternative text is hard to read or goes on and on', () => {
    expect(
      faultsOf({
        picture: '{ file: knee, alt: Anterior visualization of articulating osseous anatomy. }',
      }),
    ).toEqual([
      expect.stringMatching(/^entries\/body\.yaml:7 \(knee\): The picture's "alt" reads at grade [\d.]+; at/),
    ]);
    expect(faultsOf({ picture: '{ file: knee, alt: A knee. A leg. A foot. }' })).toEqual([
      'entries/body.yaml:7 (knee): The picture\'s "alt" has more than two sentences. Say only what a person would see.',
    ]);
  });
});

describe('colours of drawings', () => {
  /** Relative luminance of a colour such as #a8d8da, as WCAG 2 defines it. */
  function luminance(hex: string): number {
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
      const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }
  function contrast(one: string, other: string): number {
    const [light = 0, dark = 0] = [one, other].map(luminance).sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  }
  /** Paper and ink of `components/tokens.css`. */
  const GROUNDS = { light: { paper: '#fffdf9', ink: '#1c2429' }, dark: { paper: '#1b2125', ink: '#f1f3f4' } };

  it.each(['light', 'dark'] as const)('can be told apart and written on, on %s ground', (scheme) => {
    const { paper, ink } = GROUNDS[scheme];
    const colours = Object.values(COLOURS);
    const tints = colours.flatMap((colour) => (colour.use === 'line' ? [] : [colour[scheme]]));
    const lines = colours.flatMap((colour) => (colour.use === 'line' ? [colour[scheme]] : []));
    for (const tint of tints) expect(contrast(ink, tint), `ink on ${tint}`).toBeGreaterThanOrEqual(7);
    for (const line of lines) {
      for (const ground of [paper, ...tints])
        expect(contrast(line, ground), `${line} on ${ground}`).toBeGreaterThanOrEqual(3);
    }
  });
});

it('gives at least 24 entries of the glossary a picture, in the shape that the card reads', () => {
  const compilation = compileGlossary(readGlossarySources());
  if (!compilation.ok) throw new Error(compilation.problems.map(describeProblem).join('\n'));
  const pictured = compilation.glossary.entries.filter(({ picture }) => picture !== undefined);
  expect(pictured.length).toBeGreaterThanOrEqual(24);
  for (const entry of pictured) {
    expect(v.is(Entry, entry)).toBe(true);
    expect(entry.picture?.shapes.length).toBeGreaterThan(2);
  }
});
