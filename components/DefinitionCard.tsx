/** The card that explains one word. Its owner places it, opens it and closes it. */
import type { Ref } from 'preact';
import type { Entry } from '../glossary/schema';
import type { CardSubject } from '../shared/messages';
import type { Texts } from '../shared/texts';
import { EntryBody } from './EntryBody';
import { BackIcon, CrossIcon } from './icons';

/** What is known of the entries a card needs. */
export type CardEntries =
  | { kind: 'loading' }
  /** `milliseconds` from when the card was asked for to the arrival. */
  | { kind: 'ready'; entries: readonly Entry[]; milliseconds: number }
  /** In words a person can read. */
  | { kind: 'failed'; reason: string };

interface DefinitionCardProps {
  subject: CardSubject;
  entries: CardEntries;
  texts: Texts;
  showMore: boolean;
  showStudent: boolean;
  cardRef: Ref<HTMLElement>;
  onToggleMore: () => void;
  onToggleStudent: () => void;
  onOpenEntry: (id: string) => void;
  /** Given where an entry was opened from another one. */
  onBack: (() => void) | null;
  onClose: () => void;
}

export function DefinitionCard(props: DefinitionCardProps) {
  const { subject, entries, texts } = props;
  const ready = entries.kind === 'ready' ? entries.entries : [];
  const [only] = ready;
  const isAmbiguous = ready.length > 1;
  return (
    <section
      class="card"
      role="dialog"
      aria-labelledby="card-term"
      tabIndex={-1}
      ref={props.cardRef}
      data-card="open"
      data-entry-state={entries.kind}
      data-entry-ms={entries.kind === 'ready' ? entries.milliseconds : undefined}
    >
      <header class="card-head">
        {props.onBack && (
          <button type="button" class="card-icon" aria-label={texts('cardBack')} onClick={props.onBack}>
            <BackIcon />
          </button>
        )}
        <h2 id="card-term" data-part="term">
          {props.onBack && only ? only.term : subject.text}
          {!props.onBack && only && !isAmbiguous && !isSameWord(subject.text, only) && (
            <span class="card-full"> {only.term}</span>
          )}
        </h2>
        <button
          type="button"
          class="card-icon"
          aria-label={texts('cardClose')}
          data-part="close"
          onClick={props.onClose}
        >
          <CrossIcon />
        </button>
      </header>
      <div class="card-scroll">
        {entries.kind === 'loading' && <p class="card-wait">{texts('cardLoading')}</p>}
        {entries.kind === 'failed' && (
          <p class="card-note card-warm" role="alert" data-part="failure">
            {entries.reason}
          </p>
        )}
        {isAmbiguous && <Senses {...props} senses={ready} />}
        {only && !isAmbiguous && (
          <EntryBody
            entry={only}
            texts={texts}
            showMore={props.showMore}
            showStudent={props.showStudent}
            note={<Reason subject={subject} texts={texts} />}
            onToggleMore={props.onToggleMore}
            onToggleStudent={props.onToggleStudent}
            onOpenEntry={props.onOpenEntry}
          />
        )}
      </div>
    </section>
  );
}

/** Says what decided the meaning, where something had to be decided. */
function Reason({ subject, texts }: { subject: CardSubject; texts: Texts }) {
  const { cues } = subject.meaning;
  if (cues.length === 0) return null;
  return (
    <p class="card-note">
      <strong>{texts('cardWhy')}</strong> {cues.join(' ')}
    </p>
  );
}

/** Several meanings and nothing that decides: all are shown, none is picked. */
function Senses({ senses, subject, texts, onOpenEntry }: DefinitionCardProps & { senses: readonly Entry[] }) {
  return (
    <>
      <p class="card-note card-warm" data-part="unsure">
        <strong>{texts('cardNotSure')}</strong> {texts('cardNotSureWhy')}
      </p>
      <ul class="card-senses">
        {senses.map((sense) => (
          <li key={sense.id} data-part="sense">
            <h3>
              <button
                type="button"
                class="entry-link"
                lang={sense.language}
                onClick={() => onOpenEntry(sense.id)}
              >
                {sense.term}
              </button>
            </h3>
            <p lang={sense.language} data-part="plain">
              {sense.plain}
            </p>
          </li>
        ))}
      </ul>
      <p class="card-ask">{texts('cardAskWhich', subject.text)}</p>
      <p class="card-foot">{texts('entryCare')}</p>
    </>
  );
}

function isSameWord(text: string, entry: Entry): boolean {
  const plain = (word: string): string =>
    word
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
  const written = plain(text);
  return [entry.term, ...entry.forms].some((form) => {
    const known = plain(form);
    return written === known || written.replace(/e?s$/, '') === known.replace(/e?s$/, '');
  });
}
