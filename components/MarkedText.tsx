import Mark from 'mark.js';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { rangesOfWords } from '../glossary/search';

/**
 * A text in which mark.js marks the words that a search found. Preact draws only the empty element: its
 * content belongs to the effect, so Preact never meets nodes that mark.js has split.
 */
export function MarkedText({ text, words }: { text: string; words: readonly string[] }) {
  const element = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    if (element.current === null) return;
    element.current.textContent = text;
    const ranges = rangesOfWords(text, words);
    if (ranges.length > 0) new Mark(element.current).markRanges(ranges);
  }, [text, words]);
  return <span ref={element} />;
}
