import type { CatalogueLine } from '../glossary/schema';
import { MOST_HITS, rangesOfWords, type SearchHit } from '../glossary/search';
import type { Texts } from '../shared/texts';
import { MarkedText } from './MarkedText';
import { Notice } from './Notice';

interface SearchResultsProps {
  query: string;
  hits: readonly SearchHit[];
  texts: Texts;
  onOpenEntry: (id: string) => void;
}

/** What a search found, closest first, with the matching words marked. */
export function SearchResults({ query, hits, texts, onOpenEntry }: SearchResultsProps) {
  if (hits.length === 0) {
    return (
      <Notice title={texts('popupNoHits', query.trim())}>
        <p>{texts('popupNoHitsHelp')}</p>
      </Notice>
    );
  }
  return (
    <>
      <h2 class="list-heading" tabIndex={-1} data-heading>
        {describeHits(hits, texts)}
      </h2>
      <ul class="rows">
        {hits.map(({ line, words }) => (
          <li key={line.id}>
            <button
              type="button"
              class="row"
              data-opens={`entry:${line.id}`}
              onClick={() => onOpenEntry(line.id)}
            >
              <span class="row-term">
                <MarkedText text={line.term} words={words} />
              </span>{' '}
              <OtherNames line={line} words={words} />
              <span class="row-meaning">
                <MarkedText text={line.plain} words={words} />
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Says in a few words what was found; also read out to people who do not see the list. */
export function describeHits(hits: readonly SearchHit[], texts: Texts): string {
  const best = hits[0]?.foundIn;
  if (best === 'similar-name') return texts('popupSimilar');
  if (best === 'meaning') return texts('popupInMeaning');
  if (hits.length === 1) return texts('popupHitsOne');
  return texts(hits.length < MOST_HITS ? 'popupHits' : 'popupHitsMost', String(hits.length));
}

/** Abbreviations, and another form where it holds more of the query, so that nobody wonders why it is here. */
function OtherNames({ line, words }: { line: CatalogueLine; words: readonly string[] }) {
  const count = (name: string) => rangesOfWords(name, words).length;
  const abbreviations = line.abbreviations.join(', ');
  const shown = Math.max(count(line.term), count(abbreviations));
  const [form] = line.forms.filter((name) => count(name) > shown).sort((a, b) => count(b) - count(a));
  return (
    <>
      {abbreviations !== '' && (
        <span class="row-names">
          <MarkedText text={abbreviations} words={words} />
        </span>
      )}{' '}
      {form !== undefined && (
        <span class="row-form">
          <MarkedText text={form} words={words} />
        </span>
      )}{' '}
    </>
  );
}
