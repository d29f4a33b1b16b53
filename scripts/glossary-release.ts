/**
 * `npm run glossary:release`: writes the ids of all entries into the list of released ids. Run it when a
 * version is released. From then on the build refuses a glossary in which one of them is gone: notes, links
 * and saved words may hold them.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { describeProblem } from '../glossary/parse-sources';
import { compileProjectGlossary, PROJECT_FOLDER, readGlossarySources } from './glossary-files';

const HEADER = `# Ids of every entry that was ever released. They are never renamed or used for another word.
# An entry that was merged into another is listed there under "formerly". Written by: npm run glossary:release
`;

const { releasedIds } = readGlossarySources();
const compilation = compileProjectGlossary();
if (compilation.ok) {
  const ids = new Set([...releasedIds, ...compilation.glossary.entries.map(({ id }) => id)]);
  writeFileSync(
    path.join(PROJECT_FOLDER, 'glossary', 'released-ids.txt'),
    `${HEADER}${[...ids].sort().join('\n')}\n`,
  );
  console.log(
    `${ids.size} ids stand in glossary/released-ids.txt, ${ids.size - releasedIds.length} of them new.`,
  );
} else {
  for (const problem of compilation.problems) console.error(describeProblem(problem));
  process.exitCode = 1;
}
