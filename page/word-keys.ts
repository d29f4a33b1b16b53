/**
 * The keyboard on words that are buttons: one tab stop for all words of the frame, arrow keys from word to
 * word, Enter and Space to explain one. Keys that are pressed anywhere else stay the page's.
 */

export interface WordButtons {
  /** All words that are elements, in reading order. */
  inReadingOrder(): HTMLElement[];
  has(element: Element): boolean;
  /** The person asked for this word by key, or through a screen reader. */
  explain(element: HTMLElement): void;
}

export class WordKeys {
  private stop: HTMLElement | null = null;

  constructor(private readonly words: WordButtons) {}

  start(signal: AbortSignal): void {
    const options = { signal, capture: true };
    window.addEventListener('keydown', (event) => this.onKeyDown(event), options);
    window.addEventListener('click', (event) => this.onClick(event), options);
    window.addEventListener('focusin', (event) => this.moveStop(this.wordOf(event)), options);
  }

  /** Keeps the tab stop on a word that can be reached: the page may have hidden or removed the last one. */
  keepStop(): void {
    if (this.stop && this.words.has(this.stop) && canBeReached(this.stop)) return;
    this.moveStop(this.words.inReadingOrder().find(canBeReached) ?? null);
  }

  private moveStop(word: HTMLElement | null): void {
    if (!word || word === this.stop) return;
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
      const words = this.words.inReadingOrder().filter((one) => one === word || canBeReached(one));
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
