/**
 * A file of text or HTML as a tree whose nodes can be asked like those of a page, each text with its place in
 * the file. Written for `npm run annotate`, which finds in a file what the extension finds on a page.
 */
import { html, parse, type DefaultTreeAdapterTypes } from 'parse5';
import type { AnnotatedText } from '../glossary/annotate';
import {
  BLOCK_TAGS,
  ELEMENT_NODE,
  HEADING_TAGS,
  INLINE_TAGS,
  isAlwaysBlock,
  isBlockDisplay,
  jointBetweenTexts,
  TEXT_NODE,
  type TreeNode,
} from '../glossary/block-markup';
import { ExplainableElements, type MarkedUpElement } from '../glossary/explainable-elements';
import type { Surroundings } from '../glossary/senses';
import type { NodeMatch } from '../glossary/node-match';
import { joinTexts } from '../glossary/text-runs';
import { alignText, type TextPlaces } from './text-places';

/** Blocks by the browsers' own style that the page's code would ask the style of. */
const STYLED_BLOCK_TAGS = new Set('CENTER DIR LISTING PLAINTEXT XMP'.split(' '));
/** Texts of scripts and style sheets are none to read. */
const CODE_TAGS = new Set(['SCRIPT', 'STYLE']);
const COMMENT_NODE = 8;

/** A node of a file; the names are those of the document object model. */
export class FileNode implements TreeNode<FileNode>, MarkedUpElement {
  parentNode: FileNode | null = null;
  firstChild: FileNode | null = null;
  nextSibling: FileNode | null = null;
  previousSibling: FileNode | null = null;
  /** Place among the file's texts, for texts. */
  order = -1;
  /** Where each code unit of a text starts and ends in the file. */
  places: TextPlaces | null = null;

  constructor(
    readonly nodeType: number,
    readonly nodeName: string,
    readonly nodeValue: string | null,
    private readonly attributes: ReadonlyMap<string, string> = new Map(),
  ) {}

  get tagName(): string {
    return this.nodeName;
  }

  get className(): string {
    return this.getAttribute('class') ?? '';
  }

  get children(): FileNode[] {
    const children: FileNode[] = [];
    for (let child = this.firstChild; child; child = child.nextSibling) {
      if (child.nodeType === ELEMENT_NODE) children.push(child);
    }
    return children;
  }

  get text(): string {
    return this.nodeValue ?? '';
  }

  getAttribute(name: string): string | null {
    return this.attributes.get(name) ?? null;
  }

  append(child: FileNode, last: FileNode | null): void {
    child.parentNode = this;
    child.previousSibling = last;
    if (last === null) this.firstChild = child;
    else last.nextSibling = child;
  }
}

/** True for a file of HTML, by its name or by how it begins. */
export function isHtmlFile(name: string, source: string): boolean {
  return /\.x?html?$/i.test(name) || /^\s*<(?:!doctype\s+html|html|head|body)\b/i.test(source);
}

/** Reads a text that stands by itself, its lines as they are: like a page's `<pre>`. */
export function readPlainText(text: string): AnnotatedText<FileNode> {
  const root = new FileNode(ELEMENT_NODE, 'PRE', null);
  const node = new FileNode(TEXT_NODE, '#text', text);
  node.places = { startOf: (offset) => offset, endOf: (offset) => offset + 1 };
  root.append(node, null);
  return annotatedText([node], '');
}

/**
 * Reads a file of HTML as browsers do. Styles are not known: only `style` attributes and the elements' own
 * nature tell what is a block.
 * @param language the glossary's, as in `lang="en"`
 */
export function readHtml(source: string, language: string): AnnotatedText<FileNode> {
  const document = parse(source, { sourceCodeLocationInfo: true });
  const root = new FileNode(ELEMENT_NODE, '#document', null);
  const texts: FileNode[] = [];
  const open: {
    from: DefaultTreeAdapterTypes.ParentNode;
    to: FileNode;
    next: number;
    last: FileNode | null;
  }[] = [{ from: document, to: root, next: 0, last: null }];
  // Step by step: pages nest deeper than calls may.
  for (let top = open.at(-1); top; top = open.at(-1)) {
    const child = top.from.childNodes[top.next++];
    if (child === undefined) {
      open.pop();
      continue;
    }
    const node = fileNodeOf(child);
    if (node.nodeType === TEXT_NODE) {
      if (CODE_TAGS.has(top.to.nodeName) || node.text === '') continue;
      const place = child.sourceCodeLocation;
      if (place)
        node.places = alignText(source, { from: place.startOffset, to: place.endOffset, text: node.text });
      node.order = texts.length;
      texts.push(node);
    }
    top.to.append(node, top.last);
    top.last = node;
    if ('childNodes' in child) open.push({ from: child, to: node, next: 0, last: null });
  }
  return annotatedText(texts, language);
}

