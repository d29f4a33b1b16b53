import axe from 'axe-core';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../../entrypoints/word-buttons.css';
import type { Mark } from '../../page/mark';
import { PageMarker } from '../../page/page-marker';
import { HighlightPainter } from '../../page/paint-highlights';
import { WordPainter } from '../../page/paint-words';
import { markAt } from '../../page/point';
import { expectWords, finder, nextFrame, paintedWords, stalePaint, wordsOf } from './marked-page';

let area: HTMLElement;
let marker: PageMarker;
let explained: Mark[];
beforeEach(() => {
  explained = [];
  marker = makeButtons();
  area = document.createElement('main');
  document.body.append(area);
});
afterEach(() => {
  vi.useRealTimers();
  marker.stop();
  area.remove();
});

/** A marker whose words are buttons, as the extension wires it. */
function makeButtons(): PageMarker {
  const writer = new WordPainter({
    highlights: new HighlightPainter(() => undefined),
    styleRoot: () => undefined,
    onExplain: (mark) => explained.push(mark),
  });
  return new PageMarker({ finder, language: 'en', painter: writer, writer, onDropped: () => undefined });
}

function buttons(root: ParentNode = area): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>('mark[data-glossary]')];
}

const textsOf = (elements: Element[]): (string | null)[] => elements.map(({ textContent }) => textContent);

/** Marks a page and waits until these words are buttons. */
async function show(html: string, words: readonly string[]): Promise<void> {
  area.innerHTML = html;
  marker = makeButtons();
  marker.start();
  await expect.poll(() => textsOf(buttons()), { timeout: 4000 }).toEqual(words);
}

function textNodes(root: Node): Text[] {
  const nodes: Text[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) nodes.push(walker.currentNode as Text);
  return nodes;
}

function find(selector: string): HTMLElement {
  const element = area.querySelector<HTMLElement>(selector);
  if (!element) throw new Error(`The page of this test has no ${selector}.`);
  return element;
}

/** Text nodes of the page, taken before it is marked, and what they said. */
function remember(html: string): { nodes: Text[]; data: string[] } {
  area.innerHTML = html;
  const nodes = textNodes(area);
  return { nodes, data: nodes.map(({ data }) => data) };
}

async function start(words: readonly string[]): Promise<void> {
  marker = makeButtons();
  marker.start();
  await expect.poll(() => textsOf(buttons()), { timeout: 4000 }).toEqual(words);
}

const PAGE =
  '<p id="a">gout and my edema, then gout</p><p id="b">a total <b>hip</b> replacement, vertigo</p><p id="c">edema</p>';
const BUTTONS = ['gout', 'edema', 'gout', 'vertigo', 'edema'];

