import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import type { Mark } from '../../page/mark';
import type { PageMarker } from '../../page/page-marker';
import { markAt } from '../../page/point';
import { rectanglesOf } from '../../page/rectangles';
import { expectWords, makeMarker } from './marked-page';

let area: HTMLElement;
let marker: PageMarker;
beforeEach(async () => {
  await page.viewport(800, 600);
  area = document.createElement('main');
  document.body.append(area);
});
afterEach(() => {
  marker.stop();
  area.remove();
});

async function show(html: string, words: readonly string[]): Promise<void> {
  area.innerHTML = html;
  marker = makeMarker();
  marker.start();
  await expectWords(marker, words);
}

interface Point {
  x: number;
  y: number;
}

function at(point: Point): Mark | null {
  return markAt(marker.marks, point, marker.openShadowRoots);
}

/** A point in each quarter of every letter of a mark, as they stand on the screen. */
function pointsIn(mark: Mark): Point[] {
  const points: Point[] = [];
  for (const node of mark.nodes) {
    const { startContainer, startOffset, endContainer, endOffset } = mark.range;
    const from = node === startContainer ? startOffset : 0;
    const to = node === endContainer ? endOffset : node.length;
    for (let i = from; i < to; i++) {
      const letter = document.createRange();
      letter.setStart(node, i);
      letter.setEnd(node, i + 1);
      for (const { x, y, width, height } of letter.getClientRects()) {
        if (width === 0 || node.data.charAt(i).trim() === '') continue;
        for (const part of [0.3, 0.5, 0.7]) points.push({ x: x + width * part, y: y + height * part });
      }
    }
  }
  return points;
}

describe('the word under the pointer is found', () => {
  it.each([
    ['in a paragraph', '<p>my gout today</p>', ['gout']],
    ['at the beginning and end of a line', '<p>gout</p>', ['gout']],
    ['where elements break it', '<p>a total <b>hip</b> replacement</p>', ['total hip replacement']],
    ['where it begins in one element and ends in another', '<p>my <b>ede</b><i>ma</i> today</p>', ['edema']],
    ['where two words touch', '<p>gout/edema</p>', ['gout', 'edema']],
    ['over two lines', '<p style="width: 3em">total hip replacement</p>', ['total hip replacement']],
    ['in a magnified part', '<div style="zoom: 1.7"><p>my gout today</p></div>', ['gout']],
    ['in a shrunken part', '<div style="transform: scale(0.6)"><p>my gout today</p></div>', ['gout']],
    [
      'in a turned part',
      '<div style="transform: translate(100px, 100px) rotate(90deg); width: 200px"><p>my gout today</p></div>',
      ['gout'],
    ],
    [
      'in a part that stands on its head',
      '<div style="transform: rotate(180deg); width: 300px"><p>my gout today</p></div>',
      ['gout'],
    ],
    [
      'in lines that run down',
      '<p style="writing-mode: vertical-rl; height: 200px">my gout today</p>',
      ['gout'],
    ],
    [
      'in lines that run down, letters upright',
      '<p style="writing-mode: vertical-lr; text-orientation: upright; height: 200px">my gout today</p>',
      ['gout'],
    ],
    ['in a page that is read from the right', '<p dir="rtl">כאב gout ברגל</p>', ['gout']],
    ['in letters set apart', '<p style="letter-spacing: 8px">my gout today</p>', ['gout']],
    ['in a table', '<table><tr><td>gout</td><td>edema</td></tr></table>', ['gout', 'edema']],
    [
      'in a box that is scrolled',
      '<div id="s" style="height: 60px; overflow: auto"><p style="margin-top: 300px">my gout</p></div>',
      ['gout'],
    ],
    ['in text that cannot be selected', '<p style="user-select: none">my gout today</p>', ['gout']],
  ])('%s', async (_, html, words) => {
    await show(html, words);
    area.querySelector('#s')?.scrollTo(0, 1000);
    for (const mark of marker.marks.all()) {
      const points = pointsIn(mark);
      expect(points.length).toBeGreaterThan(6);
      for (const point of points) expect(at(point)?.text, JSON.stringify(point)).toBe(mark.text);
    }
  });

  it('in shadow roots, one in another too', async () => {
    const outer = document.createElement('div');
    const root = outer.attachShadow({ mode: 'open' });
    root.innerHTML = '<p>my gout</p><div></div>';
    root.querySelector('div')?.attachShadow({ mode: 'open' }).append('edema here');
    area.append(outer);
    marker = makeMarker();
    marker.start();
    await expectWords(marker, ['gout', 'edema']);
    for (const mark of marker.marks.all()) {
      for (const point of pointsIn(mark)) expect(at(point)).toBe(mark);
    }
  });
});

describe('no word is under the pointer', () => {
  it('beside the end of its line, above or below it', async () => {
    await show('<p style="margin: 50px 0">today my gout</p>', ['gout']);
    const [mark] = [...marker.marks.all()];
    const [box] = mark ? rectanglesOf(mark.range) : [];
    if (!box) throw new Error('The word of this test is not laid out.');
    const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    expect(at(middle)).toBe(mark);
    for (const far of [10, 30, 100, 300])
      expect(at({ ...middle, x: box.x + box.width + far }), `${far} px`).toBeNull();
    expect(at({ ...middle, y: box.y + box.height + 20 })).toBeNull();
    expect(at({ ...middle, y: box.y - 20 })).toBeNull();
    expect(at({ ...middle, x: box.x - 10 })).toBeNull();
  });

  it('where something lies over it', async () => {
    await show('<p>my gout</p><div style="position: fixed; inset: 0; background: #fff">a window</div>', [
      'gout',
    ]);
    for (const mark of marker.marks.all()) {
      for (const point of pointsIn(mark)) expect(at(point)).toBeNull();
    }
  });

  it('once its text was cut away, even before the page was looked at again', async () => {
    await show('<p>my gout</p>', ['gout']);
    const points = [...marker.marks.all()].flatMap((mark) => pointsIn(mark));
    const text = area.querySelector('p')?.firstChild;
    if (text instanceof Text) text.data = 'my';
    for (const point of points) expect(at(point)).toBeNull();
    expect([...marker.marks.all()].flatMap((mark) => rectanglesOf(mark.range))).toEqual([]);
  });

  it('outside the viewport', async () => {
    await show('<p>my gout</p>', ['gout']);
    expect(at({ x: -5, y: -5 })).toBeNull();
    expect(at({ x: 5000, y: 10 })).toBeNull();
  });
});
