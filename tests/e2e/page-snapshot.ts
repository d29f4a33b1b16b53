/**
 * A page as its own scripts see it, written down byte for byte: what the extension must leave alone. The
 * one thing of ours that may stand in it, the host element of the card, is taken out and counted.
 */
import type { Page } from 'puppeteer-core';
import { loadedFrames } from '../../scripts/painted-marks';
import { runInPage } from '../../scripts/sent-function';

export interface FrameSnapshot {
  /** Index of each frame among its siblings, from the top down; empty for the top frame. */
  path: number[];
  url: string;
  html: string;
  /** Every text node by itself, so that a split or joined one shows. */
  texts: string[];
  /** The inside of open shadow roots, in document order. */
  shadowRoots: string[];
  /** What people typed or chose, which markup does not show. */
  fields: string[];
  hosts: number;
}

/** Writes down every frame of a page, from the top. */
export async function takeSnapshot(page: Page): Promise<FrameSnapshot[]> {
  const frames = await Promise.all(loadedFrames(page).map((frame) => runInPage(frame, writeFrameDown)));
  // Where a frame could not be loaded the browser shows a page of its own, which is new each time.
  const ofThePage = frames.filter(({ url }) => !/^(?:chrome-error|about:neterror|about:blocked)/.test(url));
  return ofThePage.sort((a, b) => orderKey(a.path).localeCompare(orderKey(b.path)));
}

function orderKey(path: number[]): string {
  return path.map((index) => String(index).padStart(4, '0')).join('.');
}

/** Runs inside a frame: it is sent there as text and can use nothing from this module. */
function writeFrameDown(): FrameSnapshot {
  const path: number[] = [];
  for (let view: Window = window; view !== view.parent; view = view.parent) {
    let index = 0;
    while (index < view.parent.length && view.parent[index] !== view) index++;
    path.unshift(index);
  }
  const cardHost = /<glossary-card\b[^>]*><\/glossary-card>/g;
  const texts: string[] = [];
  const shadowRoots: string[] = [];
  const fields: string[] = [];
  const collect = (root: Node) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ALL);
    for (let node: Node | null = walker.currentNode; node !== null; node = walker.nextNode()) {
      if (node instanceof CharacterData) texts.push(`${node.nodeName} ${node.data}`);
      else if (node instanceof HTMLInputElement) fields.push(`${node.value} ${node.checked}`);
      else if (node instanceof HTMLTextAreaElement || node instanceof HTMLSelectElement)
        fields.push(node.value);
      if (node instanceof Element && node.shadowRoot) {
        shadowRoots.push(node.shadowRoot.innerHTML);
        collect(node.shadowRoot);
      }
    }
  };
  collect(document);
  const html = document.documentElement.outerHTML;
  return {
    path,
    url: location.href,
    html: html.replace(cardHost, ''),
    texts,
    shadowRoots,
    fields,
    hosts: html.match(cardHost)?.length ?? 0,
  };
}
