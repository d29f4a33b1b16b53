/**
 * All that the popup knows and does. What it needs of the browser comes in as `Services`, so that this
 * module runs in tests without one; what it shows goes out as one plain object.
 */
import type { Catalogue, CatalogueLine, Entry } from '../../glossary/schema';
import { createSearch, type SearchHit } from '../../glossary/search';
import type { FrameInTab } from '../../shared/frames';
import {
  DEFAULT_PREFERENCES,
  isSiteOn,
  readSettings,
  writeButtonSite,
  writePreference,
  writeSiteChoice,
  type Preferences,
  type Settings,
  type Stores,
} from '../../shared/settings';
import { groupWords, type PageWord } from './page-words';
import { START, takeStep, type Place, type Step } from './popup-view';
import { readAddress, type Barrier, type TabAddress } from './tab-address';
import { buildTopicTree, type TopicTree } from './topic-tree';

export interface Services {
  stores: Stores;
  /** The tab the popup is about; null where there is none. */
  findTab(): Promise<{ id: number; address: string | undefined } | null>;
  readFrames: (tab: number) => Promise<FrameInTab[]>;
  /** Asks the background to explain the tab once, though the person withholds its site. */
  explainTab: (tab: number) => Promise<void>;
  /** Throws where the word is not there any more. */
  goToMark: (place: { tab: number; frame: number; mark: number }) => Promise<void>;
  closePopup: () => void;
  readCatalogue: () => Promise<Catalogue>;
  readEntry: (id: string) => Promise<Entry>;
}

export type PageState =
  | { is: 'reading' }
  | { is: 'unreadable'; barrier: Barrier }
  | { is: 'off' }
  /** The background did not answer a frame that has text. */
  | { is: 'lost' }
  | { is: 'read'; words: PageWord[] };

export type CatalogueState =
  | { is: 'loading' }
  | { is: 'failed' }
  | { is: 'ready'; lines: ReadonlyMap<string, CatalogueLine>; topics: TopicTree };

export type EntryState =
  { is: 'loading'; id: string } | { is: 'failed'; id: string } | { is: 'ready'; id: string; entry: Entry };

export interface PopupState {
  place: Place;
  catalogue: CatalogueState;
  /** What the query of the results view found. */
  hits: SearchHit[];
  /** The entry of the entry view, or the one last looked at. */
  entry: EntryState | null;
  /** Null until the tab is known. */
  address: TabAddress | null;
  settings: Settings;
  /** Words are explained on the tab's site. */
  siteOn: boolean;
  page: PageState;
  /** The last choice could not be stored. */
  notSaved: boolean;
}

export interface PopupActions {
  step: (step: Step) => void;
  switchSite: (on: boolean) => Promise<void>;
  /** Makes words buttons on the tab's site, or paints them only. */
  switchButtons: (on: boolean) => Promise<void>;
  setPreference: <Key extends keyof Preferences>(key: Key, value: Preferences[Key]) => Promise<void>;
  chooseWord: (word: PageWord) => Promise<void>;
  /** Reads the tab anew; called each second while the popup is open. */
  lookAtPage: () => Promise<void>;
  /** Reads the settings anew; called when the storage changed. */
  settingsChanged: () => Promise<void>;
}

/** An engine that was just asked for has this many looks to arrive before "no words" is said. */
const LOOKS_TO_WAIT = 3;

