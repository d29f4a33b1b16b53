/**
 * Reads what the extension painted: every range in every `CSS.highlights` entry of ours, mapped back to the
 * text it stands on. It is read in the page's own world, where both browsers let the ranges be listed.
 */
import type { Frame, Page } from 'puppeteer-core';
import { runInPage } from './sent-function';

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface PaintedMark {
  /** Names of the highlights that hold this range. */
  highlights: string[];
  text: string;
  /** Text of the nearest block around it, with its white space made single. */
  block: string;
  startOffset: number;
  endOffset: number;
  /** False where the range stands on nodes that are no longer part of the page. */
  isConnected: boolean;
  /** One for each line it takes, in CSS pixels of the viewport of its frame. */
  boxes: Box[];
  /** Index of each frame among its siblings, from the top down; empty for the top frame. */
  framePath: number[];
  frame: Frame;
}

/** Every painted mark of a page, frame by frame from the top, in reading order. */
export async function readPaintedMarks(page: Page): Promise<PaintedMark[]> {
  const perFrame = await Promise.all(
    loadedFrames(page).map(async (frame) => {
      const marks = await runInPage(frame, listRangesOfFrame).catch((error: unknown) => {
        // A frame that went away meanwhile, or whose document was exchanged, has no marks.
        if (frame.detached || /context|navigat|detached|discarded/i.test(String(error))) return [];
        throw error;
      });
      return marks.map((mark) => ({ ...mark, frame }));
    }),
  );
  return perFrame
    .flat()
    .sort((a, b) => compareOrder(a.framePath, b.framePath) || compareOrder(a.place, b.place))
    .map(({ place: _place, ...mark }) => mark);
}

/** The frames that hold a document; one whose address the browser refused never gets any. */
export function loadedFrames(page: Page): Frame[] {
  return page.frames().filter((frame) => frame.url() !== '');
}

/** The middle of a mark's first line, in the coordinates of the whole page view. */
export async function locateMark(mark: PaintedMark): Promise<{ x: number; y: number }> {
  const [box] = mark.boxes;
  if (box === undefined) throw new Error(`The mark "${mark.text}" takes no room on the page.`);
  const point = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  for (let frame = mark.frame; ;) {
    const parent = frame.parentFrame();
    if (parent === null) return point;
    const element = await frame.frameElement();
    const content = await element?.evaluate((iframe) => {
      const { x, y } = iframe.getBoundingClientRect();
      return { x: x + iframe.clientLeft, y: y + iframe.clientTop };
    });
    if (content === undefined) throw new Error(`The frame of the mark "${mark.text}" is gone.`);
    point.x += content.x;
    point.y += content.y;
    frame = parent;
  }
}

function compareOrder(a: number[], b: number[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** Runs inside a frame: it is sent there as text and can use nothing from this module. */
function listRangesOfFrame() {
  const framePath: number[] = [];
  for (let view: Window = window; view !== view.parent; view = view.parent) {
    let index = 0;
    while (index < view.parent.length && view.parent[index] !== view) index++;
    framePath.unshift(index);
  }
  // For each node on the way down from the document its place among its siblings; a shadow tree comes first.
  const placeOf = (node: Node): number[] => {
    const place: number[] = [];
    for (let at: Node | null = node; at !== null;) {
      if (at instanceof ShadowRoot) {
        place.unshift(-1);
        at = at.host;
        continue;
      }
      let index = 0;
      for (let before = at.previousSibling; before !== null; before = before.previousSibling) index++;
      place.unshift(index);
      at = at.parentNode;
    }
    return place;
  };
  const blockOf = (node: Node): string => {
    let element = node.parentElement;
    while (element?.parentElement && getComputedStyle(element).display.startsWith('inline')) {
      element = element.parentElement;
    }
    return (element ?? node).textContent?.replace(/\s+/g, ' ').trim() ?? '';
  };
  const marks = [];
  const known = new Map<Node, Map<string, string[]>>();
  for (const [name, highlight] of CSS.highlights) {
    if (!name.startsWith('glossary-')) continue;
    for (const range of highlight) {
      const { startContainer, startOffset, endContainer, endOffset } = range;
      const end = `${startOffset}:${placeOf(endContainer).join('.')}:${endOffset}`;
      let fromNode = known.get(startContainer);
      if (fromNode === undefined) known.set(startContainer, (fromNode = new Map()));
      const sameRange = fromNode.get(end);
      if (sameRange !== undefined) {
        sameRange.push(name);
        continue;
      }
      const highlights = [name];
      fromNode.set(end, highlights);
      const isConnected = startContainer.isConnected && endContainer.isConnected;
      let text = '';
      let boxes: { x: number; y: number; width: number; height: number }[] = [];
      try {
        const live = new Range();
        live.setStart(startContainer, startOffset);
        live.setEnd(endContainer, endOffset);
        text = live.toString();
        boxes = [...live.getClientRects()].map(({ x, y, width, height }) => ({ x, y, width, height }));
      } catch {
        text = '(the range lies outside its text)';
      }
      marks.push({
        highlights,
        text,
        block: blockOf(startContainer),
        startOffset,
        endOffset,
        isConnected,
        boxes,
        // A copy for each: Firefox's protocol sends an object that occurs twice only once.
        framePath: [...framePath],
        place: [...placeOf(startContainer), startOffset],
      });
    }
  }
  return marks;
}
