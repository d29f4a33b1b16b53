import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { cdp, page, userEvent } from 'vitest/browser';
import cardStyles from '../../components/card.css?inline';
import entryStyles from '../../components/entry-body.css?inline';
import tokenStyles from '../../components/tokens.css?inline';
import type { Entry } from '../../glossary/schema';
import { AwaitedCard } from '../../page/awaited-card';
import { CardHost, type CardHostOptions } from '../../page/card-host';
import { OwnCard } from '../../page/card-link';
import { elementOf, type Mark } from '../../page/mark';
import type { PageMarker } from '../../page/page-marker';
import { markAt } from '../../page/point';
import { WordPointer } from '../../page/pointer';
import { rectanglesOf } from '../../page/rectangles';
import { measureMark } from '../../page/seen-place';
import type { Opening, Rectangle } from '../../shared/messages';
import { expectWords, makeMarker, nextFrame } from './marked-page';
import { sciatica, texts } from './popup-states';

/** Longer than any rest or grace that the pointer is given, in milliseconds of the clock that the tests wind. */
const LONG = 1000;

let area: HTMLElement;
let marker: PageMarker;
let link: OwnCard;
let asked: string[];
let closed: string[];
/** Resolves when the code of the card is there; asked for as often as it is brought. */
let cardCode: () => Promise<void>;
let lifetime: AbortController;
let answer: (ids: readonly string[]) => Promise<readonly Entry[]>;
/** The card's root is closed to pages; the tests look over the shoulder of whoever makes it. */
let cardRoot: ShadowRoot | null = null;
const { attachShadow } = Element.prototype;

function entryOf(id: string): Entry {
  return { ...sciatica, id, term: id, forms: [], plain: `What ${id} is, in plain words.` };
}

beforeEach(async () => {
  await page.viewport(1000, 700);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  Element.prototype.attachShadow = function (init) {
    const root = attachShadow.call(this, init);
    if (this.localName === 'glossary-card') cardRoot = root;
    return root;
  };
  await mouse('mouseMoved', { x: 990, y: 690 });
  area = document.createElement('main');
  document.body.append(area);
  asked = [];
  closed = [];
  answer = (ids) => Promise.resolve(ids.map(entryOf));
  cardCode = () => Promise.resolve();
});
afterEach(() => {
  lifetime.abort();
  marker.stop();
  area.remove();
  vi.useRealTimers();
  Element.prototype.attachShadow = attachShadow;
  cardRoot = null;
  document.documentElement.removeAttribute('style');
});

/** Wires page, pointer and card as the extension does. */
async function show(html: string, words: readonly string[]): Promise<void> {
  area.innerHTML = html;
  lifetime = new AbortController();
  const { signal } = lifetime;
  const styles = new CSSStyleSheet();
  styles.replaceSync(`${tokenStyles}\n${entryStyles}\n${cardStyles}`);
  const options: CardHostOptions = {
    texts,
    styles,
    depth: { showMore: false, showStudent: false },
    readEntries: (ids) => {
      asked.push(ids.join());
      return answer(ids);
    },
    measureWord: (id) => {
      const mark = marker.marks.get(id);
      return mark ? measureMark(mark) : () => [];
    },
    holderOf: ({ subject }) => {
      const mark = marker.marks.get(subject.mark);
      return mark ? elementOf(mark) : null;
    },
    onDepthChange: () => undefined,
    onClosed: ({ subject }) => closed.push(subject.text),
  };
  const card = new AwaitedCard({
    bring: () => cardCode().then(() => new CardHost(options)),
    onDropped: ({ subject }) => closed.push(subject.text),
    signal,
  });
  card.start();
  link = new OwnCard(card);
  marker = makeMarker((mark) => {
    if (link.openMark === mark.id) link.close();
  });
  new WordPointer({
    markAt: (point) => markAt(marker.marks, point, marker.openShadowRoots),
    onOver: () => link.prepare(),
    onRest: (mark) => open('hover', mark),
    onLeave: () => link.leave(),
    onPress: (mark) => {
      if (mark) open('pinned', mark);
      else link.close();
    },
    isOwn: (event) => card.holds(event),
  }).start(signal);
  marker.start();
  await expectWords(marker, words);
}

function open(opening: Opening, mark: Mark): void {
  const { entries, certainty, cues } = mark.meaning;
  const meaning = { entries: [...entries], certainty, cues: [...cues] };
  link.show(opening, {
    mark: mark.id,
    text: mark.text,
    meaning,
    onDark: false,
    rectangles: rectanglesOf(mark.range),
  });
}

function markOf(text: string): Mark {
  const mark = [...marker.marks.all()].find((one) => one.text === text);
  if (!mark) throw new Error(`The page of this test has no word "${text}".`);
  return mark;
}

interface Point {
  x: number;
  y: number;
}

function middleOf({ x, y, width, height }: Rectangle): Point {
  return { x: x + width / 2, y: y + height / 2 };
}

function middle(text: string): Point {
  const [box] = rectanglesOf(markOf(text).range);
  if (!box) throw new Error(`"${text}" is not laid out.`);
  return middleOf(box);
}

/** The real mouse of the browser, in CSS pixels of this page's viewport. */
async function mouse(
  type: 'mouseMoved' | 'mousePressed' | 'mouseReleased',
  { x, y }: Point,
  isDown = type === 'mousePressed',
): Promise<void> {
  const { left = 0, top = 0 } = window.frameElement?.getBoundingClientRect() ?? {};
  await cdp().send('Input.dispatchMouseEvent', {
    type,
    x: left + x,
    y: top + y,
    button: type === 'mouseMoved' && !isDown ? 'none' : 'left',
    buttons: isDown ? 1 : 0,
    clickCount: type === 'mouseMoved' ? 0 : 1,
  });
  await nextFrame();
}

async function moveTo(point: Point): Promise<void> {
  await mouse('mouseMoved', point);
}

async function click(point: Point): Promise<void> {
  await moveTo(point);
  await mouse('mousePressed', point);
  await mouse('mouseReleased', point);
}

async function restOn(text: string): Promise<void> {
  await moveTo(middle(text));
  vi.advanceTimersByTime(LONG);
  await expect.poll(cardText).toContain(text);
}

function part(selector: string): HTMLElement {
  const found = cardRoot?.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`The card has no ${selector}.`);
  return found;
}

