/** What stands on the card: the entries of its word, and those that a person opened from within it. */
import type { CardEntries } from '../components/DefinitionCard';
import type { Entry } from '../glossary/schema';
import type { CardSubject } from '../shared/messages';
import type { Texts } from '../shared/texts';
import { within } from '../shared/time-limit';

/** An entry takes some 10 ms, 100 when the worker sleeps; after this it is not coming. */
const ENTRY_TIMEOUT_MS = 4000;

export interface CardContentOptions {
  texts: Texts;
  /** Fetches entries in the order of their ids. */
  readEntries(ids: readonly string[]): Promise<readonly Entry[]>;
  /** The entries that were waited for are there, or will not come. */
  onArrived(): void;
}

export class CardContent {
  entries: CardEntries = { kind: 'loading' };
  /** What a screen reader says when it changes. */
  spoken = '';
  private subject: CardSubject | null = null;
  /** Entries opened from within the card, the last on top. */
  private opened: string[] = [];
  /** Counts requests, so that a late answer never fills a newer card. */
  private request = 0;

  constructor(private readonly options: CardContentOptions) {}

  /** True where an entry was opened from within the card. */
  get canGoBack(): boolean {
    return this.opened.length > 0;
  }

  /** @param askedAt when a person asked for the word, by `performance.now()` */
  show(subject: CardSubject, askedAt: number): void {
    this.subject = subject;
    this.opened = [];
    this.load(subject, subject.meaning.entries, askedAt);
  }

  /** Shows another entry in place of the word's own. */
  open(id: string): void {
    if (!this.subject) return;
    this.opened.push(id);
    this.load(this.subject, [id]);
  }

  /** Shows what was there before the last opened entry. */
  goBack(): void {
    if (!this.subject) return;
    this.opened.pop();
    const last = this.opened.at(-1);
    this.load(this.subject, last === undefined ? this.subject.meaning.entries : [last]);
  }

  /** The card is closed: what is still on its way is not wanted any more. */
  clear(): void {
    this.request++;
    this.subject = null;
    this.spoken = '';
  }

  private load(subject: CardSubject, ids: readonly string[], askedAt = performance.now()): void {
    const request = ++this.request;
    this.entries = { kind: 'loading' };
    const { texts } = this.options;
    const settle = (entries: CardEntries): void => {
      if (request !== this.request) return;
      this.entries = entries;
      if (entries.kind === 'ready') this.spoken = speak(subject, entries.entries, texts);
      this.options.onArrived();
    };
    within(this.options.readEntries(ids), ENTRY_TIMEOUT_MS).then(
      (entries) =>
        settle(
          entries.length > 0
            ? { kind: 'ready', entries, milliseconds: Math.round(performance.now() - askedAt) }
            : { kind: 'failed', reason: texts('cardUnknown') },
        ),
      () => settle({ kind: 'failed', reason: texts('cardFailed') }),
    );
  }
}

/** What a screen reader says when a card opens without taking focus. */
function speak({ text, meaning }: CardSubject, entries: readonly Entry[], texts: Texts): string {
  const [first] = entries;
  if (!first) return '';
  if (meaning.entries.length > 1 && entries.length > 1) {
    return `${text}. ${texts('cardNotSure')} ${entries.map(({ term, plain }) => `${term}: ${plain}`).join(' ')}`;
  }
  return `${text === first.term ? text : `${text}, ${first.term}`}. ${first.plain}`;
}
