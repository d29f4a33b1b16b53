/**
 * Marks a page: searches it, part by part and in short slices, keeps the list of marks, and has those near
 * the viewport painted. Follows the page's changes.
 */
import { chooseTerm, isMarkable } from '../glossary/choose-term';
import { WORD } from '../glossary/clinical-context';
import type { TermFinder } from '../glossary/find-terms';
import type { NodeMatch } from '../glossary/node-match';
import { blockOf, isBlock, TextBoxes } from './blocks';
import { isInOnePiece, isOnPage, isWhole, isTextNow, type FoundMark, type Mark } from './mark';
import { MarkList, OldMarks } from './marks';
import { NearViewport } from './near-viewport';
import { PageSearch } from './page-search';
import { blocksInView } from './point';
import type { Painter } from './paint-highlights';
import type { PageWriter } from './paint-words';
import { PageSurroundings } from './surroundings';
import { PageWatcher } from './watch';
import { WorkQueue, type Work } from './work-queue';

/** What is not found in so many first stretches lies in a block too long to be searched before the page. */
const MAX_FIRST_SLICES = 10;
/**
 * From so many text nodes on marks are painted without lines: in Chromium a line under a word costs each frame
 * that changes 0.4 µs for every text node of the page, wherever it stands.
 */
const MANY_TEXTS = 2500;
/** How often it is looked at what no event tells of: a page that cleared the highlights, parts that were shut. */
const LOOK_AGAIN_MS = 1000;

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

/** A part of the page while it is searched. */
interface SearchedPart {
  root: Node;
  /** It is a block that the person sees now. */
  isSeen: boolean;
  /** Marks that it had before; one that is found again is kept and taken out of these. */
  old: OldMarks;
  /** Round of changes in which its search began. */
  round: number;
}

