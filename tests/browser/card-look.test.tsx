import axe from 'axe-core';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { LOOKS, showCard, type CardLook } from './card-states';
import { chooseMedia, forgetMedia } from './person-media';

const LEAST_TARGET = 44;
const LEAST_TYPE = 12.5;

let host: HTMLElement | null = null;
beforeEach(async () => {
  await page.viewport(500, 800);
  document.title = 'card';
  document.documentElement.lang = 'en';
});
afterEach(() => host?.remove());
afterAll(() => forgetMedia());

async function show(look: CardLook): Promise<Element[]> {
  host = showCard(look);
  const card = host.shadowRoot?.querySelector('.card');
  if (!card) throw new Error('No card was drawn.');
  // What fades in has no contrast to speak of yet.
  await Promise.all(card.getAnimations().map(({ finished }) => finished));
  return [card, ...card.querySelectorAll('*')].filter((element) => element.checkVisibility());
}

function hasOwnText(element: Element): boolean {
  return [...element.childNodes].some((node) => node instanceof Text && node.data.trim() !== '');
}

/** Relative luminance of a computed colour, as WCAG 2 defines it. */
function luminance(color: string): number {
  const [r = 0, g = 0, b = 0] = (color.match(/[\d.]+/g) ?? []).slice(0, 3).map((channel) => {
    const part = Number(channel) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Contrast of a text to what it stands on; axe cannot see through the layers that a popover lies on. */
function contrastOf(element: Element): number {
  let ground: Element | null = element;
  while (ground && getComputedStyle(ground).backgroundColor === 'rgba(0, 0, 0, 0)')
    ground = ground.parentElement;
  if (!ground) throw new Error('This text stands on nothing.');
  const [light = 0, dark = 0] = [getComputedStyle(element).color, getComputedStyle(ground).backgroundColor]
    .map(luminance)
    .sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

describe.each(['light', 'dark'])('in %s colours', (scheme) => {
  it.each(LOOKS)('breaks no rule of axe and has a contrast of 7:1: %s', async (_, look) => {
    await chooseMedia('prefers-color-scheme', scheme);
    const elements = await show(look);
    const [card] = elements;
    const results = await axe.run(document, {
      rules: { 'target-size': { enabled: true } },
    });
    const namesOf = (found: axe.Result[]): unknown[] =>
      found.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
    expect(namesOf(results.violations)).toEqual([]);
    for (const element of elements.filter(hasOwnText))
      expect(contrastOf(element), element.outerHTML).toBeGreaterThanOrEqual(7);
    const paper = card && getComputedStyle(card).backgroundColor;
    expect(paper).toBe(scheme === 'light' ? 'rgb(255, 253, 249)' : 'rgb(27, 33, 37)');
  });
});

it.each(LOOKS)('can be hit by a finger and read without glasses: %s', async (_, look) => {
  const elements = await show(look);
  for (const element of elements) {
    if (element.matches('button, a[href]')) {
      const { width, height } = element.getBoundingClientRect();
      expect(Math.min(width, height), element.outerHTML).toBeGreaterThanOrEqual(LEAST_TARGET);
    }
    if (hasOwnText(element))
      expect(Number.parseFloat(getComputedStyle(element).fontSize), element.outerHTML).toBeGreaterThanOrEqual(
        LEAST_TYPE,
      );
  }
});

it.each(LOOKS)('needs no scrolling sideways, not even on a narrow screen: %s', async (_, look) => {
  await page.viewport(320, 640);
  for (const element of await show(look)) {
    const { overflowX } = getComputedStyle(element);
    if (overflowX === 'visible') continue;
    expect(element.scrollWidth, element.outerHTML).toBeLessThanOrEqual(element.clientWidth);
  }
});

it('has no two targets that overlap', async () => {
  for (const [name, look] of LOOKS) {
    const targets = (await show(look)).filter((element) => element.matches('button, a[href]'));
    for (const [i, one] of targets.entries()) {
      for (const other of targets.slice(i + 1)) {
        const a = one.getBoundingClientRect();
        const b = other.getBoundingClientRect();
        const overlap =
          Math.min(a.right, b.right) - Math.max(a.left, b.left) > 0.5 &&
          Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.5 &&
          one.closest('.card-scroll') === other.closest('.card-scroll');
        expect(overlap, `${name}: ${one.outerHTML} ${other.outerHTML}`).toBe(false);
      }
    }
    host?.remove();
  }
});

it('shows the word first and the plain sentence right after it, larger than the rest', async () => {
  const [, look] = LOOKS[0] ?? [];
  if (!look) throw new Error('There are no looks.');
  const shown = (await show(look)).filter(hasOwnText);
  const sizes = shown.map((element) => Number.parseFloat(getComputedStyle(element).fontSize));
  expect(shown[0]?.matches('h2')).toBe(true);
  const plain = shown.find((element) => element.matches('[data-part=plain]'));
  expect(plain && Number.parseFloat(getComputedStyle(plain).fontSize)).toBe(Math.max(...sizes.slice(1)));
});

it('draws an edge around the card where the person chose the colours of the system', async () => {
  await chooseMedia('forced-colors', 'active');
  const [, look] = LOOKS[0] ?? [];
  if (!look) throw new Error('There are no looks.');
  const [card] = await show(look);
  expect(card && getComputedStyle(card).borderWidth).toBe('2px');
});
