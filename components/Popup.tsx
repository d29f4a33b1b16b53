import { useLayoutEffect, useRef } from 'preact/hooks';
import type { PageWord } from '../entrypoints/popup/page-words';
import type { PopupState } from '../entrypoints/popup/popup-state';
import type { Step, View } from '../entrypoints/popup/popup-view';
import type { Preferences } from '../shared/settings';
import type { Texts } from '../shared/texts';
import { EntryBody } from './EntryBody';
import { BackIcon, SettingsIcon } from './icons';
import { Notice } from './Notice';
import { PageWords } from './PageWords';
import { SearchField } from './SearchField';
import { describeHits, SearchResults } from './SearchResults';
import { SiteSwitches } from './SiteSwitches';
import { Tabs } from './Tabs';
import { TopicList, TopicPage } from './Topics';

interface PopupProps {
  state: PopupState;
  texts: Texts;
  onStep: (step: Step) => void;
  onSwitchSite: (on: boolean) => void;
  onSwitchButtons: (on: boolean) => void;
  onPreference: <Key extends keyof Preferences>(key: Key, value: Preferences[Key]) => void;
  onChooseWord: (word: PageWord) => void;
  onOpenOptions: () => void;
}

/**
 * The popup: search on top, then the view a person is in. A view that was opened gets the focus on its
 * heading; Back gives it to the row that was left by. Typing never moves it.
 */
export function Popup(props: PopupProps) {
  const { state, texts } = props;
  const { view, trail } = state.place;
  const root = useRef<HTMLDivElement>(null);
  const lastStep = useRef<Step['kind'] | null>(null);
  const lastView = useRef<View>(view);

  function step(taken: Step): void {
    lastStep.current = taken.kind;
    props.onStep(taken);
  }

  useLayoutEffect(() => {
    const left = lastView.current;
    if (nameView(left) === nameView(view)) return;
    lastView.current = view;
    window.scrollTo(0, 0);
    if (lastStep.current === 'search' || lastStep.current === 'choose-tab') return;
    const find = (selector: string) => root.current?.querySelector<HTMLElement>(selector);
    const leftBy = lastStep.current === 'back' ? find(`[data-opens="${CSS.escape(nameView(left))}"]`) : null;
    const target = leftBy ?? find('[data-heading]') ?? find('[role="tab"][aria-selected="true"]');
    target?.focus();
  });

  function openFirstHit(): void {
    const [first] = state.hits;
    if (view.at === 'results' && first !== undefined) step({ kind: 'open-entry', id: first.line.id });
  }

  const query = view.at === 'results' ? view.query : '';
  return (
    <div class="popup" ref={root}>
      <header class="popup-top">
        <h1 class="unseen">{texts('extensionName')}</h1>
        <SearchField
          query={query}
          texts={texts}
          onSearch={(text) => step({ kind: 'search', query: text })}
          onSubmit={openFirstHit}
        />
        <button
          type="button"
          class="icon-button"
          aria-label={texts('popupSettings')}
          title={texts('popupSettings')}
          onClick={() => props.onOpenOptions()}
        >
          <SettingsIcon />
        </button>
      </header>
      <p class="unseen" role="status">
        {view.at === 'results' && state.catalogue.is === 'ready' && announce(state, texts)}
      </p>
      <main class="popup-main">
        {state.notSaved && (
          <div role="alert">
            <Notice title={texts('popupNotSaved')}>
              <p>{texts('popupNotSavedHelp')}</p>
            </Notice>
          </div>
        )}
        {trail.length > 0 && view.at !== 'results' && (
          <button type="button" class="back" onClick={() => step({ kind: 'back' })}>
            <BackIcon />
            {texts('popupBack')}
          </button>
        )}
        <CurrentView {...props} onStep={step} />
      </main>
    </div>
  );
}

function CurrentView({ state, texts, onStep, ...props }: PopupProps) {
  const { catalogue, entry } = state;
  const { view } = state.place;
  const openTopic = (id: string) => onStep({ kind: 'open-topic', id });
  const openEntry = (id: string) => onStep({ kind: 'open-entry', id });
  const glossaryFailed = (
    <Notice title={texts('popupGlossaryFailed')}>
      <p>{texts('popupGlossaryFailedHelp')}</p>
    </Notice>
  );

  if (view.at === 'home') {
    const words = state.page.is === 'read' ? state.page.words.length : 0;
    return (
      <>
        {state.address !== null && (
          <SiteSwitches
            address={state.address}
            settings={state.settings}
            siteOn={state.siteOn}
            texts={texts}
            onSwitchSite={props.onSwitchSite}
            onSwitchButtons={props.onSwitchButtons}
            onSwitchAll={(on) => props.onPreference('everywhere', on)}
          />
        )}
        <Tabs
          label={texts('popupTabs')}
          tabs={[
            {
              name: 'page',
              label: words > 0 ? texts('popupTabPageCount', String(words)) : texts('popupTabPage'),
            },
            { name: 'topics', label: texts('popupTabTopics') },
          ]}
          chosen={view.tab}
          onChoose={(tab) => onStep({ kind: 'choose-tab', tab })}
        >
          {view.tab === 'page' && <PageWords page={state.page} texts={texts} onChoose={props.onChooseWord} />}
          {view.tab === 'topics' && catalogue.is === 'failed' && glossaryFailed}
          {view.tab === 'topics' && catalogue.is === 'ready' && (
            <TopicList topics={catalogue.topics.roots} texts={texts} onOpenTopic={openTopic} />
          )}
        </Tabs>
      </>
    );
  }

  if (catalogue.is === 'failed') return glossaryFailed;
  if (catalogue.is === 'loading') return null;
  if (view.at === 'results')
    return <SearchResults query={view.query} hits={state.hits} texts={texts} onOpenEntry={openEntry} />;
  if (view.at === 'topic') {
    const branch = catalogue.topics.byId.get(view.id);
    if (branch === undefined) return glossaryFailed;
    return <TopicPage branch={branch} texts={texts} onOpenTopic={openTopic} onOpenEntry={openEntry} />;
  }

  const loaded = entry?.is === 'ready' && entry.id === view.id ? entry.entry : null;
  const { showMore, showStudent } = state.settings.preferences;
  return (
    <article>
      <h2 class="page-heading" tabIndex={-1} data-heading>
        {loaded?.term ?? catalogue.lines.get(view.id)?.term ?? view.id}
      </h2>
      {loaded !== null && (
        <EntryBody
          entry={loaded}
          texts={texts}
          showMore={showMore}
          showStudent={showStudent}
          onToggleMore={() => props.onPreference('showMore', !showMore)}
          onToggleStudent={() => props.onPreference('showStudent', !showStudent)}
          onOpenEntry={openEntry}
        />
      )}
      {entry?.is === 'failed' && entry.id === view.id && (
        <Notice title={texts('popupEntryFailed')}>
          <p>{texts('popupEntryFailedHelp')}</p>
        </Notice>
      )}
    </article>
  );
}

/** What a screen reader says after each change of the query. */
function announce({ hits, place: { view } }: PopupState, texts: Texts): string {
  if (hits.length === 0) return texts('popupNoHits', view.at === 'results' ? view.query.trim() : '');
  return describeHits(hits, texts);
}

/** Two views of the same name are the same place; another query is no other place. */
function nameView(view: View): string {
  return view.at === 'topic' || view.at === 'entry' ? `${view.at}:${view.id}` : view.at;
}
