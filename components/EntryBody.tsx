import type { ComponentChildren, VNode } from 'preact';
import type { Entry } from '../glossary/schema';
import type { Texts } from '../shared/texts';
import { EntryPicture } from './EntryPicture';

interface EntryBodyProps {
  entry: Entry;
  texts: Texts;
  /** What it can mean, the questions and the related words are open. */
  showMore: boolean;
  /** The student's view is open. */
  showStudent: boolean;
  /** Stands right after the plain sentence: the card says here why it chose this meaning. */
  note?: ComponentChildren;
  onToggleMore: () => void;
  onToggleStudent: () => void;
  onOpenEntry: (id: string) => void;
}

/**
 * All that is known about one word, below the heading that its owner draws (an `h2`; sections here are `h3`).
 * The plain sentence is read first; depth waits behind two buttons that stand still when they are pressed,
 * so that a second press undoes the first.
 */
export function EntryBody(props: EntryBodyProps) {
  const { entry, texts, showMore, showStudent } = props;
  // An entry stands once in its document or root. `useId` would bring all hooks into every marked frame.
  const [moreId, studentId] = [`more-of-${entry.id}`, `student-of-${entry.id}`];
  const { language, more, ask, related, forms, formal, compare, example } = entry;
  const hasMore = more !== undefined || ask.length > 0 || related.length > 0 || forms.length > 0;
  const hasStudent = formal !== undefined || compare.length > 0 || example !== undefined;

  return (
    <div class="entry-body">
      {entry.say !== undefined && (
        <p class="entry-line">
          {texts('entrySay')} <span lang={language}>{stressed(entry.say)}</span>
        </p>
      )}
      {entry.abbreviations.length > 0 && (
        <p class="entry-line">
          {texts('entryAbbreviations')} <b lang={language}>{entry.abbreviations.join(', ')}</b>
        </p>
      )}
      <p class="entry-plain" data-part="plain" lang={language}>
        {entry.plain}
      </p>
      {props.note}
      {entry.picture && <EntryPicture picture={entry.picture} language={language} />}

      {(hasMore || hasStudent) && (
        <div class="entry-toggles">
          {hasMore && (
            <Toggle open={showMore} controls={moreId} onToggle={props.onToggleMore}>
              {texts('entryMore')}
            </Toggle>
          )}
          {hasStudent && (
            <Toggle open={showStudent} controls={studentId} onToggle={props.onToggleStudent}>
              {texts('entryStudent')}
            </Toggle>
          )}
        </div>
      )}

      {hasMore && (
        <div id={moreId} class="entry-depth" hidden={!showMore}>
          {more !== undefined && (
            <Section title={texts('entryMeans')}>
              <p lang={language}>{more}</p>
            </Section>
          )}
          {ask.length > 0 && (
            <Section title={texts('entryAsk')}>
              <ul lang={language}>
                {ask.map((question) => (
                  <li key={question}>{question}</li>
                ))}
              </ul>
            </Section>
          )}
          {forms.length > 0 && (
            <Section title={texts('entryForms')}>
              <p lang={language}>{forms.join(', ')}</p>
            </Section>
          )}
          {related.length > 0 && (
            <Section title={texts('entryRelated')}>
              <ul class="entry-links">
                {related.map((other) => (
                  <li key={other.id}>
                    <OpenEntry
                      id={other.id}
                      term={other.term}
                      language={language}
                      onOpen={props.onOpenEntry}
                    />
                  </li>
                ))}
              </ul>
            </Section>
          )}
        </div>
      )}

      {hasStudent && (
        <div id={studentId} class="entry-depth" hidden={!showStudent}>
          {formal !== undefined && (
            <Section title={texts('entryFormal')}>
              <p lang={language}>{formal}</p>
            </Section>
          )}
          {compare.length > 0 && (
            <Section title={texts('entryCompare')}>
              <ul class="entry-compare">
                {compare.map((other) => (
                  <li key={other.id}>
                    <OpenEntry
                      id={other.id}
                      term={other.term}
                      language={language}
                      onOpen={props.onOpenEntry}
                    />
                    <p lang={language}>{other.how}</p>
                  </li>
                ))}
              </ul>
            </Section>
          )}
          {example !== undefined && (
            <Section title={texts('entryExample')}>
              <p class="entry-example" lang={language}>
                {example}
              </p>
            </Section>
          )}
        </div>
      )}

      <Footer entry={entry} texts={texts} />
    </div>
  );
}

function Toggle(props: {
  open: boolean;
  controls: string;
  onToggle: () => void;
  children: ComponentChildren;
}) {
  return (
    <button
      type="button"
      class="entry-toggle"
      aria-expanded={props.open}
      aria-controls={props.controls}
      onClick={() => props.onToggle()}
    >
      {props.children}
      <svg class="entry-chevron" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
        <path d="M3.5 6l4.5 4.5L12.5 6" />
      </svg>
    </button>
  );
}

function Section({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="entry-section">
      <h3>{title}</h3>
      {children}
    </section>
  );
}

function OpenEntry(props: { id: string; term: string; language: string; onOpen: (id: string) => void }) {
  return (
    <button type="button" class="entry-link" lang={props.language} onClick={() => props.onOpen(props.id)}>
      {props.term}
    </button>
  );
}

function Footer({ entry, texts }: { entry: Entry; texts: Texts }) {
  const pages = entry.sources.flatMap((source) => ('url' in source ? [source] : []));
  return (
    <div class="entry-foot">
      {pages.length === 0 && <p>{texts('entrySourceNone')}</p>}
      {pages.length > 0 && (
        <ul>
          {pages.map((page) => (
            <li key={page.url}>
              <a href={page.url} target="_blank" rel="noreferrer">
                <span>
                  {texts(
                    page.supports === 'definition' ? 'entrySource' : 'entrySourceTopic',
                    page.name,
                    page.title,
                  )}
                </span>
                <svg viewBox="0 0 16 16" role="img" aria-label={texts('entryNewTab')} focusable="false">
                  <path d="M9.5 2.5h4v4M13.5 2.5l-6 6M11.5 9.5v3.5h-9v-9H6" />
                </svg>
              </a>
            </li>
          ))}
        </ul>
      )}
      <p>
        {entry.review === 'none' ? `${texts('entryReviewNone')} ` : ''}
        {texts('entryCare')}
      </p>
    </div>
  );
}

/** Sets the stressed syllable, written in capitals, in bold. */
function stressed(say: string): (string | VNode)[] {
  return say
    .split(/([\s-]+)/)
    .map((part, index) => (/^\p{Lu}{2,}$/u.test(part) ? <b key={index}>{part}</b> : part));
}
