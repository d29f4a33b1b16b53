/**
 * The way from a frame's words to the card. The top frame draws the card for every frame of the tab, so
 * that it is never cut off at a frame's edge; a frame that cannot reach it draws its own.
 */
import type { CardSubject, Opening } from '../shared/messages';
import type { AwaitedCard } from './awaited-card';
import { KeptFocus } from './kept-focus';

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

/** A card that was asked of the top frame. */
interface AskedCard {
  mark: number;
  /** The pointer left while the card was still on its way. */
  hasLeft: boolean;
  /** It is not wanted any more. */
  isClosed: boolean;
}

/** Words of a frame below the top. */
export class RemoteCard implements CardLink {
  private asked: AskedCard | null = null;
  private own: OwnCard | null = null;
  private hasPrepared = false;
  /** The top frame only knows that this frame had the focus, not what in it. */
  private readonly focusBefore = new KeptFocus();

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
    return this.asked?.mark ?? this.own?.openMark ?? null;
  }

  prepare(): void {
    this.own?.prepare();
    // Once is enough: what was put into the top frame stays there.
    if (this.hasPrepared) return;
    this.hasPrepared = true;
    this.top.prepare();
  }

  show(opening: Opening, subject: CardSubject): void {
    // A card that stands here goes on here, so that there are never two.
    if (this.own && this.own.openMark !== null) {
      this.own.show(opening, subject);
      return;
    }
    // Each time anew: a top frame that could not show the last one may be ready by now.
    const asked: AskedCard = { mark: subject.mark, hasLeft: false, isClosed: false };
    this.ask(asked);
    if (opening === 'focused') this.focusBefore.keep();
    void this.top.show(opening, subject).then((shown) => {
      if (shown) this.followUp(asked);
      else if (this.asked === asked) this.showHere(opening, subject, asked);
    });
  }

  leave(): void {
    this.own?.leave();
    if (!this.asked) return;
    this.asked.hasLeft = true;
    this.top.leave();
  }

  close(): void {
    this.own?.close();
    if (!this.asked) return;
    this.asked.isClosed = true;
    this.ask(null);
    this.top.close();
  }

  /**
   * The top frame closed the card of a mark; by now another one may be on its way.
   * @param giveFocusBack the card held the keyboard's focus
   */
  onClosed(mark: number, giveFocusBack: boolean): void {
    if (this.asked !== null && this.asked.mark !== mark) return;
    this.ask(null);
    if (giveFocusBack) this.focusBefore.giveBack();
    this.focusBefore.forget();
  }

  private ask(asked: AskedCard | null): void {
    this.stopWatching?.();
    this.asked = asked;
    this.stopWatching = asked && this.watch(asked.mark, () => this.onMoved());
  }

  private onMoved(): void {
    this.stopWatching?.();
    this.stopWatching = null;
    this.top.loseWord();
  }

  /** Says again what was said while the card was on its way, and may have come there before it. */
  private followUp(asked: AskedCard): void {
    if (asked.hasLeft) this.top.leave();
    if (asked.isClosed && this.asked === null) this.top.close();
  }

  private showHere(opening: Opening, subject: CardSubject, { hasLeft }: AskedCard): void {
    this.ask(null);
    // The card that stands here keeps it itself.
    this.focusBefore.forget();
    this.own ??= new OwnCard(this.ownCard());
    this.own.show(opening, subject);
    if (hasLeft) this.own.leave();
  }
}
