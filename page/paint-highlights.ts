/**
 * Paints marks with the CSS Custom Highlight API: nothing in the page's DOM changes. Ranges are static,
 * since a live range makes every change of the page slower; whoever edits a text drops its marks at once.
 */
import { hostOf } from './blocks';
import type { Mark } from './mark';
import { isLightInk } from './ink';

/** What the list of marks needs of a painter. */
export interface Painter {
  /** Paints a mark at the next `show`. */
  paint(mark: Mark): void;
  erase(mark: Mark): void;
  /** Shows what was painted, also where the page took it out of the painter's hands. */
  show(): void;
  /** Chooses the colours of all painted marks anew, after the page changed its own. */
  recolor(): void;
  /** Paints from now on what costs each frame of a very large page least. */
  lighten(): void;
  /** Takes every trace off the page. */
  stop(): void;
}

/**
 * Names in the page's highlight registry; they tell the page nothing but that there are marks. By look: with a
 * dotted line, or for very large pages without; and by the ground that the words stand on.
 */
const NAMES = {
  lined: { onLight: 'glossary-term', onDark: 'glossary-term-on-dark' },
  plain: { onLight: 'glossary-term-plain', onDark: 'glossary-term-plain-on-dark' },
} as const;

type Ground = keyof (typeof NAMES)['lined'];

export class HighlightPainter implements Painter {
  /** Made when first needed: each one registered costs every frame that changes. */
  private readonly highlights = new Map<Ground, Highlight>();
  private readonly painted = new Map<Mark, Highlight>();
  private readonly waiting = new Set<Mark>();
  private look: keyof typeof NAMES = 'lined';
  private readonly roots = new Set<Node>();

  /** @param styleRoot gives a shadow root the rules of the marks where the document's do not reach it */
  constructor(private readonly styleRoot: (root: ShadowRoot) => void) {}

  paint(mark: Mark): void {
    if (!this.painted.has(mark)) this.waiting.add(mark);
  }

  erase(mark: Mark): void {
    this.waiting.delete(mark);
    this.painted.get(mark)?.delete(mark.range);
    this.painted.delete(mark);
  }

  show(): void {
    this.paintWaiting();
    if (this.painted.size === 0) return;
    for (const [ground, highlight] of this.highlights) {
      const name = NAMES[this.look][ground];
      if (CSS.highlights.get(name) !== highlight) CSS.highlights.set(name, highlight);
    }
  }

  recolor(): void {
    for (const mark of this.painted.keys()) {
      this.erase(mark);
      this.paint(mark);
    }
    this.show();
  }

  lighten(): void {
    if (this.look === 'plain') return;
    // The same ranges under other names: nobody has to ask for a colour again.
    this.unregister();
    this.look = 'plain';
    this.show();
  }

  stop(): void {
    this.painted.clear();
    this.waiting.clear();
    for (const highlight of this.highlights.values()) highlight.clear();
    this.unregister();
  }

  /** Asks for all colours first: each range that is added makes the browser work out styles anew. */
  private paintWaiting(): void {
    if (this.waiting.size === 0) return;
    const grounds = new Map<Element, Ground>();
    const chosen: [Mark, Ground][] = [];
    for (const mark of this.waiting) {
      const node = mark.firstNode;
      // Text right below a shadow root has no parent element: its host gives the colour.
      const element = node.parentElement ?? hostOf(node);
      // Firefox stops painting altogether over a range that left the page.
      if (!element?.isConnected) continue;
      let ground = grounds.get(element);
      if (ground === undefined) {
        ground = isLightInk(getComputedStyle(element).color) ? 'onDark' : 'onLight';
        grounds.set(element, ground);
      }
      chosen.push([mark, ground]);
    }
    this.waiting.clear();
    for (const [mark, ground] of chosen) {
      this.styleRootOf(mark);
      let highlight = this.highlights.get(ground);
      if (!highlight) this.highlights.set(ground, (highlight = new Highlight()));
      highlight.add(mark.range);
      this.painted.set(mark, highlight);
    }
  }

  private styleRootOf(mark: Mark): void {
    const root = mark.firstNode.getRootNode();
    if (this.roots.has(root)) return;
    this.roots.add(root);
    if (root instanceof ShadowRoot) this.styleRoot(root);
  }

  private unregister(): void {
    for (const [ground, highlight] of this.highlights) {
      const name = NAMES[this.look][ground];
      // A newer copy of the extension may have taken the name over.
      if (CSS.highlights.get(name) === highlight) CSS.highlights.delete(name);
    }
  }
}
