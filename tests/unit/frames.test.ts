import fc from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';

let comparePaths: (a: number[], b: number[]) => number;

beforeAll(async () => {
  // The module's neighbour refuses to load where there is no extension; nothing of it is used here.
  vi.stubGlobal('chrome', { runtime: { id: 'glossary-helper' } });
  ({ comparePaths } = await import('../../shared/frames'));
});

const path = fc.array(fc.nat(3), { maxLength: 4 });

describe('the order of frames', () => {
  it('puts the page before its frames, and frames in the order they stand on the page', () => {
    const frames = [[1], [0, 10], [], [0, 2, 0], [0], [0, 2], [10], [2]];
    expect(frames.toSorted((a, b) => comparePaths(a, b))).toEqual([
      [],
      [0],
      [0, 2],
      [0, 2, 0],
      [0, 10],
      [1],
      [2],
      [10],
    ]);
  });
  it('is one order, from whichever side two frames are compared', () => {
    fc.assert(
      fc.property(path, path, path, (a, b, c) => {
        expect(Math.sign(comparePaths(a, b))).toBe(0 - Math.sign(comparePaths(b, a)));
        expect(comparePaths(a, b) === 0).toBe(a.join() === b.join());
        if (comparePaths(a, b) < 0 && comparePaths(b, c) < 0) expect(comparePaths(a, c)).toBeLessThan(0);
      }),
    );
  });
  it('puts a frame before those inside it, and all of them before the next frame', () => {
    fc.assert(
      fc.property(path, fc.nat(3), path, (parent, child, deeper) => {
        const inside = [...parent, child, ...deeper];
        expect(comparePaths(parent, inside)).toBeLessThan(0);
        expect(comparePaths(inside, [...parent, child + 1])).toBeLessThan(0);
      }),
    );
  });
});
