import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { TermFinder, type FoundTerm } from '../../glossary/find-terms';
import { findInText } from '../../glossary/run-search';
import { MAX_GRADE, MAX_SENTENCE_WORDS } from '../../glossary/check-sources';
import { describeProblem } from '../../glossary/parse-sources';
import { gradeOf, sentencesOf, wordsOf } from '../../glossary/readability';
import type { Topic } from '../../glossary/schema';
import { decodeWordIndex } from '../../glossary/encoded-word-index';
import { packWordIndex, unpackWordIndex } from '../../glossary/packed-word-index';
import { compileProjectGlossary } from '../../scripts/glossary-files';

const compilation = compileProjectGlossary();
if (!compilation.ok) throw new Error(compilation.problems.map(describeProblem).join('\n'));
const { index, entries, catalogue } = compilation.glossary;
// As it reaches a page: packed in the extension, unpacked by the background, read by the frame.
const packed = packWordIndex(index);
const finder = new TermFinder(decodeWordIndex(unpackWordIndex(packed.buffer)));

function find(text: string): FoundTerm[] {
  return findInText(finder, text);
}

function topic(id: string): Topic | undefined {
  return catalogue.topics.find((candidate) => candidate.id === id);
}

/** Ids of a topic and of all topics below it. */
function withBelow(id: string): string[] {
  const below = catalogue.topics.filter(({ parent }) => parent === id);
  return [id, ...below.flatMap((child) => withBelow(child.id))];
}

/** Entries of a topic and of all topics below it, each once. */
function entriesIn(id: string): number {
  const ids = new Set(withBelow(id));
  return catalogue.lines.filter(({ topics }) => topics.some((own) => ids.has(own))).length;
}

/** The topics from the top of a tree down to this one. */
function pathTo(id: string): string[] {
  const parent = topic(id)?.parent ?? null;
  return parent === null ? [id] : [...pathTo(parent), id];
}

/** The words that a page about hip pain and the therapy for it asks its readers to know. */
const HIP_PAIN_WORDS = [
  'activities of daily living',
  'activity analysis',
  'adaptive equipment',
  'adhesions',
  'ADLs',
  'aging in place',
  'arthritis',
  'bone on bone',
  'cartilage',
  'chronic pain',
  'community mobility',
  'compensation strategies',
  'compensatory movements',
  'compression garments',
  'durable medical equipment',
  'edema',
  'fascia',
  'gout',
  'hip pain',
  'IADLs',
  'inflammation',
  'instrumental activities of daily living',
  'joint replacement',
  'kinesiology taping',
  'muscle imbalance',
  'muscle knots',
  'muscle tone',
  'myofascial trigger points',
  'neuromuscular massage',
  'NMM',
  'occupation',
  'occupational therapist',
  'occupational therapy',
  'osteoarthritis',
  'outpatient',
  'precautions',
  'prior level of function',
  'radiating pain',
  'range of motion',
  'referred pain',
  'rehabilitation',
  'sciatic nerve',
  'sciatica',
  'social participation',
  'soft tissue',
  'standing tolerance',
  'total hip replacement',
  'total knee replacement',
  'total shoulder replacement',
  'trigger points',
  'uric acid',
  'white blood cells',
];

describe('the packed word index', () => {
  it('is small enough to be had by everybody: at most 60 kB once it is compressed', () => {
    expect(gzipSync(packed, { level: 9 }).length).toBeLessThan(60_000);
  });
});

describe("the project's own glossary", () => {
  it('holds at least 120 entries and 40 abbreviations', () => {
    expect(entries.length).toBeGreaterThanOrEqual(120);
    expect(new Set(entries.flatMap(({ abbreviations }) => abbreviations)).size).toBeGreaterThanOrEqual(40);
  });
  it.each(HIP_PAIN_WORDS)('explains "%s" in one piece', (word) => {
    const found = find(`It is ${word}.`).map(({ start, end }) => `It is ${word}.`.slice(start, end));
    expect(found).toEqual([word]);
  });
  it('has an entry for every meaning that a word can have', () => {
    const ids = new Set(entries.map(({ id }) => id));
    for (let i = 0; i < finder.index.terms.length; i++) {
      const meanings = finder.index.terms.at(i)?.entries ?? [];
      expect(meanings.length).toBeGreaterThan(0);
      expect(meanings.filter((id) => !ids.has(id))).toEqual([]);
    }
  });
  it('finds each entry by its own term', () => {
    // Words that a comma parts are never one term: such an entry is found by its abbreviation.
    const lost = entries.filter(({ term, abbreviations }) => {
      if (term.includes(',') && abbreviations.length > 0) return false;
      const [first, ...rest] = find(term);
      return rest.length > 0 || first?.start !== 0 || first.end !== term.length;
    });
    expect(lost.map(({ id }) => id)).toEqual([]);
  });
  it.each([
    'adl',
    'iadl',
    'hip-pain',
    'joint-replacement',
    'muscles-movement',
    'treatments',
    'help-levels',
    'equipment',
    'care-settings',
    'note-shorthand',
  ])('has a topic "%s" with words in it', (id) => {
    expect(topic(id)).toBeDefined();
    expect(catalogue.lines.filter(({ topics }) => topics.includes(id)).length).toBeGreaterThan(2);
  });
  it.each(['hip-replacement', 'knee-replacement', 'shoulder-replacement'])(
    'tells which daily tasks a %s touches',
    (id) => {
      expect(topic(id)?.parent).toBe('joint-replacement');
      expect(topic(id)?.lists.flatMap(({ items }) => items).length).toBeGreaterThanOrEqual(5);
    },
  );
  it('lists questions to ask before a joint is replaced', () => {
    const questions = (topic('joint-replacement')?.lists ?? [])
      .flatMap(({ items }) => items)
      .filter((item) => item.endsWith('?'));
    expect(questions.length).toBeGreaterThanOrEqual(5);
  });
});

describe('the trees of topics', () => {
  const ids = catalogue.topics.map(({ id }) => id);

  it.each(ids)('have words to read in "%s"', (id) => {
    expect(entriesIn(id)).toBeGreaterThanOrEqual(2);
  });
  it.each(catalogue.topics)('say in plain words what "$id" is about', ({ intro, title }) => {
    expect(intro).not.toBe(title);
    expect(sentencesOf(intro).length).toBeLessThanOrEqual(2);
    for (const sentence of sentencesOf(intro)) {
      expect(wordsOf(sentence).length).toBeLessThanOrEqual(MAX_SENTENCE_WORDS);
    }
    expect(gradeOf(intro)).toBeLessThanOrEqual(MAX_GRADE);
  });
  it('are at most three levels deep', () => {
    expect(ids.filter((id) => pathTo(id).length > 3)).toEqual([]);
  });
  it('let a person begin at where it hurts, at home, at the note, or with those who help', () => {
    const roots = catalogue.topics.filter(({ parent }) => parent === null).map(({ id }) => id);
    expect(roots).toEqual([
      'where-it-hurts',
      'conditions',
      'living-at-home',
      'after-surgery',
      'reading-my-note',
      'tests-numbers',
      'medicines',
      'therapist-words',
      'care-team',
      'care-settings',
      'framework',
    ]);
  });
  it("lead students through the field's framework: domain, process, outcomes", () => {
    const under = (id: string): string[] =>
      catalogue.topics.filter(({ parent }) => parent === id).map((child) => child.id);
    expect(under('framework')).toEqual([
      'occupations',
      'contexts',
      'performance-patterns',
      'performance-skills',
      'client-factors',
      'therapy-process',
      'outcomes',
    ]);
    expect(under('occupations')).toHaveLength(9);
  });
});
