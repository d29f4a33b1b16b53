import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { compileGlossary, type CompiledGlossary } from '../../glossary/compile';
import { TermFinder } from '../../glossary/find-terms';
import { findInText } from '../../glossary/run-search';
import { Catalogue, Entry } from '../../glossary/schema';

const HIP = `
- id: gout
  term: gout
  kind: condition
  topics: [toes, joints]
  level: 2
  forms: [gouty arthritis]
  plain: Tiny crystals build up in a joint.
  compare:
    - with: x-ray
      how: One is an illness, the other a picture.
  related: [x-ray, therapist]
  sources:
    - none-found: There is none.
  edited: 2026-11-23
  review: none

- id: x-ray
  term: X-ray
  kind: test
  topics: [joints]
  level: 1
  plain: A picture of your bones.
  more: It does not hurt.
  ask: [What did it show?]
  sources:
    - name: Health pages
      title: Pictures
      url: https://health.example/pictures
      supports: definition
  edited: 2026-11-23
  review: clinician

- id: denies
  term: denies
  kind: note-phrase
  topics: [joints]
  level: 2
  everyday: true
  plain: You said that you do not have it.
  sources: [{ none-found: There is none. }]
  edited: 2026-11-23
  review: none

- id: therapist
  term: physical therapist
  kind: person
  topics: [joints]
  level: 2
  plain: A person who helps you move.
  sources: [{ none-found: There is none. }]
  edited: 2026-11-23
  review: none

- id: patient
  term: sick person
  kind: person
  topics: [joints]
  level: 2
  forms: [person in care]
  familiar: [sick person]
  plain: You, in the words of the note.
  sources: [{ none-found: There is none. }]
  edited: 2026-11-23
  review: none
`;

const SHORT = `
- abbr: PT
  forms: [pt]
  senses:
    - entry: therapist
      case: PT
    - entry: patient
      case: pt
    - entry: denies
      case: PT
  otherwise: ask

- abbr: P
  senses: [{ entry: therapist }]

- abbr: GT
  senses: [{ entry: gout }]

- abbr: XR
  forms: [Xr, x/r]
  familiar: [XR]
  senses: [{ entry: x-ray }]

- abbr: OR
  also-word: true
  senses: [{ entry: denies }]
`;

const TOPICS = `
- { id: joints, title: Joints, intro: The parts of a joint. }
- id: toes
  title: Toes
  intro: The toes.
  parent: joints
  lists:
    - title: What to ask
      items: [Which toe is it?]
`;

function compile(): CompiledGlossary {
  const compilation = compileGlossary({
    entryFiles: [
      { path: 'entries/hip.yaml', text: HIP },
      { path: 'entries/short.yaml', text: SHORT },
    ],
    topicFile: { path: 'topics.yaml', text: TOPICS },
    pictureFiles: null,
    releasedIds: ['gout'],
  });
  if (!compilation.ok) throw new Error(JSON.stringify(compilation.problems));
  return compilation.glossary;
}

const glossary = compile();
const finder = new TermFinder(glossary.index);

function entry(id: string): Entry | undefined {
  return glossary.entries.find((candidate) => candidate.id === id);
}

/** The terms in a text: as they are written, and the entries each can stand for. */
function find(text: string): [string, readonly string[]][] {
  return findInText(finder, text).map(({ term, start, end }) => [
    text.slice(start, end),
    finder.index.terms.at(term)?.entries ?? [],
  ]);
}

/** The terms in a text that a page would mark. */
function marked(text: string): string[] {
  return findInText(finder, text)
    .filter(({ term }) => finder.index.terms.at(term)?.isMarked)
    .map(({ start, end }) => text.slice(start, end));
}

