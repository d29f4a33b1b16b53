/**
 * The shape of the glossary's files as a JSON Schema, so that editors complete fields, show what they are for
 * and underline faults while somebody types. Made from the schemas by which the files are read; what a JSON
 * Schema cannot say (days of the calendar, links, reading level) is left to `npm run glossary:check`.
 */
import type * as v from 'valibot';
import { AbbreviationSource, EntrySource, Source, SOURCE_SHAPES, TopicSource } from './schema';

/** The parts of JSON Schema, draft 7, that are used here. */
export interface JsonSchema {
  $schema?: string;
  title?: string;
  description?: string;
  type?: 'string' | 'number' | 'boolean' | 'array' | 'object';
  enum?: readonly unknown[];
  default?: unknown;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  items?: JsonSchema;
  minItems?: number;
  maxItems?: number;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: false;
  anyOf?: JsonSchema[];
  if?: JsonSchema;
  then?: JsonSchema;
  else?: JsonSchema;
}

const DRAFT = 'http://json-schema.org/draft-07/schema#';

/** What editors show beside a field. */
const FIELD_NOTES: Readonly<Record<string, string>> = {
  id: 'Small letters, digits and hyphens. Never changed once released.',
  term: 'The word as it stands in a sentence.',
  kind: 'What kind of thing it is.',
  level: '1 half familiar (not marked) · 2 most people want it explained · 3 specialist',
  forms: 'Other words for the same thing. Plurals, possessives, hyphens and British spellings are made.',
  familiar: 'Which of these words everybody knows (high blood pressure, BP): never marked.',
  topics: 'Ids from glossary/topics.yaml; the first is the main one.',
  say: 'How to say it: syllables, the stressed one in capitals.',
  plain:
    'What is it? One or two sentences of at most 20 words, in sixth-grade words, without the word itself.',
  more: 'What it can mean for the reader, in two to four sentences. No advice, no doses, no forecast.',
  ask: 'Up to three questions to put to a doctor, therapist or pharmacist.',
  formal: "The meaning at student level, in the field's own terms and our wording.",
  example: 'A sentence of our own, as it might stand in a note.',
  compare: 'Entries that are easily mixed up with this one.',
  with: 'Id of the other entry.',
  how: 'One line that tells the two apart.',
  related: 'Ids of entries worth reading next.',
  formerly: 'Released ids that this entry took over.',
  picture: 'A drawing that shows it.',
  file: 'Name of the drawing in glossary/pictures, without .svg.',
  part: 'Where entries share a drawing: the part of it that is meant.',
  alt: 'What a person would see who cannot see it: one or two plain sentences.',
  sources: 'Public pages that you have seen, or none-found with the reason.',
  supports: 'definition: the page says the same. topic: it is only about the same thing.',
  'none-found': 'Why there is no public page to name.',
  url: 'The address of the page; it begins with https://.',
  edited: 'Day of the last change of meaning, as 2026-11-23.',
  review: 'none until a clinician has checked it.',
  everyday: 'An everyday word that misleads in notes: known, but not marked by itself.',
  'shown-near':
    'Beginnings of words; an everyday word is marked in notes where one of them is in its sentence. A colon stands right behind it. A star is anything.',
  'also-name': "Capitalised it is often somebody's name.",
  'one-number': 'Neither plural nor singular is made from it (hives, shingles).',
  abbr: 'The abbreviation as it is written; capitals count.',
  senses: 'Every entry that it can stand for, likeliest first.',
  entry: 'Id of the entry that it stands for.',
  near: 'Words near it that speak for this sense. Kept for when the text decides: today all senses are shown.',
  'number-after': 'A number right after it speaks for this sense; kept like near.',
  case: 'The sense holds only where it is written exactly so.',
  otherwise: 'ask: where nothing decides, all senses are shown. Needed where there are several.',
  'also-word': 'In capitals it is an ordinary English word too (OR, IT).',
  intro: 'One or two plain sentences about the topic.',
  parent: 'Id of the topic that it stands under.',
  lists: 'Short things to read in the topic.',
};

