/**
 * Tells which marks are near the viewport, block by block. Hidden blocks have no box and are far; when a
 * class change opens an accordion or a tab, its blocks come near, though no text changed.
 *
 * Browsers look at every observed element in every frame in which the page changes, 1.4 µs each. So blocks of
 * a long page are observed in groups, by the first of each and the first behind it; only a group that is not far
 * away as a whole has all its blocks observed.
 */
import type { Mark } from './mark';
import { eachOf, joinMark, partMark, type MarksTogether } from './marks-together';

/**
 * How far beyond the viewport marks are painted, so that scrolling meets them ready: each painted one costs every
 * frame that changes. Browsers count this margin twice (see `observeNear`): in a window of 600 px marks are ready
 * some 500 px ahead in Chromium and 400 in Firefox, two frames of scrolling faster than anybody can read.
 */
const MARGIN = '25%';
/** Groups are opened a screen before they are seen: their blocks are told of a frame later. */
const GROUP_MARGIN = '100%';
/** A group whose ends lie this many screens apart could have both beyond these margins and still be seen. */
const MAX_GROUP_SCREENS = 3;
/** Ends asked for anew at a time: each answer takes 10 µs, and a page of 10 MB has three thousand ends. */
const ENDS_PER_LOOK = 64;
/** Blocks of a group: enough to save work, few enough to lie together. */
const BLOCKS_PER_GROUP = 32;

export interface NearViewportEvents {
  onNear(mark: Mark): void;
  onFar(mark: Mark): void;
  /** After all changes of one round were told. */
  onRound(): void;
}

/** A block with marks. */
interface Block {
  readonly element: Element;
  marks: MarksTogether | undefined;
  isNear: boolean;
  group: Group | null;
}

/** Where an end of a group lies; `unclear` where it has no box or lies to the side. */
type Side = 'above' | 'below' | 'unclear';

/** Blocks that follow each other on the page. */
interface Group {
  blocks: Block[];
  /** The group right behind it, whose first block tells where this one ends as long as it has any. */
  next: Group | null;
  /** All its blocks are observed. */
  isOpen: boolean;
}

/** A block by which is told where groups lie. */
interface GroupEnd {
  /** The group that begins with it and the one that ends there, or one of them. */
  groups: Group[];
  /** Not known before the browser tells. */
  place: { side: Side; top: number } | null;
}

export class NearViewport {
  private readonly blocks = new Map<Element, Block>();
  private readonly near = new Set<Block>();
  /** Blocks with marks of which nothing is observed yet. */
  private found: Block[] = [];
  private readonly groupEnds = new Map<Element, GroupEnd>();
  private endsToAsk = this.groupEnds.keys();
  /** Blocks that lost their last mark; kept until `tidy`, since a new search often brings it back. */
  private readonly emptied = new Set<Block>();
  private readonly observer: IntersectionObserver;
  private readonly groupObserver: IntersectionObserver;

  constructor(private readonly events: NearViewportEvents) {
    this.observer = observeNear(MARGIN, (entries) => this.onEntries(entries));
    this.groupObserver = observeNear(GROUP_MARGIN, (entries) => this.onGroupEntries(entries));
  }

  /** @param isSeen the mark's block is known to be in the viewport: nobody has to wait for the observer */
  watch(mark: Mark, isSeen: boolean): void {
    let block = this.blocks.get(mark.block);
    if (!block) {
      block = { element: mark.block, marks: undefined, isNear: false, group: null };
      this.blocks.set(mark.block, block);
      if (isSeen) this.observer.observe(block.element);
      else this.found.push(block);
    }
    if (isSeen && !block.isNear) this.setNear(block, true);
    // By itself: a single text may have a hundred thousand marks.
    block.marks = joinMark(block.marks, mark);
    if (block.isNear) this.events.onNear(mark);
  }

  unwatch(mark: Mark): void {
    const block = this.blocks.get(mark.block);
    if (!block) return;
    block.marks = partMark(block.marks, mark);
    if (block.isNear) this.events.onFar(mark);
    if (block.marks === undefined) this.emptied.add(block);
  }

  /**
   * Begins to observe the blocks found since the last call; they are told of as near in the next frame.
   * @param isMoreToCome more will be found soon: what is left behind the last whole group waits for that
   */
  observeFound(isMoreToCome: boolean): void {
    const { found } = this;
    const groups: Group[] = [];
    let from = 0;
    for (; from + BLOCKS_PER_GROUP <= found.length; from += BLOCKS_PER_GROUP) {
      groups.push(groupOf(found.slice(from, from + BLOCKS_PER_GROUP), groups.at(-1) ?? null));
    }
    for (const group of groups) this.observeEnds(group);
    this.found = found.slice(from);
    // Few blocks in a long time: a page so busy is not to wait for the next ones.
    if (isMoreToCome && from > 0) return;
    for (const { element } of this.found) this.observer.observe(element);
    this.found = [];
  }

