/** Passes a card from the frame whose word it explains to the top frame, which draws it. */
import browser from 'webextension-polyfill';
import * as v from 'valibot';
import { readFrames, type FrameInTab } from '../../shared/frames';
import { readAnswer } from '../../shared/message-answers';
import {
  ShownAnswer,
  type CardSubject,
  type FrameRequest,
  type Opening,
  type Rectangle,
} from '../../shared/messages';
import { within } from '../../shared/time-limit';
import { startEngine } from './injection';

const FramePlace = v.object({
  x: v.number(),
  y: v.number(),
  scaleX: v.number(),
  scaleY: v.number(),
});
/** Where a frame's viewport lies in its parent's, in the parent's CSS pixels. */
type FramePlace = v.InferOutput<typeof FramePlace>;

/**
 * How long the top frame has to become ready for a card, in milliseconds: several times what an engine takes to come.
 * Firefox lets nothing into a page that is still loading, and some pages never end.
 */
const READY_WITHIN_MS = 1500;

interface WordOfFrame {
  tab: number;
  frame: number;
  subject: CardSubject;
  opening: Opening;
}

/**
 * Has the top frame show a card for a word of another frame.
 * @returns false where it cannot; the frame then shows the card itself.
 */
export async function relayCard(word: WordOfFrame): Promise<boolean> {
  try {
    const request = await within(prepareTop(word), READY_WITHIN_MS);
    if (request === null) return false;
    const answer = readAnswer(await browser.tabs.sendMessage(word.tab, request, { frameId: 0 }));
    return v.parse(ShownAnswer, answer).shown;
  } catch {
    return false;
  }
}

/** Makes the top frame ready for a card; gives what it is to be asked, or null where a frame in between is gone. */
async function prepareTop({ tab, frame, subject, opening }: WordOfFrame): Promise<FrameRequest | null> {
  const frames = await readFrames(tab);
  const rectangles = await inTopViewport({ tab, frame, frames, rectangles: subject.rectangles });
  const child = frames.find((other) => other.frame === frame)?.path[0];
  if (!rectangles || child === undefined) return null;
  const top = frames.find(({ path }) => path.length === 0);
  if (top?.hasEngine !== true) await startEngine(tab, 0);
  return { kind: 'show-card', subject: { ...subject, rectangles }, opening, frame, child };
}

/** Tells a frame something that needs no answer; a frame that is gone needs none either. */
export async function tellFrame(tab: number, frame: number, request: FrameRequest): Promise<void> {
  await browser.tabs.sendMessage(tab, request, { frameId: frame }).catch(() => undefined);
}

/** Carries rectangles from a frame up to the top frame, through each frame in between. */
async function inTopViewport({
  tab,
  frame,
  frames,
  rectangles,
}: {
  tab: number;
  frame: number;
  frames: readonly FrameInTab[];
  rectangles: readonly Rectangle[];
}): Promise<Rectangle[] | null> {
  let path = frames.find((other) => other.frame === frame)?.path;
  let carried = [...rectangles];
  while (path && path.length > 0) {
    const parentPath: number[] = path.slice(0, -1);
    const parent = frames.find((other) => other.path.join() === parentPath.join());
    const index = path.at(-1) ?? -1;
    if (!parent || index < 0) return null;
    const [result] = await browser.scripting.executeScript({
      target: { tabId: tab, frameIds: [parent.frame] },
      // A page around it may never end loading.
      injectImmediately: true,
      func: placeOfChild,
      args: [index],
    });
    const place = v.safeParse(FramePlace, result?.result);
    if (!place.success) return null;
    carried = carried.map((rectangle) => inParent(rectangle, place.output));
    path = parentPath;
  }
  return path ? carried : null;
}

function inParent({ x, y, width, height }: Rectangle, place: FramePlace): Rectangle {
  return {
    x: place.x + x * place.scaleX,
    y: place.y + y * place.scaleY,
    width: width * place.scaleX,
    height: height * place.scaleY,
  };
}

/** Runs inside the parent frame: it is sent there as text and can use nothing from this module. */
function placeOfChild(index: number): object | null {
  const child = window.frames[index];
  for (const element of document.querySelectorAll<HTMLIFrameElement>('iframe, frame, object, embed')) {
    if (!child || element.contentWindow !== child) continue;
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    // A transform scales the frame with all that is in it.
    const scaleX = box.width / element.offsetWidth || 1;
    const scaleY = box.height / element.offsetHeight || 1;
    return {
      x: box.x + (element.clientLeft + Number.parseFloat(style.paddingLeft)) * scaleX,
      y: box.y + (element.clientTop + Number.parseFloat(style.paddingTop)) * scaleY,
      scaleX,
      scaleY,
    };
  }
  return null;
}
