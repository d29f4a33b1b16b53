/**
 * Shows the card over a page: one host element, a closed shadow root, the top layer. Holds the card's
 * state, asks for entries, places the card, and moves keyboard focus in and back.
 */
import { createRef, render } from 'preact';
import { CardSurface } from '../components/CardSurface';
import { DefinitionCard, type CardEntries } from '../components/DefinitionCard';
import type { Entry } from '../glossary/schema';
import type { CardSubject, Opening, Rectangle } from '../shared/messages';
import type { Texts } from '../shared/texts';
import { makeHost } from './card-element';
import { isSameWord, nextCardState, type CardEvent, type CardState, type CardWord } from './card-state';
import { placeCard } from './card-position';

/**
 * How long the pointer may be between word and card before the card goes. Longer than the rest that opens a
 * card, so that one that comes back to its word finds the card still there.
 */
const LEAVE_MS = 400;
/** An entry takes some 10 ms, 100 when the worker sleeps; after this it is not coming. */
const ENTRY_TIMEOUT_MS = 4000;

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
  /** Where a word of this frame stands now; none where it is gone. */
  rectanglesOf(mark: number): Rectangle[];
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
  private entries: CardEntries = { kind: 'loading' };
  /** Entries opened from within the card, the last on top. */
  private opened: string[] = [];
  private rectangles: readonly Rectangle[] = [];
  /** When the open card was asked for, by `performance.now()`. */
  private askedAt = 0;
  private spoken = '';
  private leaveTimer: ReturnType<typeof setTimeout> | undefined;
  private focusBefore: Element | null = null;
  /** The card was closed with a press of Esc that is not over yet. */
  private tookEscape = false;
  /** Counts requests, so that a late answer never fills a newer card. */
  private request = 0;

  constructor(private readonly options: CardHostOptions) {}

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
    this.putUp(this.state.word, isSame);
    if (this.state.kind === 'focused') this.moveFocusIn();
  }

  private putUp({ subject }: CardWord, isSame: boolean): void {
    this.ensureHost();
    this.rectangles = subject.rectangles;
    if (!isSame) {
      this.opened = [];
      this.load(subject.meaning.entries, this.askedAt);
    }
    this.draw();
  }

  private takeDown(before: Exclude<CardState, { kind: 'closed' }>): void {
    this.stay();
    this.request++;
    const heldFocus = this.root?.activeElement != null;
    this.spoken = '';
    if (this.root) render(null, this.root);
    if (this.host?.isConnected === true) this.host.hidePopover();
    if (heldFocus && this.focusBefore instanceof HTMLElement && this.focusBefore.isConnected) {
      this.focusBefore.focus({ preventScroll: true });
    }
    this.focusBefore = null;
    this.options.onClosed(before.word, heldFocus);
  }

  private load(ids: readonly string[], askedAt = performance.now()): void {
    const request = ++this.request;
    this.entries = { kind: 'loading' };
    const { texts } = this.options;
    const settle = (entries: CardEntries): void => {
      if (request !== this.request || this.state.kind === 'closed') return;
      this.entries = entries;
      if (entries.kind === 'ready') this.spoken = speak(this.state.word.subject, entries.entries, texts);
      this.draw();
    };
    within(this.options.readEntries(ids), ENTRY_TIMEOUT_MS).then(
      (entries) =>
        settle(
          entries.length > 0
            ? { kind: 'ready', entries, milliseconds: Math.round(performance.now() - askedAt) }
            : { kind: 'failed', reason: texts('cardUnknown') },
        ),
      () => settle({ kind: 'failed', reason: texts('cardFailed') }),
    );
  }

  private ensureHost(): void {
    if (!this.host || !this.root) {
      const { host, root } = makeHost();
      this.host = host;
      this.root = root;
      host.popover = 'manual';
      root.adoptedStyleSheets = [this.options.styles];
      this.root.addEventListener('pointerover', () => this.stay());
      this.host.addEventListener('pointerleave', () => this.leave());
    }
    const home = stageFor(document);
    if (this.host.parentNode !== home) home.append(this.host);
    // A page that magnifies itself would magnify the card's place too, which is measured in the viewport.
    this.host.style.setProperty('--against-zoom', String(1 / home.currentCSSZoom), 'important');
    // Shown anew each time, so that it lies above whatever came into the top layer meanwhile.
    if (this.host.matches(':popover-open')) this.host.hidePopover();
    this.host.showPopover();
  }

  private draw(): void {
    if (this.state.kind === 'closed' || !this.root) return;
    const { texts } = this.options;
    // What was drawn is what a press turns round, though another tab may have chosen otherwise since.
    const { showMore, showStudent } = this.options.depth;
    const { subject } = this.state.word;
    render(
      <CardSurface word={this.rectangles} onDark={subject.onDark} spoken={this.spoken}>
        <DefinitionCard
          subject={subject}
          entries={this.entries}
          texts={texts}
          showMore={showMore}
          showStudent={showStudent}
          cardRef={this.card}
          onToggleMore={() => this.changeDepth({ showMore: !showMore })}
          onToggleStudent={() => this.changeDepth({ showStudent: !showStudent })}
          onOpenEntry={(id) => this.openEntry(id)}
          onBack={this.opened.length > 0 ? () => this.goBack() : null}
          onClose={() => this.close()}
        />
      </CardSurface>,
      this.root,
    );
    this.place();
  }

  private place(): void {
    const card = this.card.current;
    if (!card) return;
    card.style.maxHeight = '';
    const { width, height } = card.getBoundingClientRect();
    const viewport = { width: document.documentElement.clientWidth || innerWidth, height: innerHeight };
    const position = placeCard({ word: this.rectangles, card: { width, height }, viewport });
    card.classList.toggle('is-sheet', position.kind === 'sheet');
    card.style.left = position.kind === 'sheet' ? '' : `${position.x}px`;
    card.style.top = position.kind === 'sheet' ? '' : `${position.y}px`;
    card.style.maxHeight = position.kind === 'sheet' ? '' : `min(60vh, ${position.maxHeight}px)`;
  }

  private changeDepth(change: Partial<CardDepth>): void {
    Object.assign(this.options.depth, change);
    this.options.onDepthChange(change);
    this.pin();
    this.draw();
  }

  private openEntry(id: string): void {
    this.opened.push(id);
    this.pin();
    this.load([id]);
    this.draw();
    this.card.current?.focus({ preventScroll: true });
  }

  private goBack(): void {
    if (this.state.kind === 'closed') return;
    this.opened.pop();
    const last = this.opened.at(-1);
    this.load(last === undefined ? this.state.word.subject.meaning.entries : [last]);
    this.draw();
    this.card.current?.focus({ preventScroll: true });
  }

  /** Whoever uses the card wants it to stay when the pointer slips off. */
  private pin(): void {
    if (this.state.kind === 'hover') this.state = { kind: 'pinned', word: this.state.word };
  }

  private moveFocusIn(): void {
    if (this.focusBefore === null) this.focusBefore = focusedElement();
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
    if (event.key === 'Escape') {
      // Only the card closes, not the page's own dialog under it.
      event.preventDefault();
      event.stopImmediatePropagation();
      this.tookEscape = true;
      this.close();
    } else if (event.key === 'Tab' && this.holds(event)) this.keepFocusIn(event);
  }

  /** Pages also close their dialogs when the key comes up: one press closes one thing. */
  onKeyUp(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !this.tookEscape) return;
    this.tookEscape = false;
    event.stopImmediatePropagation();
  }

  /** Tab goes round within the card; Esc and the close button lead out. */
  private keepFocusIn(event: KeyboardEvent): void {
    const card = this.card.current;
    if (!card) return;
    const stops = [...card.querySelectorAll<HTMLElement>('button, a[href]')].filter((stop) =>
      stop.checkVisibility(),
    );
    const [first] = stops;
    const last = stops.at(-1);
    const active = this.root?.activeElement;
    const leaves = event.shiftKey ? active === first || active === card : active === last;
    if (!leaves) return;
    event.preventDefault();
    (event.shiftKey ? last : first)?.focus();
  }

  private onScroll(event: Event): void {
    if (!this.holds(event)) this.follow();
  }

  /** Keeps the card at its word; a word that is out of sight takes a passing card along. */
  follow(): void {
    if (this.state.kind === 'closed') return;
    const { word } = this.state;
    if (this.state.kind === 'hover') {
      this.close();
      return;
    }
    // Where a word of another frame went, only that frame could tell: the card stays, its frame goes.
    this.rectangles = word.frame === null ? this.options.rectanglesOf(word.subject.mark) : [];
    if (this.rectangles.length > 0) this.draw();
    else this.drawWithoutWord();
  }

  private drawWithoutWord(): void {
    const card = this.card.current;
    const { left, top } = card?.style ?? { left: '', top: '' };
    this.draw();
    if (card) Object.assign(card.style, { left, top });
  }

  private remove(): void {
    this.close();
    this.host?.remove();
    this.host = null;
    this.root = null;
  }
}