describe('entries of a glossary that is right', () => {
  it('are all there, in the shape that the card reads', () => {
    expect(glossary.entries.map(({ id }) => id)).toEqual(['gout', 'x-ray', 'denies', 'therapist', 'patient']);
    for (const compiled of glossary.entries) expect(v.is(Entry, compiled)).toBe(true);
  });
  it('name the words they link to, so that a card needs no other entry', () => {
    expect(entry('gout')?.related).toEqual([
      { id: 'x-ray', term: 'X-ray' },
      { id: 'therapist', term: 'physical therapist' },
    ]);
    expect(entry('gout')?.compare).toEqual([
      { id: 'x-ray', term: 'X-ray', how: 'One is an illness, the other a picture.' },
    ]);
  });
  it('list the abbreviations that stand for them', () => {
    expect(entry('gout')?.abbreviations).toEqual(['GT']);
    expect(entry('therapist')?.abbreviations).toEqual(['PT', 'P']);
    expect(entry('x-ray')?.abbreviations).toEqual(['XR']);
  });
  it('list first the abbreviations that mean them before anything else', () => {
    expect(entry('denies')?.abbreviations).toEqual(['OR', 'PT']);
  });
  it('keep what was written and invent nothing', () => {
    expect(entry('x-ray')).toEqual({
      id: 'x-ray',
      term: 'X-ray',
      kind: 'test',
      topics: ['joints'],
      level: 1,
      forms: [],
      abbreviations: ['XR'],
      language: 'en',
      plain: 'A picture of your bones.',
      more: 'It does not hurt.',
      ask: ['What did it show?'],
      compare: [],
      related: [],
      sources: [
        {
          name: 'Health pages',
          title: 'Pictures',
          url: 'https://health.example/pictures',
          supports: 'definition',
        },
      ],
      edited: '2026-11-23',
      review: 'clinician',
    });
  });
});

describe('the catalogue of a glossary that is right', () => {
  it('lists every entry by its term in alphabetical order, capitals or not', () => {
    expect(glossary.catalogue.lines.map(({ term }) => term)).toEqual([
      'denies',
      'gout',
      'physical therapist',
      'sick person',
      'X-ray',
    ]);
  });
  it('carries what search and lists need', () => {
    expect(v.is(Catalogue, glossary.catalogue)).toBe(true);
    expect(glossary.catalogue.lines.find(({ id }) => id === 'gout')).toEqual({
      id: 'gout',
      term: 'gout',
      forms: ['gouty arthritis'],
      abbreviations: ['GT'],
      plain: 'Tiny crystals build up in a joint.',
      topics: ['toes', 'joints'],
    });
  });
  it('holds the topics as they stand in their file', () => {
    expect(glossary.catalogue.topics).toEqual([
      { id: 'joints', title: 'Joints', intro: 'The parts of a joint.', parent: null, lists: [] },
      {
        id: 'toes',
        title: 'Toes',
        intro: 'The toes.',
        parent: 'joints',
        lists: [{ title: 'What to ask', items: ['Which toe is it?'] }],
      },
    ]);
  });
});

describe('the word index of a glossary that is right', () => {
  it('finds terms and their other forms', () => {
    expect(find('Gout, or gouty arthritis')).toEqual([
      ['Gout', ['gout']],
      ['gouty arthritis', ['gout']],
    ]);
  });
  it('gives an abbreviation the meanings it has as it is written', () => {
    expect(find('PT and pt')).toEqual([
      ['PT', ['therapist', 'denies']],
      ['pt', ['patient']],
    ]);
  });
  it('knows everyday words, words of level 1 and single letters, but does not mark them', () => {
    const text = 'She denies an X-ray and P and gout and GT';
    expect(find(text).map(([word]) => word)).toEqual(['denies', 'X-ray', 'P', 'gout', 'GT']);
    expect(marked(text)).toEqual(['gout', 'GT']);
  });
  it('knows the words of an entry that everybody knows, and marks the others and its abbreviations', () => {
    const text = 'gout and physical therapist: the sick person, a person in care, pt';
    expect(find(text)).toContainEqual(['sick person', ['patient']]);
    expect(marked(text)).toEqual(['gout', 'physical therapist', 'person in care', 'pt']);
  });
  it('marks abbreviations of words that everybody knows, but for those that are known as well as the words', () => {
    expect(find('XR, Xr and x/r').map(([word]) => word)).toEqual(['XR', 'Xr', 'x/r']);
    expect(marked('XR, Xr and x/r of the X-ray')).toEqual(['Xr', 'x/r']);
  });
  it('finds an abbreviation of small letters and signs at the start of a sentence too', () => {
    expect(find('X/r done. Pt seen. x/r done.').map(([word]) => word)).toEqual(['X/r', 'x/r']);
    expect(marked('X/r done.')).toEqual(['X/r']);
  });
  it('knows which abbreviations are English words too', () => {
    const found = findInText(finder, 'OR GT');
    expect(found.map(({ term }) => finder.index.terms.at(term)?.isAlsoWord)).toEqual([true, false]);
  });
});
