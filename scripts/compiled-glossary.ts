/** The project's glossary, compiled and ready to ask, for the commands that work with it. */
import type { CompiledGlossary } from '../glossary/compile';
import { TermFinder } from '../glossary/find-terms';
import { describeProblem } from '../glossary/parse-sources';
import { decodeWordIndex } from '../glossary/encoded-word-index';
import { CommandError } from './command';
import { compileProjectGlossary } from './glossary-files';

export interface ReadyGlossary extends CompiledGlossary {
  finder: TermFinder;
}

/**
 * Compiles the glossary and makes its finder.
 * @throws {CommandError} that lists every problem with file, line, entry and reason
 */
export function readyGlossary(): ReadyGlossary {
  const compilation = compileProjectGlossary();
  if (!compilation.ok) {
    const list = compilation.problems.map(describeProblem).join('\n');
    throw new CommandError(
      `${list}\nThe glossary has ${compilation.problems.length} problem(s). Mend them first.`,
    );
  }
  const { glossary } = compilation;
  return { ...glossary, finder: new TermFinder(decodeWordIndex(glossary.index)) };
}
