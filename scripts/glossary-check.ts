/** `npm run glossary:check`: reads the whole glossary and tells everything that is wrong with it, at once. */
import process from 'node:process';
import { describeProblem } from '../glossary/parse-sources';
import { compileProjectGlossary } from './glossary-files';

const startedAt = performance.now();
const compilation = compileProjectGlossary();
const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
if (compilation.ok) {
  const { entries } = compilation.glossary;
  const abbreviations = new Set(entries.flatMap((entry) => entry.abbreviations));
  console.log(
    `The glossary is in order: ${entries.length} entries, ${abbreviations.size} abbreviations (${seconds} s).`,
  );
} else {
  const { problems } = compilation;
  for (const problem of problems) console.error(describeProblem(problem));
  console.error(`\n${problems.length} problem(s). Mend them and run this again.`);
  process.exitCode = 1;
}
