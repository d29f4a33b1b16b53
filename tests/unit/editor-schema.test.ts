import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { entryFileSchema, topicFileSchema } from '../../glossary/editor-schema';
import { KINDS } from '../../glossary/schema';

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8'));
}

describe('the schemas that editors read', () => {
  // Where this fails: npm run glossary:schema
  it('are those that the files are read with', () => {
    expect(readJson('glossary/entries.schema.json')).toEqual(entryFileSchema());
    expect(readJson('glossary/topics.schema.json')).toEqual(topicFileSchema());
  });
  it('are found by editors for the files that they describe', () => {
    expect(readJson('.vscode/settings.json')).toMatchObject({
      'yaml.schemas': {
        './glossary/entries.schema.json': 'glossary/entries/*.yaml',
        './glossary/topics.schema.json': 'glossary/topics.yaml',
      },
    });
  });

  const { then: abbreviation, else: entry } = entryFileSchema().items ?? {};
  it('offer the kinds of words and say what a field is for', () => {
    expect(entry?.properties?.['kind']).toMatchObject({ enum: KINDS });
    expect(entry?.properties?.['plain']).toMatchObject({ type: 'string', minLength: 1 });
    const allFields = [entry, abbreviation].flatMap((record) => Object.entries(record?.properties ?? {}));
    const untold = allFields.filter(([, field]) => field.description === undefined);
    expect(untold.map(([name]) => name)).toEqual([]);
  });
  it('ask for what the check asks for, and know no other fields', () => {
    expect(entry).toMatchObject({
      required: ['id', 'term', 'kind', 'topics', 'level', 'plain', 'sources', 'edited', 'review'],
      additionalProperties: false,
    });
    expect(abbreviation).toMatchObject({ required: ['abbr', 'senses'], additionalProperties: false });
  });
  it('underline a wrong id or date, a fourth question and an empty list', () => {
    const fields = entry?.properties ?? {};
    const isIn = (name: string, text: string): boolean => new RegExp(fields[name]?.pattern ?? '').test(text);
    expect([isIn('id', 'hip-pain'), isIn('id', 'Hip pain')]).toEqual([true, false]);
    expect([isIn('edited', '2026-11-23'), isIn('edited', '23.11.2026')]).toEqual([true, false]);
    expect(fields['ask']).toMatchObject({ type: 'array', maxItems: 3, default: [] });
    expect(fields['topics']).toMatchObject({ type: 'array', minItems: 1 });
  });
  it('let a source be a page or the reason for none', () => {
    expect(entry?.properties?.['sources']?.items?.anyOf?.map(({ required }) => required)).toEqual([
      ['name', 'title', 'url', 'supports'],
      ['none-found'],
    ]);
  });
});
