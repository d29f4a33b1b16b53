import { afterEach, describe, expect, it, vi } from 'vitest';
import { WorkQueue, type Work } from '../../page/work-queue';

function setHidden(isHidden: boolean): void {
  Object.defineProperty(document, 'hidden', { configurable: true, value: isHidden });
  document.dispatchEvent(new Event('visibilitychange'));
}

/** Work that takes so many turns, and tells each of them. */
function workOf(name: string, turns: number, done: string[]): Work {
  let turn = 0;
  return () => {
    done.push(`${name} ${++turn}`);
    return turn === turns;
  };
}

function makeQueue(done: string[] = []): WorkQueue {
  const queue = new WorkQueue({
    onShow: () => done.push('shown'),
    onDone: () => done.push('all done'),
  });
  running.add(queue);
  return queue;
}

/** Time enough for turns that the browser was asked for. */
function turnsOfThePage(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 120));
}

const running = new Set<WorkQueue>();
afterEach(() => {
  for (const queue of running) queue.stop();
  running.clear();
  Reflect.deleteProperty(document, 'hidden');
  vi.restoreAllMocks();
});

describe('work on a page', () => {
  it('begins at once and shows what each turn did', async () => {
    const done: string[] = [];
    const queue = makeQueue(done);
    queue.addUrgent(workOf('what is seen', 2, done));
    queue.add(workOf('the rest', 1, done));
    queue.start();
    expect(done[0]).toBe('what is seen 1');
    expect(done).not.toContain('what is seen 2');
    await expect.poll(() => queue.isWorking).toBe(false);
    expect(done.filter((step) => step !== 'shown')).toEqual([
      'what is seen 1',
      'what is seen 2',
      'the rest 1',
      'all done',
    ]);
    expect(done.at(-2)).toBe('shown');
  });

  it('does what a person waits for though the page is never idle, and lets the page do its own between', async () => {
    const askForIdle = vi.spyOn(window, 'requestIdleCallback').mockReturnValue(1);
    const done: string[] = [];
    const queue = makeQueue();
    queue.addUrgent(workOf('ours', 3, done));
    queue.add(workOf('later', 1, done));
    setTimeout(() => done.push('the page'));
    queue.start();
    await expect.poll(() => done).toContain('later 1');
    expect(done.indexOf('the page')).toBeLessThan(done.indexOf('ours 2'));
    queue.add(workOf('waits', 1, done));
    queue.askForTurn();
    await turnsOfThePage();
    expect(askForIdle).toHaveBeenCalled();
    expect(done).not.toContain('waits 1');
  });

  it('shows what took long soon, though the page is never idle', async () => {
    vi.spyOn(window, 'requestIdleCallback').mockReturnValue(1);
    const done: string[] = [];
    const queue = makeQueue(done);
    // Longer than a stretch that still paints; the clock of the page may tick in whole milliseconds.
    queue.addUrgent(() => {
      const end = performance.now() + 8;
      while (performance.now() < end);
      return true;
    });
    queue.add(() => false);
    queue.start();
    expect(done).toEqual([]);
    await expect.poll(() => done).toContain('shown');
  });

  it('waits while the tab is hidden', async () => {
    const done: string[] = [];
    const queue = makeQueue();
    setHidden(true);
    queue.add(workOf('ours', 1, done));
    queue.start();
    queue.askForTurn();
    await turnsOfThePage();
    expect(done).toEqual([]);
    setHidden(false);
    await expect.poll(() => done).toEqual(['ours 1']);
  });

  it('leaves a turn that comes when the tab was hidden meanwhile', async () => {
    const done: string[] = [];
    const queue = makeQueue();
    queue.addUrgent(workOf('ours', 2, done));
    queue.start();
    setHidden(true);
    await turnsOfThePage();
    expect(done).toEqual(['ours 1']);
    setHidden(false);
    await expect.poll(() => done).toEqual(['ours 1', 'ours 2']);
  });

  it('shows in the next turn what one found that took too long', async () => {
    const done: string[] = [];
    const queue = makeQueue(done);
    const isLong: Work = () => {
      const until = performance.now() + 8;
      while (performance.now() < until);
      done.push('long');
      return true;
    };
    queue.add(isLong);
    queue.add(workOf('next', 1, done));
    queue.start();
    expect(done).toEqual(['long']);
    await expect.poll(() => queue.isWorking).toBe(false);
    expect(done).toEqual(['long', 'shown', 'next 1', 'shown', 'all done']);
  });

  it('does and shows nothing any more once it is stopped', async () => {
    const done: string[] = [];
    const queue = makeQueue(done);
    queue.addUrgent(workOf('ours', 2, done));
    queue.start();
    queue.stop();
    const before = [...done];
    setHidden(true);
    setHidden(false);
    await turnsOfThePage();
    expect(done).toEqual(before);
    expect(queue.isWorking).toBe(false);
  });
});
