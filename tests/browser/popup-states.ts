/** States of the popup for the tests of its looks and its keyboard, with a small glossary of their own. */
import type { Catalogue, CatalogueLine, Entry } from '../../glossary/schema';
import { createSearch } from '../../glossary/search';
import { DEFAULT_PREFERENCES } from '../../shared/settings';
import type { Texts } from '../../shared/texts';
import messages from '../../public/_locales/en/messages.json';
import type { PageWord } from '../../entrypoints/popup/page-words';
import type { PopupState } from '../../entrypoints/popup/popup-state';
import { START } from '../../entrypoints/popup/popup-view';
import { buildTopicTree } from '../../entrypoints/popup/topic-tree';

interface Message {
  message: string;
  placeholders?: Record<string, { content: string }>;
}

/** The English texts, filled in as browsers do. */
export const texts: Texts = (key, ...substitutions) => {
  const { message, placeholders = {} }: Message = messages[key];
  return message.replace(/\$(\w+)\$/g, (_, name: string) => {
    const position = /^\$(\d)$/.exec(placeholders[name.toLowerCase()]?.content ?? '')?.[1];
    return substitutions[Number(position) - 1] ?? '';
  });
};

function line(id: string, term: string, plain: string, more: Partial<CatalogueLine> = {}): CatalogueLine {
  return { id, term, plain, forms: [], abbreviations: [], topics: ['joints'], ...more };
}

export const catalogue: Catalogue = {
  language: 'en',
  lines: [
    line('status-post', 'status post', 'After; this was done before.', {
      abbreviations: ['s/p'],
      topics: ['notes'],
    }),
    line(
      'total-hip-replacement',
      'total hip replacement',
      'Surgery that gives you a new hip joint. The worn parts are taken out.',
      {
        forms: ['total hip arthroplasty'],
        abbreviations: ['THR', 'THA'],
      },
    ),
    line(
      'weight-bearing-as-tolerated',
      'weight bearing as tolerated',
      'You are allowed to put as much weight on the leg as you can bear.',
      {
        abbreviations: ['WBAT'],
      },
    ),
    line('hip-precautions', 'hip precautions', 'Moves to avoid while the new hip heals.'),
    line('adl', 'activities of daily living', 'Daily self-care, such as bathing, dressing and eating.', {
      abbreviations: ['ADL'],
      topics: ['daily'],
    }),
    line(
      'osteoarthritis',
      'osteoarthritis',
      'The smooth padding on the ends of the bones wears thin, and the joint gets sore.',
      {
        abbreviations: ['OA'],
      },
    ),
    line(
      'rheumatoid-arthritis',
      'rheumatoid arthritis',
      'A disease in which the body attacks its own joints.',
      {
        abbreviations: ['RA'],
      },
    ),
    line('room-air', 'room air', 'Breathing without extra oxygen.', {
      abbreviations: ['RA'],
      topics: ['notes'],
    }),
    line('right-atrium', 'right atrium', 'The upper right chamber of the heart.', {
      abbreviations: ['RA'],
      topics: ['notes'],
    }),
    line(
      'sciatica',
      'sciatica',
      'Pain that runs from the low back down one leg. It comes when something presses on the large nerve there.',
      {
        forms: ['sciatic pain'],
      },
    ),
  ],
  topics: [
    {
      id: 'pain',
      title: 'Where it hurts',
      intro: 'Words for pain, sore joints and nerves.',
      parent: null,
      lists: [],
    },
    {
      id: 'joints',
      title: 'Bones and joints',
      intro: 'The parts of a joint, and what can go wrong with them.',
      parent: 'pain',
      lists: [
        {
          title: 'Common reasons for hip pain',
          items: [
            'Arthritis: the joint is sore and swollen.',
            'Sciatica: the large nerve of the leg is pressed.',
          ],
        },
      ],
    },
    { id: 'daily', title: 'Daily living', intro: 'The things people do each day.', parent: null, lists: [] },
    {
      id: 'notes',
      title: 'Words in notes',
      intro: 'Short ways of writing that stand in notes.',
      parent: null,
      lists: [],
    },
  ],
};

