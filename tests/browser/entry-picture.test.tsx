import { render } from 'preact';
import { afterEach, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { EntryPicture } from '../../components/EntryPicture';
import entryStyles from '../../components/entry-body.css?inline';
import tokenStyles from '../../components/tokens.css?inline';
import { parseDrawings, pictureOf } from '../../glossary/drawings';
import { PICTURED, showCard } from './card-states';
import { chooseMedia, forgetMedia } from './person-media';

const files = import.meta.glob<string>('../../glossary/pictures/*.svg', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const { drawings } = parseDrawings(Object.entries(files).map(([path, text]) => ({ path, text })));

let host: HTMLElement | null = null;
afterEach(() => host?.remove());
afterEach(() => forgetMedia());

/** The picture in a card over the page. */
function showPicture(): SVGSVGElement {
  host = showCard(PICTURED);
  const picture = host.shadowRoot?.querySelector<SVGSVGElement>('.entry-picture');
  if (!picture) throw new Error('The card shows no picture.');
  return picture;
}

/** An empty body of an entry, as wide as a card. */
function makeStage(): HTMLElement {
  host = document.createElement('div');
  host.innerHTML = `<style>${tokenStyles} ${entryStyles}</style>`;
  const stage = document.createElement('div');
  stage.className = 'entry-body';
  stage.style.inlineSize = '360px';
  host.append(stage);
  document.body.append(host);
  return stage;
}

/** Colour of the first shape that is filled with a tint, as it is computed. */
function tintOf(picture: SVGSVGElement): string {
  const tinted = picture.querySelector('[fill^="var"]');
  if (!tinted) throw new Error('Nothing in the picture has a tint.');
  return getComputedStyle(tinted).fill;
}

it('is read aloud as one image with its alternative text, right after the plain sentence', async () => {
  const picture = showPicture();
  await expect
    .element(page.elementLocator(picture))
    .toHaveAccessibleName('A line of pain runs down one leg.');
  expect(picture.getAttribute('role')).toBe('img');
  expect(picture.previousElementSibling?.matches('[data-part=plain]')).toBe(true);
});

it('has other colours on dark ground than on light', async () => {
  const picture = showPicture();
  await chooseMedia('prefers-color-scheme', 'light');
  const light = [tintOf(picture), getComputedStyle(picture).stroke];
  await chooseMedia('prefers-color-scheme', 'dark');
  const dark = [tintOf(picture), getComputedStyle(picture).stroke];
  expect(light).toEqual(['rgb(225, 235, 236)', 'rgb(28, 36, 41)']);
  expect(dark).toEqual(['rgb(45, 59, 66)', 'rgb(241, 243, 244)']);
});

it('keeps only what is marked in colour where the person chose the colours of the system', async () => {
  await chooseMedia('forced-colors', 'active');
  const [ladder] = drawings.filter(({ name }) => name === 'weight-bearing');
  if (!ladder) throw new Error('There is no drawing of the weight-bearing ladder.');
  const stage = makeStage();
  render(<EntryPicture picture={pictureOf(ladder, { alt: 'Feet.', part: 'full' })} language="en" />, stage);
  const ground = document.createElement('div');
  ground.style.color = 'Canvas';
  stage.append(ground);
  const canvas = getComputedStyle(ground).color;
  const fillOf = (selector: string): unknown => {
    const shape = stage.querySelector(selector);
    return shape && getComputedStyle(shape).fill;
  };
  expect(fillOf('path[transform]')).toBe(canvas);
  expect(fillOf('rect')).not.toBe(canvas);
});

it('does not make the card higher than the window allows', async () => {
  await page.viewport(800, 400);
  showPicture();
  const card = host?.shadowRoot?.querySelector('.card');
  const scroll = host?.shadowRoot?.querySelector('.card-scroll');
  expect(card?.getBoundingClientRect().height).toBeLessThanOrEqual(0.6 * 400);
  expect(scroll && scroll.scrollHeight > scroll.clientHeight).toBe(true);
});

it.each(drawings.map((drawing) => [drawing.name, drawing] as const))(
  'has no label that is cut off or lies on another: %s',
  (_, drawing) => {
    const stage = makeStage();
    for (const part of [undefined, ...drawing.parts.keys()]) {
      render(<EntryPicture picture={pictureOf(drawing, { alt: 'A drawing.', part })} language="en" />, stage);
      const labels = [...stage.querySelectorAll('text')].map((label) => ({
        text: label.textContent,
        box: label.getBBox(),
      }));
      for (const [i, { text, box }] of labels.entries()) {
        expect(box.x, text).toBeGreaterThanOrEqual(0);
        expect(box.x + box.width, text).toBeLessThanOrEqual(320);
        expect(box.y + box.height, text).toBeLessThanOrEqual(180);
        for (const other of labels.slice(i + 1)) {
          const apart =
            box.x + box.width <= other.box.x ||
            other.box.x + other.box.width <= box.x ||
            // Lines of one label stand closer than their boxes.
            Math.abs(box.y - other.box.y) >= 15;
          expect(apart, `${text} and ${other.text}`).toBe(true);
        }
      }
    }
  },
);
