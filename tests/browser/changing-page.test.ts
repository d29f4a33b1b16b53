import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Mark } from '../../page/mark';
import type { PageMarker } from '../../page/page-marker';
import {
  expectWords,
  makeMarker,
  makeUnseenMarker,
  nextFrame,
  paintedWords,
  placesOf,
  stalePaint,
  wordsOf,
} from './marked-page';

let area: HTMLElement;
let marker: PageMarker;
let dropped: Mark[];
beforeEach(() => {
  dropped = [];
  area = document.createElement('main');
  document.body.append(area);
});
afterEach(() => {
  marker.stop();
  area.remove();
});

/** Starts marking a page with this content and waits until the words are painted. */
async function show(html: string, words: readonly string[]): Promise<void> {
  area.innerHTML = html;
  marker = makeMarker((mark) => dropped.push(mark));
  marker.start();
  await expectWords(marker, words);
  await expect.poll(() => paintedWords().length).toBe(words.length);
}

function find(selector: string): HTMLElement {
  const element = area.querySelector<HTMLElement>(selector);
  if (!element) throw new Error(`The page of this test has no ${selector}.`);
  return element;
}

function textIn(selector: string): Text {
  const text = find(selector).firstChild;
  if (!(text instanceof Text)) throw new Error(`${selector} begins with no text.`);
  return text;
}

/** Makes a change and looks at the paint before the browser can draw a frame. */
async function change(makeChange: () => void): Promise<void> {
  makeChange();
  await Promise.resolve();
  expect(stalePaint(marker)).toEqual([]);
}

describe('no wrong word lights up when the page', () => {
  const PAGE = '<p id="a">my gout today</p><p id="b">a total <b>hip</b> replacement</p><p id="c">edema</p>';
  const WORDS = ['gout', 'total hip replacement', 'edema'];

  it.each<[string, () => void, string[]]>([
    ['edits a text', () => (textIn('#a').data = 'now the gout is gone'), WORDS],
    ['puts letters into a text', () => textIn('#a').insertData(0, 'edema and '), ['edema', ...WORDS]],
    ['shortens a text', () => textIn('#a').deleteData(0, 3), WORDS],
    ['empties a text', () => (textIn('#a').data = ''), WORDS.slice(1)],
    ['removes a paragraph', () => find('#a').remove(), WORDS.slice(1)],
    ['removes the middle of a term', () => find('#b b').remove(), ['gout', 'edema']],
    ['puts a word into a term', () => textIn('#b').after('left '), ['gout', 'hip', 'edema']],
    [
      'puts a paragraph into a term',
      () => find('#b b').before(Object.assign(document.createElement('p'), { textContent: 'x' })),
      ['gout', 'hip', 'edema'],
    ],
    [
      'moves the end of a term to its front',
      () => find('#b').prepend(find('#b').lastChild ?? ''),
      ['gout', 'hip', 'edema'],
    ],
    ['moves a paragraph', () => area.append(find('#a')), [...WORDS.slice(1), 'gout']],
    ['writes the content anew', () => (area.innerHTML = '<p>vertigo</p>'), ['vertigo']],
    ['splits a text in a word', () => textIn('#a').splitText(5), WORDS],
    [
      'splits a text and joins it again',
      () => {
        textIn('#a').splitText(5);
        find('#a').normalize();
      },
      WORDS,
    ],
    [
      'joins two texts into a term',
      () => {
        find('#c').append(' of go', 'ut');
        find('#c').normalize();
      },
      [...WORDS, 'gout'],
    ],
    [
      'puts a comment where a word was',
      () => find('#a').replaceWith(document.createComment('later')),
      WORDS.slice(1),
    ],
    [
      'puts a comment where a word between two was',
      () => {
        find('#c').innerHTML = 'weight <i>not</i> bearing';
        find('#c i').replaceWith(document.createComment(''));
      },
      ['gout', 'total hip replacement', 'weight bearing'],
    ],
    [
      'adds the rest of a term',
      () => {
        find('#c').textContent = 'weight';
        find('#c').append(' bearing');
      },
      ['gout', 'total hip replacement', 'weight bearing'],
    ],
  ])('%s', async (_, makeChange, after) => {
    await show(PAGE, WORDS);
    await change(makeChange);
    await expect.poll(() => wordsOf(marker).map((word) => word.replace(/\s+/g, ' '))).toEqual(after);
    await expect.poll(() => paintedWords().length).toBe(after.length);
    expect(stalePaint(marker)).toEqual([]);
  });
});

it('lights up no wrong word when the page fills a place in a term that it had left empty', async () => {
  await show('<p>a total <b>hip</b> replacement</p>', ['total hip replacement']);
  const place = new Text('');
  await change(() => find('b').append(place));
  await change(() => (place.data = 's'));
  await expectWords(marker, ['hips']);
});

it('lets go of the words of removed parts, also far from what can be seen', async () => {
  await show('<p>gout</p>', ['gout']);
  const far = document.createElement('div');
  far.style.marginTop = '5000px';
  far.innerHTML = '<p>edema</p>';
  area.append(far);
  await expectWords(marker, ['gout', 'edema']);
  far.replaceWith(document.createComment('gone'));
  await expectWords(marker, ['gout']);
  expect(dropped.at(-1)?.text).toBe('edema');
});

