import { describe, expect, it } from 'vitest';
import { startPopup, type PopupState, type Services } from '../../entrypoints/popup/popup-state';
import type { FrameInTab } from '../../shared/frames';
import type { Store } from '../../shared/settings';
import { gout } from './gout-entry';

function memoryStore(stored: Record<string, unknown> = {}): Store & { items: Record<string, unknown> } {
  const items = { ...stored };
  return {
    items,
    get: async (keys) =>
      Object.fromEntries(keys.filter((key) => key in items).map((key) => [key, items[key]])),
    set: async (news) => void Object.assign(items, news),
    remove: async (keys) => keys.forEach((key) => delete items[key]),
  };
}

const withEngine: FrameInTab = {
  frame: 0,
  path: [],
  hasEngine: true,
  progress: 'settled',
  focused: true,
  current: null,
  words: [{ mark: 7, text: 'gout', entries: ['gout'] }],
};
const withoutEngine: FrameInTab = { ...withEngine, hasEngine: false, progress: 'no-text', words: [] };

async function start(changes: Partial<Services> = {}) {
  const log: string[] = [];
  const sync = memoryStore();
  const local = memoryStore();
  const services: Services = {
    stores: { sync, local },
    findTab: async () => ({ id: 5, address: 'https://portal.example.org/' }),
    readFrames: async () => [withEngine],
    explainTab: async (tab) => void log.push(`explain ${tab}`),
    goToMark: async ({ tab, frame, mark }) => void log.push(`go ${tab} ${frame} ${mark}`),
    closePopup: () => void log.push('close'),
    readCatalogue: async () => ({
      language: 'en',
      lines: [
        { id: 'gout', term: 'gout', forms: [], abbreviations: [], plain: gout.plain, topics: ['joints'] },
      ],
      topics: [],
    }),
    readEntry: async () => gout,
    ...changes,
  };
  const seen: PopupState[] = [];
  const { actions, started } = startPopup(services, (state) => seen.push(state));
  await started;
  const now = (): PopupState => {
    const last = seen.at(-1);
    if (last === undefined) throw new Error('nothing was shown');
    return last;
  };
  return { actions, now, log, sync, local, seen };
}

const settle = () => new Promise((resolve) => setTimeout(resolve));

