import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TermFinder } from '../../glossary/find-terms';
import type { NodeMatch } from '../../glossary/node-match';
import { findInText, RunSearch } from '../../glossary/run-search';
import { joinTexts } from '../../glossary/text-runs';
import { decodeWordIndex, encodeWordIndex } from '../../glossary/encoded-word-index';
import type { TermSource } from '../../glossary/word-index';
import { buildWordIndex } from '../../glossary/word-index-builder';

/** The terms of these tests; all of them take a plain "s" in the plural. */
const TERMS = [
  'hip',
  'hip joint',
  'total hip joint repair',
  'total hip',
  'joint',
  'joint pain',
  'pain',
  'social worker',
  'workers program',
  'swelling',
  'range of motion',
  'ambulatory',
  'weight bearing',
  'bearing',
] as const;

const finder = new TermFinder(
  decodeWordIndex(
    encodeWordIndex(
      buildWordIndex(
        TERMS.map((text): TermSource => ({
          term: {
            entries: [text.replaceAll(' ', '-')],
            isAbbreviation: false,
            isMarked: true,
            isEvidence: true,
            isAlsoName: false,
            isAlsoWord: false,
          },
          forms: [{ text, letterCase: 'any', inflect: true }],
        })),
      ),
    ),
  ),
);

interface Match {
  term: string;
  text: string;
  start: number;
  end: number;
}

function entryOf(term: number): string {
  return finder.index.terms.at(term)?.entries[0] ?? 'no term';
}

function findAll(text: string): Match[] {
  return findInText(finder, text).map(({ term, start, end }) => ({
    term: entryOf(term),
    text: text.slice(start, end),
    start,
    end,
  }));
}

/**
 * The same search, written to be obviously right and slow: all terms are tried at all words, the longest
 * first. Shares no code with the finder.
 */
