/** Where the keyboard's focus was before a card took it. */
export class KeptFocus {
  private element: Element | null = null;

  /** Remembers what has the focus now, unless something is remembered: a card that is open asks again. */
  keep(): void {
    this.element ??= focusedElement();
  }

  /** Gives the focus back to what had it, if that is still on the page. */
  giveBack(): void {
    if (this.element instanceof HTMLElement && this.element.isConnected) {
      this.element.focus({ preventScroll: true });
    }
  }

  forget(): void {
    this.element = null;
  }
}

/** What holds the keyboard's focus, also inside open shadow roots. */
function focusedElement(): Element | null {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}
