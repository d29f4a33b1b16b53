/** Hands out the text nodes of a page, or of a part of it, in reading order. */
import { joinTexts, type Stretch, type TextReader } from '../glossary/text-runs';
import { hostOf, jointBetween } from './blocks';

/** Texts longer than this are looked at for being code before they are searched; prose rarely is. */
const LONG_TEXT = 2000;
/** Nodes and UTF-16 code units read in one go: some 20 µs of searching, so that a slice ends in time. */
const NODES_PER_STRETCH = 64;
const LENGTH_PER_STRETCH = 4096;

/** One object reads part after part of a page: see `RunSearch`. */
export class PageReader implements TextReader<Text> {
  private texts: NodeIterator | null = null;
  private onText: ((node: Text) => void) | null = null;
  private readonly range = document.createRange();
  /** A long text that comes next, in a stretch of its own. */
  private held: Text | null = null;
  /** How many text nodes of the part were read. */
  nodesRead = 0;

  /**
   * Begins with a part of a page.
   * @param root element, document or shadow root to read
   * @param onText told of each node before its text is searched, or null where nobody asks
   */
  begin(root: Node, onText: ((node: Text) => void) | null): void {
    // Unfiltered: asking for each node's parent would double the time that the walk takes. An iterator keeps
    // its place when the page removes or moves what it stands on between two slices; a walker loses it.
    this.texts = document.createNodeIterator(root, NodeFilter.SHOW_TEXT);
    this.onText = onText;
    this.held = null;
    this.nodesRead = 0;
  }

  read(): Stretch<Text> | null {
    const nodes: Text[] = [];
    const ends: number[] = [];
    let length = 0;
    while (nodes.length < NODES_PER_STRETCH && length < LENGTH_PER_STRETCH) {
      const node = this.held ?? (this.texts?.nextNode() as Text | null | undefined);
      this.held = null;
      if (!node) break;
      const own = node.length;
      if (own === 0) continue;
      if (own >= LONG_TEXT) {
        if (length > 0) {
          this.held = node;
          break;
        }
        if (isCode(node)) continue;
      }
      nodes.push(node);
      length += own;
      ends.push(length);
    }
    this.nodesRead += nodes.length;
    if (this.onText) for (const node of nodes) this.onText(node);
    if (nodes.length > 0) return this.stretchOf(nodes, ends);
    // An iterator costs the page something whenever it removes a node.
    this.texts = null;
    return null;
  }

  keepsLines(node: Text): boolean {
    const element = node.parentElement ?? hostOf(node);
    return element !== null && /^(?:pre|break)/.test(getComputedStyle(element).whiteSpace);
  }

  joint(first: Text, second: Text): '' | '\n' | null {
    return jointBetween(first, second);
  }

  /**
   * The nodes with their text in one string. A range puts it together natively, in half the time that asking
   * each node takes.
   */
  private stretchOf(nodes: readonly Text[], ends: readonly number[]): Stretch<Text> {
    const first = nodes[0];
    const last = nodes.at(-1);
    if (first === undefined || last === undefined || first === last) return joinTexts(nodes, textOf);
    const { range } = this;
    range.setStart(first, 0);
    range.setEnd(last, last.length);
    const text = range.toString();
    // A range that stays on the page costs it something in every change.
    range.setStart(nowhere, 0);
    // XML has texts that a walk over text nodes passes by.
    return text.length === ends.at(-1) ? { nodes, ends, text } : joinTexts(nodes, textOf);
  }
}

/** A place outside the page. */
const nowhere = new Text();

function textOf(node: Text): string {
  return node.data;
}

/** True for the long texts of scripts and style sheets, which nobody reads. */
function isCode(node: Text): boolean {
  const tag = node.parentNode?.nodeName;
  return tag === 'SCRIPT' || tag === 'STYLE';
}

/**
 * The text of a node between two offsets, as far as it goes. Browsers copy the whole text whenever its
 * `data` is read, and a text may have megabytes.
 */
export function cutText(node: Text, from: number, to: number): string {
  const start = Math.max(0, from);
  return start < node.length ? node.substringData(start, Math.max(0, to - start)) : '';
}
