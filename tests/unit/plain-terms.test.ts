import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TermFinder } from '../../glossary/find-terms';
import { isWordCode } from '../../glossary/fold';
import { findInText, RunSearch } from '../../glossary/run-search';
import { joinTexts } from '../../glossary/text-runs';
import { buildWordIndex } from '../../glossary/word-index-builder';

const WORDS = ['hip', 'hip joint', 'social worker', 'workers compensation', 'follow-up', 'total hip', 'of'];
const EXACT = ['PT', 'ADL', 's/p', 'pH'];

const finder = new TermFinder(
  buildWordIndex(
    [...WORDS, ...EXACT].map((text) => ({
      term: {
        entries: [text],
        isAbbreviation: EXACT.includes(text),
        isMarked: true,
        isEvidence: true,
        isAlsoName: false,
        isAlsoWord: false,
      },
      forms: [
        { text, letterCase: EXACT.includes(text) ? ('exact' as const) : ('any' as const), inflect: true },
      ],
    })),
  ),
);

type Found = [term: number, start: number, end: number];

function findQuickly(text: string): Found[] {
  return findInText(finder, text).map(({ term, start, end }) => [term, start, end]);
}

/** Asks for a term at every word, from the text itself. */
function findCarefully(text: string): Found[] {
  const found: Found[] = [];
  for (let at = 0; at < text.length;) {
    if (!isWordCode(text.charCodeAt(at))) {
      at++;
      continue;
    }
    const end = finder.findAt(text, at, Number.NaN);
    if (end > 0) found.push([finder.term, at, end]);
    at = end > 0 ? end : finder.wordEnd;
  }
  return found;
}

const word = fc.constantFrom(
  ...[...WORDS, ...EXACT].flatMap((text) => text.split(' ')),
  ...'hips joints Hip HIP workers’ workers PTs pts PTS ADLs ph PH non a A.D.L. P.T. D L org http x é ﬁ 1 2019'.split(
    ' ',
  ),
);
/** Between two words; a bar parts one from the next. */
const SIGNS =
  " | | | |-|\n|\t|  |\u00a0|\u00ad|. |.|:|: |://|.\n|, |,|/| / | & |&|+|(|)| (|\"|@|_|#|\\|’|'|' |’s |…|–|";
const sign = fc.constantFrom(...SIGNS.split('|'));
const text = fc.array(fc.tuple(word, sign), { maxLength: 14 }).map((parts) => parts.flat().join(''));

describe('terms in plain words', () => {
  it('are those that the text itself tells, whatever signs stand around them', () => {
    fc.assert(
      fc.property(text, (written) => {
        expect(findQuickly(written)).toEqual(findCarefully(written));
      }),
      { numRuns: 20_000 },
    );
  });
  it('are in blocks that touch what they are in each block by itself', () => {
    const search = new RunSearch<string>(finder);
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), (blocks) => {
        const found: string[] = [];
        let isRead = false;
        search.begin({
          read: () => {
            if (isRead) return null;
            isRead = true;
            return joinTexts(blocks, (one) => one);
          },
          joint: () => null,
        });
        search.advance(
          () => false,
          (match) => found.push(match.text),
        );
        expect(found).toEqual(
          blocks.flatMap((block) => findCarefully(block).map(([, start, end]) => block.slice(start, end))),
        );
      }),
      { numRuns: 10_000 },
    );
  });
  it('are told from one reading of all words where nothing unusual stands', () => {
    let asked = 0;
    const watched = new TermFinder(finder.index);
    const findAt = watched.findAt.bind(watched);
    watched.findAt = (...parameters) => {
      asked++;
      return findAt(...parameters);
    };
    const found = findInText(
      watched,
      'We spoke of the hip joint, a social worker: PT and follow-up. Then of hips.',
    );
    expect(found.map(({ term }) => finder.index.terms.at(term)?.entries[0])).toEqual(
      'of,hip joint,social worker,PT,follow-up,of,hip'.split(','),
    );
    expect(asked).toBe(0);
  });
  it('end at the end of their part where the next part goes on without a word', () => {
    const texts = ['the hip', ' and the hip', '. Then ', 'hips', ', a total ', 'hip', ' joint'];
    const found: string[] = [];
    let isRead = false;
    const search = new RunSearch<string>(finder);
    search.begin({
      read: () => {
        if (isRead) return null;
        isRead = true;
        return joinTexts(texts, (one) => one);
      },
      joint: () => '',
    });
    search.advance(
      () => false,
      (match) => found.push(match.text),
    );
    expect(found).toEqual(['hip', 'hip', 'hips', 'total hip']);
  });
});
