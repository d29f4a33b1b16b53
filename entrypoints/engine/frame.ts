/** All that the extension does in one frame: from the page's text to the card, and back when it is switched off. */
import * as v from 'valibot';
import { browser } from 'wxt/browser';
import { decodeWordIndex } from '../../glossary/encoded-word-index';
import { TermFinder } from '../../glossary/find-terms';
import { SOURCE_LANGUAGE } from '../../glossary/schema';
import type { AwaitedCard } from '../../page/awaited-card';
import { removeLeftHosts } from '../../page/card-element';
import type { CardDepth } from '../../page/card-host';
import { SHEET_BELOW } from '../../page/card-position';
import type { CardWord } from '../../page/card-state';
import { OwnCard, RemoteCard, type CardLink } from '../../page/card-link';
import { elementOf, isOnPage, isVisible, type Mark } from '../../page/mark';
import { PageMarker } from '../../page/page-marker';
import { HighlightPainter } from '../../page/paint-highlights';
import { markAt } from '../../page/point';
import { WordPointer } from '../../page/pointer';
import { rectanglesOf } from '../../page/rectangles';
import { makeRootStyler } from '../../page/root-styles';
import { watchTheme } from '../../page/theme-watch';
import { Walk } from '../../page/walk';
import { askBackground } from '../../shared/ask-background';
import { askUntilAnswered } from '../../shared/ask-until-answered';
import { answerWith } from '../../shared/message-answers';
import {
  FrameRequest,
  SiteState,
  WordIndexAnswer,
  type FrameReport,
  type Opening,
} from '../../shared/messages';
import { readPreferences } from '../../shared/settings';
import { SiteFollower } from '../../shared/site-follower';
import type { Texts } from '../../shared/texts';
import { wordPainterMaker, type MakeWordPainter } from '../../shared/words-global';
import markStyles from '../marks.css?inline';
import { makeCard, subjectOf, topFrame, watchMark } from './frame-card';

const DEPTH_KEYS = ['showMore', 'showStudent'] as const satisfies (keyof CardDepth)[];

/** Where a word is scrolled to that a sheet will explain, in heights of the viewport: above it, below fixed headers. */
const SEEN_ABOVE_SHEET = 0.2;

export class Frame {
  private finder: TermFinder | null = null;
  /** Makes words buttons where the person asked for that on this site. */
  private makeWords: MakeWordPainter | null = null;
  private readonly isTop = window === window.top;
  private running: AbortController | null = null;
  private marker: PageMarker | null = null;
  private walk: Walk | null = null;
  private pointer: WordPointer | null = null;
  private link: CardLink | null = null;
  private card: AwaitedCard | null = null;
  /** What the card shares: it draws itself by this. */
  private readonly depth: CardDepth = { showMore: false, showStudent: false };
  /** Fulfilled once the frame does what the person chose for the site last. */
  private settled: Promise<void> = Promise.resolve();
  private readonly site = new SiteFollower((signal) => this.followSite(signal));
  private readonly onMessage = answerWith((message) => this.answer(message));
  private readonly onChanged = (changes: object): void => {
    if ('everywhere' in changes || 'sites' in changes || 'buttonSites' in changes)
      this.settled = this.site.follow();
    void this.followDepth(DEPTH_KEYS.filter((key) => key in changes));
  };

  constructor(private readonly texts: Texts) {}

  /**
   * Resolves when the frame does what was chosen for its site, or when nobody answered; it then asks again when the
   * person comes back. Rejects where the word index cannot be read.
   */
  async start(): Promise<void> {
    browser.runtime.onMessage.addListener(this.onMessage);
    browser.storage.onChanged.addListener(this.onChanged);
    this.settled = this.site.start();
    await this.settled;
  }

  stop(): void {
    browser.runtime.onMessage.removeListener(this.onMessage);
    browser.storage.onChanged.removeListener(this.onChanged);
    this.site.stop();
    this.switchOff();
  }

  /** True while some of the page waits to be searched. */
  get isSearching(): boolean {
    return this.marker?.isSearching === true;
  }