function findSlowly(text: string): Match[] {
  const words = [...text.matchAll(/[a-z](?:\u00ad*[’']?\u00ad*[a-z])*/gi)].map(([written], i, all) => ({
    start: all[i]?.index ?? 0,
    end: (all[i]?.index ?? 0) + written.length,
    read: written.toLowerCase().replace(/[\u00ad’']/g, ''),
  }));
  // "Ranges of motion": here the first noun takes the plural.
  const forms = [
    ...TERMS.flatMap((term) => [
      { term, words: term.split(' ') },
      { term, words: `${term}s`.split(' ') },
    ]),
    { term: 'range of motion', words: ['ranges', 'of', 'motion'] },
    { term: 'range of motion', words: ['ranges', 'of', 'motions'] },
    // Both words of a phrase in the singular are the same phrase.
    { term: 'social worker', words: ['social', 'worker'] },
  ].sort((a, b) => b.words.length - a.words.length);
  const isGap = (gap: string): boolean => /^(?:-|-?[ \u00a0]*\n[ \u00a0]*|[ \u00a0]+)$/.test(gap);

  const matches: Match[] = [];
  for (let at = 0; at < words.length;) {
    const fitting = forms.find((form) =>
      form.words.every((word, i) => {
        const here = words[at + i];
        const before = words[at + i - 1];
        if (here?.read !== word) return false;
        return i === 0 || (before !== undefined && isGap(text.slice(before.end, here.start)));
      }),
    );
    const first = words[at];
    const last = words[at + (fitting?.words.length ?? 1) - 1];
    const previous = words[at - 1];
    const isChanged =
      previous?.read === 'non' && first !== undefined && text.slice(previous.end, first.start) === '-';
    if (fitting && first && last && !isChanged) {
      matches.push({
        term: fitting.term.replaceAll(' ', '-'),
        text: text.slice(first.start, last.end),
        start: first.start,
        end: last.end,
      });
      at += fitting.words.length;
    } else at++;
  }
  return matches;
}

/** The word with a soft hyphen between two of its letters. */
const softHyphened = (word: string) =>
  fc.nat(word.length - 2).map((at) => {
    const before = word.slice(0, at + 1);
    return /^[’']/.test(word.slice(at + 1)) || /[’']$/.test(before)
      ? word
      : `${before}\u00ad${word.slice(at + 1)}`;
  });
const termWord = fc.constantFrom(...TERMS.flatMap((term) => term.split(' ')));
const inflected = fc.tuple(termWord, fc.constantFrom('', '', '', 's', '’s')).map(([word, end]) => word + end);
const written = inflected.chain((word) =>
  fc.oneof(
    { weight: 6, arbitrary: fc.constant(word) },
    { weight: 1, arbitrary: fc.constant(word.toUpperCase()) },
    { weight: 1, arbitrary: fc.constant(word.charAt(0).toUpperCase() + word.slice(1)) },
    { weight: 1, arbitrary: softHyphened(word) },
  ),
);
const filler = fc.constantFrom(
  'the',
  'dis\u00adjoint',
  'and',
  'jointly',
  'ship',
  'painful',
  'of',
  'non',
  'today',
);
const separator = fc.oneof(
  { weight: 8, arbitrary: fc.constant(' ') },
  {
    weight: 5,
    arbitrary: fc.constantFrom(
      '\u00a0',
      '-',
      '\n',
      '-\n',
      ' \n ',
      '\n\n',
      ', ',
      '. ',
      ',',
      ' - ',
      ' – ',
      '  ',
      '/',
    ),
  },
);
const phrase = fc.constantFrom(...TERMS, 'non-ambulatory', 'non-joint pain');
const note = fc
  .array(
    fc.tuple(
      fc.oneof(
        { weight: 5, arbitrary: written },
        { weight: 2, arbitrary: phrase },
        { weight: 2, arbitrary: filler },
      ),
      separator,
    ),
    { maxLength: 25 },
  )
  .map((parts) => parts.flat().join(''));

/** A text and random places to cut it at. */
const cutNote = note.chain((text) =>
  fc.tuple(
    fc.constant(text),
    fc.array(fc.nat(text.length), { maxLength: 12 }).map((cuts) => cuts.sort((a, b) => a - b)),
  ),
);

interface Piece {
  text: string;
  /** Where it starts in the whole text. */
  from: number;
}

/** Searches pieces that stand in one line, as inline elements do; places are those in the whole text. */
function findInPieces(
  pieces: readonly Piece[],
  perStretch = 3,
  joint: (first: Piece) => '' | null = () => '',
): Match[] {
  let at = 0;
  const search = new RunSearch<Piece>(finder);
  search.begin({
    read: () => {
      const from = at;
      at += perStretch;
      return from < pieces.length ? joinTexts(pieces.slice(from, at), ({ text }) => text) : null;
    },
    joint,
  });
  const matches: NodeMatch<Piece>[] = [];
  search.advance(
    () => false,
    (match) => matches.push(match),
  );
  return matches.map(({ term, text, start, end }) => ({
    term: entryOf(term),
    text,
    start: start.node.from + start.offset,
    end: end.node.from + end.offset,
  }));
}

function cut(text: string, cuts: readonly number[]): Piece[] {
  const borders = [0, ...cuts, text.length];
  return borders.slice(1).map((end, i) => {
    const from = borders[i] ?? 0;
    return { text: text.slice(from, end), from };
  });
}

describe('the finder', () => {
  it('finds in any note what a slow search for every term at every word finds', () => {
    fc.assert(
      fc.property(note, (text) => {
        expect(findAll(text)).toEqual(findSlowly(text));
      }),
      { numRuns: 2000 },
    );
  });
  it('finds the same in a text so long that it is read in several goes', () => {
    fc.assert(
      fc.property(note, fc.constantFrom('x ', '— ', 'é ', '𝒙 '), fc.nat(300), (text, filling, before) => {
        // The finder reads 8,192 code units in one go; the note lies about there.
        const padding = `${filling.repeat(8192).slice(0, 8192 - before)} `;
        const start = padding.length;
        const found = findAll(padding + text).map((match) => ({
          ...match,
          start: match.start - start,
          end: match.end - start,
        }));
        expect(found).toEqual(findSlowly(text));
      }),
      { numRuns: 500 },
    );
  });
  it('finds the same in a text that inline elements cut anywhere', () => {
    fc.assert(
      fc.property(cutNote, ([text, cuts]) => {
        for (const perStretch of [1, 3, 100]) {
          expect(findInPieces(cut(text, cuts), perStretch)).toEqual(findAll(text));
        }
      }),
      { numRuns: 2000 },
    );
  });
  it('finds in blocks what it finds in each block by itself', () => {
    fc.assert(
      fc.property(cutNote, fc.nat(2 ** 12), ([text, cuts], blocks) => {
        const pieces = cut(text, cuts).filter((piece) => piece.text !== '');
        const isBlockEnd = (i: number): boolean => ((blocks >> (i % 12)) & 1) === 1;
        const wanted: Match[] = [];
        for (let i = 0, from = 0; i < pieces.length; i++) {
          const piece = pieces[i];
          if (!piece || !(isBlockEnd(i) || i === pieces.length - 1)) continue;
          const to = piece.from + piece.text.length;
          const moved = ({ term, text: found, start, end }: Match): Match => ({
            term,
            text: found,
            start: start + from,
            end: end + from,
          });
          wanted.push(...findAll(text.slice(from, to)).map(moved));
          from = to;
        }
        const joint = (first: Piece): '' | null => (isBlockEnd(pieces.indexOf(first)) ? null : '');
        for (const perStretch of [1, 3, 100]) {
          expect(findInPieces(pieces, perStretch, joint)).toEqual(wanted);
        }
      }),
      { numRuns: 2000 },
    );
  });
  it('finds the same where every letter has an element of its own', () => {
    fc.assert(
      fc.property(note, (text) => {
        const cuts = Array.from({ length: text.length }, (_, i) => i);
        expect(findInPieces(cut(text, cuts))).toEqual(findAll(text));
      }),
    );
  });
  it('tells for every term where exactly it stands', () => {
    fc.assert(
      fc.property(cutNote, ([text, cuts]) => {
        for (const match of [...findAll(text), ...findInPieces(cut(text, cuts))]) {
          expect(text.slice(match.start, match.end)).toBe(match.text);
          expect(match.text).toMatch(/^[a-z].*[a-z]$/is);
        }
      }),
    );
  });
  it('reads any text at all, and its terms never overlap', () => {
    const anyPiece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.string({ unit: 'grapheme', maxLength: 20 }),
      fc.string({
        unit: fc.constantFrom(
          '\ud800',
          '\udc00',
          '\u00ad',
          '\u0301',
          '’',
          '.',
          '-',
          '\n',
          'h',
          'i',
          'p',
          ' ',
        ),
        maxLength: 20,
      }),
      written,
      phrase,
    );
    fc.assert(
      fc.property(fc.array(anyPiece, { maxLength: 12 }), (texts) => {
        const whole = texts.join('');
        let from = 0;
        const pieces = texts.map((text): Piece => {
          const piece = { text, from };
          from += text.length;
          return piece;
        });
        for (const matches of [findAll(whole), findInPieces(pieces)]) {
          let end = 0;
          for (const match of matches) {
            expect(match.start).toBeGreaterThanOrEqual(end);
            expect(match.end).toBeGreaterThan(match.start);
            expect(whole.slice(match.start, match.end)).toBe(match.text);
            ({ end } = match);
          }
          expect(end).toBeLessThanOrEqual(whole.length);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
