/** Functions that are sent into a page as text. */
import type { Frame, Page } from 'puppeteer-core';

/** What can be sent along. */
export type Sendable =
  string | number | boolean | null | readonly Sendable[] | { readonly [key: string]: Sendable };

/**
 * The text of a function that can be sent. The compiler which runs the scripts wraps named functions in a
 * call of `__name`, which no page has; here the text brings it along.
 */
export function textOf(work: (...parameters: never[]) => unknown): string {
  return `function (...parameters) { const __name = (named) => named; return (${work.toString()})(...parameters); }`;
}

/** Runs a function in a frame, in the world of the page's own scripts, whatever policy the page has. */
export async function runInPage<Result, Parameters extends readonly Sendable[]>(
  frame: Frame | Page,
  work: (...parameters: Parameters) => Result,
  ...parameters: Parameters
): Promise<Awaited<Result>> {
  const call = parameters.map((parameter) => JSON.stringify(parameter)).join(', ');
  return (await frame.evaluate(`(${textOf(work)})(${call})`)) as Awaited<Result>;
}