  /** What this frame tells when it is looked at from outside. */
  report(): Omit<FrameReport, 'path'> {
    const marks = this.marker?.marks.inReadingOrder() ?? [];
    const seen = marks.filter((mark) => isOnPage(mark) && isVisible(mark));
    const current = this.walk?.current ? seen.indexOf(this.walk.current) : -1;
    return {
      progress: this.site.progress,
      focused: document.hasFocus(),
      current: current >= 0 ? current : null,
      words: seen.map(({ id, text, meaning }) => ({ mark: id, text, entries: [...meaning.entries] })),
    };
  }

  /** @returns false where nobody answered, or this was overtaken meanwhile; the frame then stays as it was */
  private async followSite(signal: AbortSignal): Promise<boolean> {
    const state = await askUntilAnswered(() => askBackground({ kind: 'site-state' }, SiteState), signal);
    if (state === null) return false;
    if (!state.on) {
      this.switchOff();
      return true;
    }
    const finder = await this.readFinder(signal);
    if (finder === null) return false;
    const makeWords = state.buttons ? await bringWords() : null;
    // Switched off, stopped or chosen otherwise meanwhile: an older answer must not have the last word.
    if (signal.aborted) return false;
    if ((makeWords === null) !== (this.makeWords === null)) this.switchOff();
    this.makeWords = makeWords;
    this.switchOn(finder);
    return true;
  }

  /**
   * @returns null where the word index cannot be had
   * @throws where it cannot be read
   */
  private async readFinder(signal: AbortSignal): Promise<TermFinder | null> {
    if (this.finder) return this.finder;
    const ask = () => askBackground({ kind: 'read-word-index' }, WordIndexAnswer);
    const index = await askUntilAnswered(ask, signal);
    if (index !== null) this.finder = new TermFinder(decodeWordIndex(index));
    return this.finder;
  }

  private switchOff(): void {
    // A card that the top frame has been asked for must not come any more.
    this.link?.close();
    this.running?.abort();
    this.running = null;
    this.marker = null;
    this.walk = null;
    this.pointer = null;
    this.link = null;
    this.card = null;
  }

  private switchOn(finder: TermFinder): void {
    if (this.running) return;
    const running = new AbortController();
    this.running = running;
    const { signal } = running;
    const highlights = new HighlightPainter(makeRootStyler(markStyles));
    const writer = this.makeWords?.({ highlights, onExplain: (mark) => this.open('focused', mark) });
    const painter = writer ?? highlights;
    const marker = new PageMarker({
      finder,
      language: SOURCE_LANGUAGE,
      painter,
      writer,
      onDropped: (mark) => {
        if (this.link?.openMark === mark.id) this.link.close();
      },
    });
    this.marker = marker;
    this.walk = new Walk(marker.marks);
    this.link = this.isTop
      ? new OwnCard(this.cardOf(signal))
      : new RemoteCard(
          topFrame,
          () => this.cardOf(signal),
          (mark, onMoved) => watchMark(marker.marks.get(mark), onMoved),
        );
    this.pointer = new WordPointer({
      markAt: (point) => markAt(marker.marks, point, marker.openShadowRoots),
      onOver: () => this.link?.prepare(),
      onRest: (mark) => this.open('hover', mark),
      onLeave: () => this.link?.leave(),
      onPress: (mark) => {
        if (mark) this.open('pinned', mark);
        else this.link?.close();
      },
      isOwn: (event) => this.card?.holds(event) === true,
    });
    this.pointer.start(signal);
    signal.addEventListener('abort', () => marker.stop());
    watchTheme(() => painter.recolor(), signal);
    document.addEventListener('visibilitychange', () => this.stopIfOrphaned(), { signal });
    removeLeftHosts();
    this.startAnewWithDocument(finder, signal);
    if (!this.isTop) this.closeRemoteByKey(signal);
    marker.start();
  }

  /** `document.open` takes all listeners off the page and puts another root in: everything begins anew. */
  private startAnewWithDocument(finder: TermFinder, signal: AbortSignal): void {
    const root = document.documentElement;
    const observer = new MutationObserver(() => {
      if (document.documentElement === root || !document.body) return;
      this.switchOff();
      this.switchOn(finder);
    });
    observer.observe(document, { childList: true });
    signal.addEventListener('abort', () => observer.disconnect());
  }

