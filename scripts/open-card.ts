/** Reads the definition card, whose closed root only the extension's own world can open. */
import type { ExtensionView } from './extension-view';
import type { Box } from './painted-marks';

export type CardReading =
  | { state: 'closed' }
  | {
      state: 'open';
      term: string;
      plain: string;
      /** All that a person can read on it. */
      text: string;
      box: Box;
      /** The boxes drawn around the lines of the word that it explains. */
      wordBoxes: Box[];
      hasFocus: boolean;
      /** It is still fading in or moving. */
      isMoving: boolean;
      entryState: string | null;
      /** How long the entry took to arrive, as the card measured it. */
      entryMs: number | null;
      /** The close button, which the tests press. */
      closeButton: Box | null;
    };

/** What the card of a tab shows at this moment. */
export async function readCard(view: ExtensionView, tab: number): Promise<CardReading> {
  const [top] = await view.run({ tab, frames: 'top' }, readCardInFrame);
  return top?.result ?? { state: 'closed' };
}

/** The card once it stands open with its entry in it, or null while it does not. */
export async function readReadyCard(
  view: ExtensionView,
  tab: number,
): Promise<Extract<CardReading, { state: 'open' }> | null> {
  const card = await readCard(view, tab);
  if (card.state === 'closed' || card.isMoving) return null;
  return card.entryState !== 'loading' && card.plain !== '' ? card : null;
}

/** Runs inside the top frame: it is sent there as text and can use nothing from this module. */
function readCardInFrame(): CardReading {
  interface World {
    chrome?: { dom?: { openOrClosedShadowRoot(element: Element): ShadowRoot | null } };
  }
  // A page may have elements of this name of its own; ours is a popover.
  const host = document.querySelector(':is(glossary-card, glossary-card-of-extension)[popover="manual"]');
  if (host === null) return { state: 'closed' };
  const inFirefox = (host as Element & { openOrClosedShadowRoot?: ShadowRoot | null }).openOrClosedShadowRoot;
  const root = inFirefox ?? (globalThis as World).chrome?.dom?.openOrClosedShadowRoot(host) ?? null;
  const card = root?.querySelector<HTMLElement>('[data-card="open"]') ?? null;
  if (root === null || card === null) return { state: 'closed' };
  const boxOf = (element: Element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return { x, y, width, height };
  };
  const partText = (part: string) =>
    card.querySelector<HTMLElement>(`[data-part="${part}"]`)?.innerText.trim() ?? '';
  const close = card.querySelector('[data-part="close"]');
  const entryMs = card.dataset['entryMs'];
  return {
    state: 'open',
    term: partText('term'),
    plain: partText('plain'),
    text: card.innerText,
    box: boxOf(card),
    wordBoxes: [...root.querySelectorAll('.open-word')].map((line) => boxOf(line)),
    hasFocus: root.activeElement !== null,
    isMoving: card.getAnimations({ subtree: true }).some(({ playState }) => playState === 'running'),
    entryState: card.dataset['entryState'] ?? null,
    entryMs: entryMs === undefined ? null : Number(entryMs),
    closeButton: close === null ? null : boxOf(close),
  };
}
