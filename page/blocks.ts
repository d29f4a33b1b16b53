/** How a page's elements lie: which are lines of one text and which are blocks of their own. */

/** Elements that lie in a line unless the page says otherwise. Anything else is asked for its style. */
const INLINE_TAGS = new Set(
  'A ABBR ACRONYM B BDI BDO BIG CITE DATA DEL DFN EM FONT I INS LABEL MARK NOBR Q S SMALL SPAN STRIKE STRONG SUB SUP TIME TT U VAR WBR'.split(
    ' ',
  ),
);
/** Elements that are blocks in nearly every page; taken as such without asking for their style. */
const BLOCK_TAGS = new Set(
  'ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY BUTTON CAPTION DD DETAILS DIALOG DIV DL DT FIELDSET FIGCAPTION FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HGROUP HR HTML LEGEND LI MAIN MENU NAV OL OPTION P PRE RP RT SEARCH SECTION SELECT SUMMARY TABLE TBODY TD TEXTAREA TFOOT TH THEAD TR UL'.split(
    ' ',
  ),
);
/** Things that stand in a line like a picture and part the words around them. */
const OBJECT_TAGS = new Set(
  'AUDIO CANVAS EMBED IFRAME IMG INPUT MATH METER OBJECT PROGRESS SVG VIDEO'.split(' '),
);

/** True for an element whose text stands apart from the text around it. */
export function isBlock(element: Element): boolean {
  const tag = element.tagName.toUpperCase();
  if (BLOCK_TAGS.has(tag) && tag !== 'DIV' && tag !== 'LI') return true;
  if (OBJECT_TAGS.has(tag)) return true;
  if (INLINE_TAGS.has(tag) && !element.hasAttribute('class') && !element.hasAttribute('style')) return false;
  const { display } = getComputedStyle(element);
  // Parts that are not shown have no layout: their tag must tell.
  if (display === 'none' || display === '') return BLOCK_TAGS.has(tag);
  return display !== 'inline' && display !== 'contents';
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

/** Longest way between two text nodes that is still looked at, in elements passed. */
const MAX_ELEMENTS_BETWEEN = 40;

/**
 * What parts two neighbouring texts: nothing, a line break, or (null) a block that begins or ends between
 * them. Two breaks in a row are an empty line, which parts like a block.
 */
export function jointBetween(first: Text, second: Text): '' | '\n' | null {
  let node: Node = first;
  let breaks = 0;
  for (let steps = 0; steps < MAX_ELEMENTS_BETWEEN; steps++) {
    // Up, leaving elements, until there is something beside.
    let beside: Node | null = node.nextSibling;
    while (beside === null) {
      const parent: Node | null = node.parentNode;
      if (!(parent instanceof Element) || isBlock(parent)) return null;
      node = parent;
      beside = node.nextSibling;
    }
    // Down, entering elements, to the first leaf.
    node = beside;
    for (;;) {
      if (node === second) return breaks > 0 ? '\n' : '';
      if (!(node instanceof Element)) break;
      if (node.tagName === 'BR') breaks++;
      else if (isBlock(node)) return null;
      if (breaks > 1) return null;
      if (node.firstChild === null) break;
      node = node.firstChild;
    }
    // Some other text stands between: the two are no neighbours.
    if (node instanceof Text && node.data.trim() !== '') return null;
  }
  return null;
}
