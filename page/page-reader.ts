/** Hands out the text nodes of a page, or of a part of it, in reading order. */
import type { TextReader } from '../glossary/text-runs';
import { jointBetween } from './blocks';

/** Texts longer than this are looked at for being code before they are searched; prose rarely is. */
const LONG_TEXT = 2000;

export class PageReader implements TextReader<Text> {
  private readonly walker: TreeWalker;

  /**
   * @param root element, document or shadow root to read
   * @param onText told of each node before its text is searched
   */
  constructor(
    root: Node,
    private readonly onText: (node: Text) => void,
  ) {
    // Unfiltered: asking for each node's parent would double the time that the walk takes.
    this.walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  }

  next(): Text | null {
    const node = this.walker.nextNode() as Text | null;
    if (node) this.onText(node);
    return node;
  }

  textOf(node: Text): string {
    const { data } = node;
    if (data.length < LONG_TEXT) return data;
    const tag = node.parentNode?.nodeName;
    return tag === 'SCRIPT' || tag === 'STYLE' ? '' : data;
  }

  joint(first: Text, second: Text): '' | '\n' | null {
    return jointBetween(first, second);
  }
}