export const sciatica: Entry = {
  id: 'sciatica',
  kind: 'condition',
  level: 2,
  topics: ['joints'],
  language: 'en',
  term: 'sciatica',
  forms: ['sciatic pain'],
  abbreviations: [],
  say: 'sy-AT-ih-kuh',
  plain:
    'Pain that runs from the low back down one leg. It comes when something presses on the large nerve there.',
  more: 'It can feel like burning, tingling or a weak leg. It can come and go.',
  ask: ['Which movements should I avoid for now?', 'Would therapy help, and when?'],
  formal:
    'Radicular pain in the distribution of the sciatic nerve, most often from compression of an L4 to S3 root.',
  compare: [
    {
      id: 'osteoarthritis',
      term: 'osteoarthritis',
      how: 'The joint itself is worn; the pain stays near it.',
    },
  ],
  example: 'Pt reports R-sided sciatica, worse with sitting.',
  related: [
    { id: 'hip-precautions', term: 'hip precautions' },
    { id: 'adl', term: 'activities of daily living' },
  ],
  sources: [
    {
      name: 'MedlinePlus',
      title: 'Sciatica',
      url: 'https://medlineplus.gov/sciatica.html',
      supports: 'definition',
    },
  ],
  edited: '2026-11-23',
  review: 'none',
};

const lines = new Map(catalogue.lines.map((one) => [one.id, one]));

function word(text: string, count: number, ...ids: string[]): PageWord {
  return {
    key: text,
    text,
    count,
    frame: 0,
    mark: count,
    meanings: ids.flatMap((id) => lines.get(id) ?? []),
  };
}

export const home: PopupState = {
  place: START,
  catalogue: { is: 'ready', lines, topics: buildTopicTree(catalogue) },
  hits: [],
  entry: null,
  address: { kind: 'site', host: 'portal.example.org', barrier: 'withheld' },
  settings: { preferences: { ...DEFAULT_PREFERENCES }, sites: {}, buttonSites: [], setAside: {} },
  siteOn: true,
  page: {
    is: 'read',
    words: [
      word('status post', 1, 'status-post'),
      word('total hip arthroplasty', 1, 'total-hip-replacement'),
      word('WBAT', 1, 'weight-bearing-as-tolerated'),
      word('hip precautions', 2, 'hip-precautions'),
      word('RA', 1, 'rheumatoid-arthritis', 'room-air', 'right-atrium'),
      word('ADLs', 3, 'adl'),
    ],
  },
  notSaved: false,
};

const search = createSearch(catalogue.lines);

/** The results of a query. */
export function results(query: string): PopupState {
  const place = { view: { at: 'results', query } as const, trail: [START.view] };
  return { ...home, place, hits: search(query) };
}

export const topics: PopupState = { ...home, place: { view: { at: 'home', tab: 'topics' }, trail: [] } };
export const topic: PopupState = {
  ...home,
  place: { view: { at: 'topic', id: 'joints' }, trail: [topics.place.view] },
};
export const entryPage: PopupState = {
  ...home,
  place: { view: { at: 'entry', id: 'sciatica' }, trail: [START.view] },
  entry: { is: 'ready', id: 'sciatica', entry: sciatica },
};
export const entryOpen: PopupState = {
  ...entryPage,
  settings: { ...home.settings, preferences: { everywhere: true, showMore: true, showStudent: true } },
};
export const off: PopupState = {
  ...home,
  siteOn: false,
  settings: { ...home.settings, sites: { 'portal.example.org': 'off' } },
  page: { is: 'off' },
};
export const withheld: PopupState = { ...home, page: { is: 'unreadable', barrier: 'withheld' } };
export const browserPage: PopupState = {
  ...home,
  address: { kind: 'browser', host: '', barrier: 'browser-page' },
  page: { is: 'unreadable', barrier: 'browser-page' },
};
export const localFile: PopupState = {
  ...home,
  address: { kind: 'file', host: '', barrier: 'file' },
  page: { is: 'unreadable', barrier: 'file' },
};
export const reading: PopupState = { ...home, page: { is: 'reading' } };
export const lost: PopupState = { ...home, page: { is: 'lost' } };
export const noWords: PopupState = { ...home, page: { is: 'read', words: [] } };
export const notSaved: PopupState = { ...home, notSaved: true };
export const glossaryFailed: PopupState = {
  ...home,
  place: { view: { at: 'home', tab: 'topics' }, trail: [] },
  catalogue: { is: 'failed' },
};