function fileNodeOf(node: DefaultTreeAdapterTypes.ChildNode): FileNode {
  if ('value' in node) return new FileNode(TEXT_NODE, '#text', node.value);
  if (!('tagName' in node)) return new FileNode(COMMENT_NODE, node.nodeName, null);
  const isHtml = node.namespaceURI === html.NS.HTML;
  return new FileNode(
    ELEMENT_NODE,
    isHtml ? node.tagName.toUpperCase() : node.tagName,
    null,
    new Map(node.attrs.map(({ name, value }) => [name, value])),
  );
}

function annotatedText(texts: readonly FileNode[], language: string): AnnotatedText<FileNode> {
  const parts = new ExplainableElements<FileNode>(language, ({ parentNode }) => parentNode);
  let isRead = false;
  return {
    reader: {
      read: () => {
        if (isRead || texts.length === 0) return null;
        isRead = true;
        return joinTexts(texts, ({ text }) => text);
      },
      joint,
      keepsLines,
    },
    mayExplain: ({ parentNode }) => parentNode !== null && parts.includes(parentNode),
    surroundingsOf: (match) => new FileSurroundings(texts, match),
    rangeOf: ({ start, end }) => ({
      start: start.node.places?.startOf(start.offset) ?? 0,
      end: end.node.places?.endOf(end.offset - 1) ?? 0,
    }),
  };
}

function joint(first: FileNode, second: FileNode): '' | '\n' | null {
  return jointBetweenTexts(first, second, isBlock);
}

/** True for an element whose text stands apart, as far as a file tells. */
function isBlock(element: FileNode): boolean {
  const tag = element.nodeName.toUpperCase();
  if (isAlwaysBlock(tag)) return true;
  const display = styleOf(element, 'display');
  if (display === null || display === 'none') {
    return !INLINE_TAGS.has(tag) && (BLOCK_TAGS.has(tag) || STYLED_BLOCK_TAGS.has(tag));
  }
  return isBlockDisplay(display);
}

function keepsLines(node: FileNode): boolean {
  for (let at = node.parentNode; at; at = at.parentNode) {
    const style = styleOf(at, 'white-space');
    if (style !== null) return /^(?:pre|break)/.test(style);
    if (at.nodeName === 'PRE') return true;
  }
  return false;
}

/** What an element's `style` attribute says of a property, or null. */
function styleOf(element: FileNode, property: string): string | null {
  for (const rule of element.getAttribute('style')?.split(';') ?? []) {
    const [name = '', value = ''] = rule.split(':');
    if (name.trim().toLowerCase() === property) return value.trim().toLowerCase();
  }
  return null;
}

function isHeading(element: FileNode): boolean {
  return HEADING_TAGS.includes(element.nodeName) || element.getAttribute('role') === 'heading';
}

/** The text around a match in a file; answers as `PageSurroundings` does on a page. */
class FileSurroundings implements Surroundings {
  constructor(
    private readonly texts: readonly FileNode[],
    private readonly match: NodeMatch<FileNode>,
  ) {}

  before(length: number): string {
    const { node, offset } = this.match.start;
    let text = node.text.slice(Math.max(0, offset - length), offset);
    for (let first = node; text.length < length;) {
      const previous = this.texts[first.order - 1];
      const between = previous && joint(previous, first);
      if (previous === undefined || between == null) break;
      text = previous.text.slice(-length) + between + text;
      first = previous;
    }
    return text.slice(-length);
  }

  after(length: number): string {
    const { node, offset } = this.match.end;
    let text = node.text.slice(offset, offset + length);
    for (let last = node; text.length < length;) {
      const next = this.texts[last.order + 1];
      const between = next && joint(last, next);
      if (next === undefined || between == null) break;
      text += between + next.text.slice(0, length);
      last = next;
    }
    return text.slice(0, length);
  }

  isInHeading(): boolean {
    for (let at = this.block(); at; at = at.parentNode) if (isHeading(at)) return true;
    return false;
  }

  heading(): string {
    for (let at = this.block(); at; at = at.parentNode) {
      for (let before = at.previousSibling; before; before = before.previousSibling) {
        const heading = lastHeadingIn(before);
        if (heading) return textIn(heading).trim();
      }
    }
    return '';
  }

  private block(): FileNode | null {
    let at = this.match.start.node.parentNode;
    while (at?.parentNode && !isBlock(at)) at = at.parentNode;
    return at;
  }
}

/** Nodes of a part of the tree, in reading order. */
function* nodesIn(root: FileNode): Generator<FileNode> {
  for (let at: FileNode | null = root; at;) {
    yield at;
    if (at.firstChild) {
      at = at.firstChild;
      continue;
    }
    while (at && at !== root && !at.nextSibling) at = at.parentNode;
    at = at === root || at === null ? null : at.nextSibling;
  }
}

function lastHeadingIn(root: FileNode): FileNode | null {
  if (root.nodeType !== ELEMENT_NODE) return null;
  if (isHeading(root)) return root;
  let last: FileNode | null = null;
  for (const node of nodesIn(root)) if (node.nodeType === ELEMENT_NODE && isHeading(node)) last = node;
  return last;
}

function textIn(root: FileNode): string {
  let text = '';
  for (const node of nodesIn(root)) text += node.text;
  return text;
}
