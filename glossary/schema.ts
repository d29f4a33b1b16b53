/**
 * The shape of what people write in `glossary/entries/*.yaml` and `glossary/topics.yaml`, and of what the
 * build hands to the extension. One schema for each border; the types are inferred from them.
 */
import * as v from 'valibot';

/** The language the entry files are written in. Translations are keyed by entry id and language. */
export const SOURCE_LANGUAGE = 'en';

export const KINDS = [
  'abbreviation',
  'anatomy',
  'care-setting',
  'condition',
  'daily-living',
  'equipment',
  'help-level',
  'medicine',
  'note-phrase',
  'person',
  'procedure',
  'scale',
  'symptom',
  'test',
  'therapy',
] as const;

const Id = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'an id has small letters, digits and single hyphens only'),
);
const Sentence = v.pipe(v.string(), v.trim(), v.minLength(1, 'this text is empty'));
const DAY_FORMAT = /^\d{4}-\d{2}-\d{2}$/;
const Day = v.pipe(
  v.string(),
  v.regex(DAY_FORMAT, 'a date is written as year-month-day, for example 2026-11-23'),
  v.check((day) => !DAY_FORMAT.test(day) || isInCalendar(day), 'there is no such day in the calendar'),
);

/** Engines take February 30 for March 2; the calendar does not. */
function isInCalendar(day: string): boolean {
  const time = Date.parse(day);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}

const PublicPage = v.strictObject({
  name: Sentence,
  title: Sentence,
  url: v.pipe(v.string(), v.regex(/^https:\/\/[^\s/]+\.[^\s/]+/, 'an address begins with https://')),
  supports: v.picklist(['definition', 'topic']),
});
/** No public page was found that a reader could open; the reason says why. */
const NoPublicPage = v.strictObject({ 'none-found': Sentence });

/** What can stand in a list of sources. */
export const SOURCE_SHAPES = [PublicPage, NoPublicPage] as const;

/** Where a definition comes from. Chosen by what the person began to write, so that faults are named exactly. */
export const Source = v.lazy((input) =>
  typeof input === 'object' && input !== null && 'none-found' in input ? NoPublicPage : PublicPage,
);

/** A drawing beside the words; `part` names what of it is about this entry, `alt` says what a person would see. */
const PictureSource = v.strictObject({ file: Id, part: v.optional(Id), alt: Sentence });

/** What a person writes about one word: its meaning and all that is known about it. */
export const EntrySource = v.strictObject({
  id: Id,
  term: Sentence,
  kind: v.picklist(KINDS),
  topics: v.pipe(v.array(Id), v.minLength(1, 'an entry belongs to at least one topic')),
  level: v.picklist([1, 2, 3]),
  forms: v.optional(v.array(Sentence), []),
  /** Which of them everybody knows, though the entry has another level: never marked. */
  familiar: v.optional(v.array(Sentence), []),
  say: v.optional(Sentence),
  plain: Sentence,
  more: v.optional(Sentence),
  ask: v.optional(v.pipe(v.array(Sentence), v.maxLength(3, 'at most three questions')), []),
  picture: v.optional(PictureSource),
  formal: v.optional(Sentence),
  compare: v.optional(v.array(v.strictObject({ with: Id, how: Sentence })), []),
  example: v.optional(Sentence),
  related: v.optional(v.array(Id), []),
  formerly: v.optional(v.array(Id), []),
  sources: v.pipe(v.array(Source), v.minLength(1, 'name a public page, or write none-found with the reason')),
  edited: Day,
  review: v.picklist(['none', 'clinician']),
  /** An everyday word that misleads in notes: known, but not marked by itself. */
  everyday: v.optional(v.boolean(), false),
  /** An everyday word is shown in notes where one of these begins a word of its sentence; `:` is a colon behind it, `*` anything in a note. */
  'shown-near': v.optional(
    v.array(
      v.pipe(
        v.string(),
        v.regex(
          /^(?:[a-z]+|[:*])$/,
          'a word to stand near is the beginning of one, in small letters, a colon or a star',
        ),
      ),
    ),
    [],
  ),
  /** Capitalised it is often somebody's name: marked with a capital only where a sentence or heading gives one. */
  'also-name': v.optional(v.boolean(), false),
  /** The word has no other number: neither plural nor singular is made from it (hives, shingles). */
  'one-number': v.optional(v.boolean(), false),
});
export type EntrySource = v.InferOutput<typeof EntrySource>;

