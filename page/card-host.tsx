/**
 * Shows the card over a page: one host element, a closed shadow root, the top layer. Holds the card's
 * state, and moves keyboard focus in and back.
 */
import { createRef, render } from 'preact';
import { CardSurface } from '../components/CardSurface';
import { DefinitionCard } from '../components/DefinitionCard';
import type { Entry } from '../glossary/schema';
import type { Opening, Rectangle } from '../shared/messages';
import type { Texts } from '../shared/texts';
import { CardContent } from './card-content';
import { makeHost } from './card-element';
import { CardKeys } from './card-keys';
import { isSameWord, nextCardState, type CardEvent, type CardState, type CardWord } from './card-state';
import { CardPlacement } from './card-placement';
import { leaveStage, putOnStage } from './card-stage';
import { KeptFocus } from './kept-focus';
import { watchPlace, type Measure } from './place-watch';
import { measureElement } from './seen-place';

/**
 * How long the pointer may be between word and card before the card goes. Longer than the rest that opens a
 * card, so that one that comes back to its word finds the card still there.
 */
const LEAVE_MS = 400;

export interface CardDepth {
  showMore: boolean;
  showStudent: boolean;
}

export interface CardRequest {
  opening: Opening;
  word: CardWord;
  /** When a person asked for it, by `performance.now()`; the card's code may have come later. */
  askedAt: number;
}

export interface CardHostOptions {
  texts: Texts;
  styles: CSSStyleSheet;
  /** What is open in the card; the card and whoever made it keep it up to date, and it counts at each drawing. */
  depth: CardDepth;
  /** Fetches entries in the order of their ids. */
  readEntries(ids: readonly string[]): Promise<readonly Entry[]>;
  /** Measures where a word of this frame can be seen. */
  measureWord(mark: number): Measure;
  /** What holds a word on this page: its element, or the frame that it stands in; null where it is gone. */
  holderOf(word: CardWord): Element | null;
  /** The person opened or closed a part; told is only that part. */
  onDepthChange(change: Partial<CardDepth>): void;
  /** The card was closed; `giveFocusBack` where it held the keyboard's focus. */
  onClosed(word: CardWord, giveFocusBack: boolean): void;
}

export class CardHost {
  private state: CardState = { kind: 'closed' };
  private host: HTMLElement | null = null;
  private root: ShadowRoot | null = null;
  private readonly card = createRef<HTMLElement>();
  private readonly content: CardContent;
  /** Where the word can be seen; none where it cannot, or where nobody can tell. */
  private rectangles: readonly Rectangle[] = [];
  private readonly placement = new CardPlacement();
  /** Of a word of this frame. */
  private measure: Measure | null = null;
  private stopWatching: (() => void) | null = null;
  /** When the open card was asked for, by `performance.now()`. */
  private askedAt = 0;
  private leaveTimer: ReturnType<typeof setTimeout> | undefined;
  private readonly focusBefore = new KeptFocus();
  private readonly keys = new CardKeys(() => this.close());

  constructor(private readonly options: CardHostOptions) {
    this.content = new CardContent({
      texts: options.texts,
      readEntries: (ids) => options.readEntries(ids),
      onArrived: () => this.draw(),
    });
  }

  /** The word whose card is open, or null. */
  get word(): CardWord | null {
    return this.state.kind === 'closed' ? null : this.state.word;
  }

  /** Keys are brought to `onKeyDown` and `onKeyUp` by whoever listened to them before the card was there. */
  start(signal: AbortSignal): void {
    const passive = { signal, capture: true, passive: true };
    window.addEventListener('scroll', (event) => this.onScroll(event), passive);
    window.addEventListener('resize', () => this.follow(), passive);
    window.addEventListener('pointermove', (event) => this.onPointerMove(event), passive);
    signal.addEventListener('abort', () => this.remove());
  }

