/**
 * Watches a page for changes of its text. The observer's callback runs before the change is painted and
 * does as little as it can: marks of edited and removed text are dropped at once, so that no word lights up
 * at a stale place; everything else waits until the page is quiet.
 */
import { isOfHost } from './card-element';

/** Changes are searched after this long without a new one: longer than a person types or a list redraws. */
const QUIET_MS = 250;
/** A page that never is quiet is searched this often. */
const LONGEST_WAIT_MS = 2000;
/** More records than this in one round are not looked at one by one: all roots are searched anew. */
const MAX_RECORDS = 1000;

export interface PageChanges {
  /** The text of this node changed; its marks that can be seen no longer fit. Called before the next frame is painted. */
  onEdited(node: Node): void;
  /** So much changed that nobody tells what. Called before the next frame is painted. */
  onMany(records: readonly MutationRecord[]): void;
  /** Something was removed. Called once a round, before the next frame is painted. */
  onRemoved(): void;
  /**
   * Something was edited, added, removed or moved. Called once a round, before the next frame is painted.
   * @returns blocks whose terms fell apart, which must be searched anew
   */
  onRearranged(records: readonly MutationRecord[]): readonly Node[];
  /** The page is quiet: these nodes and what is below them, all on the page, must be searched anew. */
  onQuiet(changed: readonly Node[]): void;
}

const OBSERVED = { childList: true, characterData: true, subtree: true };

export class PageWatcher {
  private readonly observer = new MutationObserver((records) => this.onRecords(records));
  private readonly roots = new Set<Node>();
  private readonly changed = new Set<Node>();
  private quietTimer: ReturnType<typeof setTimeout> | undefined;
  private firstChangeAt = 0;
  /** How often the page changed since it is watched, one for each round of records. */
  rounds = 0;

  constructor(private readonly changes: PageChanges) {}

  /** Watches a document or shadow root; watching one twice changes nothing. */
  watch(root: Node): void {
    this.roots.add(root);
    this.observer.observe(root, OBSERVED);
  }

  /** Does writes of the extension's own. What the page changed before them is followed first. */
  whileWriting(work: () => void): void {
    const pending = this.observer.takeRecords();
    if (pending.length > 0) this.onRecords(pending);
    work();
    this.observer.takeRecords();
  }

  stop(): void {
    this.observer.disconnect();
    this.roots.clear();
    clearTimeout(this.quietTimer);
    this.changed.clear();
  }

  private onRecords(records: readonly MutationRecord[]): void {
    // Each look at a record costs: no more of them than are needed.
    const areMany = records.length > MAX_RECORDS;
    // Our card comes and goes inside parts of the page, which stay as they were.
    const ofPage = areMany ? records : records.filter((record) => !isOfHost(record));
    if (ofPage.length === 0) return;
    this.rounds++;
    if (areMany) {
      this.changes.onMany(ofPage);
      for (const root of this.roots) this.changed.add(root);
    } else this.readRecords(ofPage);
    if (this.changed.size > 0) this.waitForQuiet();
  }

  private readRecords(records: readonly MutationRecord[]): void {
    let isRemoved = false;
    for (const record of records) {
      if (record.type === 'characterData') {
        const { target } = record;
        this.changes.onEdited(target);
        this.changed.add(target);
        continue;
      }
      const { addedNodes } = record;
      const hasRemoved = record.removedNodes.length > 0;
      isRemoved ||= hasRemoved;
      let isAdded = false;
      for (let i = 0; i < addedNodes.length; i++) {
        const node = addedNodes[i];
        if (!node || node.nodeType === Node.COMMENT_NODE) continue;
        this.changed.add(node);
        isAdded = true;
      }
      // Where something went away, the words on both sides may have become one term.
      if (hasRemoved && !isAdded) this.changed.add(record.target);
    }
    if (isRemoved) this.changes.onRemoved();
    // After edits too: an empty text inside a term may have been filled.
    for (const block of this.changes.onRearranged(records)) this.changed.add(block);
  }

  private waitForQuiet(): void {
    const now = performance.now();
    if (this.quietTimer === undefined) this.firstChangeAt = now;
    clearTimeout(this.quietTimer);
    const wait = Math.max(0, Math.min(QUIET_MS, this.firstChangeAt + LONGEST_WAIT_MS - now));
    this.quietTimer = setTimeout(() => {
      this.quietTimer = undefined;
      const changed = [...this.changed].filter((node) => node.isConnected);
      this.changed.clear();
      if (changed.length > 0) this.changes.onQuiet(changed);
    }, wait);
  }
}