  /**
   * Asks anew where some groups lie, all of them in turn. Nobody is told where the ends of a far group lose their
   * boxes, or where what stands between them grows.
   */
  lookAgain(): void {
    for (let asked = 0; asked < ENDS_PER_LOOK; asked++) {
      const { value: end, done } = this.endsToAsk.next();
      if (done === true) {
        this.endsToAsk = this.groupEnds.keys();
        return;
      }
      this.groupObserver.unobserve(end);
      this.groupObserver.observe(end);
    }
  }

  /** Lets go of blocks without marks, so that removed parts of the page are not kept alive. */
  tidy(): void {
    for (const block of this.emptied) {
      if (block.marks !== undefined) continue;
      this.blocks.delete(block.element);
      this.near.delete(block);
      this.observer.unobserve(block.element);
      if (block.group) this.takeOut(block, block.group);
    }
    this.emptied.clear();
  }

  isNear(mark: Mark): boolean {
    return this.blocks.get(mark.block)?.isNear === true;
  }

  /** Marks of blocks near the viewport; not many, whatever the page. */
  *nearMarks(): Generator<Mark> {
    for (const { marks } of this.near) yield* eachOf(marks);
  }

  stop(): void {
    this.observer.disconnect();
    this.groupObserver.disconnect();
    this.blocks.clear();
    this.near.clear();
    this.groupEnds.clear();
    this.emptied.clear();
    this.found = [];
  }

  private onEntries(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      const block = this.blocks.get(target);
      if (block) this.setNear(block, isIntersecting);
    }
    this.events.onRound();
  }

  private setNear(block: Block, isNear: boolean): void {
    block.isNear = isNear;
    if (isNear) this.near.add(block);
    else this.near.delete(block);
    for (const mark of eachOf(block.marks)) {
      if (isNear) this.events.onNear(mark);
      else this.events.onFar(mark);
    }
  }

  private observeEnds(group: Group): void {
    for (const { element } of endsOf(group)) {
      const end = this.groupEnds.get(element);
      if (end === undefined) {
        this.groupEnds.set(element, { groups: [group], place: null });
        this.groupObserver.observe(element);
      } else if (!end.groups.includes(group)) end.groups.push(group);
    }
  }

  private onGroupEntries(entries: readonly IntersectionObserverEntry[]): void {
    const changed = new Set<Group>();
    for (const entry of entries) {
      const end = this.groupEnds.get(entry.target);
      if (!end) continue;
      end.place = { side: sideOf(entry), top: entry.boundingClientRect.top };
      for (const group of end.groups) changed.add(group);
    }
    for (const group of changed) this.openOrClose(group);
    this.events.onRound();
  }

  private openOrClose(group: Group): void {
    const [first, last] = endsOf(group).map(({ element }) => this.groupEnds.get(element)?.place);
    // Before the browser told of both nothing is known.
    if (!first || !last) return;
    const isFar =
      first.side !== 'unclear' &&
      first.side === last.side &&
      Math.abs(first.top - last.top) < MAX_GROUP_SCREENS * innerHeight;
    if (group.isOpen !== isFar) return;
    group.isOpen = !isFar;
    for (const block of group.blocks) {
      if (group.isOpen) this.observer.observe(block.element);
      else {
        this.observer.unobserve(block.element);
        if (block.isNear) this.setNear(block, false);
      }
    }
  }

  private takeOut(block: Block, group: Group): void {
    group.blocks = group.blocks.filter((other) => other !== block);
    const end = this.groupEnds.get(block.element);
    if (!end) return;
    this.groupEnds.delete(block.element);
    this.groupObserver.unobserve(block.element);
    for (const shortened of end.groups) {
      if (shortened.blocks.length === 0) continue;
      this.observeEnds(shortened);
      this.openOrClose(shortened);
    }
  }
}

/** Makes a group of blocks behind another one. */
function groupOf(blocks: Block[], previous: Group | null): Group {
  const group: Group = { blocks, next: null, isOpen: false };
  if (previous) previous.next = group;
  for (const block of blocks) block.group = group;
  return group;
}

/** The blocks by which is told where a group lies: its first one, and the first behind it or its last. */
function endsOf({ blocks, next }: Group): Block[] {
  return [blocks[0], next?.blocks[0] ?? blocks.at(-1)].filter((block) => block !== undefined);
}

function observeNear(
  margin: string,
  onEntries: (entries: readonly IntersectionObserverEntry[]) => void,
): IntersectionObserver {
  return new IntersectionObserver(onEntries, {
    rootMargin: margin,
    // Blocks inside scrolling boxes are clipped by them; Chromium and Firefox know this newer margin.
    ...({ scrollMargin: margin } as IntersectionObserverInit),
  });
}

function sideOf({ isIntersecting, boundingClientRect, rootBounds }: IntersectionObserverEntry): Side {
  const { width, height, top, bottom } = boundingClientRect;
  if (isIntersecting || rootBounds === null || (width === 0 && height === 0)) return 'unclear';
  if (bottom < rootBounds.top) return 'above';
  return top > rootBounds.bottom ? 'below' : 'unclear';
}
