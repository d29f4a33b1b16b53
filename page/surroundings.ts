/** The text around a match on a page, read only when a decision asks for it. */
import { HEADING_TAGS } from '../glossary/block-markup';
import type { Surroundings } from '../glossary/senses';
import type { NodeMatch } from '../glossary/node-match';
import { cutText } from './page-reader';
import { jointBetween } from './blocks';

const HEADINGS = [...HEADING_TAGS, '[role=heading]'].join(', ').toLowerCase();

export class PageSurroundings implements Surroundings {
  constructor(
    private readonly match: NodeMatch<Text>,
    private readonly block: Element,
  ) {}

  before(length: number): string {
    const { node, offset } = this.match.start;
    let text = cutText(node, offset - length, offset);
    const walker = this.walkerAt(node);
    for (let first = node; text.length < length;) {
      const previous = walker.previousNode() as Text | null;
      const joint = previous && jointBetween(previous, first);
      if (previous === null || joint === null) break;
      text = cutText(previous, previous.length - length, previous.length) + joint + text;
      first = previous;
    }
    return text.slice(-length);
  }

  after(length: number): string {
    const { node, offset } = this.match.end;
    let text = cutText(node, offset, offset + length);
    const walker = this.walkerAt(node);
    for (let last = node; text.length < length;) {
      const next = walker.nextNode() as Text | null;
      const joint = next && jointBetween(last, next);
      if (next === null || joint === null) break;
      text += joint + cutText(next, 0, length);
      last = next;
    }
    return text.slice(0, length);
  }

  isInHeading(): boolean {
    return this.block.closest(HEADINGS) !== null;
  }

  heading(): string {
    // Nearest in reading order before the block: among earlier siblings, then those of each ancestor.
    for (let at: Element | null = this.block; at; at = at.parentElement) {
      for (let before = at.previousElementSibling; before; before = before.previousElementSibling) {
        const heading = before.matches(HEADINGS) ? before : [...before.querySelectorAll(HEADINGS)].at(-1);
        if (heading) return heading.textContent.trim();
      }
    }
    return '';
  }

  private walkerAt(node: Text): TreeWalker {
    const root = this.block.contains(node) ? this.block : node;
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    walker.currentNode = node;
    return walker;
  }
}
