/** Hands out the text nodes of a page, or of a part of it, in reading order. */
import type { TextReader } from '../glossary/text-runs';
import { hostOf, jointBetween } from './blocks';

/** Texts longer than this are looked at for being code before they are searched; prose rarely is. */
const LONG_TEXT = 2000;

export class PageReader implements TextReader<Text> {
  private readonly texts: NodeIterator;
  /** UTF-16 code units handed out so far. */
  read = 0;

  /**
   * @param root element, document or shadow root to read
   * @param onText told of each node before its text is searched
   */
  constructor(
    root: Node,
    private readonly onText: (node: Text) => void,
  ) {
    // Unfiltered: asking for each node's parent would double the time that the walk takes. An iterator keeps
    // its place when the page removes or moves what it stands on between two slices; a walker loses it.
    this.texts = document.createNodeIterator(root, NodeFilter.SHOW_TEXT);
  }

  next(): Text | null {
    const node = this.texts.nextNode() as Text | null;
    if (node) {
      this.onText(node);
      this.read += node.length;
    }
    return node;
  }

  textOf(node: Text): string {
    const { data } = node;
    if (data.length < LONG_TEXT) return data;
    const tag = node.parentNode?.nodeName;
    return tag === 'SCRIPT' || tag === 'STYLE' ? '' : data;
  }

  keepsLines(node: Text): boolean {
    const element = node.parentElement ?? hostOf(node);
    return element !== null && /^(?:pre|break)/.test(getComputedStyle(element).whiteSpace);
  }

  joint(first: Text, second: Text): '' | '\n' | null {
    return jointBetween(first, second);
  }
}

/**
 * The text of a node between two offsets, as far as it goes. Browsers copy the whole text whenever its
 * `data` is read, and a text may have megabytes.
 */
export function cutText(node: Text, from: number, to: number): string {
  const start = Math.max(0, from);
  return start < node.length ? node.substringData(start, Math.max(0, to - start)) : '';
}
