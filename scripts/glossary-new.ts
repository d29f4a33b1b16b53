/** `npm run glossary:new`: begins an entry or an abbreviation in the file where its like stand. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { beginEntry, NewEntryError, type BegunEntry, type NewEntryWish } from '../glossary/new-entry';
import type { GlossarySources } from '../glossary/compile';
import { CommandError, runCommand, UsageError } from './command';
import { PROJECT_FOLDER, readNamedSources } from './glossary-files';

const USAGE = `Use: npm run glossary:new -- "term" [options]
  --kind KIND     what it is: condition, equipment, medicine …
  --topic TOPIC   id of the topic it belongs to, from glossary/topics.yaml
  --abbr          it is an abbreviation: "ADL"
  --in FOLDER     another glossary than the project's own`;

runCommand(USAGE, () => {
  const { values, positionals } = parseArgs({
    options: {
      kind: { type: 'string' },
      topic: { type: 'string' },
      abbr: { type: 'boolean' },
      in: { type: 'string' },
    },
    allowPositionals: true,
  });
  const [term, ...rest] = positionals;
  if (term === undefined) throw new UsageError('No word was given.');
  if (rest.length > 0)
    throw new UsageError(`Put a term of several words in quotes: "${positionals.join(' ')}".`);
  const { file, line, record } = begin(readNamedSources(values.in), {
    term,
    isAbbreviation: values.abbr === true,
    kind: values.kind,
    topic: values.topic,
    today: today(),
  });
  writeFileSync(path.resolve(PROJECT_FOLDER, file.path), file.text);
  console.log(
    `"${record}" begins at ${file.path}:${line}. Fill in its empty fields, then: npm run glossary:check`,
  );
});

function begin(sources: GlossarySources, wish: NewEntryWish): BegunEntry {
  try {
    return beginEntry(sources, wish);
  } catch (error) {
    if (error instanceof NewEntryError) throw new CommandError(error.message);
    throw error;
  }
}

/** Today where the person is, as year-month-day. */
function today(): string {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
}
