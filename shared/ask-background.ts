/** Asks the background, and parses what it answers. */
import browser from 'webextension-polyfill';
import * as v from 'valibot';
import type { BackgroundRequest } from './messages';

/**
 * @returns what the background answered, parsed by `schema`
 * @throws where it does not answer, or not what was expected.
 */
export async function askBackground<Schema extends v.GenericSchema>(
  request: BackgroundRequest,
  schema: Schema,
): Promise<v.InferOutput<Schema>> {
  return v.parse(schema, await browser.runtime.sendMessage(request));
}

/** Tells the background something that needs no answer. A background that is gone is no fault of the page's. */
export function tellBackground(request: BackgroundRequest): void {
  browser.runtime.sendMessage(request).catch(() => undefined);
}
