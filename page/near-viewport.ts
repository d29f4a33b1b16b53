/**
 * Tells which marks are near the viewport, block by block. Hidden blocks have no box and are far; when a
 * class change opens an accordion or a tab, its blocks come near, though no text changed.
 */
import type { Mark } from './marks';

/** How far beyond the viewport marks are painted: half a screen, so that scrolling meets them ready. */
const MARGIN = '50%';

export interface NearViewportEvents {
  onNear(mark: Mark): void;
  onFar(mark: Mark): void;
  /** After all changes of one round were told. */
  onRound(): void;
}

export class NearViewport {
  private readonly marksOf = new Map<Element, Set<Mark>>();
  private readonly near = new Set<Element>();
  /** Blocks that lost their last mark; kept until `tidy`, since a new search often brings it back. */
  private readonly emptied = new Set<Element>();
  private readonly observer: IntersectionObserver;

  constructor(private readonly events: NearViewportEvents) {
    this.observer = new IntersectionObserver((entries) => this.onEntries(entries), {
      rootMargin: MARGIN,
      // Blocks inside scrolling boxes are clipped by them; Chromium and Firefox know this newer margin.
      ...({ scrollMargin: MARGIN } as IntersectionObserverInit),
    });
  }

  watch(mark: Mark): void {
    const marks = this.marksOf.get(mark.block);
    if (marks) {
      marks.add(mark);
      if (this.near.has(mark.block)) this.events.onNear(mark);
    } else {
      this.marksOf.set(mark.block, new Set([mark]));
      this.observer.observe(mark.block);
    }
  }

  unwatch(mark: Mark): void {
    const marks = this.marksOf.get(mark.block);
    if (!marks?.delete(mark)) return;
    this.events.onFar(mark);
    if (marks.size === 0) this.emptied.add(mark.block);
  }

  /** Lets go of blocks without marks, so that removed parts of the page are not kept alive. */
  tidy(): void {
    for (const block of this.emptied) {
      if ((this.marksOf.get(block)?.size ?? 0) > 0) continue;
      this.marksOf.delete(block);
      this.near.delete(block);
      this.observer.unobserve(block);
    }
    this.emptied.clear();
  }

  /** Marks of blocks near the viewport; not many, whatever the page. */
  *nearMarks(): Generator<Mark> {
    for (const block of this.near) yield* this.marksOf.get(block) ?? [];
  }

  stop(): void {
    this.observer.disconnect();
    this.marksOf.clear();
    this.near.clear();
    this.emptied.clear();
  }

  private onEntries(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) this.near.add(target);
      else this.near.delete(target);
      for (const mark of this.marksOf.get(target) ?? []) {
        if (isIntersecting) this.events.onNear(mark);
        else this.events.onFar(mark);
      }
    }
    this.events.onRound();
  }
}