describe('words as buttons', () => {
  it('stand in the page with the ids of their entries, and change neither its text nor its layout', async () => {
    area.innerHTML = PAGE;
    const before = { text: area.innerText, boxes: boxesOf(area) };
    await start(BUTTONS);
    expect(buttons().map(({ dataset }) => dataset['glossary'])).toEqual(BUTTONS);
    expect({ text: area.innerText, boxes: boxesOf(area) }).toEqual(before);
  });

  it('keep their look where the page gives marks another', async () => {
    await show('<style>main p mark { padding: 9px; color: red; font-size: 40px }</style><p>my gout</p>', [
      'gout',
    ]);
    const { padding, fontSize, color, textDecorationStyle } = getComputedStyle(find('mark'));
    const around = getComputedStyle(find('p'));
    expect([padding, fontSize, color]).toEqual(['0px', around.fontSize, around.color]);
    expect(textDecorationStyle).toBe('dotted');
  });

  it('are told as buttons that open a dialog, and break no rule of axe', async () => {
    document.title = 'words';
    document.documentElement.lang = 'en';
    await show(PAGE, BUTTONS);
    await expect
      .element(page.getByRole('button', { name: 'vertigo' }))
      .toHaveAttribute('aria-haspopup', 'dialog');
    const { violations } = await axe.run(area);
    expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
  });

  it.each([
    ['a link', '<a href="#">my gout</a>'],
    ['a button', '<button>my gout</button>'],
    ['a label', '<label>my gout <input></label>'],
    ['a summary', '<details open><summary>my gout</summary></details>'],
    ['a button by role', '<span role="button">my <i>gout</i></span>'],
    ['a part that takes focus', '<p tabindex="0">my gout</p>'],
    ['a part that screen readers skip', '<p aria-hidden="true">my gout</p>'],
    ['a row of boxes', '<p style="display: flex">my gout</p>'],
    ['a grid', '<div style="display: grid"><p style="display: contents">my gout</p></div>'],
  ])('are none in %s, where the word is painted', async (_, html) => {
    await show(`${html}<p>edema</p>`, ['edema']);
    await expect.poll(paintedWords).toEqual(['gout']);
    expect(wordsOf(marker)).toEqual(['gout', 'edema']);
  });

  it('leave terms over several nodes to paint, also beside a button in the same text', async () => {
    await show('<p>gout, total <b>hip</b> replacement and edema</p>', ['gout', 'edema']);
    await expect.poll(paintedWords).toEqual(['total hip replacement']);
    expect(stalePaint(marker)).toEqual([]);
  });

  it('are found under the pointer from their first letter to their last', async () => {
    await show('<p style="font-size: 30px">my gout today</p>', ['gout']);
    const { left, right, top, height } = find('mark').getBoundingClientRect();
    for (const x of [left + 1, (left + right) / 2, right - 1]) {
      expect(markAt(marker.marks, { x, y: top + height / 2 }, [])?.text).toBe('gout');
    }
  });

  it('are none in a text that a framework may empty without a look at what stands behind it', async () => {
    area.innerHTML = '<p id="x">Now you have </p><p>edema</p>';
    const word = new Text('gout');
    find('#x').append(word, document.createComment(''));
    await start(['edema']);
    if (word.data !== '') word.data = '';
    expect(area.textContent).toBe('Now you have edema');
  });

  it('come to text that the page adds beside them', async () => {
    await show('<p>gout</p>', ['gout']);
    area.append(Object.assign(document.createElement('p'), { textContent: 'my edema' }));
    await expect.poll(() => textsOf(buttons()), { timeout: 4000 }).toEqual(['gout', 'edema']);
  });

  it('stay while the page is searched again around them', async () => {
    await show(`${PAGE}<p id="x">note</p>`, BUTTONS);
    const before = marker.marks.inReadingOrder();
    const elements = buttons();
    find('#x').remove();
    area.append(Object.assign(document.createElement('p'), { textContent: 'gout' }));
    await expect.poll(() => buttons().length, { timeout: 4000 }).toBe(BUTTONS.length + 1);
    expect(marker.marks.inReadingOrder().slice(0, before.length)).toEqual(before);
    expect(buttons().slice(0, elements.length)).toEqual(elements);
  });

  it('come to a part that was closed once it is opened', async () => {
    await show('<p>gout</p><p hidden>edema</p>', ['gout']);
    find('p[hidden]').hidden = false;
    await expect.poll(() => textsOf(buttons()), { timeout: 4000 }).toEqual(['gout', 'edema']);
  });

  it('are there far from the viewport too, where a screen reader reads', async () => {
    await show('<p>gout</p><p style="margin-top: 6000px">edema</p>', ['gout', 'edema']);
  });
});

