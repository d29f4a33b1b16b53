/**
 * Paints words as buttons: real elements in the page, which a screen reader meets in reading order. For
 * static pages where a person asked for it. At the first change that the page makes to a part with such
 * words, all of the page's text nodes are as they were, and highlights take over for good.
 */
import { blockOf, hostOf, isBlock } from './blocks';
import { isLightInk } from './ink';
import type { Mark } from './mark';
import type { MarkList } from './marks';
import type { Painter } from './paint-highlights';
import { WordKeys } from './word-keys';
import { WrappedText } from './wrapped-text';

/** Longer texts keep their highlights, in UTF-16 code units: mark.js copies the rest of a text for each word. */
const LONGEST_TEXT = 50_000;
/** Carries the ids of a word's entries, likeliest first, with spaces between them. */
const ID_ATTRIBUTE = 'data-glossary';
/** Says that a word stands in light ink, so on a dark ground. */
const LIGHT_INK_ATTRIBUTE = 'data-glossary-light';

/** Parts that act by themselves, or whose content is read out as one: an element that acts must not be in them. */
const NO_PLACE_FOR_BUTTONS = [
  'a, area, audio, button, input, label, object, option, select, summary, textarea, video',
  '[contenteditable]:not([contenteditable="false"]), [onclick], [aria-hidden="true"]',
  // Pages give -1 to whole chapters, so that a link can lead there.
  '[tabindex]:not([tabindex^="-"])',
  ...'button link checkbox combobox gridcell img listbox math menuitem menuitemcheckbox menuitemradio meter option progressbar radio scrollbar searchbox separator slider spinbutton switch tab textbox treeitem'
    .split(' ')
    .map((role) => `[role=${role}]`),
].join();

/** What a text must stand in so that an element around one of its words moves nothing: not in a flex box or grid. */
const LAYS_OUT_IN_LINES = new Set([
  'block',
  'flow-root',
  'inline',
  'inline-block',
  'list-item',
  'table-caption',
  'table-cell',
]);

const NOTHING: ReadonlySet<Node> = new Set();

/** What a painter that writes into the page needs of whoever follows the page. */
export interface WrittenPage {
  marks: MarkList;
  /** Does writes that must not be taken for the page's own changes; what the page did before is handled first. */
  write(work: () => void): void;
}

/** A painter that writes into the page itself, in addition to what painters do. */
export interface PageWriter {
  /** Called once, before all else. */
  attach(page: WrittenPage): void;
  /** A mark is in the list from now on. */
  add(mark: Mark): void;
  /** A mark is no longer in the list. */
  remove(mark: Mark): void;
  /** True while there are marks that it has not looked at. */
  readonly hasWork: boolean;
  /**
   * Writes, while nothing of the page is being searched.
   * @returns true when all is written
   */
  work(isTimeUp: () => boolean): boolean;
  /**
   * Follows what the page changed, before the next frame is painted.
   * @returns parts to search anew, none where nothing was undone
   */
  follow(records: readonly MutationRecord[]): readonly Element[];
}

export interface WordPainterOptions {
  /** Paints what is not, or no longer, an element. */
  highlights: Painter;
  /** Gives a shadow root the look of the words. */
  styleRoot: (root: ShadowRoot) => void;
  /** The person asked for this word by key, or through a screen reader. */
  onExplain: (mark: Mark) => void;
}

export class WordPainter implements Painter, PageWriter {
  private page: WrittenPage | null = null;
  private readonly near = new Set<Mark>();
  private readonly waiting = new Set<Mark>();
  private readonly elements = new Map<Mark, HTMLElement>();
  private readonly marks = new Map<Element, Mark>();
  /** Each wrapped text by every text node of it. */
  private readonly texts = new Map<Text, WrappedText>();
  /** Texts with an element whose mark is gone. */
  private readonly outdated = new Set<WrappedText>();
  /** Parents and blocks of wrapped texts: what the page changes right in them undoes all. */
  private readonly places = new Set<Node>();
  private readonly roots = new Set<ShadowRoot>();
  private readonly keys: WordKeys;
  private readonly lifetime = new AbortController();
  private isHandedOver = false;

