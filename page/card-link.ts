/**
 * The way from a frame's words to the card. The top frame draws the card for every frame of the tab, so
 * that it is never cut off at a frame's edge; a frame that cannot reach it draws its own.
 */
import type { CardSubject, Opening } from '../shared/messages';
import type { AwaitedCard } from './awaited-card';

export interface CardLink {
  /** A card may be asked for soon. */
  prepare(): void;
  show(opening: Opening, subject: CardSubject): void;
  leave(): void;
  close(): void;
  /** The mark whose card this frame asked for and which may still be open, or null. */
  readonly openMark: number | null;
}

/** Words of the frame that draws the card. */
export class OwnCard implements CardLink {
  constructor(private readonly card: AwaitedCard) {}

  get openMark(): number | null {
    const { word } = this.card;
    return word !== null && word.frame === null ? word.subject.mark : null;
  }

  prepare(): void {
    this.card.prepare();
  }

  show(opening: Opening, subject: CardSubject): void {
    void this.card.show(opening, { subject, frame: null });
  }

  leave(): void {
    this.card.leave();
  }

  close(): void {
    this.card.close();
  }
}

/** What a frame asks of the top frame, through the background. */
export interface TopFrame {
  prepare(): void;
  /** False where the top frame could not show it. */
  show(opening: Opening, subject: CardSubject): Promise<boolean>;
  leave(): void;
  /** The word moved in its frame, so that the top frame does not know any more where it is. */
  loseWord(): void;
  close(): void;
}

/** Words of a frame below the top. */
export class RemoteCard implements CardLink {
  private asked: number | null = null;
  /** The pointer left while the card was still on its way. */
  private hasLeft = false;
  private own: OwnCard | null = null;
  private hasPrepared = false;

  private stopWatching: (() => void) | null = null;

  /**
   * @param ownCard makes the card that is drawn here where the top frame cannot be reached
   * @param watch tells once a word of this frame moved or cannot be seen any more; gives what ends that
   */
  constructor(
    private readonly top: TopFrame,
    private readonly ownCard: () => AwaitedCard,
    private readonly watch: (mark: number, onMoved: () => void) => () => void,
  ) {}

  get openMark(): number | null {
    return this.own ? this.own.openMark : this.asked;
  }

  prepare(): void {
    if (this.own) this.own.prepare();
    // Once is enough: what was put into the top frame stays there.
    else if (!this.hasPrepared) {
      this.hasPrepared = true;
      this.top.prepare();
    }
  }

  show(opening: Opening, subject: CardSubject): void {
    if (this.own) {
      this.own.show(opening, subject);
      return;
    }
    this.ask(subject.mark);
    this.hasLeft = false;
    void this.top.show(opening, subject).then((shown) => {
      if (shown && this.hasLeft) this.top.leave();
      if (shown || this.asked !== subject.mark) return;
      this.ask(null);
      this.own = new OwnCard(this.ownCard());
      this.own.show(opening, subject);
      if (this.hasLeft) this.own.leave();
    });
  }

  leave(): void {
    if (this.own) this.own.leave();
    else if (this.asked !== null) {
      this.hasLeft = true;
      this.top.leave();
    }
  }

  close(): void {
    if (this.own) this.own.close();
    else if (this.asked !== null) {
      this.ask(null);
      this.top.close();
    }
  }

  /** The top frame closed the card of a mark; by now another one may be open. */
  onClosed(mark: number): void {
    if (this.asked === mark) this.ask(null);
  }

  private ask(mark: number | null): void {
    this.stopWatching?.();
    this.asked = mark;
    this.stopWatching =
      mark === null
        ? null
        : this.watch(mark, () => {
            this.stopWatching?.();
            this.stopWatching = null;
            this.top.loseWord();
          });
  }
}