describe('the keyboard on words as buttons', () => {
  const tabStops = (): (string | null)[] => textsOf(buttons().filter(({ tabIndex }) => tabIndex === 0));

  it('has one tab stop, and goes from word to word by arrow keys', async () => {
    await show(`<button id="first">x</button>${PAGE}`, BUTTONS);
    expect(buttons().filter(({ tabIndex }) => tabIndex === 0)).toEqual([buttons()[0]]);
    find('#first').focus();
    await userEvent.keyboard('{Tab}');
    const at = (): number => buttons().indexOf(document.activeElement as HTMLElement);
    expect(at()).toBe(0);
    const places: number[] = [];
    for (const key of [
      '{ArrowRight}',
      '{ArrowDown}',
      '{ArrowLeft}',
      '{End}',
      '{ArrowRight}',
      '{ArrowUp}',
      '{Home}',
      '{ArrowLeft}',
    ]) {
      await userEvent.keyboard(key);
      places.push(at());
    }
    expect(places).toEqual([1, 2, 1, 4, 4, 3, 0, 0]);
    expect(tabStops()).toHaveLength(1);
    await userEvent.keyboard('{ArrowRight}{Tab}');
    expect(at()).toBe(-1);
    await userEvent.keyboard('{Shift>}{Tab}{/Shift}');
    expect(at()).toBe(1);
  });

  it('keeps its stop on the first word until the person comes to another', async () => {
    await show('<p>gout</p><p>edema</p>', ['gout', 'edema']);
    const before = Object.assign(document.createElement('p'), { textContent: 'vertigo' });
    area.prepend(before);
    await expect.poll(() => textsOf(buttons()), { timeout: 4000 }).toEqual(['vertigo', 'gout', 'edema']);
    await expect.poll(tabStops).toEqual(['vertigo']);
    buttons()[2]?.focus();
    area.append(Object.assign(document.createElement('p'), { textContent: 'gout' }));
    await expect.poll(() => buttons().length, { timeout: 4000 }).toBe(4);
    await nextFrame();
    expect(tabStops()).toEqual(['edema']);
  });

  it('explains by Enter, by Space and by the press of a screen reader', async () => {
    await show(PAGE, BUTTONS);
    buttons()[1]?.focus();
    await userEvent.keyboard('{Enter}{ArrowRight} ');
    buttons()[3]?.click();
    expect(explained.map(({ text }) => text)).toEqual(['edema', 'gout', 'vertigo']);
  });

  it('passes by words that nobody can see, also with its tab stop', async () => {
    await show('<p id="a">gout</p><p>edema</p><div hidden><p>vertigo</p></div><p>gout</p>', [
      'gout',
      'edema',
      'vertigo',
      'gout',
    ]);
    find('#a').hidden = true;
    await expect.poll(tabStops, { timeout: 3000 }).toEqual(['edema']);
    buttons()[1]?.focus();
    await userEvent.keyboard('{ArrowRight}');
    expect(document.activeElement).toBe(buttons()[3]);
  });

  it('leaves keys that are pressed elsewhere, or with others, to the page', async () => {
    await show(`<input id="field">${PAGE}`, BUTTONS);
    const seen: string[] = [];
    const listen = ({ key, defaultPrevented }: KeyboardEvent): unknown => defaultPrevented || seen.push(key);
    area.addEventListener('keydown', listen);
    find('#field').focus();
    await userEvent.keyboard('{ArrowRight}{Enter}');
    buttons()[0]?.focus();
    await userEvent.keyboard('x{Control>}{ArrowRight}{/Control}{ArrowRight}');
    expect(seen).toEqual(['ArrowRight', 'Enter', 'x', 'Control', 'ArrowRight']);
  });
});

