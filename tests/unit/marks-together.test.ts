import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Mark } from '../../page/mark';
import { eachOf, joinMark, partMark, type MarksTogether } from '../../page/marks-together';

const marks = Array.from({ length: 40 }, (_, id) => ({ id }) as Mark);

describe('marks that share a text', () => {
  it('are each there once, in the order in which they came, until they are taken out', () => {
    const step = fc.record({ joins: fc.boolean(), mark: fc.constantFrom(...marks) });
    fc.assert(
      // Many join at first, so that every way of keeping them is passed.
      fc.property(fc.subarray(marks), fc.array(step, { maxLength: 120 }), (begin, steps) => {
        const expected = new Set<Mark>();
        let together: MarksTogether | undefined;
        for (const { joins, mark } of [...begin.map((first) => ({ joins: true, mark: first })), ...steps]) {
          if (joins) {
            expected.add(mark);
            together = joinMark(together, mark);
          } else {
            expected.delete(mark);
            together = partMark(together, mark);
          }
          expect([...eachOf(together)]).toEqual([...expected]);
          expect(together === undefined).toBe(expected.size === 0);
        }
      }),
    );
  });

  it('can be taken out while one goes through them', () => {
    for (const count of [1, 2, 5, 40]) {
      let together: MarksTogether | undefined;
      for (const mark of marks.slice(0, count)) together = joinMark(together, mark);
      const seen: Mark[] = [];
      for (const mark of eachOf(together)) {
        seen.push(mark);
        together = partMark(together, mark);
      }
      expect(seen).toEqual(marks.slice(0, count));
      expect(together).toBeUndefined();
    }
  });
});
