import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isTextNow } from '../../page/mark';

let area: HTMLElement;
beforeEach(() => {
  area = document.createElement('main');
  document.body.append(area);
});
afterEach(() => area.remove());

/** All text of a page as one match, as a search read it. */
function matchOf(html: string, text: string): Parameters<typeof isTextNow>[0] & { nodes: readonly Text[] } {
  area.innerHTML = html;
  const nodes: Text[] = [];
  const walker = document.createTreeWalker(area, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) nodes.push(walker.currentNode as Text);
  const [first, last] = [nodes[0], nodes.at(-1)];
  if (!first || !last) throw new Error('The page of this test has no text.');
  return { text, nodes, start: { node: first, offset: 0 }, end: { node: last, offset: last.length } };
}

describe('a term over several texts', () => {
  it('is still what was read where nothing changed, line breaks and new lines included', () => {
    expect(isTextNow(matchOf('total <b>hip</b> replacement', 'total hip replacement'))).toBe(true);
    expect(isTextNow(matchOf('total<br>hip', 'total\nhip'))).toBe(true);
    expect(isTextNow(matchOf('total\n<b>hip</b>', 'total hip'))).toBe(true);
  });
  it.each([
    ['loses its last letter', 'hi'],
    ['loses its first letter', 'ip'],
    ['gets another', 'hips'],
    ['is emptied', ''],
  ])('is no longer where one of its words %s', (_, now) => {
    const match = matchOf('total <b>hip</b> replacement', 'total hip replacement');
    const [, middle] = match.nodes;
    if (middle) middle.data = now;
    expect(isTextNow(match)).toBe(false);
  });
  it('is no longer where the space between two of its words went', () => {
    const match = matchOf('total <b>hip</b>', 'total hip');
    const [first] = match.nodes;
    if (first) first.data = 'total';
    expect(isTextNow(match)).toBe(false);
  });
});
