/** What the extension draws over a page: the open word, its card, and what a screen reader is told. */
import type { ComponentChildren } from 'preact';
import type { Rectangle } from '../shared/messages';

interface CardSurfaceProps {
  /** Where the open word stands, in CSS pixels of the viewport. */
  word: readonly Rectangle[];
  /** The word stands on a dark ground. */
  onDark: boolean;
  /** Said aloud when it changes. */
  spoken: string;
  children: ComponentChildren;
}

/** Space between a word's ink and the frame around it, in CSS pixels. */
const FRAME_GAP = 3;

export function CardSurface({ word, onDark, spoken, children }: CardSurfaceProps) {
  return (
    <div class="surface" dir="ltr">
      {word.map(({ x, y, width, height }) => (
        <div
          key={`${x} ${y}`}
          class={onDark ? 'open-word is-on-dark' : 'open-word'}
          style={{
            left: `${x - FRAME_GAP}px`,
            top: `${y - FRAME_GAP}px`,
            width: `${width + 2 * FRAME_GAP}px`,
            height: `${height + 2 * FRAME_GAP}px`,
          }}
        />
      ))}
      {children}
      <div class="spoken" role="status">
        {spoken}
      </div>
    </div>
  );
}
