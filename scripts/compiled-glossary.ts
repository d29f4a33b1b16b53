/** A glossary, compiled and ready to ask, for the commands that work with it. */
import { compileGlossary, type CompiledGlossary, type GlossarySources } from '../glossary/compile';
import { TermFinder } from '../glossary/find-terms';
import { describeProblem } from '../glossary/parse-sources';
import { CommandError } from './command';
import { readGlossarySources } from './glossary-files';

export interface ReadyGlossary extends CompiledGlossary {
  finder: TermFinder;
}

/**
 * Compiles a glossary, the project's own where none is given, and makes its finder.
 * @throws {CommandError} that lists every problem with file, line, entry and reason
 */
export function readyGlossary(sources: GlossarySources = readGlossarySources()): ReadyGlossary {
  const compilation = compileGlossary(sources);
  if (!compilation.ok) {
    const list = compilation.problems.map(describeProblem).join('\n');
    throw new CommandError(
      `${list}\nThe glossary has ${compilation.problems.length} problem(s). Mend them first.`,
    );
  }
  const { glossary } = compilation;
  return { ...glossary, finder: new TermFinder(glossary.index) };
}
