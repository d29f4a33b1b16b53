import type { PageState } from '../entrypoints/popup/popup-state';
import type { PageWord } from '../entrypoints/popup/page-words';
import type { Barrier } from '../entrypoints/popup/tab-address';
import type { TextKey, Texts } from '../shared/texts';
import { Notice } from './Notice';
import { firstSentence } from './short-meaning';

const BARRIERS: Record<Barrier, TextKey> = {
  'browser-page': 'popupBarrierBrowser',
  'store-page': 'popupBarrierStore',
  file: 'popupBarrierFile',
  pdf: 'popupBarrierPdf',
  withheld: 'popupBarrierWithheld',
};

interface PageWordsProps {
  page: PageState;
  texts: Texts;
  onChoose: (word: PageWord) => void;
}

/** The words on this page in reading order, or in plain words why there are none. */
export function PageWords({ page, texts, onChoose }: PageWordsProps) {
  if (page.is === 'reading') return <Notice calm title={texts('popupReading')} />;
  if (page.is === 'off') {
    return (
      <Notice calm title={texts('popupOffTitle')}>
        <p>{texts('popupOffHelp')}</p>
      </Notice>
    );
  }
  if (page.is === 'unreadable') {
    return (
      <Notice title={texts('popupUnreadable')}>
        <p>{texts(BARRIERS[page.barrier])}</p>
        <p>{texts('popupStillSearch')}</p>
      </Notice>
    );
  }
  if (page.is === 'lost') {
    return (
      <Notice title={texts('popupLost')}>
        <p>{texts('popupLostHelp')}</p>
        <p>{texts('popupStillSearch')}</p>
      </Notice>
    );
  }
  if (page.words.length === 0) {
    return (
      <Notice calm title={texts('popupNoWords')}>
        <p>{texts('popupStillSearch')}</p>
      </Notice>
    );
  }
  return (
    <ul class="rows">
      {page.words.map((word) => (
        <li key={word.key}>
          <button type="button" class="row" onClick={() => onChoose(word)}>
            <span class="row-term">{word.text}</span>{' '}
            <span class="row-count">
              {word.count === 1 ? texts('popupOnce') : texts('popupTimes', String(word.count))}
            </span>{' '}
            <Meaning word={word} texts={texts} />
          </button>
        </li>
      ))}
    </ul>
  );
}

function Meaning({ word, texts }: { word: PageWord; texts: Texts }) {
  const [first, ...others] = word.meanings;
  if (first === undefined) return null;
  const meaning =
    others.length === 0
      ? firstSentence(first.plain)
      : texts('popupCouldMean', word.meanings.map((line) => line.term).join('; '));
  return <span class="row-meaning">{meaning}</span>;
}
