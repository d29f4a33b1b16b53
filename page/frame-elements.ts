/** The elements that hold the frames of a page. */

/** What holds a frame, by its index in `window.frames`; null where it is in a shadow root or gone. */
export function frameElementAt(index: number): Element | null {
  const frame = window.frames[index];
  if (!frame) return null;
  for (const element of document.querySelectorAll<HTMLIFrameElement>('iframe, frame, object, embed')) {
    if (element.contentWindow === frame) return element;
  }
  return null;
}
