/** The compiled glossary as files of the extension's package. */
import { describeProblem } from '../glossary/parse-sources';
import { catalogueFile, entryFile, WORD_INDEX_FILE } from '../shared/glossary-paths';
import { compileProjectGlossary } from './glossary-files';

interface GeneratedFile {
  relativeDest: string;
  contents: string;
}

/**
 * Compiles the glossary for a build.
 * @throws an error that lists every problem with file, line, entry and reason.
 */
export function glossaryAssets(): GeneratedFile[] {
  const compilation = compileProjectGlossary();
  if (!compilation.ok) {
    const list = compilation.problems.map(describeProblem).join('\n');
    throw new Error(`The glossary has ${compilation.problems.length} problem(s):\n${list}`);
  }
  const { index, entries, catalogue } = compilation.glossary;
  return [
    { relativeDest: WORD_INDEX_FILE, contents: JSON.stringify(index) },
    { relativeDest: catalogueFile(catalogue.language), contents: JSON.stringify(catalogue) },
    ...entries.map((entry) => ({
      relativeDest: entryFile(entry.language, entry.id),
      contents: JSON.stringify(entry),
    })),
  ];
}