/** Starts the popup. `show` is called with each new state; `started` settles when the first look is done. */
export function startPopup(
  services: Services,
  show: (state: PopupState) => void,
): { actions: PopupActions; started: Promise<void> } {
  let state: PopupState = {
    place: START,
    catalogue: { is: 'loading' },
    hits: [],
    entry: null,
    address: null,
    settings: { preferences: { ...DEFAULT_PREFERENCES }, sites: {}, buttonSites: [], setAside: {} },
    siteOn: true,
    page: { is: 'reading' },
    notSaved: false,
  };
  let catalogueLines: CatalogueLine[] = [];
  let search: ((query: string) => SearchHit[]) | null = null;
  let tab: number | null = null;
  let hasAsked = false;
  let looksWithoutEngine = 0;
  let isLooking = false;

  function change(news: Partial<PopupState>): void {
    state = { ...state, ...news };
    show(state);
  }

  function hitsFor({ view }: Place): SearchHit[] {
    return view.at === 'results' ? readySearch()(view.query) : state.hits;
  }

  function readySearch(): (query: string) => SearchHit[] {
    if (catalogueLines.length === 0) return () => [];
    return (search ??= createSearch(catalogueLines));
  }

  function step(taken: Step): void {
    const place = takeStep(state.place, taken);
    const { view } = place;
    const entry: EntryState | null =
      view.at === 'entry' && view.id !== state.entry?.id ? { is: 'loading', id: view.id } : state.entry;
    change({ place, hits: hitsFor(place), entry });
    if (view.at === 'entry' && entry?.is !== 'ready') void loadEntry(view.id);
  }

  async function loadEntry(id: string): Promise<void> {
    let entry: EntryState;
    try {
      entry = { is: 'ready', id, entry: await services.readEntry(id) };
    } catch {
      entry = { is: 'failed', id };
    }
    // Another entry may have been opened meanwhile.
    if (state.entry?.id === id) change({ entry });
  }

  async function loadCatalogue(): Promise<void> {
    try {
      const catalogue = await services.readCatalogue();
      catalogueLines = catalogue.lines;
      const lines = new Map(catalogue.lines.map((line) => [line.id, line]));
      const ready: CatalogueState = { is: 'ready', lines, topics: buildTopicTree(catalogue) };
      change({ catalogue: ready, hits: hitsFor(state.place) });
    } catch {
      change({ catalogue: { is: 'failed' } });
    }
  }

  async function settingsChanged(): Promise<void> {
    const settings = await readSettings(services.stores);
    change({ settings, siteOn: isSiteOn(settings, state.address?.host ?? '') });
  }

  async function save(write: () => Promise<void>): Promise<void> {
    let notSaved = false;
    try {
      await write();
    } catch {
      notSaved = true;
    }
    await settingsChanged();
    change({ notSaved });
    await lookAtPage();
  }

  async function framesOrNull(id: number): Promise<FrameInTab[] | null> {
    try {
      return await services.readFrames(id);
    } catch {
      return null;
    }
  }

  async function lookAtPage(): Promise<void> {
    if (isLooking || state.address === null) return;
    isLooking = true;
    try {
      const page = await readPage(state.address);
      // Most looks find nothing new; drawing a long list each second would be for nothing.
      if (JSON.stringify(page) !== JSON.stringify(state.page)) change({ page });
    } finally {
      isLooking = false;
    }
  }

  async function readPage({ kind, barrier }: TabAddress): Promise<PageState> {
    if (tab === null) return { is: 'unreadable', barrier };
    if (!state.siteOn) return { is: 'off' };
    let frames = await framesOrNull(tab);
    // Opening the popup lets the extension into a withheld tab, but nothing has put the engine there yet.
    if (!hasAsked && !frames?.some((frame) => frame.hasEngine)) {
      hasAsked = true;
      await services.explainTab(tab).catch(() => undefined);
      frames = await framesOrNull(tab);
    }
    if (frames === null) return { is: 'unreadable', barrier };
    if (frames.some((frame) => frame.hasEngine)) looksWithoutEngine = 0;
    // Some pages of a browser can be looked into, but none is explained.
    else if (kind === 'browser') return { is: 'unreadable', barrier };
    else if (++looksWithoutEngine <= LOOKS_TO_WAIT) return { is: 'reading' };
    const lines = state.catalogue.is === 'ready' ? state.catalogue.lines : new Map<string, CatalogueLine>();
    const words = groupWords(frames, lines);
    if (words.length === 0 && frames.some(({ progress }) => progress === 'asking')) return { is: 'reading' };
    if (words.length === 0 && frames.some(({ progress }) => progress === 'lost')) return { is: 'lost' };
    return { is: 'read', words };
  }

  async function switchSite(on: boolean): Promise<void> {
    const host = state.address?.host ?? '';
    if (host === '') return;
    looksWithoutEngine = 0;
    // What equals the choice for all sites is no choice of its own.
    const choice = on === state.settings.preferences.everywhere ? null : on ? 'on' : 'off';
    await save(() => writeSiteChoice(services.stores, { host, choice }));
  }

  async function switchButtons(on: boolean): Promise<void> {
    const host = state.address?.host ?? '';
    if (host !== '') await save(() => writeButtonSite(services.stores, { host, on }));
  }

  async function setPreference<Key extends keyof Preferences>(
    key: Key,
    value: Preferences[Key],
  ): Promise<void> {
    if (key === 'everywhere') looksWithoutEngine = 0;
    await save(() => writePreference(services.stores, key, value));
  }

  async function chooseWord({ frame, mark }: PageWord): Promise<void> {
    if (tab === null) return;
    try {
      await services.goToMark({ tab, frame, mark });
      services.closePopup();
    } catch {
      // The word or its frame is gone; the list is brought up to date instead.
      await lookAtPage();
    }
  }

  async function start(): Promise<void> {
    const [found, settings] = await Promise.all([
      services.findTab().catch(() => null),
      readSettings(services.stores),
      loadCatalogue(),
    ]);
    tab = found?.id ?? null;
    const address = readAddress(found?.address);
    change({ address, settings, siteOn: isSiteOn(settings, address.host) });
    await lookAtPage();
    // Building the index takes as long as a few frames: the words are shown first, and it is ready before
    // the first key.
    setTimeout(readySearch);
  }

  const actions = { step, switchSite, switchButtons, setPreference, chooseWord, lookAtPage, settingsChanged };
  return { actions, started: start() };
}
