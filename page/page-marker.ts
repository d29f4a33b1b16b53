/**
 * Marks a page: searches it, part by part and in short slices, keeps the list of marks, and has those near
 * the viewport painted. Follows the page's changes.
 */
import { ClinicalContext, WORD } from '../glossary/clinical-context';
import { resolveMeaning } from '../glossary/senses';
import { RunSearch, type NodeMatch } from '../glossary/text-runs';
import type { TermFinder } from '../glossary/find-terms';
import { blockOf, boxOf, isBlock } from './blocks';
import { ExplainableParts } from './explainable';
import { isInOnePiece, isOnPage, MarkList, OldMarks, type FoundMark, type Mark } from './marks';
import { NearViewport } from './near-viewport';
import { cutText, PageReader } from './page-reader';
import type { Painter } from './paint-highlights';
import type { PageWriter } from './paint-words';
import { PageSurroundings } from './surroundings';
import { PageWatcher } from './watch';

/** Longest stretch of work before the page gets its turn: a third of a frame. */
const SLICE_MS = 5;
/** A page that is never idle is searched nonetheless, after this long. */
const IDLE_TIMEOUT_MS = 1000;
/** A page that cleared the highlights gets them back within this time; no event tells of it. */
const SHOW_AGAIN_MS = 1000;

export interface PageMarkerOptions {
  finder: TermFinder;
  /** Language of the glossary's words, as in `lang="en"`. */
  language: string;
  painter: Painter;
  /** The painter too, where it writes into the page. */
  writer?: PageWriter | undefined;
  /** A mark was dropped: its text was edited or removed. */
  onDropped(mark: Mark): void;
}

/** One thing to do in slices; true when it is done. */
type Work = (isTimeUp: () => boolean) => boolean;

export class PageMarker {
  readonly marks = new MarkList();
  private readonly near: NearViewport;
  private readonly watcher: PageWatcher;
  private readonly shadowRoots = new Set<ShadowRoot>();
  private readonly queue: Work[] = [];
  private parts: ExplainableParts;
  private idleHandle = 0;
  private showTimer: ReturnType<typeof setInterval> | undefined;
  private isStopped = false;

  constructor(private readonly options: PageMarkerOptions) {
    const { painter, language } = options;
    this.parts = new ExplainableParts(language);
    this.near = new NearViewport({
      onNear: (mark) => painter.paint(mark),
      onFar: (mark) => painter.erase(mark),
      onRound: () => painter.show(),
    });
    this.watcher = new PageWatcher({
      onEdited: (node) => this.dropMarksOf(node),
      onRemoved: () => this.dropRemoved(this.near.nearMarks()),
      onRearranged: (records) => [...this.followWriter(records), ...this.dropBroken()],
      onQuiet: (changed) => this.searchChanged(changed),
    });
    options.writer?.attach({ marks: this.marks, write: (work) => this.watcher.whileWriting(work) });
  }

  /** Starts: what can be seen is searched at once, the rest when the page is idle. */
  start(): void {
    this.watcher.watch(document);
    this.addSearch(document);
    document.addEventListener('visibilitychange', this.continueWhenVisible);
    this.showTimer = setInterval(() => this.showAgain(), SHOW_AGAIN_MS);
    if (!document.hidden) this.runSlice();
  }

  /** Drops all marks and leaves the page as it was. */
  stop(): void {
    this.isStopped = true;
    document.removeEventListener('visibilitychange', this.continueWhenVisible);
    cancelIdleCallback(this.idleHandle);
    clearInterval(this.showTimer);
    this.queue.length = 0;
    this.watcher.stop();
    this.near.stop();
    this.options.painter.stop();
  }

  /** Open shadow roots that are on the page. */
  get openShadowRoots(): ShadowRoot[] {
    return [...this.shadowRoots].filter(({ host }) => host.isConnected);
  }

  private readonly continueWhenVisible = (): void => {
    if (!document.hidden) this.continueWhenIdle();
  };

  private continueWhenIdle(): void {
    if (this.isStopped || this.idleHandle !== 0 || this.queue.length === 0 || document.hidden) return;
    this.idleHandle = requestIdleCallback(
      () => {
        this.idleHandle = 0;
        this.runSlice();
      },
      { timeout: IDLE_TIMEOUT_MS },
    );
  }

  private runSlice(): void {
    const end = performance.now() + SLICE_MS;
    const isTimeUp = (): boolean => performance.now() >= end;
    for (let work = this.queue[0]; work && !isTimeUp(); work = this.queue[0]) {
      if (!work(isTimeUp)) break;
      this.queue.shift();
    }
    this.options.painter.show();
    if (this.queue.length === 0) this.near.tidy();
    this.continueWhenIdle();
  }

  private showAgain(): void {
    const { painter, writer } = this.options;
    painter.show();
    // A search must not have its texts split under its hands, nor a page that is still being loaded.
    if (!writer?.hasWork || this.queue.length > 0 || document.readyState !== 'complete') return;
    this.queue.push((isTimeUp) => writer.work(isTimeUp));
    this.continueWhenIdle();
  }

