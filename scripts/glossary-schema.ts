/** `npm run glossary:schema`: writes the JSON Schemas by which editors complete and check the glossary's files. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import prettier from 'prettier';
import { entryFileSchema, topicFileSchema, type JsonSchema } from '../glossary/editor-schema';
import { PROJECT_FOLDER } from './glossary-files';

const SCHEMAS: Readonly<Record<string, () => JsonSchema>> = {
  'glossary/entries.schema.json': entryFileSchema,
  'glossary/topics.schema.json': topicFileSchema,
};

for (const [file, makeSchema] of Object.entries(SCHEMAS)) {
  const target = path.join(PROJECT_FOLDER, file);
  const options = await prettier.resolveConfig(target);
  writeFileSync(
    target,
    await prettier.format(JSON.stringify(makeSchema()), { ...options, filepath: target }),
  );
  console.log(`${file} is written.`);
}