  /** Esc in a frame below the top closes the card that the top frame shows for it. */
  private closeRemoteByKey(signal: AbortSignal): void {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || this.card?.word || this.link?.openMark == null) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      this.link.close();
    };
    window.addEventListener('keydown', onKeyDown, { signal, capture: true });
  }

  private cardOf(signal: AbortSignal): AwaitedCard {
    if (this.card) return this.card;
    this.card = makeCard({
      texts: this.texts,
      depth: this.depth,
      markOf: (id) => this.marker?.marks.get(id),
      signal,
    });
    void this.followDepth(DEPTH_KEYS);
    return this.card;
  }

  /** Takes over how deep the card is to be, for what was changed: here, in another tab, on another device. */
  private async followDepth(keys: readonly (keyof CardDepth)[]): Promise<void> {
    if (keys.length === 0) return;
    const preferences = await readPreferences(browser.storage);
    for (const key of keys) this.depth[key] = preferences[key];
  }

  /** The extension was removed or switched off while the page stayed open: the page gets its look back. */
  private stopIfOrphaned(): boolean {
    if (browser.runtime?.id !== undefined) return false;
    this.site.stop();
    this.switchOff();
    return true;
  }

  private open(opening: Opening, mark: Mark): void {
    if (this.stopIfOrphaned()) return;
    const subject = subjectOf(mark);
    if (!subject) return;
    this.walk?.stand(mark);
    this.link?.show(opening, subject);
  }

  /** Shows the card of a word of another frame; false where no card can be had here. */
  private async showForFrame(opening: Opening, word: CardWord): Promise<boolean> {
    // A top page without words has the engine put in for this card, and is asked for it at once.
    await this.settled.catch(() => undefined);
    return (await this.card?.show(opening, word)) === true;
  }

  /** Scrolls to a word and opens its card. */
  private goTo(opening: Opening, mark: Mark): void {
    elementOf(mark).scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
    if (this.isTop && innerWidth < SHEET_BELOW) {
      const [line] = rectanglesOf(mark.range);
      if (line) scrollBy({ top: line.y - innerHeight * SEEN_ABOVE_SHEET, behavior: 'instant' });
    }
    this.open(opening, mark);
  }

  private answer(message: unknown): Promise<unknown> | undefined {
    const parsed = v.safeParse(FrameRequest, message);
    if (!parsed.success) return undefined;
    const request = parsed.output;
    switch (request.kind) {
      case 'walk': {
        const mark = this.walk?.step(request.direction, request.enter) ?? null;
        if (mark) this.goTo('pinned', mark);
        else this.walk?.reset();
        return Promise.resolve({ moved: mark !== null });
      }
      case 'explain': {
        const mark = this.walk?.current ?? this.walk?.step('next', false) ?? null;
        if (mark) this.goTo('focused', mark);
        return Promise.resolve({ moved: mark !== null });
      }
      case 'go-to-mark': {
        const mark = this.marker?.marks.get(request.mark);
        if (mark) this.goTo('pinned', mark);
        return Promise.resolve({ moved: mark !== undefined });
      }
      case 'show-card': {
        const { subject, frame, child } = request;
        const word = { subject, frame, child };
        return this.showForFrame(request.opening, word).then((shown) => ({ shown }));
      }
      case 'leave-card':
        if (this.card?.word?.frame === request.frame) this.card.leave();
        return undefined;
      case 'lose-word':
        if (this.card?.word?.frame === request.frame) this.card.loseWord();
        return undefined;
      case 'close-card':
        if (this.card?.word?.frame === request.frame) this.card.close();
        return undefined;
      case 'card-closed':
        // The frame first: what stands in it is not given the focus from outside.
        if (request.giveFocusBack) window.focus();
        if (this.link instanceof RemoteCard) this.link.onClosed(request.mark, request.giveFocusBack);
        this.pointer?.forget();
        return undefined;
    }
  }
}

/** Has what makes words buttons put into this frame; null where it cannot be had, and highlights stay. */
async function bringWords(): Promise<MakeWordPainter | null> {
  if (!wordPainterMaker.read()) await askBackground({ kind: 'bring-words' }, SiteState).catch(() => null);
  return wordPainterMaker.read();
}
