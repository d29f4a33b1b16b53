/** The list "On this page": marks of all frames brought together into one row for each word. Pure. */
import type { CatalogueLine } from '../../glossary/schema';
import { nameKey } from '../../glossary/search';
import type { FrameInTab } from '../../shared/frames';

export interface PageWord {
  /** Unlike for each row. */
  key: string;
  /** As it first stands on the page. */
  text: string;
  count: number;
  /** Where it first stands. */
  frame: number;
  mark: number;
  /** What it can stand for, likeliest first; entries the catalogue does not know are left out. */
  meanings: CatalogueLine[];
}

/**
 * Groups the marks of all frames, in the order of their first occurrence. "ADL" and "ADLs" are one row where
 * they have the same meanings; "ADLs" and "activities of daily living" are two, since a person looks for the
 * word they have just read.
 */
export function groupWords(
  frames: readonly FrameInTab[],
  lines: ReadonlyMap<string, CatalogueLine>,
): PageWord[] {
  const rows = new Map<string, PageWord>();
  for (const { frame, words } of frames) {
    for (const { mark, text, entries } of words) {
      const key = `${nameKey(text)}|${entries.join('|')}`;
      const row = rows.get(key);
      if (row !== undefined) row.count++;
      else {
        const meanings = entries.flatMap((id) => lines.get(id) ?? []);
        rows.set(key, { key, text: text.replace(/\s+/g, ' ').trim(), count: 1, frame, mark, meanings });
      }
    }
  }
  return [...rows.values()];
}