export class PageMarker {
  readonly marks = new MarkList();
  private readonly near: NearViewport;
  private readonly watcher: PageWatcher;
  private readonly shadowRoots = new Set<ShadowRoot>();
  private readonly queue = new WorkQueue({
    onShow: () => this.showFound(),
    onDone: () => this.tidy(),
  });
  private readonly pageSearch: PageSearch;
  /** What is searched now, or was last. */
  private part: SearchedPart | null = null;
  private boxes = new TextBoxes();
  private lookTimer: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly options: PageMarkerOptions) {
    const { painter, finder, language } = options;
    this.pageSearch = new PageSearch({
      finder,
      language,
      onMatch: (match) => this.addMark(match),
      evidenceAround: () => (this.part?.root === document ? 0 : this.evidenceOfFrame()),
    });
    this.near = new NearViewport({
      // What changed far away is searched when the page is quiet; what comes near before that is looked at now.
      onNear: (mark) => {
        if (isWhole(mark)) painter.paint(mark);
        else this.drop(mark);
      },
      onFar: (mark) => painter.erase(mark),
      onRound: () => painter.show(),
    });
    this.watcher = new PageWatcher({
      onEdited: (node) => this.dropNearMarksOf(node),
      onMany: (records) => {
        this.followWriter(records);
        this.dropAll([...this.near.nearMarks()].filter((mark) => !isWhole(mark)));
      },
      onRemoved: () => this.dropRemoved(this.near.nearMarks()),
      onRearranged: (records) => [
        ...this.followWriter(records),
        ...this.dropBroken((mark) => this.near.isNear(mark)),
      ],
      onQuiet: (changed) => this.searchChanged(changed),
    });
    options.writer?.attach({ marks: this.marks, write: (work) => this.watcher.whileWriting(work) });
  }

  /** Starts: what can be seen is searched at once, the rest when the page is idle. */
  start(): void {
    this.watcher.watch(document);
    this.queue.addUrgent(this.searchView());
    this.addSearch(document);
    this.lookTimer = setInterval(() => this.lookAgain(), LOOK_AGAIN_MS);
    this.queue.start();
  }

  /** Drops all marks and leaves the page as it was. */
  stop(): void {
    this.queue.stop();
    clearInterval(this.lookTimer);
    // First of all, while it can still be told what the page changed a moment ago.
    this.options.painter.stop();
    this.watcher.stop();
    this.near.stop();
  }

  /** True while some of the page waits to be searched. */
  get isSearching(): boolean {
    return this.queue.isWorking;
  }

  /** Open shadow roots that are on the page. */
  get openShadowRoots(): ShadowRoot[] {
    return [...this.shadowRoots].filter(({ host }) => host.isConnected);
  }

  private showFound(): void {
    this.options.painter.show();
    this.near.observeFound(this.queue.isWorking);
  }

  /** Lets go of what only a search needs. */
  private tidy(): void {
    this.near.tidy();
    this.forgetAnswers();
  }

  /** What was asked of the page's elements holds for one pass: attributes and styles change. */
  private forgetAnswers(): void {
    this.pageSearch.forgetAnswers();
    this.boxes = new TextBoxes();
  }

  private lookAgain(): void {
    const { painter, writer } = this.options;
    painter.show();
    if (!document.hidden) this.near.lookAgain();
    // A search must not have its texts split under its hands, nor a page that is still being loaded.
    if (!writer?.hasWork || this.queue.isWorking || document.readyState !== 'complete') return;
    this.queue.add((isTimeUp) => writer.work(isTimeUp));
    this.queue.askForTurn();
  }

  private addSearch(root: Node): void {
    this.queue.add(this.search(root, false));
    this.queue.add(this.findShadowRoots(root));
  }

  /** Searches the blocks that the person sees, wherever the page was scrolled. */
  private searchView(): Work {
    let searches: Work[] | null = null;
    let slices = 0;
    return (isTimeUp) => {
      if (searches === null) {
        searches = [];
        for (const block of blocksInView()) {
          if (block) searches.push(this.search(block, true));
          // What time does not suffice for is found by the search of the whole page.
          if (searches.length > 0 && isTimeUp()) break;
        }
      }
      for (let search = searches[0]; search && !isTimeUp(); search = searches[0]) {
        if (!search(isTimeUp)) break;
        searches.shift();
      }
      return searches.length === 0 || ++slices === MAX_FIRST_SLICES;
    };
  }

  /** @param isSeen the root is a block that the person sees now */
  private search(root: Node, isSeen: boolean): Work {
    const { pageSearch } = this;
    let part: SearchedPart | undefined;
    return (isTimeUp) => {
      part ??= this.beginSearch(root, isSeen);
      const isDone = pageSearch.advance(isTimeUp);
      if (pageSearch.textsRead > MANY_TEXTS) this.options.painter.lighten();
      if (!isDone) return false;
      for (const mark of part.old.rest()) if (this.marks.get(mark.id) === mark) this.drop(mark);
      return true;
    };
  }

  private beginSearch(root: Node, isSeen: boolean): SearchedPart {
    // Marks stay until the search has passed: those it finds again are kept, and so is the card open at one.
    const old = new OldMarks();
    const noteMarks = (node: Text): void => {
      for (const mark of this.marks.of(node)) old.add(mark);
    };
    this.pageSearch.begin(root, this.marks.size > 0 ? noteMarks : null);
    this.part = { root, isSeen, old, round: this.watcher.rounds };
    return this.part;
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

  /** Makes a mark of a match of the part that is searched. */
  private addMark(match: NodeMatch<Text>): void {
    const term = this.options.finder.index.terms.at(match.term);
    if (this.part === null || !isMarkable(term) || document.designMode === 'on') return;
    const { isSeen, old, round } = this.part;
    // Where the page changed nothing since the search began, all text stands as it was read.
    if (this.watcher.rounds !== round && !isTextNow(match)) return;
    const block = this.boxes.of(match.start.node);
    const choice = chooseTerm(term, match.text, new PageSurroundings(match, block));
    if (choice.kind !== 'shown') return;
    const found: FoundMark = { match, meaning: choice.meaning, block };
    const known = old.take(found);
    if (known && this.marks.get(known.id) === known) return;
    const mark = this.marks.add(found);
    this.near.watch(mark, isSeen);
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

  private dropNearMarksOf(node: Node): void {
    for (const mark of this.marks.of(node)) if (this.near.isNear(mark)) this.drop(mark);
  }

  private dropRemoved(marks: Iterable<Mark>): void {
    this.dropAll([...marks].filter((mark) => !isOnPage(mark)));
  }

  private dropAll(marks: readonly Mark[]): void {
    for (const mark of marks) this.drop(mark);
  }

  /** Lets the writer follow a change; gives the blocks in which it undid what it wrote. */
  private followWriter(records: readonly MutationRecord[]): readonly Element[] {
    const undone = this.options.writer?.follow(records) ?? [];
    if (undone.length > 0) this.dropRemoved(this.marks.all());
    return undone;
  }

  /** Drops the marks whose parts no longer stand together after a change; gives the blocks they stood in. */
  private dropBroken(isMeant: (mark: Mark) => boolean): Element[] {
    this.marks.forgetOrder();
    const broken = [...this.marks.spread()].filter((mark) => isMeant(mark) && !isInOnePiece(mark));
    this.dropAll(broken);
    return broken.map(({ block }) => block);
  }

  private drop(mark: Mark): void {
    this.near.unwatch(mark);
    this.options.writer?.remove(mark);
    this.marks.remove(mark);
    this.options.onDropped(mark);
  }

  private searchChanged(changed: readonly Node[]): void {
    this.forgetAnswers();
    this.dropRemoved(this.marks.all());
    // Those that nobody could see were left until now.
    const broken = this.dropBroken(() => true);
    for (const root of this.shadowRoots) if (!root.host.isConnected) this.shadowRoots.delete(root);
    const roots = new Set([...changed, ...broken].map(searchRootOf));
    for (const root of roots) if (!hasAncestorIn(root, roots)) this.addSearch(root);
    this.queue.askForTurn();
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