/** What the card says, or null where none can be seen. */
function cardText(): string | null {
  const card = cardRoot?.querySelector('.card');
  return card?.checkVisibility() === true ? card.textContent : null;
}

/** Waits until the card has come in. */
async function cardSettled(): Promise<void> {
  await Promise.all(
    part('.card')
      .getAnimations()
      .map(({ finished }) => finished),
  );
}

const isOpen = (): boolean => cardText() !== null;
const cardBox = (): DOMRect => part('.card').getBoundingClientRect();
const PAGE = '<p style="margin: 60px">my gout today, and <i>edema</i> as well</p>';
const NOWHERE = { x: 900, y: 650 };

describe('a mouse', () => {
  it('opens the card when it rests on a word', async () => {
    await show(PAGE, ['gout', 'edema']);
    await moveTo(middle('gout'));
    expect(isOpen()).toBe(false);
    vi.advanceTimersByTime(LONG);
    await expect.poll(cardText).toContain('What gout is, in plain words.');
  });

  it('opens nothing when it passes over a word', async () => {
    await show(PAGE, ['gout', 'edema']);
    await moveTo(middle('gout'));
    vi.advanceTimersByTime(100);
    await moveTo(NOWHERE);
    vi.advanceTimersByTime(LONG);
    expect(asked).toEqual([]);
    expect(document.querySelector('glossary-card')).toBeNull();
  });

  it('keeps the card open while it is on the card, and lets it go when it leaves', async () => {
    await show(PAGE, ['gout', 'edema']);
    await restOn('gout');
    const { x } = middle('gout');
    await moveTo({ x, y: cardBox().top - 3 });
    await moveTo({ x, y: cardBox().top + 30 });
    vi.advanceTimersByTime(LONG);
    expect(isOpen()).toBe(true);
    await moveTo(NOWHERE);
    vi.advanceTimersByTime(LONG);
    expect(isOpen()).toBe(false);
  });

  it('keeps the card open when it jumps from the word right onto it', async () => {
    await show(PAGE, ['gout', 'edema']);
    await restOn('gout');
    await moveTo(middleOf(cardBox()));
    vi.advanceTimersByTime(LONG);
    expect(isOpen()).toBe(true);
  });

  it('keeps the card open, without a flicker, when it goes back from the card to the word', async () => {
    await show(PAGE, ['gout', 'edema']);
    await restOn('gout');
    await moveTo(middleOf(cardBox()));
    await moveTo(middle('gout'));
    vi.advanceTimersByTime(LONG);
    expect(isOpen()).toBe(true);
    expect(closed).toEqual([]);
  });

  it('keeps the card open, without a flicker, within a word of several elements', async () => {
    await show('<p style="margin: 60px">a total <b>hip</b> replacement</p>', ['total hip replacement']);
    const [first, second, third] = rectanglesOf(markOf('total hip replacement').range).map(middleOf);
    if (!first || !second || !third) throw new Error('The term of this test should have three parts.');
    await moveTo(second);
    vi.advanceTimersByTime(LONG);
    expect(isOpen()).toBe(true);
    for (const point of [third, second, first]) {
      await moveTo(point);
      vi.advanceTimersByTime(LONG);
    }
    expect(isOpen()).toBe(true);
    expect(closed).toEqual([]);
  });

  it('changes the card when it rests on another word', async () => {
    await show(PAGE, ['gout', 'edema']);
    await restOn('gout');
    await restOn('edema');
    expect(cardText()).not.toContain('gout');
    expect(document.querySelectorAll('glossary-card')).toHaveLength(1);
  });

  it('pins the card with a click, so that it stays when the mouse goes, even over another word', async () => {
    await show(PAGE, ['gout', 'edema']);
    await click(middle('gout'));
    expect(cardText()).toContain('gout');
    await moveTo(middle('edema'));
    vi.advanceTimersByTime(LONG);
    await moveTo(NOWHERE);
    vi.advanceTimersByTime(LONG);
    expect(cardText()).toContain('gout');
    await click(middle('edema'));
    await expect.poll(cardText).toContain('What edema is');
  });

  it('closes the card with a click elsewhere and with the close button', async () => {
    await show(PAGE, ['gout', 'edema']);
    await click(middle('gout'));
    await click(NOWHERE);
    expect(isOpen()).toBe(false);
    await click(middle('gout'));
    expect(isOpen()).toBe(true);
    await click(middleOf(part('[data-part=close]').getBoundingClientRect()));
    expect(isOpen()).toBe(false);
  });

  it('selects text without opening a card', async () => {
    await show(PAGE, ['gout', 'edema']);
    const { x, y } = middle('gout');
    await moveTo({ x: x - 20, y });
    await mouse('mousePressed', { x: x - 20, y });
    for (const by of [-10, 0, 10]) await mouse('mouseMoved', { x: x + by, y }, true);
    vi.advanceTimersByTime(LONG);
    await mouse('mouseReleased', { x: x + 10, y });
    expect(document.getSelection()?.toString().length).toBeGreaterThan(0);
    expect(isOpen()).toBe(false);
    expect(asked).toEqual([]);
    document.getSelection()?.removeAllRanges();
  });

  it('follows a link that holds a word, with no card in the way', async () => {
    await show('<p style="margin: 60px"><a href="#there">about gout</a> <button>edema</button></p>', [
      'gout',
      'edema',
    ]);
    const clicks: boolean[] = [];
    area.addEventListener('click', (event) => clicks.push(event.defaultPrevented));
    await click(middle('gout'));
    expect(location.hash).toBe('#there');
    await click(middle('edema'));
    expect(clicks).toEqual([false, false]);
    expect(isOpen()).toBe(false);
    history.replaceState(null, '', ' ');
  });

  it('lets the page have every event, also those on words', async () => {
    await show(PAGE, ['gout', 'edema']);
    const seen: string[] = [];
    const listen = ({ type, defaultPrevented }: Event): number => seen.push(`${type} ${defaultPrevented}`);
    for (const type of ['pointerdown', 'mousedown', 'mouseup', 'click']) area.addEventListener(type, listen);
    await click(middle('gout'));
    expect(seen).toEqual(['pointerdown false', 'mousedown false', 'mouseup false', 'click false']);
  });

  it('does not rest on a word that it presses in the moment it comes there', async () => {
    await show(PAGE, ['gout', 'edema']);
    const { x, y } = middle('gout');
    for (const type of ['pointermove', 'pointerdown', 'pointerup'])
      area.dispatchEvent(
        new PointerEvent(type, { pointerType: 'mouse', clientX: x, clientY: y, bubbles: true }),
      );
    await nextFrame();
    vi.advanceTimersByTime(LONG);
    await nextFrame();
    expect(isOpen()).toBe(false);
    expect(asked).toEqual([]);
  });

  it('takes a passing card away when the page is scrolled', async () => {
    await show(`${PAGE}<div style="height: 3000px"></div>`, ['gout', 'edema']);
    await restOn('gout');
    scrollTo(0, 500);
    await expect.poll(isOpen).toBe(false);
    scrollTo(0, 0);
  });

  it('drags a pinned card along when the page is scrolled', async () => {
    await show(`${PAGE}<div style="height: 3000px"></div>`, ['gout', 'edema']);
    await click(middle('gout'));
    await cardSettled();
    const before = cardBox().top;
    scrollTo(0, 40);
    await expect.poll(() => Math.round(before - cardBox().top)).toBe(40);
    scrollTo(0, 0);
  });
});