describe('startPopup', () => {
  it('shows the words of the page with their meanings', async () => {
    const { now, log } = await start();
    expect(now().address).toMatchObject({ kind: 'site', host: 'portal.example.org' });
    expect(now().page).toMatchObject({ is: 'read', words: [{ text: 'gout', count: 1, mark: 7 }] });
    expect(log).toEqual([]);
  });

  it('goes to a chosen word and closes', async () => {
    const { actions, now, log } = await start();
    const { page } = now();
    if (page.is !== 'read' || page.words[0] === undefined) throw new Error('no words');
    await actions.chooseWord(page.words[0]);
    expect(log).toEqual(['go 5 0 7', 'close']);
  });

  it('stays open when the frame of the word is gone', async () => {
    const { actions, now, log } = await start({ goToMark: () => Promise.reject(new Error('no receiver')) });
    const { page } = now();
    if (page.is !== 'read' || page.words[0] === undefined) throw new Error('no words');
    await actions.chooseWord(page.words[0]);
    expect(log).toEqual([]);
  });

  it('asks once to explain a tab that cannot be read, then says so', async () => {
    const { actions, now, log } = await start({ readFrames: () => Promise.reject(new Error('no access')) });
    expect(now().page).toEqual({ is: 'unreadable', barrier: 'withheld' });
    await actions.lookAtPage();
    expect(log).toEqual(['explain 5']);
  });

  it('has a withheld tab explained that can be read now but holds no engine', async () => {
    let frames = [withoutEngine];
    const explained: number[] = [];
    const { now } = await start({
      readFrames: async () => frames,
      explainTab: async (tab) => {
        explained.push(tab);
        frames = [withEngine];
      },
    });
    expect(explained).toEqual([5]);
    expect(now().page.is).toBe('read');
  });

  it('waits for an engine before it says that there are no words', async () => {
    const { actions, now } = await start({ readFrames: async () => [withoutEngine] });
    expect(now().page.is).toBe('reading');
    for (let look = 0; look < 3; look++) await actions.lookAtPage();
    expect(now().page).toEqual({ is: 'read', words: [] });
  });

  it.each([
    ['is reading a page whose frame still waits for the background', 'asking', 'reading'],
    ['says that it failed where the background never answered a frame', 'lost', 'lost'],
  ] as const)('%s', async (_behaviour, progress, is) => {
    for (const hasEngine of [false, true]) {
      const top: FrameInTab = { ...withEngine, hasEngine, progress, words: [] };
      const { actions, now } = await start({ readFrames: async () => [top, withoutEngine] });
      for (let look = 0; look < 4; look++) await actions.lookAtPage();
      expect(now().page).toEqual({ is });
    }
  });

  it('shows the words of one frame though another waits or waited in vain', async () => {
    for (const progress of ['asking', 'lost'] as const) {
      const other: FrameInTab = { ...withoutEngine, progress };
      const { now } = await start({ readFrames: async () => [withEngine, other] });
      expect(now().page).toMatchObject({ is: 'read', words: [{ text: 'gout' }] });
    }
  });

  it('neither reads nor explains a site that is off', async () => {
    const local = memoryStore({ sites: { 'portal.example.org': 'off' } });
    const { now, log } = await start({
      stores: { sync: memoryStore(), local },
      readFrames: () => Promise.reject(new Error('was read')),
    });
    expect(now().page).toEqual({ is: 'off' });
    expect(log).toEqual([]);
  });

  it('stores a choice for the site, and forgets it where it equals the choice for all', async () => {
    const { actions, now, local } = await start();
    await actions.switchSite(false);
    expect(local.items).toEqual({ sites: { 'portal.example.org': 'off' } });
    expect(now()).toMatchObject({ siteOn: false, page: { is: 'off' } });
    await actions.switchSite(true);
    expect(local.items).toEqual({});
    expect(now()).toMatchObject({ siteOn: true, page: { is: 'read' } });
  });

  it('makes words buttons on the site of the tab, and paints them again', async () => {
    const { actions, now, local } = await start();
    await actions.switchButtons(true);
    expect(local.items).toEqual({ buttonSites: ['portal.example.org'] });
    expect(now().settings.buttonSites).toEqual(['portal.example.org']);
    await actions.switchButtons(false);
    expect(local.items).toEqual({});
  });

  it('lets a site stand out where all are off', async () => {
    const { actions, now, local, sync } = await start();
    await actions.setPreference('everywhere', false);
    expect(sync.items).toEqual({ everywhere: false });
    expect(now().siteOn).toBe(false);
    await actions.switchSite(true);
    expect(local.items).toEqual({ sites: { 'portal.example.org': 'on' } });
    expect(now().siteOn).toBe(true);
  });

  it('says that a choice could not be stored, until one can', async () => {
    const sync = memoryStore();
    const set = sync.set.bind(sync);
    const { actions, now } = await start({ stores: { sync, local: memoryStore() } });
    sync.set = () => Promise.reject(new Error('quota'));
    await actions.setPreference('everywhere', false);
    expect(now()).toMatchObject({ notSaved: true, siteOn: true });
    sync.set = set;
    await actions.setPreference('everywhere', false);
    expect(now()).toMatchObject({ notSaved: false, siteOn: false });
  });

  it('takes over settings that were changed elsewhere', async () => {
    const { actions, now, local } = await start();
    local.items['sites'] = { 'portal.example.org': 'off' };
    await actions.settingsChanged();
    expect(now().siteOn).toBe(false);
  });

  it('has no switch for a page of the browser', async () => {
    const { actions, now, local } = await start({
      findTab: async () => ({ id: 5, address: undefined }),
      readFrames: () => Promise.reject(new Error('no access')),
    });
    expect(now().page).toEqual({ is: 'unreadable', barrier: 'browser-page' });
    await actions.switchSite(false);
    expect(local.items).toEqual({});
  });

  it('searches, opens an entry and comes back', async () => {
    const { actions, now } = await start();
    actions.step({ kind: 'search', query: 'elbow' });
    expect(now().hits).toEqual([]);
    actions.step({ kind: 'search', query: 'gouts' });
    expect(now().hits).toMatchObject([{ line: { id: 'gout' } }]);
    actions.step({ kind: 'open-entry', id: 'gout' });
    expect(now().entry).toEqual({ is: 'loading', id: 'gout' });
    await settle();
    expect(now().entry).toEqual({ is: 'ready', id: 'gout', entry: gout });
    actions.step({ kind: 'back' });
    expect(now()).toMatchObject({ place: { view: { query: 'gouts' } }, hits: [{ line: { id: 'gout' } }] });
  });

  it('says when the glossary or an entry cannot be read', async () => {
    const noGlossary = await start({ readCatalogue: () => Promise.reject(new Error('gone')) });
    expect(noGlossary.now().catalogue).toEqual({ is: 'failed' });
    const noEntry = await start({ readEntry: () => Promise.reject(new Error('gone')) });
    noEntry.actions.step({ kind: 'open-entry', id: 'gout' });
    await settle();
    expect(noEntry.now().entry).toEqual({ is: 'failed', id: 'gout' });
  });

  it('does not draw again when a look finds nothing new', async () => {
    const { actions, seen } = await start();
    const before = seen.length;
    await actions.lookAtPage();
    expect(seen.length).toBe(before);
  });
});
