/**
 * What a person has chosen. Preferences follow the person from device to device (`storage.sync`); choices
 * for single sites stay on the device (`storage.local`), and only where the person made one. Only what
 * differs from the default is stored. A value that cannot be read falls back to its default and is kept
 * aside under `set-aside`, so that the options page can say so; nothing is reset in silence.
 */
import * as v from 'valibot';

/** The part of `storage.StorageArea` that is used here; handed in so that this module runs anywhere. */
export interface Store {
  get(keys: string[]): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(keys: string[]): Promise<void>;
}
export interface Stores {
  sync: Store;
  local: Store;
}

const preferenceSchemas = {
  /** Words are explained on every site where nothing else was chosen. */
  everywhere: v.boolean(),
  /** "What it can mean for you" and the questions are open when a card opens. */
  showMore: v.boolean(),
  /** The student's view is open when a card opens. */
  showStudent: v.boolean(),
};
export interface Preferences {
  everywhere: boolean;
  showMore: boolean;
  showStudent: boolean;
}
export const DEFAULT_PREFERENCES: Preferences = { everywhere: true, showMore: false, showStudent: false };
const PREFERENCE_KEYS = ['everywhere', 'showMore', 'showStudent'] as const satisfies (keyof Preferences)[];

const SiteChoice = v.picklist(['on', 'off']);
export type SiteChoice = v.InferOutput<typeof SiteChoice>;
/** Host name to choice. */
export type SiteChoices = Record<string, SiteChoice>;

/** Hosts of sites on which words are buttons. */
const ButtonSites = v.array(v.string());

const SetAside = v.record(v.string(), v.unknown());

export interface Settings {
  preferences: Preferences;
  sites: SiteChoices;
  /** Hosts of sites on which words are buttons, each once. */
  buttonSites: string[];
  /** Names of settings whose stored value could not be read, with that value. */
  setAside: Record<string, unknown>;
}

/** True when words are explained on the site of this host (the top-level page's, without port). */
export function isSiteOn(settings: Settings, host: string): boolean {
  const choice = settings.sites[host];
  return choice === undefined ? settings.preferences.everywhere : choice === 'on';
}

/**
 * Reads all settings. Never throws: storage that fails gives the defaults, and a broken value gives its
 * own default and stands in `setAside`.
 */
export async function readSettings({ sync, local }: Stores): Promise<Settings> {
  const [synced, kept] = await Promise.all([
    readOrNothing(sync, [...PREFERENCE_KEYS]),
    readOrNothing(local, ['sites', 'buttonSites', 'set-aside']),
  ]);
  const alreadyAside = v.safeParse(SetAside, kept['set-aside'] ?? {});
  const setAside: Record<string, unknown> = alreadyAside.success ? { ...alreadyAside.output } : {};
  const { preferences, broken: brokenPreferences } = parsePreferences(synced);
  const { sites, broken: brokenSites } = parseSites(kept);
  const buttonSites = parseButtonSites(kept);
  const broken = {
    ...brokenPreferences,
    ...brokenSites,
    ...(buttonSites === null && { buttonSites: kept['buttonSites'] }),
  };

  const news = Object.keys(broken).filter((key) => !(key in setAside));
  Object.assign(setAside, broken);
  if (news.length > 0) await local.set({ 'set-aside': setAside }).catch(() => undefined);
  return { preferences, sites, buttonSites: buttonSites ?? [], setAside };
}

/**
 * Reads the preferences alone, for frames, which need no more. Never throws; what cannot be read is left for
 * `readSettings` to set aside.
 */
export async function readPreferences({ sync }: Pick<Stores, 'sync'>): Promise<Preferences> {
  return parsePreferences(await readOrNothing(sync, [...PREFERENCE_KEYS])).preferences;
}

async function readOrNothing(store: Store, keys: string[]): Promise<Record<string, unknown>> {
  try {
    return await store.get(keys);
  } catch {
    return {};
  }
}