  constructor(private readonly options: WordPainterOptions) {
    this.keys = new WordKeys({
      inReadingOrder: () => this.inReadingOrder(),
      has: (element) => this.marks.has(element),
      explain: (element) => {
        const mark = this.marks.get(element);
        if (mark) options.onExplain(mark);
      },
    });
  }

  attach(page: WrittenPage): void {
    this.page = page;
    this.keys.start(this.lifetime.signal);
  }

  paint(mark: Mark): void {
    this.near.add(mark);
    if (this.elements.has(mark)) return;
    this.options.highlights.paint(mark);
    // It may have been hidden when it was looked at, and be a button now.
    this.add(mark);
  }

  erase(mark: Mark): void {
    // An element stays, however far from the viewport: screen readers read where nobody looks.
    this.near.delete(mark);
    this.options.highlights.erase(mark);
  }

  show(): void {
    this.options.highlights.show();
    if (this.elements.size > 0) this.keys.keepStop();
  }

  recolor(): void {
    this.options.highlights.recolor();
    this.page?.write(() => {
      for (const element of this.elements.values()) setInk(element);
    });
  }

  lighten(): void {
    this.options.highlights.lighten();
  }

  stop(): void {
    this.lifetime.abort();
    this.isHandedOver = true;
    this.giveAllBack();
    this.options.highlights.stop();
  }

  add(mark: Mark): void {
    if (!this.isHandedOver && !mark.isSpread) this.waiting.add(mark);
  }

  remove(mark: Mark): void {
    this.waiting.delete(mark);
    const text = this.elements.has(mark) ? this.texts.get(mark.firstNode) : undefined;
    if (text) this.outdated.add(text);
  }

  get hasWork(): boolean {
    return this.waiting.size > 0 || this.outdated.size > 0;
  }

  work(isTimeUp: () => boolean): boolean {
    this.page?.write(() => {
      for (const text of this.outdated) this.giveBack(text);
      for (const mark of this.waiting) {
        if (isTimeUp()) break;
        this.wrapAround(mark);
      }
    });
    this.show();
    return !this.hasWork;
  }

  follow(records: readonly MutationRecord[]): readonly Element[] {
    if (this.texts.size === 0 || !this.isTouchedBy(records)) return [];
    const blocks = new Set<Element>();
    for (const text of this.texts.values()) blocks.add(blockOf(text.own));
    this.isHandedOver = true;
    this.waiting.clear();
    this.giveAllBack(
      new Set(records.flatMap(({ type, target }) => (type === 'characterData' ? [target] : []))),
    );
    this.options.highlights.show();
    return [...blocks];
  }

  private isTouchedBy(records: readonly MutationRecord[]): boolean {
    const isIn = (target: Node): boolean =>
      this.places.has(target) ||
      this.texts.has(target as Text) ||
      this.places.has(target instanceof Element && isBlock(target) ? target : blockOf(target));
    if (records.some(({ target }) => isIn(target))) return true;
    if (records.every(({ removedNodes }) => removedNodes.length === 0)) return false;
    for (const { own } of this.texts.values()) if (!own.isConnected) return true;
    return false;
  }

  /** Wraps the words of the text that a mark stands in, where it is a place for buttons. */
  private wrapAround(mark: Mark): void {
    const wrapped = this.texts.get(mark.firstNode);
    // New words were found in the text since: all its words are wrapped together.
    if (wrapped) this.giveBack(wrapped);
    const own = mark.firstNode;
    const marks = this.page?.marks;
    if (!marks) return;
    const all = [...marks.of(own)];
    const words = all.filter(({ isSpread }) => !isSpread);
    for (const word of words) this.waiting.delete(word);
    this.waiting.delete(mark);
    if (!isPlaceForButtons(own)) return;
    // What moves from node to node must not be painted meanwhile.
    for (const one of all) this.options.highlights.erase(one);
    const text = WrappedText.wrap(own, words, marks);
    if (text) this.take(text);
    for (const one of all) {
      if (this.near.has(one) && !this.elements.has(one)) this.options.highlights.paint(one);
    }
  }

