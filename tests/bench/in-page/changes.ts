/** Loops in which a page changes itself, as the page's own scripts do it. */
import { nextFrame } from './frames';
import { collectGarbage } from './rounds';

/** Rounds of insertions and removals put back what they took; edits change each text back and forth. */
export type ChangeLoop = 'insert' | 'edit' | 'remove';

/** A term for the engine to find in some of what is inserted. */
const INSERTED_TEXT = 'The walker stands beside the chair, and range of motion is looked at again.';

const inserted: Element[] = [];

/**
 * Milliseconds for one loop of changes, what observers do in their callbacks included: those run before the
 * promise that is awaited here resolves.
 */
export async function timeChanges(loop: ChangeLoop, count: number): Promise<number> {
  const change = prepareChanges(loop, count);
  collectGarbage();
  await nextFrame();
  const start = performance.now();
  change();
  await Promise.resolve();
  return performance.now() - start;
}

function prepareChanges(loop: ChangeLoop, count: number): () => void {
  const rows = [...document.querySelectorAll('.row')];
  switch (loop) {
    case 'insert':
      return () => {
        for (let i = 0; i < count; i++) {
          const row = rows[(i * 31) % rows.length];
          const added = document.createElement('p');
          added.append(INSERTED_TEXT);
          row?.before(added);
          inserted.push(added);
        }
      };
    case 'edit': {
      const texts = textsOf(rows, count);
      return () => {
        for (const text of texts)
          text.data = text.data.endsWith(' ') ? text.data.slice(0, -1) : `${text.data} `;
      };
    }
    case 'remove':
      return () => {
        for (const added of inserted.splice(0)) added.remove();
      };
  }
}

/** Text nodes spread evenly over the rows. */
function textsOf(rows: readonly Element[], count: number): Text[] {
  const texts: Text[] = [];
  for (const row of rows) {
    const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
    for (let text = walker.nextNode(); text; text = walker.nextNode()) texts.push(text as Text);
  }
  const step = Math.max(1, Math.floor(texts.length / count));
  return texts.filter((_, i) => i % step === 0).slice(0, count);
}

const removedNodes: WeakRef<Node>[] = [];

/** Changes the page time after time: rows go, copies of them come. Remembers what went, without keeping it. */
export async function replaceRows(changes: number, rowsEach: number): Promise<void> {
  const main = document.querySelector('#rows');
  for (let change = 0; change < changes; change++) {
    await nextFrame();
    const rows = [...(main?.children ?? [])];
    for (let i = 0; i < rowsEach; i++) {
      // Half of them at the top, where marks are painted, half from all over the page.
      const row = rows[i % 2 === 0 ? i : (i * 97 + change * 13) % rows.length];
      if (!row?.isConnected) continue;
      const copy = row.cloneNode(true);
      row.replaceWith(copy);
      const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
      for (let node: Node | null = row; node; node = walker.nextNode()) removedNodes.push(new WeakRef(node));
    }
  }
}

/** How many nodes were removed, and how many of them something still keeps alive. */
export function countKeptAlive(): { removed: number; kept: number; texts: number } {
  const kept = removedNodes.map((node) => node.deref()).filter((node) => node !== undefined);
  return {
    removed: removedNodes.length,
    kept: kept.length,
    texts: kept.filter((node) => node instanceof Text).length,
  };
}

/** Forgets what was removed before. */
export function forgetRemoved(): void {
  removedNodes.length = 0;
}

/** Ranges in the page's highlights of ours. */
export function countPainted(): number {
  let count = 0;
  for (const [name, highlight] of CSS.highlights) if (name.startsWith('glossary-')) count += highlight.size;
  return count;
}

/** How marks look for a measurement: as they are shipped for this page, with a tint alone, or with lines alone. */
export type Style = 'shipped' | 'tint' | 'lines';

const STYLES: Record<Exclude<Style, 'shipped'>, string> = {
  tint: 'text-decoration: none !important; text-shadow: none !important; background-color: rgb(10 143 155 / 0.16) !important;',
  lines:
    'text-decoration: underline dotted 2px #0a6f78 !important; text-shadow: none !important; background-color: transparent !important;',
};

/** Gives all marks one look, whatever the extension's own style sheet says. */
export function setStyle(style: Style): void {
  document.querySelector('#style-for-bench')?.remove();
  if (style === 'shipped') return;
  const sheet = document.createElement('style');
  sheet.id = 'style-for-bench';
  const names = ['', '-on-dark', '-plain', '-plain-on-dark'];
  const marks = names.map((name) => `::highlight(glossary-term${name})`).join();
  sheet.textContent = `${marks} { ${STYLES[style]} }`;
  document.head.append(sheet);
}
