/** States of the card for the tests of its looks, drawn in an open root with the style sheets of the real one. */
import { createRef, render } from 'preact';
import cardStyles from '../../components/card.css?inline';
import { CardSurface } from '../../components/CardSurface';
import { DefinitionCard, type CardEntries } from '../../components/DefinitionCard';
import entryStyles from '../../components/entry-body.css?inline';
import tokenStyles from '../../components/tokens.css?inline';
import { parseDrawings, pictureOf } from '../../glossary/drawings';
import type { Entry } from '../../glossary/schema';
import type { CardSubject } from '../../shared/messages';
import nerveDrawing from '../../glossary/pictures/sciatic-nerve.svg?raw';
import { sciatica, texts } from './popup-states';

export interface CardLook {
  text: string;
  entries: CardEntries;
  certainty: CardSubject['meaning']['certainty'];
  cues: string[];
  isOpen: boolean;
  isInner: boolean;
}

const ready = (...entries: Entry[]): CardEntries => ({ kind: 'ready', entries, milliseconds: 5 });
const SURE: CardLook = {
  text: 'sciatica',
  entries: ready(sciatica),
  certainty: 'sure',
  cues: [],
  isOpen: false,
  isInner: false,
};
const room: Entry = {
  ...sciatica,
  id: 'room-air',
  term: 'room air',
  plain: 'Breathing without extra oxygen.',
};
const joints: Entry = {
  ...sciatica,
  id: 'rheumatoid-arthritis',
  term: 'rheumatoid arthritis',
  abbreviations: ['RA'],
  plain: 'A disease in which the body attacks its own joints.',
  sources: [{ 'none-found': 'Too general.' }],
};
const [drawing] = parseDrawings([{ path: 'sciatic-nerve.svg', text: nerveDrawing }]).drawings;
export const PICTURED: CardLook = {
  ...SURE,
  entries: ready({
    ...sciatica,
    picture: drawing && pictureOf(drawing, { alt: 'A line of pain runs down one leg.', part: 'pain' }),
  }),
};

export const LOOKS: [string, CardLook][] = [
  ['sure', SURE],
  ['with a picture', PICTURED],
  ['sure, with everything open', { ...SURE, isOpen: true }],
  ['an abbreviation', { ...SURE, text: 'RA', entries: ready(joints) }],
  [
    'a meaning that the text decided',
    {
      ...SURE,
      text: 'RA',
      entries: ready(joints),
      certainty: 'likely',
      cues: ['“joints” stands near it.'],
      isOpen: true,
    },
  ],
  ['not sure which', { ...SURE, text: 'RA', entries: ready(joints, room), certainty: 'ambiguous' }],
  ['an entry opened from another', { ...SURE, isInner: true }],
  ['still loading', { ...SURE, entries: { kind: 'loading' } }],
  ['failed', { ...SURE, entries: { kind: 'failed', reason: texts('cardFailed') } }],
  [
    'a long word',
    { ...SURE, text: 'pneumonoultramicroscopicsilicovolcanoconiosis', entries: ready(joints), isOpen: true },
  ],
];

/** Shows a card over the page; gives its host. */
export function showCard({ text, entries, certainty, cues, isOpen, isInner }: CardLook): HTMLElement {
  const host = document.createElement('glossary-card');
  host.popover = 'manual';
  const root = host.attachShadow({ mode: 'open' });
  const styles = new CSSStyleSheet();
  styles.replaceSync(`${tokenStyles}\n${entryStyles}\n${cardStyles}`);
  root.adoptedStyleSheets = [styles];
  document.documentElement.append(host);
  host.showPopover();
  const rectangles = [{ x: 20, y: 20, width: 60, height: 18 }];
  const card = createRef<HTMLElement>();
  const nothing = (): void => undefined;
  render(
    <CardSurface word={rectangles} onDark={false} spoken="">
      <DefinitionCard
        subject={{
          mark: 1,
          text,
          meaning: { entries: ['sciatica'], certainty, cues },
          onDark: false,
          rectangles,
        }}
        entries={entries}
        texts={texts}
        showMore={isOpen}
        showStudent={isOpen}
        cardRef={card}
        onToggleMore={nothing}
        onToggleStudent={nothing}
        onOpenEntry={nothing}
        onBack={isInner ? nothing : null}
        onClose={nothing}
      />
    </CardSurface>,
    root,
  );
  if (card.current) {
    card.current.style.left = '20px';
    card.current.style.top = '50px';
  }
  return host;
}
