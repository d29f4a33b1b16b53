/** Between two looks; short enough that nobody waits for the waiting. */
const LOOK_EVERY_MS = 25;
/** Much longer than anything that is waited for takes, also on a busy machine. */
const PATIENCE_MS = 15_000;

/**
 * Waits until a condition gives something other than false, null or undefined, and hands that back.
 * @param what completes the sentence "Waited in vain for …".
 * @param last shows, for the message, what was there instead.
 */
export async function waitFor<Value>(
  condition: () => Value | Promise<Value>,
  what: string,
  { patienceMs = PATIENCE_MS, last }: { patienceMs?: number; last?: () => unknown } = {},
): Promise<Exclude<Value, false | null | undefined>> {
  const end = Date.now() + patienceMs;
  for (;;) {
    const value = await condition();
    if (value !== false && value !== null && value !== undefined) {
      return value as Exclude<Value, false | null | undefined>;
    }
    if (Date.now() > end) {
      const instead = last === undefined ? '' : ` Last seen: ${JSON.stringify(await last())}`;
      throw new Error(`Waited in vain for ${what} (${patienceMs / 1000} s).${instead}`);
    }
    await new Promise((resolve) => {
      setTimeout(resolve, LOOK_EVERY_MS);
    });
  }
}
