import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import type { NodeMatch } from '../../glossary/node-match';
import { hasEnoughText, isReadable, mayHoldLanguage, whenEnoughText } from '../../page/enough-text';
import type { PageMarker } from '../../page/page-marker';
import { PageSurroundings } from '../../page/surroundings';
import { blockOf } from '../../page/blocks';
import { Walk } from '../../page/walk';
import { expectWords, makeMarker } from './marked-page';

let area: HTMLElement;
beforeEach(() => {
  area = document.createElement('main');
  document.body.append(area);
  document.documentElement.removeAttribute('lang');
});
afterEach(() => {
  area.remove();
  document.documentElement.removeAttribute('lang');
});

const SENTENCE = 'She walks with a frame since the fall.';

describe('a frame is worth reading', () => {
  it.each([
    ['a sentence', `<p>${SENTENCE}</p>`, true],
    ['a sentence over many elements', SENTENCE.replaceAll(' ', ' <b></b> <i>') + '</i>', true],
    ['text of another script', '<p>вывих тазобедренного сустава справа</p>', true],
    ['a counter', '<p>12:30 · 4 new</p>', false],
    ['figures', `<p>${'1234567890 '.repeat(50)}</p>`, false],
    ['nothing', '', false],
    [
      'scripts and style sheets alone',
      `<script type="text/plain">${SENTENCE}</script><style>/* ${SENTENCE} */</style>`,
      false,
    ],
    ['text for browsers without scripts', `<noscript>${SENTENCE}</noscript>`, false],
  ])('%s', (_, html, worth) => {
    area.innerHTML = html;
    expect(hasEnoughText(document)).toBe(worth);
  });

  it('a page made of parts with roots of their own', () => {
    area.innerHTML = '<div></div>';
    area.firstElementChild?.attachShadow({ mode: 'open' });
    expect(hasEnoughText(document)).toBe(true);
  });

  it('never a drawing or a feed', () => {
    expect(isReadable(document)).toBe(true);
    const drawing = new DOMParser().parseFromString(
      '<svg xmlns="http://www.w3.org/2000/svg"/>',
      'image/svg+xml',
    );
    expect(isReadable(drawing)).toBe(false);
  });

  it('never one that is too small to read in', async () => {
    area.innerHTML = `<p>${SENTENCE}</p>`;
    await page.viewport(50, 600);
    expect(hasEnoughText(document)).toBe(false);
    await page.viewport(600, 600);
    expect(hasEnoughText(document)).toBe(true);
  });
});

describe('a frame without text', () => {
  it('is not laid out for our sake', () => {
    const width = vi.spyOn(window, 'innerWidth', 'get');
    const height = vi.spyOn(window, 'innerHeight', 'get');
    try {
      expect(hasEnoughText(document)).toBe(false);
      expect(width).not.toHaveBeenCalled();
      expect(height).not.toHaveBeenCalled();
    } finally {
      width.mockRestore();
      height.mockRestore();
    }
  });
});

describe('a page may hold English', () => {
  it.each([
    ['', '', true],
    ['en', '', true],
    ['EN-us', '', true],
    ['en_GB', '', true],
    ['fr', '', false],
    ['fr', '<p lang="en">x</p>', true],
    ['fr', '<p lang="EN-gb">x</p>', true],
    ['fr', '<p lang="enm">x</p>', false],
  ])('where the page says "%s" and holds "%s": %s', (language, html, may) => {
    document.documentElement.lang = language;
    area.innerHTML = html;
    expect(mayHoldLanguage(document, 'en')).toBe(may);
  });
});

describe('waiting for text', () => {
  it('ends at once where there is text', async () => {
    area.textContent = SENTENCE;
    await whenEnoughText(document, 'en', new AbortController().signal);
  });

  it('ends when the page has filled itself, in the end in the language', async () => {
    document.documentElement.lang = 'fr';
    let isDone = false;
    const waiting = whenEnoughText(document, 'en', new AbortController().signal).then(() => (isDone = true));
    area.textContent = SENTENCE;
    await Promise.resolve();
    expect(isDone).toBe(false);
    const part = document.createElement('p');
    part.lang = 'en';
    area.append(part);
    await waiting;
    expect(isDone).toBe(true);
  });

  it('never ends once it was called off', async () => {
    let isDone = false;
    const calledOff = new AbortController();
    void whenEnoughText(document, 'en', calledOff.signal).then(() => (isDone = true));
    calledOff.abort();
    // Another one that waits for the same change tells when the first would have ended.
    const other = whenEnoughText(document, 'en', new AbortController().signal);
    area.textContent = SENTENCE;
    await other;
    expect(isDone).toBe(false);
  });
});

