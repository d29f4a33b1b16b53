/** Walks over the words of a tab by keyboard, from frame to frame. */
import browser from 'webextension-polyfill';
import * as v from 'valibot';
import { readFrames, type FrameInTab } from '../../shared/frames';
import { MovedAnswer, type Direction, type FrameRequest } from '../../shared/messages';

/** Moves to the next or previous word of the tab; after the last frame it begins again with the first. */
export async function walkToWord(tab: number, direction: Direction): Promise<void> {
  const frames = await framesWithWords(tab);
  const start = startFrame(frames);
  const by = direction === 'next' ? 1 : -1;
  for (let step = 0; step <= frames.length; step++) {
    const frame = frames[(start + by * step + frames.length * 2) % frames.length];
    if (!frame) return;
    const request: FrameRequest = { kind: 'walk', direction, enter: step > 0 };
    if (await asked(tab, frame.frame, request)) return;
  }
}

/** Opens the card of the word that the walk stands on, or of the first one in view, and moves focus in. */
export async function explainCurrentWord(tab: number): Promise<void> {
  const frames = await framesWithWords(tab);
  const frame = frames[startFrame(frames)];
  if (frame) await asked(tab, frame.frame, { kind: 'explain' });
}

/** Frames with words in reading order; none where the browser keeps the extension out of the tab. */
async function framesWithWords(tab: number): Promise<FrameInTab[]> {
  try {
    return (await readFrames(tab)).filter(({ words }) => words.length > 0);
  } catch {
    return [];
  }
}

/** Where the walk stands, else where the keyboard is, else the first. */
function startFrame(frames: readonly FrameInTab[]): number {
  const walked = frames.findIndex(({ current }) => current !== null);
  if (walked >= 0) return walked;
  // A frame that holds a focused frame says that it has focus too: the innermost one is meant.
  return Math.max(
    0,
    frames.findLastIndex(({ focused }) => focused),
  );
}

async function asked(tab: number, frame: number, request: FrameRequest): Promise<boolean> {
  const answer: unknown = await browser.tabs.sendMessage(tab, request, { frameId: frame }).catch(() => null);
  const parsed = v.safeParse(MovedAnswer, answer);
  return parsed.success && parsed.output.moved;
}