describe('the text nodes of the page are its own again, with their whole text,', () => {
  async function expectOwn({ nodes, data }: { nodes: Text[]; data: string[] }): Promise<void> {
    expect(textNodes(area)).toEqual(nodes);
    expect(textNodes(area).every((node, i) => node === nodes[i])).toBe(true);
    expect(nodes.map((node) => node.data)).toEqual(data);
    expect(buttons(document)).toEqual([]);
  }

  it('as the page wrote it last, when it empties a text behind which it puts an empty one', async () => {
    const { nodes } = remember('<p>gout</p><p>edema</p>');
    await start(['gout', 'edema']);
    const [first] = nodes;
    first?.after(new Text(''));
    if (first) first.data = '';
    await Promise.resolve();
    expect(area.textContent).toBe('edema');
  });

  it('as the page wrote it last, when marking stops in the same moment', async () => {
    const { nodes } = remember('<p>gout</p><p>edema</p>');
    await start(['gout', 'edema']);
    const [first] = nodes;
    // The word stands in an element: the page's own node is empty already, and the page empties it.
    if (first) first.data = '';
    marker.stop();
    expect(area.textContent).toBe('edema');
    expect(buttons(document)).toEqual([]);
  });

  it('when marking stops', async () => {
    const own = remember(PAGE);
    await start(BUTTONS);
    marker.stop();
    await expectOwn(own);
  });

  it.each<[string, (own: Text[]) => void, (data: string[]) => string[]]>([
    [
      'writes another text into a node',
      ([first]) => (first ? (first.data = 'no more gout') : 0),
      (data) => ['no more gout', ...data.slice(1)],
    ],
    [
      'writes into another node of the block',
      (own) => (own[2] ? (own[2].data = 'knee') : 0),
      (data) => data.with(2, 'knee'),
    ],
    ['empties a node', ([first]) => (first ? (first.data = '') : 0), (data) => ['', ...data.slice(1)]],
  ])('before the next frame when the page %s', async (_, change, after) => {
    const own = remember(PAGE);
    await start(BUTTONS);
    change(own.nodes);
    await Promise.resolve();
    await expectOwn({ nodes: own.nodes, data: after(own.data) });
    expect(stalePaint(marker)).toEqual([]);
    await nextFrame();
    expect(buttons()).toEqual([]);
    await expect.poll(() => paintedWords().length).toBe(wordsOf(marker).length);
  });

  it('when the page takes one away, and what stood behind it goes too', async () => {
    const own = remember(PAGE);
    await start(BUTTONS);
    const [first] = own.nodes;
    first?.remove();
    await Promise.resolve();
    await expectOwn({ nodes: own.nodes.slice(1), data: own.data.slice(1) });
    expect(find('#a').textContent).toBe('');
  });

  it('also in a part that the page takes away and brings back', async () => {
    const own = remember(PAGE);
    await start(BUTTONS);
    const part = find('#a');
    part.remove();
    await Promise.resolve();
    area.prepend(part);
    await expectOwn(own);
    await expectWords(marker, ['gout', 'edema', 'gout', 'total hip replacement', 'vertigo', 'edema']);
  });

  it('when the page puts something behind one, which stays there', async () => {
    const own = remember(PAGE);
    await start(BUTTONS);
    const added = document.createElement('i');
    added.textContent = ' (new)';
    own.nodes[0]?.after(added);
    await Promise.resolve();
    expect(find('#a').textContent).toBe('gout and my edema, then gout (new)');
    expect(find('#a').firstChild).toBe(own.nodes[0]);
    expect(buttons()).toEqual([]);
  });

  it('and highlights have taken over, for the same words, so that an open card stays', async () => {
    const own = remember(PAGE);
    await start(BUTTONS);
    const before = marker.marks.inReadingOrder();
    own.nodes.at(-1)?.after('!');
    await Promise.resolve();
    expect(stalePaint(marker)).toEqual([]);
    await expect.poll(() => paintedWords().length).toBe(before.length);
    expect(marker.marks.inReadingOrder()).toEqual(before);
    area.append(Object.assign(document.createElement('p'), { textContent: 'my edema' }));
    await expect.poll(() => paintedWords().length, { timeout: 4000 }).toBe(before.length + 1);
    // Longer than it takes words to become buttons.
    await expect.poll(() => buttons().length, { timeout: 2500, interval: 500 }).toBe(0);
  });
});

describe('no text is lost or comes back when the page', () => {
  it.each<[string, () => void, string]>([
    ['joins its texts', () => find('#a').normalize(), 'my gout, edema and gout.'],
    ['joins texts that begin with a word', () => find('#b').normalize(), 'gout, edema'],
    [
      'joins two texts into one',
      () => {
        find('#a').prepend('So: ');
        find('#a').normalize();
      },
      'So: my gout, edema and gout.',
    ],
    ['splits its text', () => (find('#a').firstChild as Text).splitText(1), 'my gout, edema and gout.'],
    [
      'puts words of its own choice into elements',
      () => {
        for (const node of textNodes(find('#a'))) {
          const at = node.data.search(/and|my/);
          if (at < 0) continue;
          const range = document.createRange();
          range.setStart(node, at);
          range.setEnd(node, at + 2);
          range.surroundContents(document.createElement('u'));
        }
      },
      'my gout, edema and gout.',
    ],
    [
      'puts an element into one of the words',
      () => {
        const word = find('#a mark').firstChild as Text;
        const range = document.createRange();
        range.setStart(word, 1);
        range.setEnd(word, 3);
        range.surroundContents(document.createElement('u'));
      },
      'my gout, edema and gout.',
    ],
    [
      'replaces words everywhere',
      () => {
        for (const node of textNodes(area))
          node.data = node.data.replace('gout', 'GOUT').replace('my', 'your');
      },
      'your GOUT, edema and GOUT.',
    ],
    [
      'moves its content elsewhere',
      () => find('#b').replaceChildren(...find('#a').childNodes),
      'my gout, edema and gout.',
    ],
    ['writes its content anew', () => (find('#a').textContent = 'none'), 'none'],
  ])('%s', async (_, change, text) => {
    await show('<p id="a">my gout, edema and gout.</p><p id="b">gout, edema</p>', [
      'gout',
      'edema',
      'gout',
      'gout',
      'edema',
    ]);
    change();
    await Promise.resolve();
    expect(buttons()).toEqual([]);
    expect([find('#a').textContent, find('#b').textContent]).toContain(text);
    expect(stalePaint(marker)).toEqual([]);
  });
});

