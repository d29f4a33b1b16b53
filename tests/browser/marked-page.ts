/** A page with marks for the tests: a small glossary, the real finder, marker and painter. */
import { expect } from 'vitest';
import { TermFinder } from '../../glossary/find-terms';
import { decodeWordIndex, encodeWordIndex } from '../../glossary/encoded-word-index';
import type { TermSource } from '../../glossary/word-index';
import { buildWordIndex } from '../../glossary/word-index-builder';
import type { Mark } from '../../page/mark';
import { PageMarker } from '../../page/page-marker';
import { HighlightPainter, type Painter } from '../../page/paint-highlights';

function term(id: string, letterCase: 'any' | 'exact', texts: readonly string[]): TermSource {
  return {
    term: {
      entries: [id],
      isAbbreviation: letterCase === 'exact',
      isMarked: true,
      isEvidence: true,
      isAlsoName: false,
      isAlsoWord: false,
    },
    forms: texts.map((text) => ({ text, letterCase, inflect: true })),
  };
}

export const finder = new TermFinder(
  decodeWordIndex(
    encodeWordIndex(
      buildWordIndex([
        term('hip', 'any', ['hip']),
        term('hip-replacement', 'any', ['total hip replacement']),
        term('gout', 'any', ['gout']),
        term('edema', 'any', ['edema']),
        term('weight-bearing', 'any', ['weight bearing']),
        term('vertigo', 'any', ['vertigo']),
        term('adl', 'exact', ['ADL']),
      ]),
    ),
  ),
);

const UNSEEN: Painter = {
  paint: () => undefined,
  erase: () => undefined,
  show: () => undefined,
  recolor: () => undefined,
  lighten: () => undefined,
  stop: () => undefined,
};

/** Style sheets given to shadow roots by the painter of the last page. */
export const styledRoots: ShadowRoot[] = [];

/** A marker as the extension wires it; `start()` is left to the test. */
export function makeMarker(onDropped: (mark: Mark) => void = () => undefined): PageMarker {
  styledRoots.length = 0;
  const painter = new HighlightPainter((root) => styledRoots.push(root));
  return new PageMarker({ finder, language: 'en', painter, onDropped });
}

/** A marker whose marks nobody sees: what a search from scratch would find. */
export function makeUnseenMarker(): PageMarker {
  return new PageMarker({ finder, language: 'en', painter: UNSEEN, onDropped: () => undefined });
}

/** The marked words, in reading order. */
export function wordsOf(marker: PageMarker): string[] {
  return marker.marks.inReadingOrder().map(({ text }) => text);
}

/** Each mark with where it stands, so that the marks of two searches can be compared. */
export function placesOf(marker: PageMarker): string[] {
  return marker.marks
    .inReadingOrder()
    .map(({ text, range }) => `${text} @ ${pathOf(range.startContainer)}:${range.startOffset}`);
}

function pathOf(node: Node): string {
  const steps: number[] = [];
  for (let at: Node = node; at.parentNode; at = at.parentNode) {
    steps.unshift([...at.parentNode.childNodes].indexOf(at as ChildNode));
  }
  return steps.join('/');
}

/** Every range in the page's registry that is the extension's, with the name it is registered under. */
export function paintedRanges(): { name: string; range: AbstractRange }[] {
  return [...CSS.highlights].flatMap(([name, highlight]) =>
    name.startsWith('glossary-') ? [...highlight].map((range) => ({ name, range })) : [],
  );
}

/** What a painted range lights up now; `null` where it reaches beyond its text or left the page. */
function litText(range: AbstractRange): string | null {
  const { startContainer, startOffset, endContainer, endOffset } = range;
  if (!startContainer.isConnected || !endContainer.isConnected) return null;
  const live = document.createRange();
  try {
    live.setStart(startContainer, startOffset);
    live.setEnd(endContainer, endOffset);
    // A range whose start moved behind its end collapses.
    return live.startContainer === startContainer && live.startOffset === startOffset
      ? live.toString()
      : null;
  } catch {
    return null;
  } finally {
    live.detach();
  }
}

export function paintedWords(): string[] {
  return paintedRanges().map(({ range }) => litText(range) ?? '(stale)');
}

const withoutSpace = (text: string): string => text.replace(/\s+/g, '');

/** Painted ranges that do not light up the word of their mark. */
export function stalePaint(marker: PageMarker): string[] {
  const marks = new Map<AbstractRange, Mark>([...marker.marks.all()].map((mark) => [mark.range, mark]));
  return paintedRanges().flatMap(({ range }) => {
    const mark = marks.get(range);
    const lit = litText(range);
    if (mark && lit !== null && withoutSpace(lit) === withoutSpace(mark.text)) return [];
    return [`${mark?.text ?? '(no mark)'} lights up ${lit ?? '(nothing)'}`];
  });
}

/** Waits for the end of a frame, so that observers of layout had their turn. */
export function nextFrame(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
}

/** Waits until the given words and no others are marked. */
export async function expectWords(marker: PageMarker, words: readonly string[]): Promise<void> {
  await expect.poll(() => wordsOf(marker), { timeout: 5000 }).toEqual(words);
}
