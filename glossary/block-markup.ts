/**
 * How elements lie by what they are: which stand in a line of text, which are blocks of their own, and what
 * parts two texts. Asked of pages and of files alike; how an element is styled is told by whoever asks.
 */

/** Elements that lie in a line unless the page says otherwise. */
export const INLINE_TAGS: ReadonlySet<string> = new Set(
  'A ABBR ACRONYM B BDI BDO BIG CITE DATA DEL DFN EM FONT I INS LABEL MARK NOBR Q S SMALL SPAN STRIKE STRONG SUB SUP TIME TT U VAR WBR'.split(
    ' ',
  ),
);
/** Elements that are blocks in nearly every page. */
export const BLOCK_TAGS: ReadonlySet<string> = new Set(
  'ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY BUTTON CAPTION DD DETAILS DIALOG DIV DL DT FIELDSET FIGCAPTION FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HGROUP HR HTML LEGEND LI MAIN MENU NAV OL OPTION P PRE RP RT SEARCH SECTION SELECT SUMMARY TABLE TBODY TD TEXTAREA TFOOT TH THEAD TR UL'.split(
    ' ',
  ),
);
/** Things that stand in a line like a picture and part the words around them. */
const OBJECT_TAGS: ReadonlySet<string> = new Set(
  'AUDIO CANVAS EMBED IFRAME IMG INPUT MATH METER OBJECT PROGRESS SVG VIDEO'.split(' '),
);
/** True for elements that are blocks or objects whatever their style; most pages lay out DIV and LI as they like. */
export function isAlwaysBlock(tag: string): boolean {
  return (BLOCK_TAGS.has(tag) && tag !== 'DIV' && tag !== 'LI') || OBJECT_TAGS.has(tag);
}

/** True where elements of this `display` stand apart from the text around them. */
export function isBlockDisplay(display: string): boolean {
  return display !== 'inline' && display !== 'contents';
}

/** Elements that say what stands below them; `role="heading"` makes one of any other. */
export const HEADING_TAGS: readonly string[] = 'H1 H2 H3 H4 H5 H6 LEGEND CAPTION SUMMARY DT TH'.split(' ');

/** A node of a page or of a parsed file, as far as its neighbours matter. */
export interface TreeNode<Self> {
  readonly nodeType: number;
  readonly nodeName: string;
  /** The text of a text; null for elements. */
  readonly nodeValue: string | null;
  readonly parentNode: Self | null;
  readonly firstChild: Self | null;
  readonly nextSibling: Self | null;
}

/** As the document object model numbers them. */
export const ELEMENT_NODE = 1;
export const TEXT_NODE = 3;
const CDATA_NODE = 4;

/** Longest way between two texts that is still looked at, in elements passed. */
const MAX_ELEMENTS_BETWEEN = 40;

/**
 * What parts two neighbouring texts: nothing, a line break, or (null) a block that begins or ends between
 * them. Two breaks in a row are an empty line, which parts like a block.
 * @param isBlock asked for elements only
 */
export function jointBetweenTexts<Node extends TreeNode<Node>>(
  first: Node,
  second: Node,
  isBlock: (element: Node) => boolean,
): '' | '\n' | null {
  let node = first;
  let breaks = 0;
  for (let steps = 0; steps < MAX_ELEMENTS_BETWEEN; steps++) {
    // Up, leaving elements, until there is something beside.
    let beside = node.nextSibling;
    while (beside === null) {
      const parent: Node | null = node.parentNode;
      if (parent?.nodeType !== ELEMENT_NODE || isBlock(parent)) return null;
      node = parent;
      beside = node.nextSibling;
    }
    // Down, entering elements, to the first leaf.
    node = beside;
    for (;;) {
      if (node === second) return breaks > 0 ? '\n' : '';
      if (node.nodeType !== ELEMENT_NODE) break;
      if (node.nodeName === 'BR') breaks++;
      else if (isBlock(node)) return null;
      if (breaks > 1) return null;
      const child: Node | null = node.firstChild;
      if (child === null) break;
      node = child;
    }
    // Some other text stands between: the two are no neighbours.
    const isText = node.nodeType === TEXT_NODE || node.nodeType === CDATA_NODE;
    if (isText && node.nodeValue?.trim() !== '') return null;
  }
  return null;
}
