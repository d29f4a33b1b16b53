/** Puts the card at its place: beside its word, and then where it is as long as a person uses it. */
import { isForSheet, placeCard, stayPut, widthFor, type CardPosition } from './card-position';
import type { Rectangle } from '../shared/messages';

export class CardPlacement {
  private position: CardPosition | null = null;

  /** Places the card beside a word. */
  place(card: HTMLElement, word: readonly Rectangle[]): void {
    const viewport = viewportNow();
    card.style.maxWidth = '';
    const whole = sizeOf(card);
    const width = widthFor({ word, card: whole, viewport });
    if (width < whole.width) card.style.maxWidth = `${width}px`;
    this.put(card, placeCard({ word, card: width < whole.width ? sizeOf(card) : whole, viewport }));
  }

  /** Lets the card go along with its word; a sheet stays at its edge as long as the screen is not turned. */
  follow(card: HTMLElement, word: readonly Rectangle[]): void {
    if (this.position?.kind === 'sheet' && isForSheet(viewportNow())) this.stay(card);
    else this.place(card, word);
  }

  /** Leaves the card where it stands, though it grew or its word went away. */
  stay(card: HTMLElement): void {
    if (this.position === null) this.place(card, []);
    else this.put(card, stayPut(this.position, { card: sizeOf(card), viewport: viewportNow() }));
  }

  private put(card: HTMLElement, position: CardPosition): void {
    this.position = position;
    const isSheet = position.kind === 'sheet';
    card.classList.toggle('is-sheet', isSheet);
    card.classList.toggle('is-at-top', isSheet && position.edge === 'top');
    card.style.left = isSheet ? '' : `${position.x}px`;
    card.style.top = isSheet ? '' : `${position.y}px`;
    card.style.maxHeight = `min(var(--tallest), ${position.maxHeight}px)`;
  }
}

/** How large it is with all that it holds, up to the most that the style sheet allows. */
function sizeOf(card: HTMLElement): { width: number; height: number } {
  card.style.maxHeight = '';
  const { width, height } = card.getBoundingClientRect();
  return { width, height };
}

function viewportNow(): { width: number; height: number } {
  return { width: document.documentElement.clientWidth || innerWidth, height: innerHeight };
}
