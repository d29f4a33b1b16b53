/** The small script of every frame, run in empty frames of the page's own world. */

/** What the script asks of the browser before it finds that there is nothing to read. */
const STAND_IN = {
  runtime: { id: 'bench', sendMessage: () => Promise.resolve() },
  storage: { onChanged: { addListener: () => undefined, removeListener: () => undefined } },
};

/** Milliseconds of script when the small script starts in a new, empty frame; compiled anew each time. */
export function timeBootstrap(source: string, frames: number): number[] {
  const samples: number[] = [];
  for (let i = 0; i < frames; i++) {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const view = frame.contentWindow as (Window & { eval(source: string): unknown }) | null;
    if (view === null) throw new Error('The browser made no window for an empty frame.');
    Object.assign(view, { browser: STAND_IN, chrome: STAND_IN });
    // A different ending, or the browser takes the code that it compiled for the frame before.
    const code = `${source}\n//${i}`;
    const start = performance.now();
    view.eval(code);
    samples.push(performance.now() - start);
    frame.remove();
  }
  return samples;
}