/** Where the host must stand to be seen and reached: in an open modal dialog or fullscreen element, else the root. */
function stageFor(page: Document): Element {
  const modal = [...page.querySelectorAll('dialog:modal')].at(-1);
  const full = page.fullscreenElement;
  if (modal && (!full || full.contains(modal))) return modal;
  // Nothing can be put into these.
  return full && !['IFRAME', 'VIDEO', 'IMG', 'CANVAS'].includes(full.tagName) ? full : page.documentElement;
}

/** What holds the keyboard's focus, also inside open shadow roots. */
function focusedElement(): Element | null {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}

/** What a screen reader says when a card opens without taking focus. */
function speak({ text, meaning }: CardSubject, entries: readonly Entry[], texts: Texts): string {
  const [first] = entries;
  if (!first) return '';
  if (meaning.entries.length > 1 && entries.length > 1) {
    return `${text}. ${texts('cardNotSure')} ${entries.map(({ term, plain }) => `${term}: ${plain}`).join(' ')}`;
  }
  return `${text === first.term ? text : `${text}, ${first.term}`}. ${first.plain}`;
}

/** A promise that is refused when nothing comes in time, so that a person is told and not kept waiting. */
function within<Value>(promise: Promise<Value>, milliseconds: number): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`No answer within ${milliseconds} ms.`)), milliseconds);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