describe('the frame around an open word', () => {
  /** Where the frames stand around the lines of the open word, from their middle. */
  const framed = (): Point[] =>
    [...(cardRoot?.querySelectorAll('.open-word') ?? [])].map((frame) =>
      middleOf(frame.getBoundingClientRect()),
    );
  async function expectAround(text: string): Promise<void> {
    await expect
      .poll(() => {
        const [frame] = framed();
        return frame && { x: Math.round(frame.x), y: Math.round(frame.y) };
      })
      .toEqual({ x: Math.round(middle(text).x), y: Math.round(middle(text).y) });
  }

  it('goes along with its word, and so does the card, when something comes in above', async () => {
    await show(PAGE, ['gout', 'edema']);
    await click(middle('gout'));
    await cardSettled();
    await expectAround('gout');
    const before = cardBox().top;
    area.style.paddingTop = '60px';
    await expectAround('gout');
    expect(Math.round(cardBox().top - before)).toBe(60);
    area.style.paddingTop = '';
  });

  it('goes when its word is hidden, and comes again with it; the card stays', async () => {
    await show(PAGE, ['gout', 'edema']);
    await click(middle('gout'));
    await cardSettled();
    area.style.display = 'none';
    await expect.poll(framed).toEqual([]);
    expect(cardText()).toContain('gout');
    area.style.display = '';
    await expectAround('gout');
  });

  it('goes when its word is scrolled out of its box, where other words stand', async () => {
    await show(
      '<p>Above the box</p><div id="box" style="height: 80px; overflow: auto"><p>Her gout is back.</p><div style="height: 900px"></div></div>',
      ['gout'],
    );
    await click(middle('gout'));
    await expectAround('gout');
    const box = document.querySelector('#box');
    box?.scrollTo(0, 70);
    await expect.poll(framed).toEqual([]);
    expect(isOpen()).toBe(true);
    box?.scrollTo(0, 0);
    await expectAround('gout');
  });

  it('goes when its word comes under a header that stays', async () => {
    await show(
      '<div id="box" style="height: 120px; overflow: auto"><div style="position: sticky; top: 0; height: 50px; background: white">Problem</div><p>Her gout is back.</p><div style="height: 900px"></div></div>',
      ['gout'],
    );
    await click(middle('gout'));
    await expectAround('gout');
    document.querySelector('#box')?.scrollTo(0, 40);
    await expect.poll(framed).toEqual([]);
    expect(isOpen()).toBe(true);
  });

  it('stays around a word over which the page lays a clear sheet, such as a link of a whole box', async () => {
    await show(
      '<div style="position: relative"><p>Her gout is back.</p><a href="#x" style="position: absolute; inset: 0"></a></div>',
      ['gout'],
    );
    open('pinned', markOf('gout'));
    await expectAround('gout');
    await nextFrame();
    await nextFrame();
    await expectAround('gout');
  });

  it('takes a passing card along when its word is hidden', async () => {
    await show(PAGE, ['gout', 'edema']);
    await restOn('gout');
    area.style.visibility = 'hidden';
    await expect.poll(isOpen).toBe(false);
    area.style.visibility = '';
  });
});

describe('the Esc key', () => {
  it('closes the card and not the dialog of the page under it; pressed again, it is the page’s', async () => {
    await show(`<dialog>${PAGE}</dialog>`, ['gout', 'edema']);
    const dialog = area.querySelector('dialog');
    dialog?.showModal();
    const heard: string[] = [];
    const listen = ({ type, key }: KeyboardEvent): number => heard.push(`${type} ${key}`);
    window.addEventListener('keydown', listen);
    window.addEventListener('keyup', listen);
    await click(middle('gout'));
    expect(isOpen()).toBe(true);
    await userEvent.keyboard('{Escape}');
    expect(isOpen()).toBe(false);
    expect(dialog?.open).toBe(true);
    expect(heard).toEqual([]);
    await userEvent.keyboard('{Escape}');
    expect(dialog?.open).toBe(false);
    expect(heard).toEqual(['keydown Escape', 'keyup Escape']);
    window.removeEventListener('keydown', listen);
    window.removeEventListener('keyup', listen);
  });

  it.each<[string, (dialog: HTMLDialogElement) => void]>([
    ['threw the card away', () => document.querySelector('glossary-card')?.remove()],
    ['closed the dialog with the card in it', (dialog) => dialog.close()],
    ['threw the dialog away with the card in it', (dialog) => dialog.remove()],
  ])('is the page’s when the page %s', async (_, throwAway) => {
    await show(`<dialog>${PAGE}</dialog><p>vertigo</p>`, ['gout', 'edema', 'vertigo']);
    const dialog = area.querySelector('dialog');
    if (!dialog) throw new Error('The page of this test has a dialog.');
    dialog.showModal();
    await click(middle('gout'));
    throwAway(dialog);
    const heard: string[] = [];
    const listen = ({ key, defaultPrevented }: KeyboardEvent): number =>
      heard.push(`${key} ${defaultPrevented}`);
    window.addEventListener('keydown', listen);
    await userEvent.keyboard('{Escape}');
    window.removeEventListener('keydown', listen);
    expect(heard).toEqual(['Escape false']);
    dialog.close();
    await click(middle('vertigo'));
    await expect.poll(cardText).toContain('What vertigo is');
  });
});