/** The schema of `glossary/entries/*.yaml`. */
export function entryFileSchema(): JsonSchema {
  return {
    $schema: DRAFT,
    title: 'Entries and abbreviations of the glossary',
    type: 'array',
    items: {
      if: { required: ['abbr'] },
      // oxlint-disable-next-line unicorn/no-thenable -- JSON Schema names it so, and nobody awaits a schema.
      then: jsonSchemaOf(AbbreviationSource),
      else: jsonSchemaOf(EntrySource),
    },
  };
}

/** The schema of `glossary/topics.yaml`. */
export function topicFileSchema(): JsonSchema {
  return { $schema: DRAFT, title: 'Topics of the glossary', type: 'array', items: jsonSchemaOf(TopicSource) };
}

/** The kinds of schema that the glossary's files are read with. */
type KnownSchema =
  | v.StringSchema<undefined>
  | v.BooleanSchema<undefined>
  | v.PicklistSchema<readonly (string | number)[], undefined>
  | v.ArraySchema<v.GenericSchema, undefined>
  | v.StrictObjectSchema<v.ObjectEntries, undefined>
  | v.OptionalSchema<v.GenericSchema, unknown>;

interface Rule {
  type: string;
  requirement?: unknown;
}

/**
 * Translates a schema.
 * @throws an error for a kind of schema or rule that has no translation yet
 */
function jsonSchemaOf(schema: v.GenericSchema): JsonSchema {
  if (schema === (Source as v.GenericSchema)) return { anyOf: SOURCE_SHAPES.map(jsonSchemaOf) };
  const shape = shapeOf(schema as KnownSchema);
  const rules = 'pipe' in schema ? (schema.pipe as readonly Rule[]).slice(1) : [];
  return Object.assign(shape, ...rules.map((rule) => ruleOf(rule, shape))) as JsonSchema;
}

function shapeOf(schema: KnownSchema): JsonSchema {
  switch (schema.type) {
    case 'string':
    case 'boolean':
      return { type: schema.type };
    case 'picklist':
      return { enum: schema.options };
    case 'array':
      return { type: 'array', items: jsonSchemaOf(schema.item) };
    case 'optional': {
      const isGiven = schema.default !== undefined;
      return { ...jsonSchemaOf(schema.wrapped), ...(isGiven && { default: schema.default }) };
    }
    case 'strict_object': {
      const fields = Object.entries(schema.entries as Record<string, v.GenericSchema>);
      return {
        type: 'object',
        properties: Object.fromEntries(fields.map(([name, field]) => [name, fieldOf(name, field)])),
        required: fields.filter(([, { type }]) => type !== 'optional').map(([name]) => name),
        additionalProperties: false,
      };
    }
    default:
      throw new Error(`A schema of the kind ${(schema as Rule).type} has no translation. Add one here.`);
  }
}

function fieldOf(name: string, schema: v.GenericSchema): JsonSchema {
  const description = FIELD_NOTES[name];
  return { ...(description !== undefined && { description }), ...jsonSchemaOf(schema) };
}

/** @param shape what the rule is for: a text or a list */
function ruleOf({ type, requirement }: Rule, shape: JsonSchema): JsonSchema {
  const isText = shape.type === 'string';
  switch (type) {
    case 'regex':
      return { pattern: (requirement as RegExp).source };
    case 'min_length':
      return isText ? { minLength: requirement as number } : { minItems: requirement as number };
    case 'max_length':
      return isText ? { maxLength: requirement as number } : { maxItems: requirement as number };
    // White space around a text is cut off, and a free check cannot be written down.
    case 'trim':
    case 'check':
      return {};
    default:
      throw new Error(`A rule of the kind ${type} has no translation. Add one here.`);
  }
}