describe('the walk from word to word', () => {
  let marker: PageMarker;
  let walk: Walk;
  afterEach(() => {
    marker.stop();
    scrollTo(0, 0);
  });

  async function show(html: string, words: readonly string[]): Promise<void> {
    area.innerHTML = html;
    marker = makeMarker();
    marker.start();
    await expectWords(marker, words);
    walk = new Walk(marker.marks);
  }
  const step = (direction: 'next' | 'previous', enter = false): string | null =>
    walk.step(direction, enter)?.text ?? null;

  it('goes forth and back in reading order and says when there is no more', async () => {
    await show('<p>gout, edema</p><p>hip</p>', ['gout', 'edema', 'hip']);
    expect([step('next'), step('next'), step('next'), step('next')]).toEqual(['gout', 'edema', 'hip', null]);
    expect([step('previous'), step('previous'), step('previous')]).toEqual(['edema', 'gout', null]);
  });

  it('begins at what can be seen', async () => {
    await show(
      '<p>gout</p><div style="height: 3000px"></div><p>edema</p><div style="height: 3000px"></div><p>hip</p>',
      ['gout', 'edema', 'hip'],
    );
    scrollTo(0, 2900);
    expect(step('next')).toBe('edema');
    walk.reset();
    expect(step('previous')).toBe('gout');
  });

  it('enters a frame at its first or last word', async () => {
    await show('<p>gout</p><p>edema</p><p>hip</p>', ['gout', 'edema', 'hip']);
    expect(step('next', true)).toBe('gout');
    expect(step('previous', true)).toBe('hip');
  });

  it('passes over words that cannot be seen', async () => {
    await show(
      '<p>gout</p><p style="display: none">edema</p><p style="visibility: hidden">hip</p><p style="opacity: 0">edema</p><details><summary>More</summary>hip</details><div hidden="until-found">hip</div><p>vertigo</p>',
      ['gout', 'edema', 'hip', 'edema', 'hip', 'hip', 'vertigo'],
    );
    expect([step('next'), step('next'), step('next')]).toEqual(['gout', 'vertigo', null]);
  });

  it('follows words that are moved, and those inside roots of their own', async () => {
    await show('<p id="a">gout</p><div></div><p>hip</p>', ['gout', 'hip']);
    const part = document.createElement('div');
    part.attachShadow({ mode: 'open' }).append('edema');
    area.querySelector('div')?.append(part);
    await expectWords(marker, ['gout', 'edema', 'hip']);
    expect([step('next'), step('next'), step('next')]).toEqual(['gout', 'edema', 'hip']);
    area.append(area.querySelector('#a') ?? '');
    await expectWords(marker, ['edema', 'hip', 'gout']);
    expect(step('next')).toBe('gout');
  });

  it('goes on from a word that was chosen in another way, and begins anew when its word is gone', async () => {
    await show('<p>gout</p><p>edema</p><p>hip</p>', ['gout', 'edema', 'hip']);
    const edema = marker.marks.inReadingOrder()[1];
    if (edema) walk.stand(edema);
    expect(walk.current).toBe(edema);
    expect(step('next')).toBe('hip');
    if (edema) walk.stand(edema);
    area.querySelectorAll('p')[1]?.remove();
    await expect.poll(() => walk.current).toBeNull();
    expect(step('next')).toBe('gout');
  });
});

describe('the text around a word', () => {
  /** The surroundings of the first "gout" of a page. */
  function around(html: string): PageSurroundings {
    area.innerHTML = html;
    const walker = document.createTreeWalker(area, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!(node instanceof Text)) continue;
      const offset = node.data.indexOf('gout');
      if (offset < 0) continue;
      const match: NodeMatch<Text> = {
        term: 0,
        text: 'gout',
        at: offset,
        start: { node, offset },
        end: { node, offset: offset + 4 },
        nodes: [node],
      };
      return new PageSurroundings(match, blockOf(node));
    }
    throw new Error('The page of this test has no gout.');
  }

  it('is read through the elements of a line, as far as is asked', () => {
    const text = around('<p>She <b>has had</b> <i>gout</i> for <u>ten</u> years.</p>');
    expect([text.before(8), text.before(100)]).toEqual(['has had ', 'She has had ']);
    expect([text.after(5), text.after(100)]).toEqual([' for ', ' for ten years.']);
  });
  it('ends where another block begins', () => {
    const text = around('<div><p>Mr.</p>gout<p>Smith</p></div><p>after</p>');
    expect([text.before(100), text.after(100)]).toEqual(['', '']);
  });
  it('has a new line where the line is broken', () => {
    const text = around('<p>Diagnoses<br>gout<br>edema</p>');
    expect([text.before(100), text.after(100)]).toEqual(['Diagnoses\n', '\nedema']);
  });
  it('knows the heading above it', () => {
    expect(around('<h2>Medicines</h2><p>x</p><section><div><p>gout</p></div></section>').heading()).toBe(
      'Medicines',
    );
    expect(around('<section><h2>A</h2><h3>B</h3><p>x</p></section><p>gout</p>').heading()).toBe('B');
    expect(around('<p>gout</p><h2>Later</h2>').heading()).toBe('');
  });
  it('knows when it is a heading itself', () => {
    expect(around('<h2>My gout</h2>').isInHeading()).toBe(true);
    expect(around('<table><tr><th><p>gout</p></th></tr></table>').isInHeading()).toBe(true);
    expect(around('<h2>x</h2><p>gout</p>').isInHeading()).toBe(false);
  });
});
