/** Walks from word to word by keyboard, in reading order, over what can be seen. */
import type { Direction } from '../shared/messages';
import { isOnPage, isVisible, type Mark } from './mark';
import type { MarkList } from './marks';

export class Walk {
  private at: Mark | null = null;

  constructor(private readonly marks: MarkList) {}

  /** The mark that the walk stands on, if it is still there. */
  get current(): Mark | null {
    return this.at !== null && this.marks.get(this.at.id) === this.at ? this.at : null;
  }

  /** Goes on from a mark that was chosen in another way. */
  stand(mark: Mark): void {
    this.at = mark;
  }

  /** Forgets where it stood, so that it begins anew. */
  reset(): void {
    this.at = null;
  }

  /**
   * Steps to the next or previous word.
   * @param enter begin at the frame's first or last word
   * @returns null where there is none in that direction
   */
  step(direction: Direction, enter: boolean): Mark | null {
    const marks = this.marks.inReadingOrder();
    const by = direction === 'next' ? 1 : -1;
    const from =
      enter || !this.current ? this.start(marks, direction, enter) : marks.indexOf(this.current) + by;
    for (let i = from; i >= 0 && i < marks.length; i += by) {
      const mark = marks[i];
      if (mark && isOnPage(mark) && isVisible(mark)) {
        this.at = mark;
        return mark;
      }
    }
    return null;
  }

  /** Begins at what the person looks at: the first word in the viewport, else at the frame's edge. */
  private start(marks: readonly Mark[], direction: Direction, enter: boolean): number {
    if (!enter) {
      const inView = marks.findIndex((mark) => isInView(mark));
      if (inView >= 0) return direction === 'next' ? inView : inView - 1;
    }
    return direction === 'next' ? 0 : marks.length - 1;
  }
}

function isInView(mark: Mark): boolean {
  const { top, bottom } = mark.block.getBoundingClientRect();
  return bottom > 0 && top < innerHeight && isVisible(mark);
}
