/** The compiled glossary as files of the extension's package. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { packWordIndex } from '../glossary/packed-word-index';
import { describeProblem } from '../glossary/parse-sources';
import { catalogueFile, entryFile, WORD_INDEX_FILE } from '../shared/glossary-paths';
import { compileProjectGlossary } from './glossary-files';

/** A file by its text, or by where it was written since it holds none. */
type PackagedFile = { relativeDest: string } & ({ contents: string } | { absoluteSrc: string });

/**
 * Compiles the glossary for a build.
 * @param folder where the word index is written, to be copied from there: the build takes no bytes
 * @throws an error that lists every problem with file, line, entry and reason.
 */
export function glossaryAssets(folder: string): PackagedFile[] {
  const compilation = compileProjectGlossary();
  if (!compilation.ok) {
    const list = compilation.problems.map(describeProblem).join('\n');
    throw new Error(`The glossary has ${compilation.problems.length} problem(s):\n${list}`);
  }
  const { index, entries, catalogue } = compilation.glossary;
  const indexFile = path.join(folder, path.basename(WORD_INDEX_FILE));
  mkdirSync(folder, { recursive: true });
  writeFileSync(indexFile, packWordIndex(index));
  return [
    { relativeDest: WORD_INDEX_FILE, absoluteSrc: indexFile },
    { relativeDest: catalogueFile(catalogue.language), contents: JSON.stringify(catalogue) },
    ...entries.map((entry) => ({
      relativeDest: entryFile(entry.language, entry.id),
      contents: JSON.stringify(entry),
    })),
  ];
}
