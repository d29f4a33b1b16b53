/** Has a frame of the tab scroll to one of its words and open the card. */
import browser from 'webextension-polyfill';
import * as v from 'valibot';
import { readAnswer } from '../../shared/message-answers';
import { MovedAnswer, type FrameRequest } from '../../shared/messages';

/** @throws where the frame or the word is gone. */
export async function goToMark({
  tab,
  frame,
  mark,
}: {
  tab: number;
  frame: number;
  mark: number;
}): Promise<void> {
  const request: FrameRequest = { kind: 'go-to-mark', mark };
  const answer = readAnswer(await browser.tabs.sendMessage(tab, request, { frameId: frame }));
  if (!v.parse(MovedAnswer, answer).moved) throw new Error('The word is not on the page any more.');
}
