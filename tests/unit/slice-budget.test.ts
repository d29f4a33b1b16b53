import { describe, expect, it } from 'vitest';
import { SliceBudget } from '../../page/slice-budget';

describe('the time for a stretch of work', () => {
  it('is what was asked for where stretches end in time', () => {
    const budget = new SliceBudget();
    budget.note(4, 4.5);
    expect(budget.next(4)).toBe(4);
    expect(budget.next(2)).toBe(2);
  });
  it('is shorter after a stretch that ran over, so that the next one ends in half a frame', () => {
    const budget = new SliceBudget();
    budget.note(4, 9);
    const next = budget.next(4);
    expect(next).toBe(2);
    expect(next + 5).toBeLessThan(8);
  });
  it('never is nothing, however far a stretch ran over', () => {
    const budget = new SliceBudget();
    budget.note(4, 400);
    expect(budget.next(4)).toBe(2);
  });
  it('grows again once stretches end in time', () => {
    const budget = new SliceBudget();
    budget.note(4, 9);
    for (let stretch = 0; stretch < 20; stretch++) {
      const given = budget.next(4);
      budget.note(given, given + 0.2);
    }
    expect(budget.next(4)).toBe(4);
  });
  it('is no longer than what the browser has to spare before its next frame', () => {
    const budget = new SliceBudget();
    const idle = (left: number, didTimeout = false): IdleDeadline => ({
      didTimeout,
      timeRemaining: () => left,
    });
    expect(budget.nextIdle(4, idle(12))).toBe(4);
    expect(budget.nextIdle(4, idle(3))).toBe(3);
    expect(budget.nextIdle(4, idle(0))).toBe(2);
    // A page that is never idle is searched nonetheless.
    expect(budget.nextIdle(4, idle(0, true))).toBe(4);
    budget.note(4, 5);
    expect(budget.nextIdle(4, idle(4))).toBe(3);
  });
});
