import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DEFAULT_PREFERENCES,
  dropSetAside,
  isSiteOn,
  readPreferences,
  readSettings,
  writeButtonSite,
  writePreference,
  writeSiteChoice,
  type Preferences,
  type SiteChoices,
  type Store,
  type Stores,
} from '../../shared/settings';

/** A storage area in memory that counts what is written to it. */
interface MemoryStore extends Store {
  items: Record<string, unknown>;
  writes: number;
}

function memoryStore(items: Record<string, unknown> = {}): MemoryStore {
  const store: MemoryStore = {
    items: { ...items },
    writes: 0,
    get: async (keys) =>
      structuredClone(
        Object.fromEntries(keys.filter((key) => key in store.items).map((key) => [key, store.items[key]])),
      ),
    set: async (news) => {
      store.writes++;
      Object.assign(store.items, structuredClone(news));
    },
    remove: async (keys) => {
      for (const key of keys) delete store.items[key];
    },
  };
  return store;
}

const failingStore: Store = {
  get: () => Promise.reject(new Error('The storage is locked.')),
  set: () => Promise.reject(new Error('The storage is full.')),
  remove: () => Promise.reject(new Error('The storage is locked.')),
};

function stores(sync: Record<string, unknown> = {}, local: Record<string, unknown> = {}) {
  return { sync: memoryStore(sync), local: memoryStore(local) };
}

const preferences = fc.record({
  everywhere: fc.boolean(),
  showMore: fc.boolean(),
  showStudent: fc.boolean(),
});
const host = fc.domain();
const choices = fc.dictionary(host, fc.constantFrom('on' as const, 'off' as const), {
  noNullPrototype: true,
});

async function writeAll(to: Stores, wanted: Preferences, sites: SiteChoices): Promise<void> {
  await writePreference(to, 'everywhere', wanted.everywhere);
  await writePreference(to, 'showMore', wanted.showMore);
  await writePreference(to, 'showStudent', wanted.showStudent);
  for (const [name, choice] of Object.entries(sites)) await writeSiteChoice(to, { host: name, choice });
}

describe('settings', () => {
  it('are the defaults where nothing was chosen, and nothing is stored', async () => {
    const { sync, local } = stores();
    expect(await readSettings({ sync, local })).toEqual({
      preferences: { everywhere: true, showMore: false, showStudent: false },
      sites: {},
      buttonSites: [],
      setAside: {},
    });
    expect([sync.items, local.items]).toEqual([{}, {}]);
  });
  it('give a frame the preferences alone: the same ones, with nothing written', async () => {
    const { preferences: all } = await readSettings(stores({ showMore: true, showStudent: 'yes' }));
    const { sync } = stores({ showMore: true, showStudent: 'yes' });
    expect(await readPreferences({ sync })).toEqual(all);
    expect(all).toEqual({ everywhere: true, showMore: true, showStudent: false });
    expect(sync.writes).toBe(0);
    expect(await readPreferences({ sync: failingStore })).toEqual(DEFAULT_PREFERENCES);
  });
  it('come back as they were chosen', async () => {
    await fc.assert(
      fc.asyncProperty(preferences, choices, async (wanted, sites) => {
        const memory = stores();
        await writeAll(memory, wanted, sites);
        expect(await readSettings(memory)).toEqual({
          preferences: wanted,
          sites,
          buttonSites: [],
          setAside: {},
        });
      }),
    );
  });
  it('take up room only where they differ from the default', async () => {
    await fc.assert(
      fc.asyncProperty(preferences, preferences, async (first, second) => {
        const memory = stores();
        await writeAll(memory, first, {});
        await writeAll(memory, second, {});
        const differing = Object.entries(second).filter(
          ([key, value]) => DEFAULT_PREFERENCES[key as keyof Preferences] !== value,
        );
        expect(memory.sync.items).toEqual(Object.fromEntries(differing));
        expect(memory.local.items).toEqual({});
      }),
    );
  });
});