type Edit = [kind: number, at: number, other: number, text: string];

const edits = fc.array(
  fc.tuple(
    fc.nat(7),
    fc.nat(50),
    fc.nat(50),
    fc.constantFrom('gout', 'my edema today', '', 'now: vertigo', 'hip.'),
  ),
  { minLength: 40, maxLength: 40 },
);

/** The nodes that whoever made a page holds on to, by number: the same in the page and in its twin. */
class Author {
  readonly texts: Text[];
  private readonly elements: HTMLElement[];

  constructor(readonly root: HTMLElement) {
    this.texts = textNodes(root);
    this.elements = [root, ...root.querySelectorAll<HTMLElement>('*')];
  }

  edit([kind, at, other, text]: Edit): void {
    const node = this.texts[at % this.texts.length];
    const element = this.elements[at % this.elements.length] ?? this.root;
    const target = this.elements[other % this.elements.length] ?? this.root;
    const second = this.texts[other % this.texts.length];
    switch (kind) {
      case 0:
        if (node) node.data = text;
        break;
      case 1:
        node?.remove();
        break;
      case 2:
        if (node) target.append(node);
        break;
      case 3:
        if (node && second && node !== second) second.before(node);
        break;
      case 4:
        if (element !== this.root && !element.contains(target)) target.prepend(element);
        break;
      case 5:
        this.add(new Text(text), (added) => node?.after(added));
        break;
      case 6: {
        const added = document.createElement('p');
        added.append(text);
        this.elements.push(added);
        this.add(added.firstChild as Text, () => target.append(added));
        break;
      }
      default:
        if (element !== this.root) element.remove();
    }
  }

  private add(text: Text, put: (text: Text) => void): void {
    this.texts.push(text);
    put(text);
  }
}

/** Changes between two times that the words are made buttons anew. */
const CHANGES_AT_A_TIME = 4;

it('gives the page what it would have without it, through any forty changes', async () => {
  // Words become buttons by a timer, which the tests wind.
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const html =
    '<p>gout</p><p>my gout, a total <b>hip</b> replacement and edema</p><ul><li>edema<li><u>edema</u>s, vertigo.</ul>';
  let made = 0;
  await fc.assert(
    fc.asyncProperty(edits, fc.nat(2), async (series, pause) => {
      const twin = document.createElement('main');
      twin.innerHTML = html;
      area.innerHTML = html;
      const [author, original] = [new Author(area), new Author(twin)];
      try {
        for (const [i, one] of series.entries()) {
          if (i % CHANGES_AT_A_TIME === 0) {
            marker.stop();
            marker = makeButtons();
            marker.start();
            vi.advanceTimersByTime(1000);
            await new Promise((resolve) => requestIdleCallback(resolve));
            made += buttons().length;
            expect(area.textContent).toBe(twin.textContent);
          }
          author.edit(one);
          original.edit(one);
          // Several changes in one task too.
          if (i % 3 !== pause) continue;
          await Promise.resolve();
          expect(area.textContent).toBe(twin.textContent);
          expect(stalePaint(marker)).toEqual([]);
        }
      } finally {
        marker.stop();
      }
      expect(area.innerHTML).toBe(twin.innerHTML);
      expect(author.texts.map(({ data }) => data)).toEqual(original.texts.map(({ data }) => data));
    }),
    { numRuns: 40, endOnFailure: true },
  );
  expect(made).toBeGreaterThan(400);
}, 90_000);

function boxesOf(root: Element): unknown[] {
  return [...root.querySelectorAll('p, b')].map(
    (element) => element.getBoundingClientRect().toJSON() as unknown,
  );
}