  private addSearch(root: Node): void {
    const { finder } = this.options;
    // Marks stay until the search has passed: those it finds again are kept, and so is the card open at one.
    const old = new OldMarks();
    const reader = new PageReader(root, (node) => {
      for (const mark of this.marks.of(node)) old.add(mark);
    });
    const context = new ClinicalContext<NodeMatch<Text>>(
      (match) => this.addMark(match, old),
      () => (root === document ? 0 : this.evidenceOfFrame()),
    );
    let search: RunSearch<Text> | undefined;
    this.queue.push((isTimeUp) => {
      search ??= new RunSearch(finder, reader);
      const isDone = search.advance(isTimeUp, (match) => {
        const term = finder.index.terms.at(match.term);
        if (!term || !match.nodes.every((node) => this.parts.includes(node))) return;
        context.add({ match, term, number: match.term, text: match.text, at: reader.read });
      });
      if (!isDone) return false;
      context.finish();
      for (const mark of old.rest()) if (this.marks.get(mark.id) === mark) this.drop(mark);
      return true;
    });
    this.queue.push(this.findShadowRoots(root));
  }

  /** Looks for open shadow roots below a node; their text and changes are none of the document's. */
  private findShadowRoots(root: Node): Work {
    let elements: NodeIterator | undefined;
    return (isTimeUp) => {
      elements ??= document.createNodeIterator(root, NodeFilter.SHOW_ELEMENT);
      for (let count = 1, node = elements.nextNode(); node; node = elements.nextNode(), count++) {
        const shadow = (node as Element).shadowRoot;
        if (shadow) {
          // A known one too: its words were dropped when its host was taken off the page for a moment.
          this.shadowRoots.add(shadow);
          this.watcher.watch(shadow);
          this.addSearch(shadow);
        }
        if (count % 64 === 0 && isTimeUp()) return false;
      }
      return true;
    };
  }

  /** @param old marks that the text had before; one that is found again is kept and taken out of these */
  private addMark(match: NodeMatch<Text>, old: OldMarks): void {
    const term = this.options.finder.index.terms.at(match.term);
    if (!term?.isMarked || document.designMode === 'on') return;
    if (!isStillThere(match)) return;
    const block = boxOf(blockOf(match.start.node));
    const meaning = resolveMeaning(term, match.text, new PageSurroundings(match, block));
    if (!meaning) return;
    const found: FoundMark = { match, meaning, block };
    const known = old.take(found);
    if (known && this.marks.get(known.id) === known) return;
    const mark = this.marks.add(found);
    this.near.watch(mark);
    this.options.writer?.add(mark);
  }

  /** How much the marks of the frame speak for health, for small parts that are searched by themselves. */
  private evidenceOfFrame(): number {
    const entries = new Set<string>();
    for (const { meaning } of this.marks.all()) {
      if (meaning.certainty === 'sure') entries.add(meaning.entries.join());
      // More than two words are never asked for.
      if (entries.size >= 2) break;
    }
    return entries.size * WORD;
  }

  private dropMarksOf(node: Node): void {
    for (const mark of this.marks.of(node)) this.drop(mark);
  }

  private dropRemoved(marks: Iterable<Mark>): void {
    const gone = [...marks].filter((mark) => !isOnPage(mark));
    for (const mark of gone) this.drop(mark);
  }

  /** Lets the writer follow a change; gives the blocks in which it undid what it wrote. */
  private followWriter(records: readonly MutationRecord[]): readonly Element[] {
    const undone = this.options.writer?.follow(records) ?? [];
    if (undone.length > 0) this.dropRemoved(this.marks.all());
    return undone;
  }

  /** Drops the marks whose parts no longer stand together after a change; gives the blocks they stood in. */
  private dropBroken(): Element[] {
    this.marks.forgetOrder();
    const broken = [...this.marks.spread()].filter((mark) => !isInOnePiece(mark));
    for (const mark of broken) this.drop(mark);
    return broken.map(({ block }) => block);
  }

  private drop(mark: Mark): void {
    this.near.unwatch(mark);
    this.options.writer?.remove(mark);
    this.marks.remove(mark);
    this.options.onDropped(mark);
  }

  private searchChanged(changed: readonly Node[]): void {
    this.parts = new ExplainableParts(this.options.language);
    this.dropRemoved(this.marks.all());
    for (const root of this.shadowRoots) if (!root.host.isConnected) this.shadowRoots.delete(root);
    const roots = new Set(changed.map(searchRootOf));
    for (const root of roots) if (!hasAncestorIn(root, roots)) this.addSearch(root);
    this.continueWhenIdle();
  }
}

/** The part to search when a node changed: the whole block, since a term may now reach across its border. */
function searchRootOf(node: Node): Node {
  if (!(node instanceof Text || node instanceof Element)) return node;
  if (node instanceof Element && isBlock(node)) return node;
  const block = blockOf(node);
  // Text that stands right below a shadow root is in the block around its host, where no search comes by.
  return block.contains(node) ? block : node.getRootNode();
}

function hasAncestorIn(node: Node, nodes: ReadonlySet<Node>): boolean {
  for (let above = node.parentNode; above; above = above.parentNode) if (nodes.has(above)) return true;
  return false;
}

/** False where the page changed the text between the search and the decision. */
function isStillThere({ start, end, nodes, text }: NodeMatch<Text>): boolean {
  if (!nodes.every((node) => node.isConnected)) return false;
  if (nodes.length === 1) return cutText(start.node, start.offset, end.offset) === text;
  // A new line of the source may have been read as a space.
  const isPart = (part: string, place: 'startsWith' | 'endsWith'): boolean =>
    text.replaceAll('\n', ' ')[place](part.replaceAll('\n', ' '));
  return (
    isPart(cutText(start.node, start.offset, start.offset + text.length + 1), 'startsWith') &&
    isPart(cutText(end.node, 0, end.offset), 'endsWith')
  );
}
