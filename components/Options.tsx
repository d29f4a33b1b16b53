import { useRef } from 'preact/hooks';
import type { Settings, SiteChoice } from '../shared/settings';
import type { Texts } from '../shared/texts';
import { CrossIcon } from './icons';
import { Notice } from './Notice';
import { Switch } from './Switch';

interface OptionsProps {
  settings: Settings;
  /** Which browser's own page changes keyboard shortcuts. */
  browserKind: 'chromium' | 'firefox';
  /** The last choice could not be stored. */
  notSaved: boolean;
  texts: Texts;
  onSwitchAll: (on: boolean) => void;
  /** Null forgets the choice. */
  onSwitchSite: (host: string, choice: SiteChoice | null) => void;
  /** Words are no longer to be buttons on this site. */
  onRemoveButtonSite: (host: string) => void;
  onForgetSetAside: () => void;
}

/** The options page: what is on where, what could not be read, shortcuts, privacy. */
export function Options(props: OptionsProps) {
  const { settings, texts } = props;
  const hosts = Object.entries(settings.sites).sort(([a], [b]) => a.localeCompare(b));
  const setAside = Object.keys(settings.setAside);
  const sitesHeading = useRef<HTMLHeadingElement>(null);
  const title = useRef<HTMLHeadingElement>(null);

  return (
    <main class="options">
      <h1 ref={title} tabIndex={-1}>
        {texts('optionsTitle')}
      </h1>
      {props.notSaved && (
        <div role="alert">
          <Notice title={texts('popupNotSaved')}>
            <p>{texts('popupNotSavedHelp')}</p>
          </Notice>
        </div>
      )}
      {setAside.length > 0 && (
        <Notice title={texts('optionsSetAside')}>
          <p>{texts('optionsSetAsideHelp')}</p>
          <ul>
            {setAside.map((name) => (
              <li key={name}>{nameSetting(name, texts)}</li>
            ))}
          </ul>
          <button
            type="button"
            class="button"
            onClick={() => {
              // The button goes away with the notice; focus must not go with it.
              title.current?.focus();
              props.onForgetSetAside();
            }}
          >
            {texts('optionsForget')}
          </button>
        </Notice>
      )}

      <section>
        <h2 ref={sitesHeading} tabIndex={-1}>
          {texts('optionsSites')}
        </h2>
        <div class="switches">
          <Switch
            label={texts('popupSwitchAll')}
            {...(hosts.length > 0 && { detail: texts('popupSwitchAllExcept') })}
            on={settings.preferences.everywhere}
            texts={texts}
            onChange={props.onSwitchAll}
          />
        </div>
        {hosts.length === 0 ? (
          <p>{texts('optionsNoSites')}</p>
        ) : (
          <>
            <h3>{texts('optionsSiteChoices')}</h3>
            <ul class="site-choices">
              {hosts.map(([host, choice]) => (
                <li key={host}>
                  <Switch
                    label={host}
                    on={choice === 'on'}
                    texts={texts}
                    onChange={(on) => props.onSwitchSite(host, on ? 'on' : 'off')}
                  />
                  <button
                    type="button"
                    class="icon-button"
                    aria-label={texts('optionsRemoveSite', host)}
                    title={texts('optionsRemoveSite', host)}
                    onClick={() => {
                      // The row goes away; focus must not go with it.
                      sitesHeading.current?.focus();
                      props.onSwitchSite(host, null);
                    }}
                  >
                    <CrossIcon />
                  </button>
                </li>
              ))}
            </ul>
          </>
        )}
        {settings.buttonSites.length > 0 && (
          <>
            <h3>{texts('optionsButtonSites')}</h3>
            <ul class="site-choices">
              {settings.buttonSites.toSorted().map((host) => (
                <li key={host}>
                  <span>{host}</span>
                  <button
                    type="button"
                    class="icon-button"
                    aria-label={texts('optionsRemoveButtonSite', host)}
                    title={texts('optionsRemoveButtonSite', host)}
                    onClick={() => {
                      // The row goes away; focus must not go with it.
                      sitesHeading.current?.focus();
                      props.onRemoveButtonSite(host);
                    }}
                  >
                    <CrossIcon />
                  </button>
                </li>
              ))}
            </ul>
          </>
        )}
      </section>

      <section>
        <h2>{texts('optionsShortcuts')}</h2>
        <p>
          {texts(props.browserKind === 'firefox' ? 'optionsShortcutsFirefox' : 'optionsShortcutsChromium')}
        </p>
      </section>
      <section>
        <h2>{texts('optionsPrivacy')}</h2>
        <p>{texts('optionsPrivacyText')}</p>
      </section>
      <section>
        <h2>{texts('optionsReview')}</h2>
        <p>{texts('optionsReviewText')}</p>
      </section>
    </main>
  );
}

/** The name of a setting as people know it; the stored name where there is none. */
function nameSetting(name: string, texts: Texts): string {
  if (name === 'everywhere') return texts('popupSwitchAll');
  if (name === 'showMore') return texts('optionsShowMore');
  if (name === 'showStudent') return texts('optionsShowStudent');
  if (name === 'sites') return texts('optionsSiteChoices');
  if (name === 'buttonSites') return texts('optionsButtonSites');
  const host = /^sites: (.+)$/.exec(name)?.[1];
  return host === undefined ? name : texts('optionsSiteChoice', host);
}
