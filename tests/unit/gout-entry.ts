/** An entry with nothing that it can do without, for tests that only carry one about. */
import type { Entry } from '../../glossary/schema';

export const gout: Entry = {
  id: 'gout',
  kind: 'condition',
  level: 2,
  topics: ['joints'],
  language: 'en',
  term: 'gout',
  forms: [],
  abbreviations: [],
  plain: 'Crystals in a joint.',
  ask: [],
  compare: [],
  related: [],
  sources: [{ 'none-found': 'There is none.' }],
  edited: '2026-11-23',
  review: 'none',
};
