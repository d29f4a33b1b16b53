import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLightInk } from '../../page/ink';

describe('ink', () => {
  it.each([
    'rgb(255, 255, 255)',
    'rgb(255 255 255)',
    'rgb(100% 100% 100%)',
    'rgba(255, 255, 255, 0.87)',
    'rgb(230, 237, 243)',
    'rgb(255, 255, 0)',
    'color(srgb 1 1 1)',
    'color(srgb 0.9 0.9 0.9 / 0.8)',
    'color(display-p3 1 1 1)',
    'color(display-p3 0.95 0.95 0.9)',
    'oklch(0.95 0.02 250)',
    'oklch(95% 0.02 250)',
    'oklab(0.9 0.01 -0.02)',
    'lab(92 1 2)',
    'lch(92% 3 120)',
    'oklch(1 none none)',
  ])('is light on a dark ground in %s', (color) => {
    expect(isLightInk(color)).toBe(true);
  });
  it.each([
    'rgb(0, 0, 0)',
    'rgb(0 0 0)',
    'rgb(33, 37, 41)',
    'rgb(33 37 41 / 80%)',
    'rgba(0, 0, 0, 0.87)',
    'rgb(0, 0, 238)',
    'rgb(118, 118, 118)',
    'color(srgb 0 0 0)',
    'color(srgb 0.2 0.2 0.2 / 1)',
    'color(display-p3 0 0 0)',
    'color(display-p3 0.13 0.14 0.16)',
    'color(a98-rgb 0.1 0.1 0.1)',
    'color(rec2020 0.1 0.1 0.1)',
    'color(srgb none 0.1 0.1)',
    'oklch(0.3 0.05 250)',
    'oklch(25% 0.05 250)',
    'oklab(0.2 1e-7 -1e-7)',
    'oklch(none 0.9 250)',
    'lab(20 1 2)',
    'lch(20% 90 120)',
  ])('is dark on a light ground in %s', (color) => {
    expect(isLightInk(color)).toBe(false);
  });
  it('is taken for dark where the colour is in no known form, as most pages are', () => {
    for (const color of ['', 'inherit', 'currentcolor', 'rgb(', 'glow(1 1 1)']) {
      expect(isLightInk(color)).toBe(false);
    }
  });
  it('never turns dark by getting lighter', () => {
    const channel = fc.nat(255);
    fc.assert(
      fc.property(channel, channel, channel, channel, (r, g, b, more) => {
        const lighter = [r, g, b].map((value) => Math.min(255, value + more)).join(', ');
        if (isLightInk(`rgb(${r}, ${g}, ${b})`)) expect(isLightInk(`rgb(${lighter})`)).toBe(true);
      }),
    );
  });
  it('is the same in each way to write the same grey', () => {
    fc.assert(
      fc.property(fc.nat(255), (grey) => {
        const part = grey / 255;
        const light = isLightInk(`rgb(${grey}, ${grey}, ${grey})`);
        expect(isLightInk(`rgba(${grey}, ${grey}, ${grey}, 0.5)`)).toBe(light);
        expect(isLightInk(`color(srgb ${part} ${part} ${part})`)).toBe(light);
        expect(isLightInk(`color(display-p3 ${part} ${part} ${part})`)).toBe(light);
      }),
    );
  });
});
