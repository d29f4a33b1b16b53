/** The word lists that are measured: the glossary's own, a part of it, and it made larger. */
import { Buffer } from 'node:buffer';
import { makeTerms } from '../../glossary/compile';
import { parseSources } from '../../glossary/parse-sources';
import { encodeWordIndex } from '../../glossary/encoded-word-index';
import { packWordIndex } from '../../glossary/packed-word-index';
import type { CatalogueLine } from '../../glossary/schema';
import type { TermSource } from '../../glossary/word-index';
import { buildWordIndex } from '../../glossary/word-index-builder';
import { readyGlossary } from '../../scripts/compiled-glossary';
import { readGlossarySources } from '../../scripts/glossary-files';
import type { PageWords } from './pages';
import { triePattern } from './trie-pattern';
import { enlarge, markedForms, plainWords, spelledForms } from './words';

/** Sizes of the lists that the limits speak of, in terms. */
const FEW_TERMS = 1000;
const MANY_TERMS = 5000;

/** `whole`: the glossary as it is shipped. `few`: 1,000 of its terms. `many`: those and 4,000 invented. */
export type IndexName = 'whole' | 'few' | 'many';

export interface BenchGlossary {
  /** Encoded indexes as JSON. */
  indexes: Record<IndexName, string>;
  /** The whole index as it is shipped, in base64. */
  packed: string;
  sizes: Record<IndexName, number>;
  /** One regular expression for every spelling of the `few` terms. */
  pattern: string;
  /** The `few` terms as a list for mark.js, one spelling each: it overflows its stack at twice as many. */
  list: readonly string[];
  pageWords: PageWords;
  /** What the popup searches. */
  lines: readonly CatalogueLine[];
}

/** Makes the lists. @throws where the glossary's sources cannot be read. */
export function makeBenchGlossary(): BenchGlossary {
  const { entryFiles, topicFile } = readGlossarySources();
  const sources = parseSources(entryFiles, topicFile);
  if (sources.problems.length > 0) {
    throw new Error('The glossary has problems. Run "npm run glossary:check" and mend them first.');
  }
  const whole = makeTerms(sources);
  if (whole.length < FEW_TERMS) {
    throw new Error(`The glossary has ${whole.length} terms; the limits are made for ${FEW_TERMS}.`);
  }
  // Spread over all topics, whose files stand one after the other.
  const step = whole.length / FEW_TERMS;
  const few = Array.from({ length: FEW_TERMS }, (_, i) => whole[Math.floor(i * step)]).filter(
    (source) => source !== undefined,
  );
  const plain = plainWords(buildWordIndex(whole));
  const many = enlarge(few, MANY_TERMS, plain);
  const { words, abbreviations } = markedForms(few);
  return {
    indexes: { whole: encode(whole), few: encode(few), many: encode(many) },
    packed: Buffer.from(packWordIndex(buildWordIndex(whole))).toString('base64'),
    sizes: { whole: whole.length, few: few.length, many: many.length },
    pattern: triePattern(spelledForms(few)),
    list: few.flatMap(({ forms }) => (forms[0] === undefined ? [] : [forms[0].text])),
    pageWords: { plain, terms: words, abbreviations },
    lines: readyGlossary().catalogue.lines,
  };
}

function encode(sources: readonly TermSource[]): string {
  return JSON.stringify(encodeWordIndex(buildWordIndex(sources)));
}
