/** A term where it stands in nodes. */
import type { FoundTerm } from './find-terms';
import { nodeOf, offsetOf, type NodePlace } from './text-runs';

/** A place in a node's text; the offset counts UTF-16 code units. */
export interface TextPoint<Node> {
  node: Node;
  offset: number;
}

/** A term where it stands in nodes. */
export interface NodeMatch<Node> {
  /** Number of the term in the index. */
  term: number;
  text: string;
  /** Offset in all that was read, in UTF-16 code units. */
  at: number;
  start: TextPoint<Node>;
  end: TextPoint<Node>;
  /** Every node it touches, in order; nearly always one. */
  nodes: readonly Node[];
}

/** Part of a run that one node gave. */
export interface Piece<Node> extends NodePlace<Node> {
  /** Where it starts in the run. */
  from: number;
  /** Which offset of the node's text that is. */
  offset: number;
}

/** @param text the term as it is written */
export function matchInNode<Node>(
  { term, start, end }: FoundTerm,
  text: string,
  place: NodePlace<Node>,
): NodeMatch<Node> {
  const node = nodeOf(place);
  return {
    term,
    text,
    at: offsetOf(place) + start,
    start: { node, offset: start },
    end: { node, offset: end },
    nodes: [node],
  };
}

export function matchInPieces<Node>(
  { term, start, end }: FoundTerm,
  text: string,
  pieces: readonly Piece<Node>[],
): NodeMatch<Node> {
  const touched = pieces.filter(
    ({ from }, i) => from < end && (pieces[i + 1]?.from ?? Number.POSITIVE_INFINITY) > start,
  );
  const first = touched[0];
  const last = touched.at(-1);
  if (!first || !last) throw new RangeError(`No node holds the offsets ${start} to ${end} of its run.`);
  const offset = start - first.from + first.offset;
  return {
    term,
    text: text.slice(start, end),
    at: offsetOf(first) + offset,
    start: { node: nodeOf(first), offset },
    end: { node: nodeOf(last), offset: end - last.from + last.offset },
    nodes: touched.map(nodeOf),
  };
}
