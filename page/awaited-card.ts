/**
 * The card of a frame, also while its code is not there yet. What draws it is a third of all code for a frame and
 * comes when a card may be wanted for the first time. Until then this holds what was asked for last; from then on
 * everything goes to the card itself.
 */
import type { CardHost } from './card-host';
import { isSameWord, nextCardState, type CardEvent, type CardState, type CardWord } from './card-state';
import type { Opening } from '../shared/messages';

/** What there is to a card from outside. */
export type Card = Pick<CardHost, keyof CardHost>;

export interface AwaitedCardOptions {
  /** Brings the code of the card and makes the card with it; called again where it failed before. */
  bring(): Promise<Card>;
  /** The card that was asked for is not wanted any more, before anyone saw it. */
  onDropped(word: CardWord): void;
  signal: AbortSignal;
}

export class AwaitedCard {
  private card: Card | null = null;
  private coming: Promise<boolean> | null = null;
  /** What the card is to be when it comes. */
  private state: CardState = { kind: 'closed' };
  private askedAt = 0;
  /** The page was scrolled or changed its size, so that the word may stand elsewhere now. */
  private hasMoved = false;

  constructor(private readonly options: AwaitedCardOptions) {}

  /** The word whose card is open or on its way, or null. */
  get word(): CardWord | null {
    if (this.card) return this.card.word;
    return this.state.kind === 'closed' ? null : this.state.word;
  }

  start(): void {
    const { signal } = this.options;
    const passive = { signal, capture: true, passive: true };
    // Listened to here from the beginning: a page that listens later must not get the card's keys first.
    window.addEventListener('keydown', (event) => this.onKeyDown(event), { signal, capture: true });
    window.addEventListener('keyup', (event) => this.card?.onKeyUp(event), { signal, capture: true });
    window.addEventListener('scroll', () => this.onMove(), passive);
    window.addEventListener('resize', () => this.onMove(), passive);
    signal.addEventListener('abort', () => this.close());
  }

  /** A card may be wanted soon: has its code brought, so that nobody waits for it then. */
  prepare(): void {
    if (!this.card) void this.bring();
  }

  /**
   * Shows the card of a word, as soon as its code is there; the last opening wins.
   * @returns false where there is no code to be had, or the extension was switched off meanwhile
   */
  show(opening: Opening, word: CardWord): Promise<boolean> {
    const askedAt = performance.now();
    if (this.card) {
      this.card.show({ opening, word, askedAt });
      return Promise.resolve(true);
    }
    if (this.advance({ kind: 'show', opening, word })) {
      this.askedAt = askedAt;
      this.hasMoved = false;
    }
    return this.bring();
  }

  /** The pointer left the word. */
  leave(): void {
    // Nothing is to be seen that the pointer could come over to.
    if (this.card) this.card.leave();
    else this.advance({ kind: 'pointer-gone' });
  }

  close(): void {
    if (this.card) this.card.close();
    else this.advance({ kind: 'close' });
  }

  /** The word cannot be seen any more where it was, or nobody can tell where it is. */
  loseWord(): void {
    if (this.card) this.card.loseWord();
    else this.onMove();
  }

  /** True where an event fell on the card. */
  holds(event: Event): boolean {
    return this.card?.holds(event) === true;
  }

  private bring(): Promise<boolean> {
    this.coming ??= this.options.bring().then(
      (card) => this.take(card),
      () => {
        // The page goes on without a card, and the next opening tries again. Whoever asked is told by the answer.
        this.coming = null;
        this.state = { kind: 'closed' };
        return false;
      },
    );
    return this.coming;
  }

  private take(card: Card): boolean {
    const { signal } = this.options;
    if (signal.aborted) return false;
    card.start(signal);
    this.card = card;
    if (this.state.kind === 'closed') return true;
    const { kind: opening, word } = this.state;
    card.show({ opening, word, askedAt: this.askedAt });
    if (this.hasMoved) card.follow();
    return true;
  }

  /** Goes on to the next state of what is waited for. False where nothing changed. */
  private advance(event: CardEvent): boolean {
    const before = this.state;
    this.state = nextCardState(before, event);
    if (
      before.kind !== 'closed' &&
      (this.state.kind === 'closed' || !isSameWord(before.word, this.state.word))
    )
      this.options.onDropped(before.word);
    return this.state !== before;
  }

  private onKeyDown(event: KeyboardEvent): void {
    if (this.card) this.card.onKeyDown(event);
    // Nothing of ours is to be seen yet: the key is the page's as well.
    else if (event.key === 'Escape') this.close();
  }

  private onMove(): void {
    if (this.card) return;
    // As an open card does: a passing one goes, others go to where their word is now.
    if (this.state.kind === 'hover') this.close();
    else this.hasMoved = true;
  }
}