  show({ opening, word, askedAt }: CardRequest): void {
    // A page may have thrown the host away with the card in it.
    if (this.state.kind !== 'closed' && this.host?.isConnected !== true) this.dispatch({ kind: 'close' });
    this.stay();
    this.askedAt = askedAt;
    this.dispatch({ kind: 'show', opening, word });
  }

  /** The pointer left the word; the card stays a moment, so that the pointer can come over to it. */
  leave(): void {
    this.stay();
    this.leaveTimer = setTimeout(() => {
      this.leaveTimer = undefined;
      // Word of a pointer that left may come later than the pointer itself came onto the card.
      if (this.card.current?.matches(':hover') !== true) this.dispatch({ kind: 'pointer-gone' });
    }, LEAVE_MS);
  }

  close(): void {
    this.dispatch({ kind: 'close' });
  }

  private stay(): void {
    clearTimeout(this.leaveTimer);
    this.leaveTimer = undefined;
  }

  /** True where an event fell on the card. */
  holds(event: Event): boolean {
    return this.host !== null && event.composedPath().includes(this.host);
  }

  private dispatch(event: CardEvent): void {
    const before = this.state;
    this.state = nextCardState(before, event);
    if (this.state === before) return;
    if (this.state.kind === 'closed') {
      if (before.kind !== 'closed') this.takeDown(before);
      return;
    }
    const isSame = before.kind !== 'closed' && isSameWord(before.word, this.state.word);
    // Whoever asked for the card that this one takes the place of hears that it is gone.
    if (before.kind !== 'closed' && !isSame) this.options.onClosed(before.word, false);
    this.putUp(this.state.word, isSame);
    if (this.state.kind === 'focused') this.moveFocusIn();
  }

  private putUp(word: CardWord, isSame: boolean): void {
    const { subject } = word;
    this.ensureHost(word);
    this.rectangles = subject.rectangles;
    this.watchWord(word);
    if (!isSame) this.content.show(subject, this.askedAt);
    this.draw();
  }

  /** Follows the word wherever the page takes it; of another frame's word, the element of that frame. */
  private watchWord(word: CardWord): void {
    this.stopWatching?.();
    this.stopWatching = null;
    const { rectangles, mark } = word.subject;
    if (word.frame === null) {
      this.measure = this.options.measureWord(mark);
      this.stopWatching = watchPlace(this.measure, rectangles, (now) => this.onMoved(now));
      return;
    }
    this.measure = null;
    const holder = this.options.holderOf(word);
    if (!holder) return;
    const measure = measureElement(holder);
    this.stopWatching = watchPlace(measure, measure(), () => this.loseWord());
  }

  private onMoved(now: readonly Rectangle[]): void {
    if (now.length === 0) {
      this.loseWord();
      return;
    }
    this.rectangles = now;
    this.render();
    if (this.card.current) this.placement.follow(this.card.current, now);
  }

  private takeDown(before: Exclude<CardState, { kind: 'closed' }>): void {
    this.stay();
    this.stopWatching?.();
    this.stopWatching = null;
    const heldFocus = this.root?.activeElement != null;
    this.content.clear();
    if (this.root) render(null, this.root);
    if (this.host?.isConnected === true) this.host.hidePopover();
    if (heldFocus) this.focusBefore.giveBack();
    this.focusBefore.forget();
    if (this.host) leaveStage(this.host);
    this.options.onClosed(before.word, heldFocus);
  }

  private ensureHost(word: CardWord): void {
    if (!this.host || !this.root) {
      const { host, root } = makeHost();
      this.host = host;
      this.root = root;
      host.popover = 'manual';
      root.adoptedStyleSheets = [this.options.styles];
      this.root.addEventListener('pointerover', () => this.stay());
      this.host.addEventListener('pointerleave', () => this.leave());
    }
    putOnStage(this.host, this.options.holderOf(word));
    // A page that magnifies itself would magnify the card's place too, which is measured in the viewport.
    const zoom = this.host.parentElement?.currentCSSZoom ?? 1;
    this.host.style.setProperty('--against-zoom', String(1 / zoom), 'important');
    // Shown anew each time, so that it lies above whatever came into the top layer meanwhile.
    if (this.host.matches(':popover-open')) this.host.hidePopover();
    this.host.showPopover();
  }

