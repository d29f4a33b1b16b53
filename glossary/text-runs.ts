/**
 * Texts that are spread over nodes: many nodes are read in one go, as one string, and every place in it is told
 * by the node that it belongs to. Works on any kind of node, so the page and the annotate command find the same
 * terms.
 */

/** The texts of nodes that follow each other. */
export interface Stretch<Node> {
  /** In reading order; none is without text. */
  nodes: readonly Node[];
  /** Where each node's text ends in `text`, in UTF-16 code units. */
  ends: readonly number[];
  text: string;
}

/** Hands out texts in reading order and knows how they stand to each other. */
export interface TextReader<Node> {
  /** The next nodes, some thousand characters of them or a single longer one; null at the end. */
  read(): Stretch<Node> | null;
  /**
   * What stands between two neighbouring nodes that are one text: nothing, or a line break; null where a
   * block begins or ends between them. Asked only where a term is open.
   */
  joint(first: Node, second: Node): '' | '\n' | null;
  /**
   * False where a new line in the node's text is a mere space to the eye, as in most of a page. Asked only
   * where a term is open. Without it every new line counts.
   */
  keepsLines?(node: Node): boolean;
}

/** Puts the texts of nodes together; those without text are left out. */
export function joinTexts<Node>(nodes: readonly Node[], textOf: (node: Node) => string): Stretch<Node> {
  const kept: Node[] = [];
  const ends: number[] = [];
  let text = '';
  for (const node of nodes) {
    const own = textOf(node);
    if (own === '') continue;
    text += own;
    kept.push(node);
    ends.push(text.length);
  }
  return { nodes: kept, ends, text };
}

/** A stretch and where it stands in all that was read. */
export interface PlacedStretch<Node> extends Stretch<Node> {
  base: number;
}

/** A node by its place. */
export interface NodePlace<Node> {
  stretch: PlacedStretch<Node>;
  part: number;
}

/** Where a part of a stretch starts in its text. */
export function startOfPart<Node>({ ends }: Stretch<Node>, part: number): number {
  return part === 0 ? 0 : (ends[part - 1] ?? 0);
}

export function nodeOf<Node>({ stretch, part }: NodePlace<Node>): Node {
  const node = stretch.nodes[part];
  if (node === undefined)
    throw new RangeError(`A stretch of ${stretch.nodes.length} nodes has no node ${part}.`);
  return node;
}

export function ownTextOf<Node>({ stretch, part }: NodePlace<Node>): string {
  return stretch.text.slice(startOfPart(stretch, part), stretch.ends[part]);
}

/** First code unit of a node's text. */
export function codeAt<Node>({ stretch, part }: NodePlace<Node>): number {
  return stretch.text.charCodeAt(startOfPart(stretch, part));
}

/** Where a node's text starts in all that was read. */
export function offsetOf<Node>({ stretch, part }: NodePlace<Node>): number {
  return stretch.base + startOfPart(stretch, part);
}
