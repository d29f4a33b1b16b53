/** How a page's elements lie: which are lines of one text and which are blocks of their own. */
import {
  BLOCK_TAGS,
  INLINE_TAGS,
  isAlwaysBlock,
  isBlockDisplay,
  jointBetweenTexts,
} from '../glossary/block-markup';

/** True for an element whose text stands apart from the text around it: by its tag where that is enough, else by its style. */
export function isBlock(element: Element): boolean {
  const tag = element.tagName.toUpperCase();
  if (isAlwaysBlock(tag)) return true;
  if (INLINE_TAGS.has(tag) && !element.hasAttribute('class') && !element.hasAttribute('style')) return false;
  const { display } = getComputedStyle(element);
  // Parts that are not shown have no layout: their tag must tell.
  if (display === 'none' || display === '') return BLOCK_TAGS.has(tag);
  return isBlockDisplay(display);
}

/** The block that a node's text is part of: its nearest ancestor that is one, or the root's element. */
export function blockOf(node: Node): Element {
  let element = node.parentElement ?? hostOf(node);
  while (element && !isBlock(element)) element = element.parentElement ?? hostOf(element);
  return element ?? node.ownerDocument?.documentElement ?? document.documentElement;
}

/**
 * The boxes that texts stand in. Asking for them costs, and many words share one: answers are kept for one
 * pass over the page; a new pass takes a new object, because styles change.
 */
export class TextBoxes {
  private readonly known = new WeakMap<Node, Element>();

  /** The nearest block around a node's text that has a box. */
  of(node: Node): Element {
    const around = node.parentNode ?? node;
    let box = this.known.get(around);
    if (!box) this.known.set(around, (box = boxOf(blockOf(node))));
    return box;
  }
}

/** The nearest element around a block that has a box: `display: contents` takes the block's own away. */
function boxOf(block: Element): Element {
  let element: Element = block;
  while (getComputedStyle(element).display === 'contents') {
    const above = element.parentElement ?? hostOf(element);
    if (!above) break;
    element = above;
  }
  return element;
}

/** The host of the shadow root that a node is a child of, or null. */
export function hostOf(node: Node): Element | null {
  const parent = node.parentNode;
  return parent instanceof ShadowRoot ? parent.host : null;
}

/** What parts two neighbouring texts of a page; see `jointBetweenTexts`. */
export function jointBetween(first: Text, second: Text): '' | '\n' | null {
  return jointBetweenTexts<Node>(first, second, (element) => isBlock(element as Element));
}
