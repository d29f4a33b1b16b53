/** Tells when a page changes its colours: a dark theme is nearly always a class on the root or the body. */

/** Themes fade in; the colours are read once they stand. */
const SETTLED_MS = 500;

/** Calls back some time after the page or the system changed its colours: to dark, or to those a person forces. */
export function watchTheme(onChange: () => void, signal: AbortSignal): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = (): void => {
    clearTimeout(timer);
    timer = setTimeout(onChange, SETTLED_MS);
  };
  // Only these two elements: watching the attributes of all would make every page slower.
  const observer = new MutationObserver(wait);
  for (const element of [document.documentElement, document.body as HTMLElement | null]) {
    if (element) observer.observe(element, { attributes: true });
  }
  for (const choice of ['(prefers-color-scheme: dark)', '(forced-colors: active)'])
    matchMedia(choice).addEventListener('change', wait, { signal });
  signal.addEventListener('abort', () => {
    clearTimeout(timer);
    observer.disconnect();
  });
}