describe('the keyboard', () => {
  async function openByKey(): Promise<HTMLElement> {
    await show(`<button>before</button>${PAGE}<button>after</button>`, ['gout', 'edema']);
    const button = area.querySelector('button');
    if (!button) throw new Error('The page of this test has buttons.');
    await userEvent.click(button);
    open('focused', markOf('gout'));
    await expect.poll(cardText).toContain('What gout is');
    return button;
  }

  it('is moved into the card, stays in it both ways, and goes back with Esc', async () => {
    const button = await openByKey();
    expect(cardRoot?.activeElement).toBe(part('.card'));
    const stops = [...part('.card').querySelectorAll('button, a')].filter((stop) => stop.checkVisibility());
    const press = async (keys: string): Promise<Element[]> => {
      const reached: Element[] = [];
      for (let i = 0; i < stops.length + 1; i++) {
        await userEvent.keyboard(keys);
        reached.push(cardRoot?.activeElement ?? document.body);
      }
      return reached;
    };
    // Round in order, and from where that ends round the other way.
    const [first, ...others] = stops;
    expect(await press('{Tab}')).toEqual([...stops, first]);
    expect(await press('{Shift>}{Tab}{/Shift}')).toEqual([...others.toReversed(), first, others.at(-1)]);
    await userEvent.keyboard('{Escape}');
    expect(isOpen()).toBe(false);
    expect(document.activeElement).toBe(button);
  });

  it('opens a related word from within the card and finds the way back', async () => {
    await openByKey();
    part('.entry-toggle').click();
    part('.entry-links button').click();
    await expect.poll(() => part('h2').textContent.trim()).toBe('hip-precautions');
    expect(cardRoot?.activeElement).toBe(part('.card'));
    part('[aria-label=Back]').click();
    await expect.poll(() => part('h2').textContent.trim()).toBe('gout');
  });

  it('goes back to a field inside a part of the page with a root of its own', async () => {
    await show(`${PAGE}<div id="part"></div>`, ['gout', 'edema']);
    const root = area.querySelector('#part')?.attachShadow({ mode: 'open' });
    const field = document.createElement('input');
    root?.append(field);
    field.focus();
    open('focused', markOf('gout'));
    await expect.poll(cardText).toContain('What gout is');
    await userEvent.keyboard('{Escape}');
    expect(root?.activeElement).toBe(field);
  });
});

describe('the entry', () => {
  it('that never arrives is not waited for without an end', async () => {
    answer = () => new Promise(() => undefined);
    await show(PAGE, ['gout', 'edema']);
    await click(middle('gout'));
    expect(cardText()).toContain(texts('cardLoading'));
    vi.advanceTimersByTime(10_000);
    await expect.poll(cardText).toContain(texts('cardFailed'));
    expect(part('[role=alert]').textContent).toBe(texts('cardFailed'));
  });

  it('that is refused is said to be missing', async () => {
    answer = () => Promise.reject(new Error('The extension was reloaded.'));
    await show(PAGE, ['gout', 'edema']);
    await click(middle('gout'));
    await expect.poll(cardText).toContain(texts('cardFailed'));
  });

  it('that the glossary does not know is said to be unknown', async () => {
    answer = () => Promise.resolve([]);
    await show(PAGE, ['gout', 'edema']);
    await click(middle('gout'));
    await expect.poll(cardText).toContain(texts('cardUnknown'));
  });

  it('that comes late never stands under another word', async () => {
    const late: ((entries: readonly Entry[]) => void)[] = [];
    await show(PAGE, ['gout', 'edema']);
    answer = () => new Promise((resolve) => late.push(resolve));
    await click(middle('gout'));
    answer = (ids) => Promise.resolve(ids.map(entryOf));
    await click(middle('edema'));
    await expect.poll(cardText).toContain('What edema is');
    late[0]?.([entryOf('gout')]);
    await nextFrame();
    expect(cardText()).toContain('What edema is');
  });

  it('is said to people who do not see the card', async () => {
    await show(PAGE, ['gout', 'edema']);
    await restOn('gout');
    await expect.poll(() => part('[role=status]').textContent).toBe('gout. What gout is, in plain words.');
  });
});

