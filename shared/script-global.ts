/**
 * What one script of the extension leaves for another in the same frame: both share the globals of the
 * extension's own world there. So a part that few frames need is no part of the engine.
 */

/** Leaves something under a name until the frame's lifetime ends. */
export function leaveGlobal(name: string, value: unknown, lifetime: AbortSignal): void {
  const globals = globalThis as Record<string, unknown>;
  globals[name] = value;
  lifetime.addEventListener('abort', () => delete globals[name]);
}

/** A function under a name of its own, while it is there. */
export class ScriptGlobal<Make extends (...parameters: never[]) => unknown> {
  constructor(private readonly name: string) {}

  /** The function, or null where the script that leaves it was not put into this frame. */
  read(): Make | null {
    const made = (globalThis as Record<string, unknown>)[this.name];
    return typeof made === 'function' ? (made as Make) : null;
  }

  /** Leaves the function until the frame's lifetime ends. */
  leave(make: Make, lifetime: AbortSignal): void {
    leaveGlobal(this.name, make, lifetime);
  }
}
