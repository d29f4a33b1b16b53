/** What a page sees of its own frames. */

/** Resolves in the next frame, before it is painted; with the frame's time. */
export function nextFrame(): Promise<number> {
  return new Promise((resolve) => {
    requestAnimationFrame(resolve);
  });
}

/** Resolves with the first task after the frame that is being made: its style, layout and paint are done. */
function afterPaint(): Promise<number> {
  return new Promise((resolve) => {
    const channel = new MessageChannel();
    channel.port1.addEventListener('message', () => {
      channel.port1.close();
      resolve(performance.now());
    });
    channel.port1.start();
    channel.port2.postMessage(null);
  });
}

/** The time at which the next frame is painted, as far as the main thread is concerned. */
export async function nextPaint(): Promise<number> {
  await nextFrame();
  return await afterPaint();
}

/** Resolves after this many milliseconds by the page's own clock. */
export async function pause(ms: number): Promise<void> {
  const start = performance.now();
  while (performance.now() - start < ms) await nextFrame();
}

/** What a page does in each frame: ticks a number, shows new readings and a growing list, or takes an app on. */
export type FrameChange = 'counter' | 'feed' | 'app';

/**
 * Milliseconds of main-thread work in each of these frames, from the page's first own step to the end of
 * painting.
 */
export async function timeFrames({
  count,
  change,
  unpaints,
}: {
  count: number;
  change: FrameChange;
  /** Takes all highlights away before each frame, so that what remains is what the watching costs. */
  unpaints: boolean;
}): Promise<number[]> {
  const samples: number[] = [];
  for (let i = 0; i < count; i++) {
    await nextFrame();
    if (unpaints) CSS.highlights.clear();
    const start = performance.now();
    if (change === 'counter') tick(i);
    else if (change === 'feed') feed(i);
    else takeAppOn();
    samples.push((await afterPaint()) - start);
  }
  return samples;
}

function tick(i: number): void {
  const text = document.querySelector('#counter')?.firstChild;
  if (text instanceof Text) text.data = String(i);
}

function takeAppOn(): void {
  const { takeStep } = globalThis as { takeStep?: () => void };
  if (takeStep === undefined) throw new Error('This page is no app of the bench.');
  takeStep();
}

function feed(i: number): void {
  for (const value of document.querySelectorAll('.value')) value.textContent = String((i * 37) % 200);
  const list = document.querySelector('#feed');
  if (!list || i % 4 !== 0) return;
  const item = document.createElement('li');
  item.textContent = `Message ${i}: range of motion looked at again, with a gait belt.`;
  list.prepend(item);
  list.lastElementChild?.remove();
}

/** The gaps between frames during a while, in milliseconds. */
export async function frameGaps(ms: number): Promise<number[]> {
  const gaps: number[] = [];
  let last = await nextFrame();
  const end = last + ms;
  while (last < end) {
    const now = await nextFrame();
    gaps.push(now - last);
    last = now;
  }
  return gaps;
}
