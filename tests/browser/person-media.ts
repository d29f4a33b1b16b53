/** What a person chose in the system, as a page can ask for it: dark, forced colours. Holds for the whole browser. */
import { cdp } from 'vitest/browser';

/** Sets one choice, by the name of its media feature. */
export async function chooseMedia(name: string, value: string): Promise<void> {
  await cdp().send('Emulation.setEmulatedMedia', { features: [{ name, value }] });
}

/** Takes all choices back, so that the next test begins without them. */
export async function forgetMedia(): Promise<void> {
  await cdp().send('Emulation.setEmulatedMedia', { features: [] });
}