describe('the card', () => {
  it('closes when its word is taken off the page or edited', async () => {
    await show(PAGE, ['gout', 'edema']);
    await click(middle('gout'));
    area.querySelector('p')?.firstChild?.remove();
    await Promise.resolve();
    expect(isOpen()).toBe(false);
  });

  it('stays open while other parts of the page come and go', async () => {
    await show(PAGE, ['gout', 'edema']);
    await click(middle('gout'));
    const message = document.createElement('p');
    message.textContent = 'Saved. vertigo';
    area.append(message);
    await Promise.resolve();
    vi.advanceTimersByTime(LONG);
    await expectWords(marker, ['gout', 'edema', 'vertigo']);
    message.remove();
    await Promise.resolve();
    vi.advanceTimersByTime(LONG);
    await expectWords(marker, ['gout', 'edema']);
    expect(cardText()).toContain('What gout is');
    expect(closed).toEqual([]);
  });

  it('can be opened again after the page threw it away', async () => {
    await show(PAGE, ['gout', 'edema']);
    await click(middle('gout'));
    document.querySelector('glossary-card')?.remove();
    await click(middle('gout'));
    await expect.poll(cardText).toContain('What gout is');
    expect(part('.card').checkVisibility()).toBe(true);
  });

  it('goes into the page’s modal dialog, where mouse and keyboard reach it', async () => {
    await show(`<dialog>${PAGE}</dialog>`, ['gout', 'edema']);
    area.querySelector('dialog')?.showModal();
    await click(middle('gout'));
    const toggle = part('.entry-toggle');
    await click(middleOf(toggle.getBoundingClientRect()));
    expect(part('.entry-toggle').getAttribute('aria-expanded')).toBe('true');
    open('focused', markOf('gout'));
    await userEvent.keyboard('{Tab}');
    expect(cardRoot?.activeElement).not.toBeNull();
    await click(middleOf(part('[data-part=close]').getBoundingClientRect()));
    expect(isOpen()).toBe(false);
  });

  it.each([
    ['below its word', 'top: 200px; left: 100px'],
    ['above its word', 'bottom: 150px; left: 100px'],
  ])('opens more under a button that stands still, %s', async (_, place) => {
    await show(`<p style="position: fixed; margin: 0; ${place}">gout</p>`, ['gout']);
    await click(middle('gout'));
    await expect.poll(cardText).toContain('What gout is');
    await cardSettled();
    const button = middleOf(part('.entry-toggle').getBoundingClientRect());
    const isMore = (): string | null => part('.entry-toggle').getAttribute('aria-expanded');
    await click(button);
    expect(isMore()).toBe('true');
    expect(middleOf(part('.entry-toggle').getBoundingClientRect())).toEqual(button);
    await click(button);
    expect(isMore()).toBe('false');
  });

  it('tells whoever asked for it that another card took its place', async () => {
    await show(PAGE, ['gout', 'edema']);
    open('pinned', markOf('gout'));
    await expect.poll(cardText).toContain('What gout is');
    open('pinned', markOf('edema'));
    await expect.poll(cardText).toContain('What edema is');
    expect(closed).toEqual(['gout']);
  });

  it.each(['top: 10%', 'top: 45%', 'top: 80%'])(
    'is a sheet that leaves a word at %s of a narrow screen to be seen',
    async (place) => {
      await page.viewport(360, 640);
      await show(`<p style="position: fixed; margin: 0; ${place}">gout</p>`, ['gout']);
      open('pinned', markOf('gout'));
      await expect.poll(cardText).toContain('What gout is');
      for (const toggle of part('.card').querySelectorAll<HTMLElement>('.entry-toggle')) toggle.click();
      await cardSettled();
      const { top, bottom } = cardBox();
      const word = middle('gout');
      expect(word.y < top || word.y > bottom, `${word.y} lies between ${top} and ${bottom}`).toBe(true);
      expect(top === 0 || bottom === 640).toBe(true);
    },
  );

  it('is a sheet at the bottom of a narrow screen', async () => {
    await page.viewport(360, 640);
    await show('<p>my gout</p>', ['gout']);
    await click(middle('gout'));
    await expect.poll(cardText).toContain('What gout is');
    await cardSettled();
    const { left, right, bottom, top } = cardBox();
    expect([left, right, bottom]).toEqual([0, 360, 640]);
    expect(top).toBeGreaterThan(200);
  });

  it.each([
    ['top left', 'top: 0; left: 0'],
    ['top right', 'top: 0; right: 0'],
    ['bottom left', 'bottom: 0; left: 0'],
    ['bottom right', 'bottom: 0; right: 0'],
    ['middle', 'top: 50%; left: 50%'],
  ])('is inside the viewport and beside a word at the %s, with everything open', async (_, place) => {
    for (const [width, height] of [
      [1000, 700],
      [500, 400],
      [600, 240],
      [360, 640],
    ] as const) {
      await page.viewport(width, height);
      await show(`<p style="position: fixed; margin: 0; ${place}">gout</p>`, ['gout']);
      open('pinned', markOf('gout'));
      await expect.poll(cardText).toContain('What gout is');
      await cardSettled();
      const word = middle('gout');
      const covers = ({ top, bottom, left, right }: DOMRect): boolean =>
        word.y > top && word.y < bottom && word.x > left && word.x < right;
      if (width === 1000) expect(covers(cardBox())).toBe(false);
      for (const toggle of part('.card').querySelectorAll<HTMLElement>('.entry-toggle')) toggle.click();
      const box = cardBox();
      const seen = `${width}x${height} ${JSON.stringify(box)}`;
      expect(box.left, seen).toBeGreaterThanOrEqual(0);
      expect(box.top, seen).toBeGreaterThanOrEqual(0);
      expect(box.right, seen).toBeLessThanOrEqual(width);
      expect(box.bottom, seen).toBeLessThanOrEqual(height);
      lifetime.abort();
      marker.stop();
    }
  });

  /** How many lines of the plain sentence the card's lower edge leaves to be read, and how many it has. */
  function sentenceLines(): { seen: number; all: number } {
    const text = document.createRange();
    text.selectNodeContents(part('[data-part=plain]'));
    const lines = rectanglesOf(text);
    const { bottom } = part('.card-scroll').getBoundingClientRect();
    return { seen: lines.filter((line) => line.y + line.height <= bottom).length, all: lines.length };
  }

  /** Every entry with a plain sentence of several lines. */
  const answerAtLength: typeof answer = (ids) =>
    Promise.resolve(ids.map((id) => ({ ...entryOf(id), plain: sciatica.plain })));

  async function expectWordSeen(text: string): Promise<void> {
    await expect.poll(cardText).toContain(sciatica.plain);
    await cardSettled();
    const { top, bottom, left, right } = cardBox();
    for (const { x, y, width, height } of rectanglesOf(markOf(text).range)) {
      const isApart = x + width <= left || x >= right || y + height <= top || y >= bottom;
      expect(isApart, `${x} ${y} lies in ${left} ${top}, ${right} ${bottom}`).toBe(true);
    }
    expect(top).toBeGreaterThanOrEqual(0);
    expect(left).toBeGreaterThanOrEqual(0);
    expect(right).toBeLessThanOrEqual(innerWidth);
    expect(bottom).toBeLessThanOrEqual(innerHeight);
  }

  describe.each([
    [780, 360],
    [780, 280],
    [640, 320],
  ])('in a low window of %i to %i pixels', (width, height) => {
    beforeEach(async () => {
      await page.viewport(width, height);
      answer = answerAtLength;
    });

    it.each(
      ['top: 0', 'top: 47%', 'bottom: 0'].flatMap((row) =>
        ['left: 0', 'left: 47%', 'right: 0'].map((column) => `${row}; ${column}`),
      ),
    )('lets a word at %s be seen, and its plain sentence be read', async (place) => {
      await show(`<p style="position: fixed; margin: 0; ${place}">gout</p>`, ['gout']);
      await click(middle('gout'));
      await expectWordSeen('gout');
      const { seen, all } = sentenceLines();
      expect(all).toBeGreaterThan(2);
      expect(seen).toBe(all);
    });

    it('opens more at the side of its word, under a button that stands still', async () => {
      await show('<p style="position: fixed; margin: 0; top: 47%; left: 20%">gout</p>', ['gout']);
      await click(middle('gout'));
      await expectWordSeen('gout');
      const { top, left } = cardBox();
      part('.entry-toggle').click();
      await expect.poll(() => part('.entry-toggle').getAttribute('aria-expanded')).toBe('true');
      await expectWordSeen('gout');
      expect([cardBox().top, cardBox().left]).toEqual([top, left]);
    });
  });

  it('lets a long word in the middle of a low window be seen, and the sentence be read by scrolling', async () => {
    await page.viewport(640, 320);
    answer = answerAtLength;
    await show('<p style="position: fixed; margin: 0; top: 47%; left: 39%">total hip replacement</p>', [
      'total hip replacement',
    ]);
    await click(middle('total hip replacement'));
    await expectWordSeen('total hip replacement');
    expect(sentenceLines().seen).toBeGreaterThan(0);
    const { left = 0, top = 0 } = window.frameElement?.getBoundingClientRect() ?? {};
    const { x, y } = middleOf(part('.card-scroll').getBoundingClientRect());
    await cdp().send('Input.dispatchMouseEvent', {
      type: 'mouseWheel',
      x: left + x,
      y: top + y,
      deltaX: 0,
      deltaY: 100,
    });
    await expect.poll(() => sentenceLines().seen).toBe(sentenceLines().all);
    await expectWordSeen('total hip replacement');
  });

  it('is scrolled by the keys that scroll a page, where the keyboard came into it and it is cut short', async () => {
    await page.viewport(640, 320);
    answer = answerAtLength;
    await show(
      '<p style="position: fixed; margin: 0; top: 47%; left: 39%">total hip replacement</p><div style="height: 3000px"></div>',
      ['total hip replacement'],
    );
    open('focused', markOf('total hip replacement'));
    await expectWordSeen('total hip replacement');
    await userEvent.keyboard('{PageDown}{PageDown}');
    await expect.poll(() => sentenceLines().seen).toBe(sentenceLines().all);
    await userEvent.keyboard('{Home}');
    await expect.poll(() => part('.card-scroll').scrollTop).toBe(0);
    await userEvent.keyboard('{ArrowDown}');
    await expect.poll(() => part('.card-scroll').scrollTop).toBeGreaterThan(0);
    expect(scrollY).toBe(0);
  });

  it('leaves the sheet when a narrow screen is turned on its side', async () => {
    await page.viewport(360, 640);
    answer = answerAtLength;
    await show('<p style="position: fixed; margin: 0; top: 47%; left: 47%">gout</p>', ['gout']);
    await click(middle('gout'));
    await expectWordSeen('gout');
    expect(cardBox().width).toBe(360);
    await page.viewport(640, 360);
    await expect.poll(() => part('.card').classList.contains('is-sheet')).toBe(false);
    await expectWordSeen('gout');
  });

  it('stands at its word on a page that magnifies itself', async () => {
    document.documentElement.style.zoom = '1.5';
    await show(PAGE, ['gout', 'edema']);
    await click(middle('gout'));
    await expect.poll(cardText).toContain('What gout is');
    await cardSettled();
    const word = middle('gout');
    const box = cardBox();
    expect(Math.abs(box.top - word.y)).toBeLessThan(45);
    expect(box.left).toBeLessThan(word.x);
    expect(box.right).toBeGreaterThan(word.x);
    const ring = part('.open-word').getBoundingClientRect();
    expect(Math.abs(middleOf(ring).x - word.x)).toBeLessThan(3);
    expect(Math.abs(middleOf(ring).y - word.y)).toBeLessThan(3);
  });

  it('looks the same whatever the page’s style sheet says', async () => {
    const look = (): string[] =>
      [...(cardRoot?.querySelectorAll('.surface, .surface *') ?? [])].map((element) => {
        const style = getComputedStyle(element);
        const { width, height } = element.getBoundingClientRect();
        return [
          element.localName,
          style.color,
          style.backgroundColor,
          style.font,
          style.textAlign,
          style.direction,
          style.textTransform,
          style.letterSpacing,
          style.pointerEvents,
          style.cursor,
          Math.round(width),
          Math.round(height),
        ].join(' | ');
      });
    await show(`<p style="position: fixed; margin: 0; top: 60px; left: 60px">gout</p>`, ['gout']);
    open('pinned', markOf('gout'));
    await expect.poll(cardText).toContain('What gout is');
    await cardSettled();
    const plain = look();
    lifetime.abort();
    marker.stop();
    await show(
      `<style>
        * { all: unset !important; color: red !important; font-size: 40px !important; --ink: red !important; --paper: red !important; --font: monospace !important; pointer-events: none !important; }
        html, glossary-card { direction: rtl !important; text-transform: uppercase !important; letter-spacing: 9px !important; rotate: 20deg !important; scale: 0.5 !important; translate: 50px 50px !important; opacity: 0.2 !important; cursor: none !important; text-align: right !important; }
      </style><p style="position: fixed; margin: 0; top: 60px; left: 60px">gout</p>`,
      ['gout'],
    );
    document.documentElement.style.setProperty('rotate', 'none', 'important');
    document.documentElement.style.setProperty('scale', 'none', 'important');
    document.documentElement.style.setProperty('translate', 'none', 'important');
    open('pinned', markOf('gout'));
    await expect.poll(cardText).toContain('What gout is');
    await cardSettled();
    // The ring around the word goes by the word's size, which the page chooses.
    const ofCard = (lines: string[]): string[] => lines.slice(2);
    expect(ofCard(look())).toEqual(ofCard(plain));
    const element = document.querySelector('glossary-card');
    expect(element && getComputedStyle(element).opacity).toBe('1');
  });

  it('leaves with the extension', async () => {
    await show(PAGE, ['gout', 'edema']);
    await click(middle('gout'));
    lifetime.abort();
    expect(document.querySelector('glossary-card')).toBeNull();
    await moveTo(middle('edema'));
    vi.advanceTimersByTime(LONG);
    expect(document.querySelector('glossary-card')).toBeNull();
  });
});

