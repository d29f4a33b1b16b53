import { describe, expect, it } from 'vitest';
import { ClinicalContext } from '../../glossary/clinical-context';
import { TermFinder, type FoundTerm } from '../../glossary/find-terms';
import { findInText } from '../../glossary/run-search';
import type { Term, TermSource } from '../../glossary/word-index';
import { buildWordIndex } from '../../glossary/word-index-builder';

function term(over: Partial<Term>): Term {
  return {
    entries: ['one'],
    isAbbreviation: false,
    isMarked: true,
    isEvidence: true,
    isAlsoName: false,
    isAlsoWord: false,
    ...over,
  };
}
const word = (text: string, over: Partial<Term> = {}): TermSource => ({
  term: term(over),
  forms: [{ text, letterCase: 'any', inflect: true }],
});
const abbreviation = (text: string, over: Partial<Term> = {}): TermSource => ({
  term: term({ isAbbreviation: true, ...over }),
  forms: [{ text, letterCase: 'exact', inflect: true }],
});

const finder = new TermFinder(
  buildWordIndex([
    word('gout'),
    word('sciatica'),
    word('edema'),
    word('negative', { isEvidence: false }),
    abbreviation('WBAT'),
    abbreviation('SBA'),
    abbreviation('FWW'),
    abbreviation('US', { entries: ['ultrasound', 'united-states'], isAlsoWord: true }),
    abbreviation('PC', { entries: ['after-meals', 'computer'] }),
    abbreviation('OS', { entries: ['left-eye', 'system'] }),
  ]),
);

const everyday = { isMarked: true, isEvidence: false, isOfNotes: true, near: ['exam'] };
const noteFinder = new TermFinder(
  buildWordIndex([
    ...['gout', 'sciatica', 'edema', 'ankle'].map((text) => word(text)),
    word('unremarkable', everyday),
    word('review of systems', { isOfNotes: true }),
    word('clear to auscultation', { isOfNotes: true }),
  ]),
);

/** The terms that are let through, in the order of the text. */
function letThrough(text: string, evidenceAround = 0, index = finder): string[] {
  const passed: FoundTerm[] = [];
  const context = new ClinicalContext<FoundTerm>(
    (match) => passed.push(match),
    () => evidenceAround,
  );
  addAll(context, text, index);
  context.finish();
  return passed.sort((a, b) => a.start - b.start).map(({ start, end }) => text.slice(start, end));
}

function addAll(context: ClinicalContext<FoundTerm>, text: string, index = finder): void {
  for (const match of findInText(index, text)) {
    const known = index.index.terms.at(match.term);
    if (known) {
      context.add({
        match,
        term: known,
        number: match.term,
        text: text.slice(match.start, match.end),
        at: match.start,
      });
    }
  }
}

describe('texts that follow each other', () => {
  it('say nothing of each other, nor does one that was given up', () => {
    const passed: FoundTerm[] = [];
    const context = new ClinicalContext<FoundTerm>(
      (match) => passed.push(match),
      () => 0,
    );
    addAll(context, 'gout, sciatica and edema');
    context.finish();
    addAll(context, 'the US');
    context.begin();
    addAll(context, 'gout, sciatica and edema');
    context.finish();
    addAll(context, 'the US');
    context.finish();
    expect(passed).toHaveLength(6);
  });
});

const far = 'and so the story went on and on '.repeat(30);

describe('abbreviations in text that is not about health', () => {
  it('are left alone', () => {
    expect(letThrough('The US sold PC parts with a new OS. SBA loans helped.')).toEqual([]);
  });
  it('are left alone also where the same word is often repeated', () => {
    expect(letThrough('US, US, US and US')).toEqual([]);
  });
  it('are left alone where words of health are far away', () => {
    expect(letThrough(`gout and sciatica ${far} the US`)).toEqual(['gout', 'sciatica']);
  });
  it('are not let through by everyday words that mislead', () => {
    expect(letThrough('The answer was negative, said the US, negative indeed, and SBA agreed.')).toEqual([
      'negative',
      'negative',
    ]);
  });
});

describe('abbreviations in text about health', () => {
  it('are let through where one word of health stands near, if they mean one thing only', () => {
    expect(letThrough('WBAT after the gout.')).toEqual(['WBAT', 'gout']);
    expect(letThrough('SBA, then US')).toEqual([]);
  });
  it('need two words of health near them, if they could mean several things', () => {
    expect(letThrough('US of the leg: edema.')).toEqual(['edema']);
    expect(letThrough('US of the leg: edema, gout.')).toEqual(['US', 'edema', 'gout']);
  });
  it('support each other in a line of shorthand', () => {
    expect(letThrough('WBAT, SBA, FWW.')).toEqual(['WBAT', 'SBA', 'FWW']);
  });
  it('are let through in a short text whose surroundings are known to be about health', () => {
    expect(letThrough('US today', 8)).toEqual(['US']);
  });
});

describe('words', () => {
  it('speak for themselves', () => {
    expect(letThrough(`gout ${far} sciatica`)).toEqual(['gout', 'sciatica']);
  });
});

describe('everyday words that mislead', () => {
  const isLetThrough = (text: string): boolean => letThrough(text, 100, noteFinder).includes('unremarkable');

  it('are left alone in an article on health, however many words of health it has', () => {
    expect(isLetThrough('Gout, sciatica and edema of the ankle: an unremarkable year.')).toBe(false);
  });
  it('are left alone where phrases of notes stand alone', () => {
    expect(isLetThrough('Review of systems, clear to auscultation, unremarkable')).toBe(false);
  });
  it('are let through where words of health and phrases of notes stand near', () => {
    expect(
      isLetThrough('Review of systems: gout, sciatica. Clear to auscultation, no edema, ankle unremarkable.'),
    ).toBe(true);
  });
});
