import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import type { PageMarker } from '../../page/page-marker';
import { expectWords, makeMarker, nextFrame, paintedRanges, paintedWords, wordsOf } from './marked-page';

let area: HTMLElement;
let marker: PageMarker;
beforeEach(async () => {
  await page.viewport(800, 600);
  area = document.createElement('main');
  document.body.append(area);
});
afterEach(() => {
  vi.unstubAllGlobals();
  marker.stop();
  area.remove();
  scrollTo(0, 0);
});

async function show(html: string, words: readonly string[]): Promise<void> {
  area.innerHTML = html;
  marker = makeMarker();
  marker.start();
  await expectWords(marker, words);
  // Observers of layout tell what is near at the end of a frame.
  await nextFrame();
}

async function expectPainted(words: readonly string[]): Promise<void> {
  await expect.poll(() => paintedWords().toSorted()).toEqual(words.toSorted());
}

describe('words that cannot be seen yet', () => {
  it.each([
    ['a closed tab', '<div id="x" class="tab"><p>gout</p></div>', '.tab { display: none }'],
    [
      'an accordion without height',
      '<div id="x" class="shut"><p>gout</p></div>',
      '.shut { height: 0; overflow: hidden }',
    ],
    ['a part without a box', '<p id="x" class="shut">gout</p>', '.shut { display: none }'],
  ])('are found in %s, and painted as soon as a class opens it', async (_, html, css) => {
    await show(`<style>${css}</style>${html}<p>edema</p>`, ['gout', 'edema']);
    await expectPainted(['edema']);
    area.querySelector('#x')?.removeAttribute('class');
    await expectPainted(['gout', 'edema']);
  });

  it('are found in closed details and painted once these are opened', async () => {
    await show('<details><summary>More</summary><p>gout</p></details><p>edema</p>', ['gout', 'edema']);
    await expectPainted(['edema']);
    area.querySelector('details')?.setAttribute('open', '');
    await expectPainted(['gout', 'edema']);
  });

  it('are painted where a part without visibility gets it back', async () => {
    await show('<style>.off { visibility: hidden }</style><p id="x" class="off">gout</p>', ['gout']);
    area.querySelector('#x')?.removeAttribute('class');
    await expectPainted(['gout']);
  });
});

it('paints words in paragraphs that the page gave no box of their own', async () => {
  await show('<div><p style="display: contents">gout</p></div>', ['gout']);
  await expectPainted(['gout']);
});

describe('on a long page', () => {
  const LINES = 400;
  const htmlOf = (count: number): string =>
    Array.from({ length: count }, (_, i) => `<p style="height: 50px; margin: 0">${i} gout</p>`).join('');
  const html = htmlOf(LINES);
  const words = Array.from({ length: LINES }, () => 'gout');
  const lines = (): number[] =>
    paintedRanges()
      .map(({ range }) => Number.parseInt(range.startContainer.textContent ?? '', 10))
      .sort((a, b) => a - b);

  it('holds only words near the viewport, and brings others while scrolling', async () => {
    await show(html, words);
    await expect.poll(lines).toContain(0);
    expect(lines().length).toBeLessThan(30);
    scrollTo(0, 10_000);
    await expect.poll(lines).toContain(205);
    await expect.poll(lines).not.toContain(0);
    expect(lines().length).toBeLessThan(40);
    expect(wordsOf(marker)).toHaveLength(LINES);
  });

  it('brings them wherever a jump leads, and where a part in between is shut', async () => {
    await show(html, words);
    for (const to of [19_000, 3_000, 12_000, 0]) {
      scrollTo(0, to);
      await expect.poll(lines).toContain(Math.min(to / 50 + 3, LINES - 1));
    }
    // All but every fortieth line is shut: what was far comes near without scrolling.
    const shut = document.createElement('style');
    shut.textContent = 'main p:not(:nth-of-type(40n)) { display: none }';
    area.append(shut);
    await expect.poll(lines, { timeout: 4000 }).toEqual([39, 79, 119, 159, 199, 239, 279, 319, 359, 399]);
    shut.remove();
    await expect.poll(lines).toContain(1);
  });

  it('brings them where much of the page was removed', async () => {
    await show(html, words);
    const all = [...area.querySelectorAll('p')];
    const kept = all.filter((_, line) => (line < 100 || line > 180) && line % 3 === 1);
    for (const line of all) if (!kept.includes(line)) line.remove();
    await expect.poll(() => marker.marks.size).toBe(kept.length);
    await expect.poll(() => marker.isSearching).toBe(false);
    for (const to of [4000, 1000, 5000, 0]) {
      scrollTo(0, to);
      const seen = kept.find((line) => line.getBoundingClientRect().top > 100);
      await expect.poll(lines).toContain(Number.parseInt(seen?.textContent ?? '', 10));
    }
    expect(lines().length).toBeLessThan(40);
  });

  it('paints at once what is seen, wherever the page was scrolled before', async () => {
    // So many that no machine comes near what is seen in the time that is left of a first stretch.
    const many = 20_000;
    area.innerHTML = htmlOf(many);
    scrollTo(0, 950_000);
    // The page is never idle.
    vi.stubGlobal('requestIdleCallback', () => 1);
    marker = makeMarker();
    marker.start();
    await expect.poll(() => lines().length).toBeGreaterThan(0);
    // The rest of the page has not been searched.
    expect(lines().every((line) => line >= 19_000 && line <= 19_012)).toBe(true);
    expect(marker.marks.size).toBeLessThan(many);
  });

  it('does so inside a box that scrolls too', async () => {
    await show(`<div id="box" style="height: 300px; overflow: auto">${html}</div>`, words);
    await expect.poll(lines).toContain(0);
    expect(lines().length).toBeLessThan(30);
    area.querySelector('#box')?.scrollTo(0, 10_000);
    await expect.poll(lines).toContain(203);
    await expect.poll(lines).not.toContain(0);
  });
});