describe('a part of the page that closes when something happens outside of it', () => {
  let ends: AbortController;
  let heard: string[];
  beforeEach(() => {
    ends = new AbortController();
    heard = [];
  });
  afterEach(() => ends.abort());

  const INSIDE = '<h2>Medication</h2><p>my gout today</p><input><p class="last">and <i>edema</i></p>';

  /** A dialog as pages make them by themselves: it hears of presses, and pulls the focus back into its field. */
  async function showOverlay(attributes: string, capture: boolean): Promise<HTMLInputElement> {
    await show(
      `<div style="position: fixed; inset: 0; overflow: hidden; transform: scale(1)"><div id="part" ${attributes}>${INSIDE}</div></div>`,
      ['gout', 'edema'],
    );
    const overlay = area.querySelector<HTMLElement>('#part');
    const field = area.querySelector('input');
    if (!overlay || !field) throw new Error('The page of this test has an overlay with a field.');
    const listen = (event: Event): void => {
      if (overlay.contains(event.target as Node)) return;
      heard.push(event.type);
      if (event.type === 'focusin') field.focus();
      else overlay.style.display = 'none';
    };
    for (const type of ['pointerdown', 'mousedown', 'click', 'focusin']) {
      document.addEventListener(type, listen, { signal: ends.signal, capture });
    }
    field.focus();
    return field;
  }

  async function useCard(): Promise<void> {
    await click(middleOf(part('.entry-toggle').getBoundingClientRect()));
    expect(part('.entry-toggle').getAttribute('aria-expanded')).toBe('true');
    await click(middleOf(part('[data-part=close]').getBoundingClientRect()));
    expect(isOpen()).toBe(false);
  }

  it.each([
    ['role="dialog" aria-modal="true"', true],
    ['role="dialog"', false],
    ['role="alertdialog"', true],
    ['aria-modal="true"', true],
  ])('stays as it is while the card is used (%s, capture: %s)', async (attributes, capture) => {
    await showOverlay(attributes, capture);
    await click(middle('gout'));
    await expect.poll(cardText).toContain('What gout is');
    await useCard();
    expect(heard).toEqual([]);
  });

  it.each([true, false])('lets the keyboard into the card and has it back (capture: %s)', async (capture) => {
    const field = await showOverlay('role="dialog"', capture);
    open('focused', markOf('gout'));
    await expect.poll(cardText).toContain('What gout is');
    expect(cardRoot?.activeElement).toBe(part('.card'));
    await userEvent.keyboard('{Tab}');
    expect(cardRoot?.activeElement).toBe(part('[data-part=close]'));
    await userEvent.keyboard('{Escape}');
    expect(document.activeElement).toBe(field);
    expect(heard).toEqual([]);
  });

  it('may be a popover, which does not take a press on the card for one outside of it', async () => {
    await show(`<div id="part" popover>${INSIDE}</div>`, ['gout', 'edema']);
    const popover = area.querySelector<HTMLElement>('#part');
    popover?.showPopover();
    await click(middle('gout'));
    await expect.poll(cardText).toContain('What gout is');
    await useCard();
    expect(popover?.matches(':popover-open')).toBe(true);
  });

  it('may be a popover in a modal dialog', async () => {
    await show(`<dialog><p>vertigo</p><div id="part" popover>${INSIDE}</div></dialog>`, [
      'vertigo',
      'gout',
      'edema',
    ]);
    area.querySelector('dialog')?.showModal();
    const popover = area.querySelector<HTMLElement>('#part');
    popover?.showPopover();
    await click(middle('gout'));
    await expect.poll(cardText).toContain('What gout is');
    await useCard();
    expect(popover?.matches(':popover-open')).toBe(true);
  });

  it('may be in a component that has the words from outside', async () => {
    await show(`<div id="component">${INSIDE}</div>`, ['gout', 'edema']);
    const root = area.querySelector('#component')?.attachShadow({ mode: 'open' });
    if (!root) throw new Error('The page of this test has a component.');
    root.innerHTML = '<div popover><slot></slot></div>';
    const popover = root.querySelector<HTMLElement>('[popover]');
    popover?.showPopover();
    await click(middle('gout'));
    await expect.poll(cardText).toContain('What gout is');
    await useCard();
    expect(popover?.matches(':popover-open')).toBe(true);
  });

  it('does not move with the card in it, and has nothing of it when it is closed', async () => {
    await show(
      `<style>#part > :is(:first-child, :last-child) { margin-top: 90px } #part > * + * { padding-top: 9px }</style>
      <div id="part" role="dialog">${INSIDE}</div>`,
      ['gout', 'edema'],
    );
    const tops = (): number[] =>
      [...area.querySelectorAll('#part > :not(glossary-card)')].map((one) => one.getBoundingClientRect().top);
    const before = tops();
    await click(middle('gout'));
    await expect.poll(cardText).toContain('What gout is');
    expect(area.querySelector('#part > glossary-card')).not.toBeNull();
    expect(tops()).toEqual(before);
    link.close();
    expect(document.querySelector('#part glossary-card')).toBeNull();
  });

  it('may be written anew with the card in it, whose word goes with it', async () => {
    await show(`<div id="part" role="dialog">${INSIDE}</div>`, ['gout', 'edema']);
    await click(middle('gout'));
    const overlay = area.querySelector('#part');
    if (overlay) overlay.innerHTML = INSIDE;
    await Promise.resolve();
    expect(closed).toEqual(['gout']);
    vi.advanceTimersByTime(LONG);
    await expectWords(marker, ['gout', 'edema']);
    await click(middle('edema'));
    await expect.poll(cardText).toContain('What edema is');
  });
});

