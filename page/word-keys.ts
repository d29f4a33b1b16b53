/**
 * The keyboard on words that are buttons: one tab stop for all words of the frame, arrow keys from word to
 * word, Enter and Space to explain one. Keys that are pressed anywhere else stay the page's.
 */

export interface WordButtons {
  /** All words that are elements, in reading order. */
  inReadingOrder(): Iterable<HTMLElement>;
  has(element: Element): boolean;
  /** The person asked for this word by key, or through a screen reader. */
  explain(element: HTMLElement): void;
}

export class WordKeys {
  private stop: HTMLElement | null = null;
  /** The person came to the tab stop; else it is there because it is the first word. */
  private isChosen = false;

  constructor(private readonly words: WordButtons) {}

  start(signal: AbortSignal): void {
    const options = { signal, capture: true };
    window.addEventListener('keydown', (event) => this.onKeyDown(event), options);
    window.addEventListener('click', (event) => this.onClick(event), options);
    window.addEventListener('focusin', (event) => this.choose(this.wordOf(event)), options);
  }

  /**
   * Keeps the tab stop on a word that can be reached: the one that the person came to last, unless the page hid
   * or removed it; else the first one, also where that became a word after others did.
   */
  keepStop(): void {
    if (this.isChosen && this.stop && this.words.has(this.stop) && canBeReached(this.stop)) return;
    this.isChosen = false;
    for (const word of this.words.inReadingOrder()) {
      if (!canBeReached(word)) continue;
      this.moveStop(word);
      return;
    }
  }

  private choose(word: HTMLElement | null): void {
    if (!word) return;
    this.isChosen = true;
    this.moveStop(word);
  }

  private moveStop(word: HTMLElement): void {
    if (word === this.stop) return;
    if (this.stop) this.stop.tabIndex = -1;
    word.tabIndex = 0;
    this.stop = word;
  }

  private wordOf(event: Event): HTMLElement | null {
    const target = event.composedPath()[0];
    return target instanceof HTMLElement && this.words.has(target) ? target : null;
  }

  private onKeyDown(event: KeyboardEvent): void {
    const word = this.wordOf(event);
    const isPlain = !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (!word || !isPlain || event.isComposing) return;
    if (event.key === 'Enter' || event.key === ' ') this.words.explain(word);
    else {
      const step = STEPS[event.key];
      if (!step) return;
      const words = [...this.words.inReadingOrder()].filter((one) => one === word || canBeReached(one));
      words[step(words.indexOf(word), words.length - 1)]?.focus();
    }
    // The page must not scroll or turn a slide too.
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  /** Screen readers press buttons by a click without a pointer; those of a pointer are followed elsewhere. */
  private onClick(event: MouseEvent): void {
    const word = event.detail === 0 ? this.wordOf(event) : null;
    if (word) this.words.explain(word);
  }
}

/** Where each key leads from a word, by its place among the words; the first and last words are ends. */
const STEPS: Record<string, (at: number, last: number) => number> = {
  ArrowRight: (at, last) => Math.min(at + 1, last),
  ArrowDown: (at, last) => Math.min(at + 1, last),
  ArrowLeft: (at) => Math.max(at - 1, 0),
  ArrowUp: (at) => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_, last) => last,
};

/** False for words in closed or hidden parts of the page, which take no focus. */
function canBeReached(word: HTMLElement): boolean {
  return word.checkVisibility({ visibilityProperty: true }) && word.closest('[inert]') === null;
}
