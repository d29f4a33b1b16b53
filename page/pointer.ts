/** Follows mouse, pen and finger over a page's marks, without ever taking an event from the page. */
import type { Mark } from './mark';

/** A pointer that rests this long on a word asks for it; shorter ones are passing by. */
const REST_MS = 300;
/** A press that moves farther than this, in CSS pixels, is a drag: it selects text. */
const DRAG_DISTANCE = 6;

/** Parts that do something of their own when pressed; their words open by hover, command or list. Ours do not count. */
const INTERACTIVE =
  'a[href], area, button, input, label, select, option, textarea, summary, audio, video, [onclick], [contenteditable], [role=button]:not([data-glossary]), [role=link], [role=checkbox], [role=radio], [role=switch], [role=tab], [role=menuitem], [role=option], [role=treeitem]';

export interface PointerEvents {
  markAt(point: { x: number; y: number }): Mark | null;
  /** The pointer came over a word, or a finger down on one; it may rest or press there. */
  onOver(): void;
  /** The pointer rests on a word. */
  onRest(mark: Mark): void;
  /** The pointer left the word it was on. */
  onLeave(): void;
  /** A word was clicked or tapped; null where anything else was. */
  onPress(mark: Mark | null): void;
  /** True where an event fell on the extension's own card. */
  isOwn(event: Event): boolean;
}

export class WordPointer {
  private pressedAt = { x: 0, y: 0 };
  private over: Mark | null = null;
  private restTimer: ReturnType<typeof setTimeout> | undefined;
  private frame = 0;
  private last: PointerEvent | null = null;

  constructor(private readonly events: PointerEvents) {}

  start(signal: AbortSignal): void {
    const options = { signal, capture: true, passive: true };
    window.addEventListener('pointermove', (event) => this.onMove(event), options);
    window.addEventListener('pointerdown', (event) => this.onDown(event), options);
    window.addEventListener('click', (event) => this.onClick(event), options);
    const { documentElement } = document;
    const onOut = (event: PointerEvent): void => {
      // Captured, it also tells of every element that the pointer leaves inside the page.
      if (event.target === documentElement) this.setOver(null);
    };
    documentElement.addEventListener('pointerleave', onOut, options);
    window.addEventListener('scroll', () => this.forget(), options);
    signal.addEventListener('abort', () => this.forget());
  }

  private onMove(event: PointerEvent): void {
    if (event.pointerType === 'touch') return;
    this.last = event;
    // Once a frame: a mouse sends up to a thousand moves a second.
    if (this.frame === 0) this.frame = requestAnimationFrame(() => this.look());
  }

  private look(): void {
    this.frame = 0;
    const event = this.last;
    if (!event) return;
    // With a button down, text is being selected.
    const isFree = event.buttons === 0 && !this.events.isOwn(event);
    this.setOver(isFree ? this.events.markAt({ x: event.clientX, y: event.clientY }) : null);
  }

  private setOver(mark: Mark | null): void {
    if (mark === this.over) return;
    const left = this.over;
    this.over = mark;
    clearTimeout(this.restTimer);
    if (left) this.events.onLeave();
    if (!mark) return;
    this.events.onOver();
    this.restTimer = setTimeout(() => this.events.onRest(mark), REST_MS);
  }

  private onDown(event: PointerEvent): void {
    this.pressedAt = { x: event.clientX, y: event.clientY };
    clearTimeout(this.restTimer);
    // What is pressed is not rested on, also where the pointer came there within this frame.
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    // A finger is over nothing before it presses.
    if (event.pointerType === 'touch' && this.events.markAt(this.pressedAt)) this.events.onOver();
  }

  private onClick(event: MouseEvent): void {
    if (this.events.isOwn(event)) return;
    const point = { x: event.clientX, y: event.clientY };
    const isDrag = Math.hypot(point.x - this.pressedAt.x, point.y - this.pressedAt.y) > DRAG_DISTANCE;
    // A click without a pointer comes from the keyboard or from a script.
    const isPointed = event.isTrusted && event.button === 0 && event.detail > 0;
    const selects = isDrag || document.getSelection()?.isCollapsed === false;
    const target = event.composedPath()[0];
    const isFree = isPointed && !selects && !isInteractive(target);
    this.events.onPress(isFree ? this.events.markAt(point) : null);
  }

  /** Takes the pointer for being on no word, so that resting on the same one opens its card again. */
  forget(): void {
    clearTimeout(this.restTimer);
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.over = null;
  }
}

/** True for parts that act when pressed, and for what lies in them, across shadow roots. */
function isInteractive(target: EventTarget | undefined): boolean {
  for (let at = target instanceof Element ? target : null; at;) {
    if (at.closest(INTERACTIVE)) return true;
    const root = at.getRootNode();
    at = root instanceof ShadowRoot ? root.host : null;
  }
  return false;
}