describe('the choice for a site', () => {
  it('goes before what was chosen for all sites', async () => {
    const memory = stores(
      { everywhere: false },
      { sites: { 'portal.example': 'on', 'bank.example': 'off' } },
    );
    const settings = await readSettings(memory);
    expect(isSiteOn(settings, 'portal.example')).toBe(true);
    expect(isSiteOn(settings, 'bank.example')).toBe(false);
    expect(isSiteOn(settings, 'other.example')).toBe(false);
    expect(isSiteOn({ ...settings, preferences: DEFAULT_PREFERENCES }, 'other.example')).toBe(true);
  });
  it('stays on this device', async () => {
    const memory = stores();
    await writeSiteChoice(memory, { host: 'portal.example', choice: 'off' });
    expect(memory.sync.items).toEqual({});
    expect(memory.local.items).toEqual({ sites: { 'portal.example': 'off' } });
  });
  it('can be taken back, and leaves no trace of the site then', async () => {
    const memory = stores({}, { sites: { 'portal.example': 'on', 'bank.example': 'off' } });
    await writeSiteChoice(memory, { host: 'bank.example', choice: null });
    expect(memory.local.items).toEqual({ sites: { 'portal.example': 'on' } });
    await writeSiteChoice(memory, { host: 'portal.example', choice: null });
    expect(memory.local.items).toEqual({});
  });
  it('can be made while preferences cannot be read', async () => {
    const local = memoryStore();
    await writeSiteChoice({ sync: failingStore, local }, { host: 'portal.example', choice: 'off' });
    expect(local.items).toEqual({ sites: { 'portal.example': 'off' } });
  });
});

describe('words as buttons', () => {
  it('are chosen site by site, stay on this device, and leave no trace once all are taken back', async () => {
    const memory = stores({}, { sites: { 'portal.example': 'on' } });
    await writeButtonSite(memory, { host: 'library.example', on: true });
    await writeButtonSite(memory, { host: 'portal.example', on: true });
    await writeButtonSite(memory, { host: 'portal.example', on: true });
    expect(await readSettings(memory)).toMatchObject({
      sites: { 'portal.example': 'on' },
      buttonSites: ['library.example', 'portal.example'],
    });
    await writeButtonSite(memory, { host: 'library.example', on: false });
    expect(memory.local.items['buttonSites']).toEqual(['portal.example']);
    await writeButtonSite(memory, { host: 'portal.example', on: false });
    expect(memory.local.items).toEqual({ sites: { 'portal.example': 'on' } });
    expect(memory.sync.items).toEqual({});
  });
  it('are on nowhere where the choice cannot be read, which is told until it is forgotten', async () => {
    const memory = stores({}, { buttonSites: 'library.example' });
    expect(await readSettings(memory)).toMatchObject({
      buttonSites: [],
      setAside: { buttonSites: 'library.example' },
    });
    await dropSetAside(memory);
    expect(memory.local.items).toEqual({});
  });
});

