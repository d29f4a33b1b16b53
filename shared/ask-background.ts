/**
 * Asks the background, and parses what it answers. Every marked frame carries this: it uses the browser's own
 * promises, since the polyfill would be a tenth of the engine.
 */
import * as v from 'valibot';
import { browser } from 'wxt/browser';
import { readAnswer } from './message-answers';
import type { BackgroundRequest } from './messages';

/**
 * @returns what the background answered, parsed by `schema`
 * @throws where it does not answer, or not what was expected.
 */
export async function askBackground<Schema extends v.GenericSchema>(
  request: BackgroundRequest,
  schema: Schema,
): Promise<v.InferOutput<Schema>> {
  return v.parse(schema, await send(request));
}

/** Tells the background something that needs no answer. A background that is gone is no fault of the page's. */
export function tellBackground(request: BackgroundRequest): void {
  send(request).catch(() => undefined);
}

/** Asynchronous to the core: in a frame that outlived its extension the browser's call itself throws. */
async function send(request: BackgroundRequest): Promise<unknown> {
  return readAnswer(await browser.runtime.sendMessage(request));
}
