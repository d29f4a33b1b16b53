/**
 * A text of the page whose words stand in elements of ours. mark.js splits the page's text node: the node
 * itself stays as the first part, and the parts behind it are ours. Giving back puts all text into the page's
 * own node again, whatever the page did to the parts meanwhile.
 */
import MarkJs from 'mark.js';
import type { Mark } from './mark';
import type { MarkList } from './marks';

/** A part that mark.js made of the page's text: a word in its element, or the text behind one. */
type Piece = HTMLElement | Text;

export class WrappedText {
  private constructor(
    /** The page's own node. */
    readonly own: Text,
    /** What mark.js left in it. */
    private head: string,
    private readonly pieces: readonly Piece[],
    /** The element of each word. */
    readonly elements: ReadonlyMap<Mark, HTMLElement>,
  ) {}

  /**
   * Wraps words of a text, each in a `<mark>`, and moves the marks of the list along.
   * @param own a text node of the page
   * @param words marks that stand in this node alone
   * @returns null where not exactly these words could be wrapped; the page then has its text back
   */
  static wrap(own: Text, words: readonly Mark[], marks: MarkList): WrappedText | null {
    const { data: whole, nextSibling: end } = own;
    const stretches = [...marks.of(own)].map((mark) => ({ mark, ...stretchIn(mark, own) }));
    const elements = new Map<Mark, HTMLElement>();
    const byStart = new Map(words.map((mark) => [mark.startOffset, mark]));
    const ranges = words.map((mark) => ({ start: mark.startOffset, length: mark.text.length }));
    // One text at a time: mark.js joins all texts below what it is given and copies them for each word. It
    // takes any node, though its types speak of elements.
    const context: Node[] = [own];
    new MarkJs(context as HTMLElement[]).markRanges(ranges, {
      each: (element, { start }) => {
        const mark = byStart.get(start);
        element.removeAttribute('data-markjs');
        if (mark && element instanceof HTMLElement) elements.set(mark, element);
      },
    });
    const head = own.data;
    const pieces: Piece[] = [];
    for (let at = own.nextSibling; at !== end && (at instanceof HTMLElement || at instanceof Text);) {
      pieces.push(at);
      at = at.nextSibling;
    }
    // An empty text at the end tells a page that calls `normalize()`, which takes it away, from one that removes
    // its own node.
    const empty = new Text('');
    own.parentNode?.insertBefore(empty, end);
    pieces.push(empty);
    const wrapped = new WrappedText(own, head, pieces, elements);
    let from = head.length;
    for (const piece of pieces) {
      const text = textNodeOf(piece);
      if (!text) continue;
      for (const { mark, start, end: stop } of stretches) {
        if (start >= from && stop <= from + text.length) marks.move(mark, { from: own, to: text, by: -from });
      }
      from += text.length;
    }
    const isRight =
      head + pieces.map(({ textContent }) => textContent).join('') === whole &&
      words.every((mark) => elements.get(mark)?.textContent === mark.text);
    if (isRight) return wrapped;
    wrapped.giveBack(marks, new Set());
    return null;
  }

  /** Every text node of it: the page's own and those of the pieces. */
  *nodes(): Generator<Text> {
    yield this.own;
    for (const piece of this.pieces) {
      const text = textNodeOf(piece);
      if (text) yield text;
    }
  }

  /**
   * Puts the text back into the page's own node and removes what is ours; marks of the list move along. What
   * the page wrote into its node stays as it wrote it: the text of the pieces is out of date then.
   * @param edited text nodes into which the page wrote since
   */
  giveBack(marks: MarkList, edited: ReadonlySet<Node>): void {
    const { own, pieces } = this;
    this.comeBackIfNormalized();
    const isInPlace = (piece: Piece): boolean =>
      piece.parentNode !== null && piece.parentNode === own.parentNode && follows(piece, own);
    const first = pieces.find(isInPlace);
    const isEdited = own.data !== this.head || edited.has(own);
    // Whoever writes into our parts too found them on the page, and means each part by itself.
    const isRewritten =
      isEdited &&
      !pieces.some((piece) => edited.has(textNodeOf(piece) ?? piece)) &&
      !(first && this.isOnlyCutUp(first));
    if (isRewritten) {
      for (const piece of pieces) piece.remove();
      return;
    }
    if (!first) {
      // The page took its node away, or moved it: it takes all its text with it.
      for (const piece of pieces) moveText(piece, own, marks);
      return;
    }
    let before = first.previousSibling;
    // What the page put behind its own node belongs behind all of its text.
    let carrier: ChildNode | null = isEdited ? before : own;
    for (const piece of pieces) {
      // What the page removed by itself stays removed.
      if (!isInPlace(piece)) continue;
      // The page put something between two pieces: what follows must not go before it.
      if (piece.previousSibling !== before) carrier = before = piece.previousSibling;
      const text = textNodeOf(piece);
      if (text && carrier instanceof Text) moveText(piece, carrier, marks);
      else if (text?.data === '') piece.remove();
      else if (piece === text) carrier = before = piece;
      else {
        const { lastChild } = piece;
        piece.replaceWith(...piece.childNodes);
        if (lastChild) carrier = before = lastChild;
      }
    }
  }

  /** True where the page split its node, or put parts of it into elements, without another word. */
  private isOnlyCutUp(first: Piece): boolean {
    // Where nothing is left in the page's node, nothing can be cut off: the page emptied it.
    if (this.head === '' || this.own.nextSibling === first) return false;
    let text = '';
    for (let at: ChildNode | null = this.own; at && at !== first; at = at.nextSibling) {
      text += at.textContent ?? '';
    }
    return text === this.head;
  }

  /** Puts the page's node back where `normalize()` joined it to the text before it, or found it empty. */
  private comeBackIfNormalized(): void {
    const { own, pieces } = this;
    const first = pieces.find((piece) => piece.parentNode !== null);
    const isNormalized = first && own.parentNode === null && pieces.at(-1)?.parentNode === null;
    if (!isNormalized || own.data !== this.head) return;
    const before = first.previousSibling;
    if (this.head !== '' && !(before instanceof Text && before.data.endsWith(this.head))) return;
    own.data = '';
    this.head = '';
    first.before(own);
  }
}

/** Which part of a text node a mark takes, in UTF-16 code units. */
function stretchIn(mark: Mark, node: Text): { start: number; end: number } {
  return {
    start: mark.firstNode === node ? mark.startOffset : 0,
    end: mark.lastNode === node ? mark.endOffset : node.length,
  };
}

/** The one text node of a piece; null where the page put something into our element. */
function textNodeOf(piece: Piece): Text | null {
  if (piece instanceof Text) return piece;
  const { firstChild } = piece;
  return firstChild instanceof Text && firstChild.nextSibling === null ? firstChild : null;
}

/** Adds the text of a piece to the text before it, and removes the piece. */
function moveText(piece: Piece, to: Text, marks: MarkList): void {
  const from = textNodeOf(piece);
  const by = to.length;
  // Not by setting its data, which would take a selection out of the text that was there.
  to.appendData(piece.textContent ?? '');
  if (from) for (const mark of marks.of(from)) marks.move(mark, { from, to, by });
  piece.remove();
}

function follows(node: Node, other: Node): boolean {
  return (other.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}
