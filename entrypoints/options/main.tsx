import { render } from 'preact';
import browser from 'webextension-polyfill';
import { Options } from '../../components/Options';
import {
  dropSetAside,
  readSettings,
  writeButtonSite,
  writePreference,
  writeSiteChoice,
  type Stores,
} from '../../shared/settings';
import type { Texts } from '../../shared/texts';
import '../../components/tokens.css';
import '../../components/controls.css';
import '../../components/options.css';

const texts: Texts = (key, ...substitutions) => browser.i18n.getMessage(key, substitutions);
const stores: Stores = { sync: browser.storage.sync, local: browser.storage.local };
// Every address of an extension page begins with its browser's own scheme.
const browserKind = location.protocol === 'moz-extension:' ? 'firefox' : 'chromium';
let notSaved = false;

async function show(): Promise<void> {
  const root = document.getElementById('root');
  if (root === null) throw new Error('options.html has no root element');
  const settings = await readSettings(stores);
  render(
    <Options
      settings={settings}
      browserKind={browserKind}
      notSaved={notSaved}
      texts={texts}
      onSwitchAll={(on) => void save(() => writePreference(stores, 'everywhere', on))}
      onSwitchSite={(host, choice) => void save(() => writeSiteChoice(stores, { host, choice }))}
      onRemoveButtonSite={(host) => void save(() => writeButtonSite(stores, { host, on: false }))}
      onForgetSetAside={() => void save(() => dropSetAside(stores))}
    />,
    root,
  );
}

async function save(write: () => Promise<void>): Promise<void> {
  try {
    await write();
    notSaved = false;
  } catch {
    notSaved = true;
  }
  await show();
}

browser.storage.onChanged.addListener(() => void show());
void show();