  private take(text: WrappedText): void {
    for (const node of text.nodes()) this.texts.set(node, text);
    this.places.add(blockOf(text.own));
    if (text.own.parentNode) this.places.add(text.own.parentNode);
    const root = text.own.getRootNode();
    if (root instanceof ShadowRoot && !this.roots.has(root)) {
      this.roots.add(root);
      this.options.styleRoot(root);
    }
    for (const [mark, element] of text.elements) {
      element.setAttribute(ID_ATTRIBUTE, mark.meaning.entries.join(' '));
      element.setAttribute('role', 'button');
      element.setAttribute('aria-haspopup', 'dialog');
      element.tabIndex = -1;
      setInk(element);
      this.elements.set(mark, element);
      this.marks.set(element, mark);
    }
  }

  /** Undoes one text; its words wait to be wrapped again. */
  private giveBack(text: WrappedText, edited: ReadonlySet<Node> = NOTHING): void {
    const { marks } = this.page ?? {};
    if (!marks) return;
    const nodes = [...text.nodes()];
    const all = new Set(nodes.flatMap((node) => [...marks.of(node)]));
    for (const mark of all) this.options.highlights.erase(mark);
    for (const node of nodes) this.texts.delete(node);
    this.outdated.delete(text);
    text.giveBack(marks, edited);
    for (const [mark, element] of text.elements) {
      this.elements.delete(mark);
      this.marks.delete(element);
    }
    for (const mark of all) {
      this.add(mark);
      if (this.near.has(mark)) this.options.highlights.paint(mark);
    }
  }

  private giveAllBack(edited: ReadonlySet<Node> = NOTHING): void {
    this.page?.write(() => {
      for (const text of new Set(this.texts.values())) this.giveBack(text, edited);
    });
    this.texts.clear();
    this.outdated.clear();
    this.places.clear();
  }

  private *inReadingOrder(): Generator<HTMLElement> {
    for (const mark of this.page?.marks.inReadingOrder() ?? []) {
      const element = this.elements.get(mark);
      if (element) yield element;
    }
  }
}

function setInk(element: HTMLElement): void {
  element.toggleAttribute(LIGHT_INK_ATTRIBUTE, isLightInk(getComputedStyle(element).color));
}

/**
 * True for a text right beside another text or a comment: parsers of HTML hardly make one, frameworks do where a
 * text can change. Some write only where a node says something else than it should (Solid), and a node whose
 * words stand in elements says less: a word that was to go would stay.
 */
function isPutByScript({ previousSibling, nextSibling }: Text): boolean {
  return [previousSibling, nextSibling].some((node) => node instanceof Text || node instanceof Comment);
}

/** True where elements around the words of a text neither change what the page does nor how it lies. */
function isPlaceForButtons(text: Text): boolean {
  if (text.length > LONGEST_TEXT || isPutByScript(text)) return false;
  const around = text.parentElement ?? hostOf(text);
  if (!around?.isConnected) return false;
  for (let at: Element | null = around; at;) {
    if (at.closest(NO_PLACE_FOR_BUTTONS)) return false;
    const root = at.getRootNode();
    at = root instanceof ShadowRoot ? root.host : null;
  }
  // What has no box leaves it to what is around it.
  for (let at: Element | null = around; at; at = at.parentElement ?? hostOf(at)) {
    const { display } = getComputedStyle(at);
    if (display !== 'contents') return LAYS_OUT_IN_LINES.has(display);
  }
  return false;
}
