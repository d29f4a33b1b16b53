/** The engine's page modules at work in the page's own world, where each of their steps can be timed. */
import { HighlightPainter } from '../../../page/paint-highlights';
import { PageMarker } from '../../../page/page-marker';
import { markAt } from '../../../page/point';
import { randomNumbers } from '../words';
import { nextFrame, nextPaint } from './frames';
import { measureInTurn, type Rounds, type RoundWishes } from './rounds';
import { finderOf } from './scans';
import { isWaitingForTurn, takeStretches, timed, wrapSchedulers, type Stretch } from './timed-work';

/** What `caretPositionFromPoint` is in both browsers; TypeScript does not know it yet. */
interface CaretDocument {
  caretPositionFromPoint(x: number, y: number): { offset: number } | null;
}

let marker: PageMarker | null = null;

export interface Marking {
  /** Milliseconds from the start until ranges were registered that the next frame paints. */
  firstRegisteredMs: number;
  /** Milliseconds from the start until the frame that shows them was painted. */
  firstShownMs: number;
  /** Milliseconds from the start until everything was searched. */
  doneMs: number;
  marks: number;
  stretches: Stretch[];
}

/** Marks the page from nothing and hands back how it went. */
export async function markPage(index: string): Promise<Marking> {
  unmarkPage();
  wrapSchedulers();
  takeStretches();
  const finder = finderOf(index);
  // A frame just begins, as where a page has drawn itself and the engine arrives.
  await nextPaint();
  const { set } = CSS.highlights;
  let first: Promise<{ registered: number; shown: number }> | undefined;
  CSS.highlights.set = (name, highlight) => {
    if (highlight.size > 0) {
      const registered = performance.now();
      first ??= nextPaint().then((shown) => ({ registered, shown }));
    }
    return set.call(CSS.highlights, name, highlight);
  };
  const start = performance.now();
  timed('start', () => {
    marker = new PageMarker({
      finder,
      language: 'en',
      painter: new HighlightPainter(() => undefined),
      onDropped: () => undefined,
    });
    marker.start();
  });
  while (isWaitingForTurn()) await nextFrame();
  const doneMs = performance.now() - start;
  // The last blocks are told of as near one frame later.
  await nextPaint();
  await nextPaint();
  CSS.highlights.set = set;
  const { registered, shown } = (await first) ?? { registered: Number.NaN, shown: Number.NaN };
  return {
    firstRegisteredMs: registered - start,
    firstShownMs: shown - start,
    doneMs,
    marks: countMarks(),
    stretches: takeStretches(),
  };
}

/** Takes the marks off again. */
export function unmarkPage(): void {
  marker?.stop();
  marker = null;
}

/** Scrolls to a part of the page's height, from 0 to 1. */
export async function scrollToPart(part: number): Promise<void> {
  scrollTo(0, document.documentElement.scrollHeight * part);
  await nextPaint();
}

export function countMarks(): number {
  return marker?.marks.size ?? 0;
}

/** Looking for the mark under a pointer, beside the bare question for the caret, at the same points. */
export function pointsInTurn(count: number, wishes: RoundWishes): Rounds<'bare' | 'ours'> {
  const on = marker;
  if (on === null) throw new Error('The page has no marks yet.');
  const random = randomNumbers(7);
  const points = Array.from({ length: count }, () => ({
    x: random() * innerWidth,
    y: random() * innerHeight,
  }));
  const page = document as unknown as CaretDocument;
  return measureInTurn(
    {
      bare: () => {
        let sum = 0;
        for (const { x, y } of points) sum += page.caretPositionFromPoint(x, y)?.offset ?? 0;
        return sum;
      },
      ours: () => {
        let hits = 0;
        for (const point of points) if (markAt(on.marks, point, on.openShadowRoots) !== null) hits++;
        return hits;
      },
    },
    wishes,
  );
}

/** How many of the same points lie on a mark. */
export function countHits(count: number): number {
  const random = randomNumbers(7);
  let hits = 0;
  for (let i = 0; i < count; i++) {
    const point = { x: random() * innerWidth, y: random() * innerHeight };
    if (marker && markAt(marker.marks, point, marker.openShadowRoots)) hits++;
  }
  return hits;
}