describe('on a page of very many texts', () => {
  const html = `<p id="seen">gout and <b style="color: #fff">edema</b></p>${'<p>plain <i>text</i></p>'.repeat(4000)}`;

  it('words are painted without lines, on light and on dark ground', async () => {
    await show(html, ['gout', 'edema']);
    await expect
      .poll(() =>
        paintedRanges()
          .map(({ name }) => name)
          .toSorted(),
      )
      .toEqual(['glossary-term-plain', 'glossary-term-plain-on-dark']);
    expect([...CSS.highlights.keys()].toSorted()).toEqual([
      'glossary-term-plain',
      'glossary-term-plain-on-dark',
    ]);
  });
});

it('comes back when the page clears all highlights', async () => {
  await show('<p>gout</p><p>edema</p>', ['gout', 'edema']);
  await expectPainted(['gout', 'edema']);
  CSS.highlights.clear();
  await expect.poll(() => paintedWords().toSorted(), { timeout: 4000 }).toEqual(['edema', 'gout']);
});

it('leaves highlights of the page itself alone', async () => {
  const own = new Highlight();
  CSS.highlights.set('search-of-the-page', own);
  await show('<p>gout</p>', ['gout']);
  marker.stop();
  expect([...CSS.highlights.keys()]).toEqual(['search-of-the-page']);
  CSS.highlights.delete('search-of-the-page');
});

it('gives light text on a dark ground a mark of its own colour', async () => {
  await show(
    '<p style="color: #222">gout</p><div style="background: #111"><p style="color: oklch(0.95 0.02 200)">edema</p></div>',
    ['gout', 'edema'],
  );
  await expectPainted(['gout', 'edema']);
  expect(paintedRanges().map(({ name, range }) => [name, range.startContainer.textContent])).toEqual(
    expect.arrayContaining([
      ['glossary-term', 'gout'],
      ['glossary-term-on-dark', 'edema'],
    ]),
  );
});

it('leaves nothing when it is stopped, and follows the page no more', async () => {
  await show('<p>gout</p><p class="far" style="margin-top: 3000px">edema</p>', ['gout', 'edema']);
  await expectPainted(['gout']);
  marker.stop();
  expect([...CSS.highlights.keys()]).toEqual([]);
  const before = [...marker.marks.all()];
  // Another marker on the same page tells when the first would have followed.
  const other = makeMarker();
  other.start();
  area.querySelector('p')?.append(' and vertigo');
  scrollTo(0, 3000);
  await expectWords(other, ['gout', 'vertigo', 'edema']);
  await expect.poll(paintedWords).toEqual(['edema']);
  expect([...marker.marks.all()]).toEqual(before);
  other.stop();
  expect([...CSS.highlights.keys()]).toEqual([]);
});