export const SenseSource = v.strictObject({
  entry: Id,
  /** Words near it that speak for this sense. Kept for when the text decides: today all senses are shown. */
  near: v.optional(v.array(Sentence), []),
  /** A number right after it speaks for this sense; kept like `near`. */
  'number-after': v.optional(v.boolean(), false),
  /** The sense holds only where it is written exactly so. */
  case: v.optional(Sentence),
});

/** What a person writes about one abbreviation: which entries it can stand for. */
export const AbbreviationSource = v.pipe(
  v.strictObject({
    abbr: Sentence,
    forms: v.optional(v.array(Sentence), []),
    /** Which of them everybody knows (BP, ICU): never marked. All others are, however easy the full words. */
    familiar: v.optional(v.array(Sentence), []),
    senses: v.pipe(v.array(SenseSource), v.minLength(1, 'an abbreviation has at least one sense')),
    otherwise: v.optional(v.picklist(['ask'])),
    /** In capitals it is an ordinary English word too (OR, IT): not marked in lines that are all capitals. */
    'also-word': v.optional(v.boolean(), false),
  }),
  v.check(
    ({ senses, otherwise }) => senses.length === 1 || otherwise === 'ask',
    'an abbreviation with several senses says "otherwise: ask"',
  ),
);
export type AbbreviationSource = v.InferOutput<typeof AbbreviationSource>;

export const TopicSource = v.strictObject({
  id: Id,
  title: Sentence,
  intro: Sentence,
  parent: v.optional(Id),
  lists: v.optional(
    v.array(v.strictObject({ title: Sentence, items: v.pipe(v.array(Sentence), v.minLength(1)) })),
    [],
  ),
});
export type TopicSource = v.InferOutput<typeof TopicSource>;

/** A source as the build hands it on; that a page's address is one was checked there. */
const EntryOrigin = v.union([
  v.object({
    name: v.string(),
    title: v.string(),
    url: v.string(),
    supports: v.picklist(['definition', 'topic']),
  }),
  v.object({ 'none-found': v.string() }),
]);

/** What drawings are made of. */
export const SHAPES = ['path', 'circle', 'ellipse', 'rect', 'text'] as const;

/** A drawing as a plain list, which is drawn without a parser and whatever a page's rules on content forbid. */
const Picture = v.object({
  alt: v.string(),
  shapes: v.array(
    v.object({
      tag: v.picklist(SHAPES),
      attributes: v.array(v.object({ name: v.string(), value: v.string() })),
      text: v.optional(v.string()),
    }),
  ),
});
export type Picture = v.InferOutput<typeof Picture>;

/**
 * One entry as the card and the popup receive it: one language, links resolved to their terms. Every frame with
 * marks carries this schema, so it asks for shapes only; the rules for what people write stand above.
 */
export const Entry = v.object({
  id: v.string(),
  kind: v.picklist(KINDS),
  level: v.picklist([1, 2, 3]),
  topics: v.array(v.string()),
  language: v.string(),
  term: v.string(),
  forms: v.array(v.string()),
  abbreviations: v.array(v.string()),
  say: v.optional(v.string()),
  plain: v.string(),
  more: v.optional(v.string()),
  ask: v.array(v.string()),
  picture: v.optional(Picture),
  formal: v.optional(v.string()),
  compare: v.array(v.object({ id: v.string(), term: v.string(), how: v.string() })),
  example: v.optional(v.string()),
  related: v.array(v.object({ id: v.string(), term: v.string() })),
  sources: v.array(EntryOrigin),
  edited: v.string(),
  review: v.picklist(['none', 'clinician']),
});
export type Entry = v.InferOutput<typeof Entry>;

/** One line of the catalogue, which the popup searches and lists: everything but the depth of an entry. */
export const CatalogueLine = v.object({
  id: v.string(),
  term: v.string(),
  forms: v.array(v.string()),
  abbreviations: v.array(v.string()),
  plain: v.string(),
  topics: v.array(v.string()),
});
export type CatalogueLine = v.InferOutput<typeof CatalogueLine>;

/** A topic as the popup shows it. */
export const Topic = v.object({
  id: v.string(),
  title: v.string(),
  intro: v.string(),
  parent: v.nullable(v.string()),
  lists: v.array(v.object({ title: v.string(), items: v.array(v.string()) })),
});
export type Topic = v.InferOutput<typeof Topic>;

export const Catalogue = v.object({
  language: v.string(),
  lines: v.array(CatalogueLine),
  topics: v.array(Topic),
});
export type Catalogue = v.InferOutput<typeof Catalogue>;
