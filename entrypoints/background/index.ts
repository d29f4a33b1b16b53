/** The background: puts the engine into frames, reads entries, passes cards from frame to frame, walks. */
import browser, { type Runtime } from 'webextension-polyfill';
import * as v from 'valibot';
import { defineBackground } from 'wxt/utils/define-background';
import { relayCard, tellFrame } from './card-relay';
import { explainCurrentWord, walkToWord } from './word-walk';
import { readEntries, readWordIndex } from './glossary-files';
import { bringCard, bringWords, startEngine, startInOpenTabs, startInTab } from './injection';
import { answerWith } from '../../shared/message-answers';
import { BackgroundRequest, type SiteState } from '../../shared/messages';
import { isSiteOn, readSettings } from '../../shared/settings';

export default defineBackground({
  type: 'module',
  main() {
    const listener = answerWith((message, sender: Runtime.MessageSender) => {
      const parsed = v.safeParse(BackgroundRequest, message);
      return parsed.success ? answer(parsed.output, sender) : undefined;
    });
    // The polyfill's types know no listener that answers some messages only.
    browser.runtime.onMessage.addListener(listener as Runtime.OnMessageListenerCallback);
    browser.runtime.onInstalled.addListener(({ reason }) => {
      // Firefox does it by itself.
      if (import.meta.env.BROWSER !== 'firefox' && (reason === 'install' || reason === 'update'))
        void startInOpenTabs();
    });
    browser.commands.onCommand.addListener((command) => void runCommand(command));
  },
});

async function answer(request: BackgroundRequest, sender: Runtime.MessageSender): Promise<unknown> {
  // Pages of the extension have no tab to answer for; only frames of tabs send what needs one.
  const tab = sender.tab?.id ?? browser.tabs.TAB_ID_NONE;
  const frame = sender.frameId ?? 0;
  switch (request.kind) {
    case 'site-state':
      return siteState(sender);
    case 'read-word-index':
      return readWordIndex();
    case 'read-entries':
      return readEntries(request.ids);
    case 'explain-tab':
      return startInTab(request.tab);
    case 'start-engine': {
      const state = await siteState(sender);
      if (state.on) await startEngine(tab, frame);
      return state;
    }
    case 'bring-card':
      return bringCard(tab, request.to === 'top' ? 0 : frame);
    case 'bring-words': {
      const state = await siteState(sender);
      if (state.buttons) await bringWords(tab, frame);
      return state;
    }
    case 'show-card':
      return { shown: await relayCard({ tab, frame, subject: request.subject, opening: request.opening }) };
    case 'leave-card':
    case 'lose-word':
    case 'close-card':
      return tellFrame(tab, 0, { kind: request.kind, frame });
    case 'card-closed': {
      const { mark, giveFocusBack } = request;
      return tellFrame(tab, request.frame, { kind: 'card-closed', mark, giveFocusBack });
    }
  }
}

async function siteState({ tab }: Runtime.MessageSender): Promise<SiteState> {
  // Of the tab's top-level page, without port; empty where the page has none (a local file).
  const host = URL.canParse(tab?.url ?? '') ? new URL(tab?.url ?? '').hostname : '';
  const settings = await readSettings(browser.storage);
  return { on: isSiteOn(settings, host), buttons: settings.buttonSites.includes(host) };
}

async function runCommand(command: string): Promise<void> {
  const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
  if (tab?.id === undefined) return;
  if (command === 'next-word') await walkToWord(tab.id, 'next');
  else if (command === 'previous-word') await walkToWord(tab.id, 'previous');
  else if (command === 'explain-word') await explainCurrentWord(tab.id);
}