describe('the code of the card', () => {
  /** Keeps the code of the card back until the test lets it come, or fail. */
  function keepBack(): { asked: () => number; come: () => Promise<void>; fail: () => Promise<void> } {
    const waiting: { resolve: () => void; reject: (reason: Error) => void }[] = [];
    cardCode = () => new Promise((resolve, reject) => waiting.push({ resolve, reject }));
    return {
      asked: () => waiting.length,
      come: () => {
        waiting.at(-1)?.resolve();
        return nextFrame();
      },
      fail: () => {
        waiting.at(-1)?.reject(new Error('The background is gone.'));
        return nextFrame();
      },
    };
  }

  it('is asked for once, before the pointer has rested on a word', async () => {
    const code = keepBack();
    await show(PAGE, ['gout', 'edema']);
    await moveTo(NOWHERE);
    expect(code.asked()).toBe(0);
    await moveTo(middle('gout'));
    expect(code.asked()).toBe(1);
    await moveTo(middle('edema'));
    expect(code.asked()).toBe(1);
    await code.come();
    expect(isOpen()).toBe(false);
    vi.advanceTimersByTime(LONG);
    await expect.poll(cardText).toContain('What edema is');
    expect(code.asked()).toBe(1);
  });

  it('is asked for by a finger that comes down on a word', async () => {
    const code = keepBack();
    await show(PAGE, ['gout', 'edema']);
    const touch = ({ x, y }: Point): boolean =>
      area.dispatchEvent(
        new PointerEvent('pointerdown', { pointerType: 'touch', clientX: x, clientY: y, bubbles: true }),
      );
    touch(NOWHERE);
    expect(code.asked()).toBe(0);
    touch(middle('gout'));
    expect(code.asked()).toBe(1);
  });

  it('brings the card of the word that was pressed last, and no other', async () => {
    const code = keepBack();
    await show(PAGE, ['gout', 'edema']);
    await click(middle('gout'));
    await click(middle('edema'));
    expect(document.querySelector('glossary-card')).toBeNull();
    await code.come();
    await expect.poll(cardText).toContain('What edema is');
    expect(asked).toEqual(['edema']);
    expect(document.querySelectorAll('glossary-card')).toHaveLength(1);
  });

  it('leaves the card of a pressed word to it when the pointer rests on another meanwhile', async () => {
    const code = keepBack();
    await show(PAGE, ['gout', 'edema']);
    await click(middle('gout'));
    await moveTo(middle('edema'));
    vi.advanceTimersByTime(LONG);
    await code.come();
    await expect.poll(cardText).toContain('What gout is');
  });

  it.each<[string, () => unknown]>([
    ['the pointer left', () => moveTo(NOWHERE)],
    ['the page was scrolled', () => scrollTo(0, 5)],
    ['it was pressed, and then something else', () => click(middle('gout')).then(() => click(NOWHERE))],
    ['the word was taken off the page', () => area.querySelector('p')?.firstChild?.remove()],
    ['Esc was pressed', () => userEvent.keyboard('{Escape}')],
    ['the extension was switched off', () => lifetime.abort()],
  ])('brings no card any more when %s', async (_, end) => {
    const code = keepBack();
    await show(`${PAGE}<div style="height: 3000px"></div>`, ['gout', 'edema']);
    await moveTo(middle('gout'));
    vi.advanceTimersByTime(LONG);
    await end();
    await nextFrame();
    expect(closed).toEqual(['gout']);
    await code.come();
    expect(asked).toEqual([]);
    expect(document.querySelector('glossary-card')).toBeNull();
    scrollTo(0, 0);
  });

  it('tells whoever asked first that another card took its place before it came', async () => {
    const code = keepBack();
    await show(PAGE, ['gout', 'edema']);
    await click(middle('gout'));
    await click(middle('edema'));
    expect(closed).toEqual(['gout']);
    await code.come();
    await expect.poll(cardText).toContain('What edema is');
    expect(closed).toEqual(['gout']);
  });

  it('leaves Esc to the page as long as no card can be seen', async () => {
    keepBack();
    await show(PAGE, ['gout', 'edema']);
    await click(middle('gout'));
    const heard: boolean[] = [];
    const listen = ({ defaultPrevented }: KeyboardEvent): number => heard.push(defaultPrevented);
    window.addEventListener('keydown', listen);
    await userEvent.keyboard('{Escape}');
    window.removeEventListener('keydown', listen);
    expect(heard).toEqual([false]);
  });

  it('comes too late for no key: Esc closes the card before the page hears of it', async () => {
    const code = keepBack();
    await show(PAGE, ['gout', 'edema']);
    const heard: string[] = [];
    const listen = ({ type }: KeyboardEvent): number => heard.push(type);
    window.addEventListener('keydown', listen, { capture: true });
    window.addEventListener('keyup', listen, { capture: true });
    await click(middle('gout'));
    await code.come();
    await expect.poll(isOpen).toBe(true);
    await userEvent.keyboard('{Escape}');
    window.removeEventListener('keydown', listen, { capture: true });
    window.removeEventListener('keyup', listen, { capture: true });
    expect(isOpen()).toBe(false);
    expect(heard).toEqual([]);
  });

  it('has the card stand at its word also when the page was scrolled meanwhile', async () => {
    const code = keepBack();
    await show(`${PAGE}<div style="height: 3000px"></div>`, ['gout', 'edema']);
    await click(middle('gout'));
    scrollTo(0, 40);
    await nextFrame();
    await code.come();
    await expect.poll(isOpen).toBe(true);
    expect(Math.abs(middleOf(part('.open-word').getBoundingClientRect()).y - middle('gout').y)).toBeLessThan(
      3,
    );
    scrollTo(0, 0);
  });

  it('lets the keyboard into the card that it asked for', async () => {
    const code = keepBack();
    await show(`<button>before</button>${PAGE}`, ['gout', 'edema']);
    const button = area.querySelector('button');
    button?.focus();
    open('focused', markOf('gout'));
    expect(document.activeElement).toBe(button);
    await code.come();
    expect(cardRoot?.activeElement).toBe(part('.card'));
    await userEvent.keyboard('{Escape}');
    expect(document.activeElement).toBe(button);
  });

  it('is asked for again after it could not be had, and the page stays usable', async () => {
    const code = keepBack();
    await show(PAGE, ['gout', 'edema']);
    await click(middle('gout'));
    await code.fail();
    expect(link.openMark).toBeNull();
    expect(document.querySelector('glossary-card')).toBeNull();
    await click(middle('edema'));
    expect(code.asked()).toBe(2);
    await code.come();
    await expect.poll(cardText).toContain('What edema is');
  });

  it('counts as part of the time that the entry took', async () => {
    const code = keepBack();
    await show(PAGE, ['gout', 'edema']);
    const clock = vi.spyOn(performance, 'now').mockReturnValue(1000);
    await click(middle('gout'));
    clock.mockReturnValue(1070);
    await code.come();
    await expect.poll(cardText).toContain('What gout is');
    clock.mockRestore();
    expect(part('.card').dataset['entryMs']).toBe('70');
  });
});
