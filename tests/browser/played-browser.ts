/**
 * Plays the browser for the frame's own code: a background that answers as a test says, settings, and messages to
 * the frame. A test has it in the place of the real one with
 * `vi.mock('wxt/browser', async () => ({ browser: (await import('./played-browser')).playedBrowser }))`.
 */
import { encodeWordIndex } from '../../glossary/encoded-word-index';
import { buildWordIndex } from '../../glossary/word-index-builder';
import type { BackgroundRequest, FrameRequest, SiteState } from '../../shared/messages';

type MessageListener = (message: unknown, sender: object, sendResponse: (answer: unknown) => void) => unknown;
type ChangeListener = (changes: object) => void;
/** The answer to one message; it is lost where this throws. */
type Answer = (request: BackgroundRequest) => unknown;

/** A glossary of one word, as the background hands it out. */
export const goutIndex = encodeWordIndex(
  buildWordIndex([
    {
      term: {
        entries: ['gout'],
        isAbbreviation: false,
        isMarked: true,
        isEvidence: true,
        isAlsoName: false,
        isAlsoWord: false,
      },
      forms: [{ text: 'gout', letterCase: 'any', inflect: true }],
    },
  ]),
);

const messageListeners = new Set<MessageListener>();
const changeListeners = new Set<ChangeListener>();
let answers: Partial<Record<BackgroundRequest['kind'], Answer>> = {};
let asked: string[] = [];
let stored: Record<string, unknown> = {};

/** What the background is asked, by kind, in order. */
export const askedKinds = (): readonly string[] => asked;

/** What is stored of the person's preferences. */
export const storedPreferences = (): Readonly<Record<string, unknown>> => stored;

/** An extension that was just installed; what is not answered by the test gets no answer. */
export function playBrowser(how: typeof answers): void {
  messageListeners.clear();
  changeListeners.clear();
  answers = how;
  asked = [];
  stored = {};
}

/** The answer to `site-state` and `start-engine`. */
export const siteIs = (on: boolean, buttons = false): SiteState => ({ on, buttons });

/** Tells everybody that a setting was changed, in this tab or another. */
export function tellChanged(...keys: string[]): void {
  const changes = Object.fromEntries(keys.map((key) => [key, { newValue: stored[key] }]));
  for (const listener of changeListeners) listener(changes);
}

/** Stores a preference, as another tab does. */
export function storeElsewhere(key: string, value: unknown): void {
  stored[key] = value;
  tellChanged(key);
}

export function sendToFrame(request: FrameRequest): void {
  for (const listener of messageListeners) listener(request, {}, () => undefined);
}

const nothing = {
  get: async () => ({}),
  set: async () => undefined,
  remove: async () => undefined,
};

/** The parts of the browser that frames use. */
export const playedBrowser = {
  runtime: {
    id: 'glossary-helper' as string | undefined,
    async sendMessage(request: BackgroundRequest): Promise<unknown> {
      asked.push(request.kind);
      return await answers[request.kind]?.(request);
    },
    onMessage: {
      addListener: (listener: MessageListener) => messageListeners.add(listener),
      removeListener: (listener: MessageListener) => messageListeners.delete(listener),
    },
  },
  storage: {
    sync: {
      get: async () => ({ ...stored }),
      async set(items: Record<string, unknown>) {
        Object.assign(stored, items);
        tellChanged(...Object.keys(items));
      },
      async remove(keys: string[]) {
        for (const key of keys) delete stored[key];
        tellChanged(...keys);
      },
    },
    local: nothing,
    onChanged: {
      addListener: (listener: ChangeListener) => changeListeners.add(listener),
      removeListener: (listener: ChangeListener) => changeListeners.delete(listener),
    },
  },
  i18n: { getMessage: (key: string) => key },
};
