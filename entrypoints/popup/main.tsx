import { render } from 'preact';
import * as v from 'valibot';
import browser from 'webextension-polyfill';
import { Popup } from '../../components/Popup';
import { Catalogue, Entry, SOURCE_LANGUAGE } from '../../glossary/schema';
import { readFrames } from '../../shared/frames';
import { catalogueFile, entryFile } from '../../shared/glossary-paths';
import { readAnswer } from '../../shared/message-answers';
import type { BackgroundRequest } from '../../shared/messages';
import type { Texts } from '../../shared/texts';
import { goToMark } from './go-to-mark';
import { startPopup, type PopupState, type Services } from './popup-state';
import '../../components/tokens.css';
import '../../components/controls.css';
import '../../components/entry-body.css';
import '../../components/popup.css';

const texts: Texts = (key, ...substitutions) => browser.i18n.getMessage(key, substitutions);

async function readPackaged(path: string): Promise<unknown> {
  const response = await fetch(browser.runtime.getURL(`/${path}`));
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
}

const services: Services = {
  stores: { sync: browser.storage.sync, local: browser.storage.local },
  async findTab() {
    // The popup can be opened as a tab of its own, with the tab it is about in its address.
    const asked = new URLSearchParams(location.search).get('tab');
    const tab =
      asked === null
        ? (await browser.tabs.query({ active: true, currentWindow: true }))[0]
        : await browser.tabs.get(Number(asked));
    return tab?.id === undefined ? null : { id: tab.id, address: tab.url };
  },
  readFrames,
  async explainTab(tab) {
    readAnswer(await browser.runtime.sendMessage({ kind: 'explain-tab', tab } satisfies BackgroundRequest));
  },
  goToMark,
  closePopup: () => window.close(),
  readCatalogue: async () => v.parse(Catalogue, await readPackaged(catalogueFile(SOURCE_LANGUAGE))),
  readEntry: async (id) => v.parse(Entry, await readPackaged(entryFile(SOURCE_LANGUAGE, id))),
};

const root = document.getElementById('root');
if (root === null) throw new Error('popup.html has no root element');

const { actions } = startPopup(services, show);
browser.storage.onChanged.addListener(() => void actions.settingsChanged().then(actions.lookAtPage));
setInterval(() => void actions.lookAtPage(), 1000);

function show(state: PopupState): void {
  if (root === null) return;
  render(
    <Popup
      state={state}
      texts={texts}
      onStep={actions.step}
      onSwitchSite={(on) => void actions.switchSite(on)}
      onSwitchButtons={(on) => void actions.switchButtons(on)}
      onPreference={(key, value) => void actions.setPreference(key, value)}
      onChooseWord={(word) => void actions.chooseWord(word)}
      onOpenOptions={() => void browser.runtime.openOptionsPage().then(() => window.close())}
    />,
    root,
  );
}
