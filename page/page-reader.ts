/** Hands out the text nodes of a page, or of a part of it, in reading order. */
import { joinTexts, type Stretch, type TextReader } from '../glossary/text-runs';
import { hostOf, jointBetween } from './blocks';

/** Texts longer than this are looked at for being code before they are searched; prose rarely is. */
const LONG_TEXT = 2000;
/** Nodes and UTF-16 code units read in one go: some 20 µs of searching, so that a slice ends in time. */
const NODES_PER_STRETCH = 64;
const LENGTH_PER_STRETCH = 4096;

export class PageReader implements TextReader<Text> {
  private readonly texts: NodeIterator;
  private readonly range: Range;
  /** A long text that comes next, in a stretch of its own. */
  private held: Text | null = null;
  nodesRead = 0;

  /**
   * @param root element, document or shadow root to read
   * @param onText told of each node before its text is searched, or null where nobody asks
   */
  constructor(
    root: Node,
    private readonly onText: ((node: Text) => void) | null,
  ) {
    // Unfiltered: asking for each node's parent would double the time that the walk takes. An iterator keeps
    // its place when the page removes or moves what it stands on between two slices; a walker loses it.
    this.texts = document.createNodeIterator(root, NodeFilter.SHOW_TEXT);
    this.range = document.createRange();
  }

  read(): Stretch<Text> | null {
    const nodes: Text[] = [];
    const ends: number[] = [];
    let length = 0;
    while (nodes.length < NODES_PER_STRETCH && length < LENGTH_PER_STRETCH) {
      const node = this.held ?? (this.texts.nextNode() as Text | null);
      this.held = null;
      if (node === null) break;
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
    return nodes.length === 0 ? null : this.stretchOf(nodes, ends);
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