describe('a stored value that cannot be read', () => {
  const broken = () =>
    stores(
      { everywhere: 'maybe', showMore: true },
      { sites: { 'portal.example': 'on', 'bank.example': 'sometimes' } },
    );

  it('gives its default, and the others stay as they were chosen', async () => {
    const { preferences: read, sites } = await readSettings(broken());
    expect(read).toEqual({ everywhere: true, showMore: true, showStudent: false });
    expect(sites).toEqual({ 'portal.example': 'on' });
  });
  it('is told, and kept aside for the person to see', async () => {
    const memory = broken();
    const { setAside } = await readSettings(memory);
    expect(setAside).toEqual({ everywhere: 'maybe', 'sites: bank.example': 'sometimes' });
    expect(memory.local.items['set-aside']).toEqual(setAside);
  });
  it('is kept aside once, not at every look', async () => {
    const memory = broken();
    const first = await readSettings(memory);
    expect(memory.local.writes).toBe(1);
    expect(await readSettings(memory)).toEqual(first);
    expect(memory.local.writes).toBe(1);
  });
  it('is still told after a new choice has replaced it', async () => {
    const memory = broken();
    await readSettings(memory);
    await writePreference(memory, 'everywhere', false);
    await writeSiteChoice(memory, { host: 'bank.example', choice: 'off' });
    expect(await readSettings(memory)).toEqual({
      preferences: { everywhere: false, showMore: true, showStudent: false },
      sites: { 'portal.example': 'on', 'bank.example': 'off' },
      buttonSites: [],
      setAside: { everywhere: 'maybe', 'sites: bank.example': 'sometimes' },
    });
  });
  it('may be all choices for sites at once', async () => {
    const memory = stores({}, { sites: 'none of them' });
    expect(await readSettings(memory)).toMatchObject({ sites: {}, setAside: { sites: 'none of them' } });
  });
  it('is forgotten with what was kept aside, and good choices stay', async () => {
    const memory = broken();
    await readSettings(memory);
    await dropSetAside(memory);
    expect(memory.sync.items).toEqual({ showMore: true });
    expect(memory.local.items).toEqual({ sites: { 'portal.example': 'on' } });
    expect((await readSettings(memory)).setAside).toEqual({});
  });
  it('leaves nothing behind where there was no good choice', async () => {
    const memory = stores({ everywhere: 1 }, { sites: { 'bank.example': 1 } });
    await readSettings(memory);
    await dropSetAside(memory);
    expect([memory.sync.items, memory.local.items]).toEqual([{}, {}]);
  });
  it('is not forgotten with the others where a new choice was made for it', async () => {
    const memory = broken();
    await readSettings(memory);
    await writePreference(memory, 'everywhere', false);
    await dropSetAside(memory);
    expect(memory.sync.items).toEqual({ everywhere: false, showMore: true });
  });
  it('never stops the extension, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.anything(), fc.anything(), fc.anything(), async (everywhere, sites, aside) => {
        const keep: Store = { ...failingStore, get: async () => ({ sites, 'set-aside': aside }) };
        const settings = await readSettings({
          sync: { ...failingStore, get: async () => ({ everywhere }) },
          local: keep,
        });
        expect(typeof settings.preferences.everywhere).toBe('boolean');
        expect(typeof isSiteOn(settings, 'portal.example')).toBe('boolean');
      }),
    );
  });
});

describe('a storage that fails', () => {
  it('gives the defaults', async () => {
    expect(await readSettings({ sync: failingStore, local: failingStore })).toEqual({
      preferences: DEFAULT_PREFERENCES,
      sites: {},
      buttonSites: [],
      setAside: {},
    });
  });
  it('gives the defaults also where it fails at once', async () => {
    const store: Store = {
      ...failingStore,
      get: () => {
        throw new Error('There is no storage.');
      },
    };
    expect((await readSettings({ sync: store, local: store })).preferences).toEqual(DEFAULT_PREFERENCES);
  });
  it('gives what the other one holds', async () => {
    const local = memoryStore({ sites: { 'portal.example': 'off' } });
    const settings = await readSettings({ sync: failingStore, local });
    expect(settings.sites).toEqual({ 'portal.example': 'off' });
  });
  it('is told to whoever makes a choice', async () => {
    const memory = { sync: failingStore, local: failingStore };
    await expect(writePreference(memory, 'showMore', true)).rejects.toThrow('The storage is full.');
    await expect(writePreference(memory, 'showMore', false)).rejects.toThrow('The storage is locked.');
    await expect(writeSiteChoice(memory, { host: 'portal.example', choice: 'on' })).rejects.toThrow();
  });
  it('loses no choice for another site when it cannot be read while one is made', async () => {
    const local = memoryStore({ sites: { 'bank.example': 'off' } });
    const unreadable = { sync: memoryStore(), local: { ...local, get: failingStore.get } };
    await expect(writeSiteChoice(unreadable, { host: 'portal.example', choice: 'on' })).rejects.toThrow();
    await expect(dropSetAside(unreadable)).rejects.toThrow();
    expect(local.items).toEqual({ sites: { 'bank.example': 'off' } });
  });
});