  private draw(): void {
    this.render();
    if (this.card.current) this.placement.place(this.card.current, this.rectangles);
  }

  /** Draws with the card where it stands, so that what was pressed or read stands still. */
  private drawInPlace(): void {
    this.render();
    if (this.card.current) this.placement.stay(this.card.current);
  }

  private render(): void {
    if (this.state.kind === 'closed' || !this.root) return;
    const { texts } = this.options;
    // What was drawn is what a press turns round, though another tab may have chosen otherwise since.
    const { showMore, showStudent } = this.options.depth;
    const { subject } = this.state.word;
    render(
      <CardSurface word={this.rectangles} onDark={subject.onDark} spoken={this.content.spoken}>
        <DefinitionCard
          subject={subject}
          entries={this.content.entries}
          texts={texts}
          showMore={showMore}
          showStudent={showStudent}
          cardRef={this.card}
          onToggleMore={() => this.changeDepth({ showMore: !showMore })}
          onToggleStudent={() => this.changeDepth({ showStudent: !showStudent })}
          onOpenEntry={(id) => this.openEntry(id)}
          onBack={this.content.canGoBack ? () => this.goBack() : null}
          onClose={() => this.close()}
        />
      </CardSurface>,
      this.root,
    );
  }

  private changeDepth(change: Partial<CardDepth>): void {
    Object.assign(this.options.depth, change);
    this.options.onDepthChange(change);
    this.pin();
    this.drawInPlace();
  }

  private openEntry(id: string): void {
    this.content.open(id);
    this.pin();
    this.draw();
    this.card.current?.focus({ preventScroll: true });
  }

  private goBack(): void {
    this.content.goBack();
    this.draw();
    this.card.current?.focus({ preventScroll: true });
  }

  /** Whoever uses the card wants it to stay when the pointer slips off. */
  private pin(): void {
    if (this.state.kind === 'hover') this.state = { kind: 'pinned', word: this.state.word };
  }

  private moveFocusIn(): void {
    this.focusBefore.keep();
    this.card.current?.focus({ preventScroll: true });
  }

  /** A frame is not always told that the pointer left it: a pointer that moves here is not on its word. */
  private onPointerMove(event: PointerEvent): void {
    if (this.state.kind !== 'hover' || this.state.word.frame === null) return;
    if (this.leaveTimer === undefined && !this.holds(event)) this.leave();
  }

  onKeyDown(event: KeyboardEvent): void {
    if (this.state.kind === 'closed' || event.isComposing) return;
    if (this.host?.checkVisibility() !== true) {
      // The page threw the card away, or hid the dialog that it was in: the key is the page's.
      this.close();
      return;
    }
    this.keys.onKeyDown(event, this.holds(event) ? this.card.current : null);
  }

  onKeyUp(event: KeyboardEvent): void {
    this.keys.onKeyUp(event);
  }

  private onScroll(event: Event): void {
    if (!this.holds(event)) this.follow();
  }

  /** The page was scrolled or changed its size: a passing card goes, others stay with their word. */
  follow(): void {
    if (this.state.kind === 'closed') return;
    if (this.state.kind === 'hover') this.close();
    // Where a word of another frame went, only that frame could tell.
    else if (this.measure) this.onMoved(this.measure());
    else this.loseWord();
  }

  /** The word cannot be seen any more, or nobody can tell where: a passing card goes, another loses its frame. */
  loseWord(): void {
    if (this.state.kind === 'closed') return;
    if (this.state.kind === 'hover') {
      this.close();
      return;
    }
    this.rectangles = [];
    this.drawInPlace();
  }

  private remove(): void {
    this.close();
    this.host?.remove();
    this.host = null;
    this.root = null;
  }
}
