/** Follows a place of the viewport from frame to frame: pages scroll, grow, fold and cover what stands there. */
import type { Rectangle } from '../shared/messages';

/** Where something can be seen now, in CSS pixels of the viewport; nothing where it cannot. */
export type Measure = () => readonly Rectangle[];

/** Differences below this are no move that an eye could see, in CSS pixels. */
const STILL = 0.5;

/**
 * Watches a place until it is told to stop. It asks once in each frame, so it is to run only while a card is open.
 * @param before where it was last, as it is drawn
 * @param onMoved told of each new place, also of none
 * @returns ends it
 */
export function watchPlace(
  measure: Measure,
  before: readonly Rectangle[],
  onMoved: (now: readonly Rectangle[]) => void,
): () => void {
  let last = before;
  const look = (): void => {
    frame = requestAnimationFrame(look);
    const now = measure();
    if (areSame(last, now)) return;
    last = now;
    onMoved(now);
  };
  let frame = requestAnimationFrame(look);
  return () => cancelAnimationFrame(frame);
}

function areSame(some: readonly Rectangle[], others: readonly Rectangle[]): boolean {
  return (
    some.length === others.length &&
    some.every((one, i) => {
      const other = others[i];
      return (
        other !== undefined &&
        Math.abs(one.x - other.x) < STILL &&
        Math.abs(one.y - other.y) < STILL &&
        Math.abs(one.width - other.width) < STILL &&
        Math.abs(one.height - other.height) < STILL
      );
    })
  );
}