it('keeps the words of a text that did not change, so that an open card stays open', async () => {
  await show(
    '<section><p>my gout</p>a total <b>hip</b> replacement and <i>edema</i> <u>12:00</u></section><p>x</p>',
    ['gout', 'total hip replacement', 'edema'],
  );
  const before = marker.marks.inReadingOrder();
  // A message comes and goes; a clock beside the words ticks.
  const message = document.createElement('div');
  message.textContent = 'Saved. vertigo';
  area.append(message);
  await expectWords(marker, ['gout', 'total hip replacement', 'edema', 'vertigo']);
  find('u').firstChild?.replaceWith('12:01');
  message.remove();
  await expectWords(marker, ['gout', 'total hip replacement', 'edema']);
  find('section').append(' vertigo');
  await expectWords(marker, ['gout', 'total hip replacement', 'edema', 'vertigo']);
  expect(marker.marks.inReadingOrder().slice(0, 3)).toEqual(before);
  expect(dropped.map(({ text }) => text)).toEqual(['vertigo']);
});

describe('reads a large page to its end although it changes meanwhile:', () => {
  const COUNT = 8000;

  function startLargePage(): void {
    area.innerHTML = `<section><div>${'<p>some words of <b>no</b> interest</p>'.repeat(COUNT)}</div></section><p id="end">vertigo</p>`;
    marker = makeMarker();
    marker.start();
    // Only the first slice has run: the search stands somewhere in the middle.
    expect(wordsOf(marker)).toEqual([]);
  }

  it('what is just being read is removed', async () => {
    startLargePage();
    find('div').remove();
    await expectWords(marker, ['vertigo']);
  });
  it('what is just being read is moved to the end', async () => {
    startLargePage();
    find('div').append(Object.assign(document.createElement('p'), { textContent: 'edema' }));
    find('#end').after(find('section'));
    await expectWords(marker, ['vertigo', 'edema']);
  });
});

type Edit = [kind: number, at: number, other: number, text: string];

// No abbreviations: whether one is marked depends on the words around it, which may not be searched again.
const edits = fc.array(
  fc.tuple(
    fc.nat(11),
    fc.nat(50),
    fc.nat(50),
    fc.constantFrom(
      'gout',
      'total ',
      'hip',
      ' replacement',
      ' and ',
      'edema',
      's',
      '',
      '\n',
      'weight bearing',
      'edema.',
    ),
  ),
  { minLength: 5, maxLength: 25 },
);

/** One change as scripts of pages make them, at places that the numbers choose. */
function edit([kind, at, other, text]: Edit): void {
  const elements = [area, ...area.querySelectorAll('*')];
  const element = elements[at % elements.length] ?? area;
  const target = elements[other % elements.length] ?? area;
  const texts: Text[] = [];
  const walker = document.createTreeWalker(area, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  const node = texts[at % Math.max(1, texts.length)];
  switch (kind) {
    case 0:
      if (node) node.data = text;
      break;
    case 1:
      node?.insertData(other % (node.length + 1), text);
      break;
    case 2:
      node?.deleteData(other % (node.length + 1), 3);
      break;
    case 3:
      node?.splitText(other % (node.length + 1));
      break;
    case 4:
      element.normalize();
      break;
    case 5:
      if (element !== area) element.remove();
      break;
    case 6:
      node?.remove();
      break;
    case 7:
      if (!element.contains(target)) target.append(element);
      break;
    case 8:
      if (node) target.prepend(node);
      break;
    case 9:
      element.append(Object.assign(document.createElement(other % 2 ? 'b' : 'p'), { textContent: text }));
      break;
    case 10:
      element.prepend(text);
      break;
    default:
      element.innerHTML = `${text}<i>${text}</i><br>total <b>hip</b> replacement`;
  }
}

it('never lights up a wrong word in any series of changes, and in the end finds what a new search would', async () => {
  await fc.assert(
    fc.asyncProperty(edits, async (series) => {
      area.innerHTML = '<p>my gout, a total <b>hip</b> replacement</p><ul><li>edema<li><u>edema</u>s</ul>';
      marker = makeMarker();
      marker.start();
      const wrong: string[] = [];
      let isWatching = true;
      const watch = (): void => {
        wrong.push(...stalePaint(marker));
        if (isWatching) requestAnimationFrame(watch);
      };
      watch();
      try {
        for (const [i, one] of series.entries()) {
          edit(one);
          await Promise.resolve();
          wrong.push(...stalePaint(marker));
          if (i % 4 === 0) await nextFrame();
        }
        await expect
          .poll(
            async () => {
              const fresh = makeUnseenMarker();
              fresh.start();
              await vi.waitUntil(() => !fresh.isSearching, { interval: 4 });
              const wanted = placesOf(fresh);
              fresh.stop();
              return { wanted, found: placesOf(marker) };
            },
            { timeout: 10_000 },
          )
          .toSatisfy(({ wanted, found }: Record<string, string[]>) => wanted?.join() === found?.join());
        expect(wrong).toEqual([]);
      } finally {
        isWatching = false;
        marker.stop();
      }
    }),
    { numRuns: 12, endOnFailure: true },
  );
}, 60_000);