/** Stores one preference, or forgets it where it equals the default. Throws what the storage throws. */
export async function writePreference<Key extends keyof Preferences>(
  { sync }: Stores,
  key: Key,
  value: Preferences[Key],
): Promise<void> {
  if (value === DEFAULT_PREFERENCES[key]) await sync.remove([key]);
  else await sync.set({ [key]: value });
}

/** Stores what the person chose for one site; null forgets the choice. Throws what the storage throws. */
export async function writeSiteChoice(
  { local }: Stores,
  { host, choice }: { host: string; choice: SiteChoice | null },
): Promise<void> {
  // Not by `readSettings`, which takes a failing storage for an empty one: that would forget all other sites.
  const { sites } = parseSites(await local.get(['sites']));
  if (choice === null) delete sites[host];
  else sites[host] = choice;
  await writeSites(local, sites);
}

/** Stores whether words are buttons on one site. Throws what the storage throws. */
export async function writeButtonSite(
  { local }: Stores,
  { host, on }: { host: string; on: boolean },
): Promise<void> {
  const others = (parseButtonSites(await local.get(['buttonSites'])) ?? []).filter((one) => one !== host);
  await writeButtonSites(local, on ? [...others, host] : others);
}

/** Forgets the values that were kept aside, and with them the broken settings themselves. */
export async function dropSetAside({ sync, local }: Stores): Promise<void> {
  const stored = await sync.get([...PREFERENCE_KEYS]);
  const broken = PREFERENCE_KEYS.filter((key) => key in stored && !v.is(preferenceSchemas[key], stored[key]));
  if (broken.length > 0) await sync.remove(broken);
  await writeSites(local, parseSites(await local.get(['sites'])).sites);
  await writeButtonSites(local, parseButtonSites(await local.get(['buttonSites'])) ?? []);
  await local.remove(['set-aside']);
}

async function writeButtonSites(local: Store, hosts: readonly string[]): Promise<void> {
  if (hosts.length === 0) await local.remove(['buttonSites']);
  else await local.set({ buttonSites: hosts });
}

/** Takes the sites with words as buttons out of what is stored; null where that cannot be read. */
function parseButtonSites(kept: Record<string, unknown>): string[] | null {
  const parsed = v.safeParse(ButtonSites, kept['buttonSites'] ?? []);
  return parsed.success ? [...new Set(parsed.output)] : null;
}

async function writeSites(local: Store, sites: SiteChoices): Promise<void> {
  if (Object.keys(sites).length === 0) await local.remove(['sites']);
  else await local.set({ sites });
}

/** Takes the preferences out of what is stored; each one that cannot be read is named in `broken`. */
function parsePreferences(synced: Record<string, unknown>): {
  preferences: Preferences;
  broken: Record<string, unknown>;
} {
  const preferences = { ...DEFAULT_PREFERENCES };
  const broken: Record<string, unknown> = {};
  for (const key of PREFERENCE_KEYS) {
    if (!(key in synced)) continue;
    const parsed = v.safeParse(preferenceSchemas[key], synced[key]);
    if (parsed.success) preferences[key] = parsed.output;
    else broken[key] = synced[key];
  }
  return { preferences, broken };
}

/** Takes the site choices out of what is stored; each one that cannot be read is named in `broken`. */
function parseSites(kept: Record<string, unknown>): { sites: SiteChoices; broken: Record<string, unknown> } {
  const sites: SiteChoices = {};
  if (!('sites' in kept)) return { sites, broken: {} };
  const stored = v.safeParse(v.record(v.string(), v.unknown()), kept['sites']);
  if (!stored.success) return { sites, broken: { sites: kept['sites'] } };
  const broken: Record<string, unknown> = {};
  for (const [host, value] of Object.entries(stored.output)) {
    const parsed = v.safeParse(SiteChoice, value);
    if (parsed.success) sites[host] = parsed.output;
    else broken[`sites: ${host}`] = value;
  }
  return { sites, broken };
}
