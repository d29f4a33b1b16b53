import { scrollByKey } from './card-scroll-keys';

/** The keys of an open card: Esc closes it and nothing else, Tab goes round within it, arrow keys scroll it. */
export class CardKeys {
  /** The card was closed with a press of Esc that is not over yet. */
  private tookEscape = false;

  constructor(private readonly close: () => void) {}

  /** @param card the open card where the key was pressed in it, null where it was pressed elsewhere on the page */
  onKeyDown(event: KeyboardEvent, card: HTMLElement | null): void {
    if (event.key === 'Escape') {
      // Only the card closes, not the page's own dialog under it.
      event.preventDefault();
      event.stopImmediatePropagation();
      this.tookEscape = true;
      this.close();
    } else if (event.key === 'Tab' && card) {
      // Nor may a page that keeps the focus in its dialog count our stops among its own.
      event.stopImmediatePropagation();
      keepFocusIn(card, event);
    } else if (card && scrolls(card, event)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }

  /** Pages also close their dialogs when the key comes up: one press closes one thing. */
  onKeyUp(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !this.tookEscape) return;
    this.tookEscape = false;
    event.stopImmediatePropagation();
  }
}

/** Tab goes round within the card; Esc and the close button lead out. */
function keepFocusIn(card: HTMLElement, event: KeyboardEvent): void {
  const stops = [...card.querySelectorAll<HTMLElement>('button, a[href]')].filter((stop) =>
    stop.checkVisibility(),
  );
  const [first] = stops;
  const last = stops.at(-1);
  const active = focusedBeside(card);
  const leaves = event.shiftKey ? active === first || active === card : active === last;
  if (!leaves) return;
  event.preventDefault();
  (event.shiftKey ? last : first)?.focus();
}

/** Scrolls the card that has the focus itself; on a button in it the browser does so. */
function scrolls(card: HTMLElement, event: KeyboardEvent): boolean {
  const scroller = card.querySelector('.card-scroll');
  return scroller !== null && focusedBeside(card) === card && scrollByKey(scroller, event);
}

/** What has the focus in the root that the card stands in. */
function focusedBeside(card: HTMLElement): Element | null {
  const root = card.getRootNode();
  return root instanceof ShadowRoot ? root.activeElement : null;
}
