import { describe, expect, it } from 'vitest';
import { compileGlossary } from '../../glossary/compile';
import { describeProblem } from '../../glossary/parse-sources';

const TOPICS = `- id: joints
  title: Joints
  intro: The parts of a joint.
`;

/** Fields of an entry as YAML, without the "- " that begins it. */
type Fields = Record<string, string>;

const GOUT: Fields = {
  id: 'gout',
  term: 'gout',
  kind: 'condition',
  topics: '[joints]',
  level: '2',
  plain: 'Tiny crystals build up in a joint. It turns red and sore.',
  sources: '[{ none-found: There is none. }]',
  edited: '2026-11-23',
  review: 'none',
};
const BURSITIS: Fields = { ...GOUT, id: 'bursitis', term: 'bursitis', plain: 'A small cushion is sore.' };

/** A record of the file: one line for each field, in the order they are given. */
function record(fields: Fields): string {
  return Object.entries(fields)
    .map(([name, value], i) => `${i === 0 ? '- ' : '  '}${name}: ${value}\n`)
    .join('');
}

interface Change {
  topics?: string;
  releasedIds?: string[];
}

/** What the build says about one file of entries; empty where nothing is wrong. */
function faultsOf(text: string, { topics = TOPICS, releasedIds = [] }: Change = {}): string[] {
  const compilation = compileGlossary({
    entryFiles: [{ path: 'entries/hip.yaml', text }],
    topicFile: { path: 'topics.yaml', text: topics },
    pictureFiles: null,
    releasedIds,
  });
  return compilation.ok ? [] : compilation.problems.map(describeProblem);
}

/** What the build says about gout when some of its fields are written otherwise. */
function faultsOfGout(fields: Fields): string[] {
  return faultsOf(record({ ...GOUT, ...fields }));
}

it('finds nothing wrong with an entry that is right', () => {
  expect(faultsOf(record(GOUT) + record(BURSITIS))).toEqual([]);
});

describe('a file that cannot be read', () => {
  it('is named with the line where YAML gives up', () => {
    expect(faultsOf(record({ ...GOUT, plain: 'Gout: a sore joint.' }))).toEqual([
      expect.stringMatching(/^entries\/hip\.yaml:6: This is not valid YAML: /),
    ]);
  });
  it('says when a field stands in an entry twice', () => {
    expect(faultsOf(`${record(GOUT)}  level: 3\n`)).toEqual([
      expect.stringMatching(/^entries\/hip\.yaml:10: This is not valid YAML: Map keys must be unique/),
    ]);
  });
  it('says that it must be a list', () => {
    const reason = 'The file must be a list: every entry begins with "- ".';
    expect(faultsOf('id: gout\nterm: gout\n')).toEqual([`entries/hip.yaml:1: ${reason}`]);
    expect(faultsOf('# nothing yet\n')).toEqual([`entries/hip.yaml:1: ${reason}`]);
  });
  it('says that an entry has fields', () => {
    expect(faultsOf(`${record(GOUT)}- bursitis\n`)).toEqual([
      'entries/hip.yaml:10: An entry must have fields such as "id:" and "term:".',
    ]);
  });
  it('tells a writer who put stars around a word to use quotes', () => {
    expect(faultsOfGout({ example: '*gout*' })).toEqual([
      expect.stringMatching(
        /^entries\/hip\.yaml:1 \(gout\): A text that begins with "\*" or "&" must stand in quotes/,
      ),
    ]);
  });
});

describe('a field that is wrong', () => {
  it('is named where its name is misspelled', () => {
    expect(faultsOfGout({ relatd: '[bursitis]' })).toEqual([
      'entries/hip.yaml:10 (gout): There is no field "relatd". Check its spelling, or remove it.',
    ]);
  });
  it.each(['term', 'kind', 'topics', 'level', 'plain', 'sources', 'edited', 'review'])(
    'is asked for where "%s" is missing',
    (missing) => {
      const fields = Object.fromEntries(Object.entries(GOUT).filter(([name]) => name !== missing));
      expect(faultsOf(record(fields))).toEqual([
        `entries/hip.yaml:1 (gout): The field "${missing}" is missing. Add it.`,
      ]);
    },
  );
  it('is asked for where an entry has no id', () => {
    const { id: _, ...fields } = GOUT;
    expect(faultsOf(record(fields))).toEqual(['entries/hip.yaml:1: The field "id" is missing. Add it.']);
  });
  it('says so where nothing stands behind its name', () => {
    expect(faultsOfGout({ plain: '' })).toEqual([
      'entries/hip.yaml:6 (gout): The field "plain" is empty. Fill it in, or remove its line.',
    ]);
    expect(faultsOfGout({ term: '" "' })).toEqual([
      'entries/hip.yaml:2 (gout): The field "term" is wrong: this text is empty.',
    ]);
  });
  it('lists the kinds that there are', () => {
    expect(faultsOfGout({ kind: 'conditions' })).toEqual([
      expect.stringMatching(
        /^entries\/hip\.yaml:3 \(gout\): The field "kind" is wrong: write one of abbreviation, anatomy, .*, therapy\. It says "conditions"\.$/,
      ),
    ]);
  });
  it.each(['4', '0', 'high'])('lists the levels that there are where it says %s', (level) => {
    expect(faultsOfGout({ level })).toEqual([
      expect.stringMatching(
        /^entries\/hip\.yaml:5 \(gout\): The field "level" is wrong: write one of 1, 2, 3\. It says "?\w+"?\.$/,
      ),
    ]);
  });
  it.each(['2026-02-30', '2025-02-29', '2026-04-31', '2026-13-01', '2026-00-10'])(
    'says that there is no %s in the calendar',
    (edited) => {
      expect(faultsOfGout({ edited })).toEqual([
        `entries/hip.yaml:8 (gout): The field "edited" is wrong: there is no such day in the calendar. It says "${edited}".`,
      ]);
    },
  );
  it('accepts the last day of February in a leap year', () => {
    expect(faultsOfGout({ edited: '2028-02-29' })).toEqual([]);
  });
  it.each(['23.11.2026', '11/23/2026', 'November 2026'])('shows how to write the date %s', (edited) => {
    expect(faultsOfGout({ edited })).toEqual([
      `entries/hip.yaml:8 (gout): The field "edited" is wrong: a date is written as year-month-day, for example 2026-11-23. It says "${edited}".`,
    ]);
  });
  it('says which characters an id has', () => {
    expect(faultsOfGout({ id: 'Gout attack' })).toEqual([
      'entries/hip.yaml:1 (Gout attack): The field "id" is wrong: an id has small letters, digits and single hyphens only. It says "Gout attack".',
    ]);
  });
  it('shows how a list is written', () => {
    expect(faultsOfGout({ topics: 'joints' })).toEqual([
      'entries/hip.yaml:4 (gout): The field "topics" is wrong: it takes a list, such as [one, two]. It says "joints".',
    ]);
  });
  it('says that yes is neither true nor false', () => {
    expect(faultsOfGout({ everyday: 'yes' })).toEqual([
      'entries/hip.yaml:10 (gout): The field "everyday" is wrong: it is either true or false. It says "yes".',
    ]);
  });
  it('allows three questions at most', () => {
    expect(faultsOfGout({ ask: '[One?, Two?, Three?, Four?]' })).toEqual([
      'entries/hip.yaml:10 (gout): The field "ask" is wrong: at most three questions.',
    ]);
  });
  it('asks for a source, or for the reason why there is none', () => {
    expect(faultsOfGout({ sources: '[]' })).toEqual([
      expect.stringContaining('name a public page, or write none-found with the reason'),
    ]);
    expect(faultsOfGout({ sources: '[{ none-found: }]' })).toEqual([
      'entries/hip.yaml:7 (gout): The field "sources.0.none-found" is empty. Fill it in, or remove its line.',
    ]);
  });
  it('names the field of a source that is wrong', () => {
    expect(
      faultsOfGout({
        sources: '[{ name: A, titel: B, url: "https://health.example/gout", supports: definition }]',
      }),
    ).toEqual([
      'entries/hip.yaml:7 (gout): The field "sources.0.title" is missing. Add it.',
      'entries/hip.yaml:7 (gout): There is no field "sources.0.titel". Check its spelling, or remove it.',
    ]);
    expect(
      faultsOfGout({
        sources: '[{ name: A, title: B, url: "http://health.example/gout", supports: topic }]',
      }),
    ).toEqual([
      'entries/hip.yaml:7 (gout): The field "sources.0.url" is wrong: an address begins with https://. It says "http://health.example/gout".',
    ]);
  });
  it.each(['true', 'false', '12'])('asks for quotes where YAML takes %s for no text', (word) => {
    const text = record(GOUT) + `- abbr: GT\n  senses:\n    - entry: gout\n      near: [joint, ${word}]\n`;
    expect(faultsOf(text)).toEqual([
      `entries/hip.yaml:13 (GT): The field "senses.0.near.1" must be a text, but YAML reads ${word} as something else. Put it in quotes: "${word}".`,
    ]);
  });
});

describe('words that are claimed twice', () => {
  it('are reported where two entries have the same id', () => {
    expect(faultsOf(record(GOUT) + record({ ...BURSITIS, id: 'gout' }))).toEqual([
      'entries/hip.yaml:10 (gout): The id "gout" is taken by entries/hip.yaml:1. Choose another, or merge the two.',
    ]);
  });
  it('are reported where an entry calls a word familiar that it does not have', () => {
    expect(faultsOfGout({ forms: '[gouty joint]', familiar: '[gouty joint, sore toe]' })).toEqual([
      'entries/hip.yaml:11 (gout): "sore toe" is neither the term nor one of its forms. Write it as it stands there, or remove it.',
    ]);
  });
  it('are reported where an abbreviation calls a way of writing familiar that it does not have', () => {
    const text = `${record(GOUT)}- abbr: GT\n  familiar: [GT, gt]\n  senses: [{ entry: gout }]\n`;
    expect(faultsOf(text)).toEqual([
      'entries/hip.yaml:11 (GT): "gt" is neither the abbreviation nor one of its forms. Write it as it stands there, or remove it.',
    ]);
  });
  it('are reported where an entry lists a form twice, also when it is written in another way', () => {
    expect(faultsOfGout({ forms: '[gouty joint, Gouty-Joint]' })).toEqual([
      'entries/hip.yaml:10 (gout): "Gouty-Joint" stands here twice. Remove one.',
    ]);
    expect(faultsOfGout({ forms: '[Gout]' })).toEqual([
      'entries/hip.yaml:10 (gout): "Gout" stands here twice. Remove one.',
    ]);
  });
  it('are reported where two entries have the same form', () => {
    expect(faultsOf(record(GOUT) + record({ ...BURSITIS, forms: '[Gout]' }))).toEqual([
      'entries/hip.yaml:19 (bursitis): "Gout" is claimed by "gout" (entries/hip.yaml:1) too. Remove it from one, or make it one abbreviation with several senses.',
    ]);
  });
  it('are reported where two records are about the same abbreviation', () => {
    const text =
      record(GOUT) + '- abbr: GT\n  senses: [{ entry: gout }]\n- abbr: GT\n  senses: [{ entry: gout }]\n';
    expect(faultsOf(text)).toEqual([
      'entries/hip.yaml:12 (GT): "GT" is claimed by "GT" (entries/hip.yaml:10) too. Remove it from one, or make it one abbreviation with several senses.',
    ]);
  });
  it('are reported where a sense brings a way of writing that another abbreviation has', () => {
    const text =
      record(GOUT) +
      record(BURSITIS) +
      '- abbr: GT\n  senses: [{ entry: gout }, { entry: bursitis, case: gt }]\n  otherwise: ask\n' +
      '- abbr: gt\n  senses: [{ entry: gout }]\n';
    expect(faultsOf(text)).toEqual([
      expect.stringMatching(/^entries\/hip\.yaml:22 \(gt\): "gt" is claimed by "GT"/),
    ]);
  });
  it('are no fault where abbreviations differ in their capitals', () => {
    const text =
      record(GOUT) + '- abbr: GT\n  senses: [{ entry: gout }]\n- abbr: gt\n  senses: [{ entry: gout }]\n';
    expect(faultsOf(text)).toEqual([]);
  });
});

describe('an abbreviation', () => {
  it('with several senses must say "otherwise: ask"', () => {
    const text =
      record(GOUT) + record(BURSITIS) + '- abbr: GT\n  senses: [{ entry: gout }, { entry: bursitis }]\n';
    expect(faultsOf(text)).toEqual([
      'entries/hip.yaml:19 (GT): An abbreviation with several senses says "otherwise: ask".',
    ]);
    expect(faultsOf(`${text}  otherwise: ask\n`)).toEqual([]);
  });
  it('lists each sense once', () => {
    const text =
      record(GOUT) + '- abbr: GT\n  senses:\n    - entry: gout\n    - entry: gout\n  otherwise: ask\n';
    expect(faultsOf(text)).toEqual([
      'entries/hip.yaml:13 (GT): The sense "gout" stands here twice. Remove one.',
    ]);
  });
  it('has a sense for each way it is written', () => {
    expect(faultsOf(`${record(GOUT)}- abbr: GT\n  senses: [{ entry: gout, case: gt }]\n`)).toEqual([
      'entries/hip.yaml:11 (GT): No sense holds for "GT" as it is written. Leave out "case" in one sense, or remove this form.',
    ]);
  });
});

describe('a word that could never be found', () => {
  it('is reported where it has no letter', () => {
    expect(faultsOfGout({ forms: '["+"]' })).toEqual([
      'entries/hip.yaml:10 (gout): The term "+" holds no letter or digit, so it can never be found. Remove it.',
    ]);
    expect(faultsOf(`${record(GOUT)}- abbr: "..."\n  senses: [{ entry: gout }]\n`)).toEqual([
      'entries/hip.yaml:10 (...): The term "..." holds no letter or digit, so it can never be found. Remove it.',
    ]);
  });
  it('is reported where it is as long as a paragraph', () => {
    expect(faultsOfGout({ forms: `[${'gouty '.repeat(50).trim()}]` })).toEqual([
      expect.stringMatching(
        /^entries\/hip\.yaml:10 \(gout\): The term ".*…" has 299 characters; at most 200/,
      ),
    ]);
  });
  it('is reported where it holds half a character', () => {
    expect(faultsOfGout({ forms: '["go\\ud800ut"]' })).toEqual([
      'entries/hip.yaml:10 (gout): The term "go�ut" holds a broken character. Type it again.',
    ]);
  });
});

describe('a link to nowhere', () => {
  it('is reported for related entries', () => {
    expect(faultsOfGout({ related: '[bursitis]' })).toEqual([
      'entries/hip.yaml:10 (gout): There is no entry "bursitis" to relate to.',
    ]);
    expect(faultsOfGout({ related: '[gout]' })).toEqual([
      'entries/hip.yaml:10 (gout): The entry relates to itself. Remove it.',
    ]);
  });
  it('is reported for entries to compare with', () => {
    expect(faultsOfGout({ compare: '[{ with: bursitis, how: It is softer. }]' })).toEqual([
      'entries/hip.yaml:10 (gout): There is no entry "bursitis" to compare with.',
    ]);
  });
  it('is reported for the sense of an abbreviation', () => {
    expect(faultsOf(`${record(GOUT)}- abbr: GT\n  senses: [{ entry: goat }]\n`)).toEqual([
      'entries/hip.yaml:11 (GT): There is no entry "goat" for this sense. Write it, or name another.',
    ]);
  });
  it('is reported for the topic of an entry', () => {
    expect(faultsOfGout({ topics: '[joints, nerves]' })).toEqual([
      'entries/hip.yaml:4 (gout): There is no topic "nerves" in glossary/topics.yaml.',
    ]);
  });
  it('is reported for the topic above a topic', () => {
    const topics = `${TOPICS}- id: toes\n  title: Toes\n  intro: The toes.\n  parent: feet\n`;
    expect(faultsOf(record(GOUT), { topics })).toEqual([
      'topics.yaml:7 (toes): There is no topic "feet" to stand under.',
    ]);
  });
});

describe('the tree of topics', () => {
  it('has no circle', () => {
    const topics =
      TOPICS +
      '- { id: feet, title: Feet, intro: The feet., parent: toes }\n' +
      '- { id: toes, title: Toes, intro: The toes., parent: feet }\n';
    expect(faultsOf(record(GOUT), { topics })).toEqual([
      'topics.yaml:4 (feet): The topics above "feet" form a circle through "feet". Change one parent.',
      'topics.yaml:5 (toes): The topics above "toes" form a circle through "toes". Change one parent.',
    ]);
  });
  it('holds each topic once', () => {
    expect(faultsOf(record(GOUT), { topics: TOPICS + TOPICS })).toEqual([
      'topics.yaml:4 (joints): The topic "joints" stands here twice. Remove one.',
    ]);
  });
});

describe('an id that was released', () => {
  it('may not disappear, because people and links hold on to it', () => {
    expect(faultsOf(record(GOUT), { releasedIds: ['gout', 'podagra'] })).toEqual([
      'entries/hip.yaml:1 (podagra): The released id "podagra" is gone. Bring the entry back, or list the id under "formerly" in the entry that took its place.',
    ]);
  });
  it('lives on in the entry that lists it under "formerly"', () => {
    expect(
      faultsOf(record({ ...GOUT, formerly: '[podagra]' }), { releasedIds: ['gout', 'podagra'] }),
    ).toEqual([]);
  });
  it('is not given to another entry', () => {
    const text = record({ ...GOUT, formerly: '[bursitis]' }) + record(BURSITIS);
    expect(faultsOf(text, { releasedIds: ['gout', 'bursitis'] })).toEqual([
      'entries/hip.yaml:11 (bursitis): The id "bursitis" is taken by entries/hip.yaml:1. Choose another, or merge the two.',
    ]);
  });
});

describe('a plain text', () => {
  it('is refused where its words are too hard', () => {
    expect(
      faultsOfGout({ plain: 'An inflammatory arthropathy attributable to monosodium urate deposition.' }),
    ).toEqual([
      expect.stringMatching(
        /^entries\/hip\.yaml:6 \(gout\): The plain text reads at grade [\d.]+; at most 8 is allowed\. Use shorter words or sentences\.$/,
      ),
    ]);
  });
  it('that is a hair too hard is not said to read at the grade that is allowed', () => {
    expect(faultsOfGout({ plain: 'A medicine lowers the pressure in your body in the hospital.' })).toEqual([
      expect.stringContaining('reads at grade 8.1; at most 8 is allowed'),
    ]);
  });
  it('is refused where a sentence is too long to follow by ear', () => {
    const plain = 'It is a pain in the big toe that can come at night and go on for a day or two or more.';
    expect(faultsOfGout({ plain })).toEqual([
      'entries/hip.yaml:6 (gout): The sentence "It is a pain in the big toe that can come at night…" has 23 words; at most 20 are allowed. Split it.',
    ]);
    expect(faultsOfGout({ more: plain })).toEqual([
      expect.stringMatching(/^entries\/hip\.yaml:10 \(gout\): The sentence .* has 23 words/),
    ]);
  });
  it('is refused where it has more than two sentences', () => {
    expect(faultsOfGout({ plain: 'A joint is red. It is hot. It is sore.' })).toEqual([
      'entries/hip.yaml:6 (gout): The plain text has more than two sentences. Move the rest to "more".',
    ]);
  });
  it.each([
    ['gout', 'With gout a joint is sore.'],
    ['bursitis', 'It is bursitis of a joint.'],
    ['swollen joint', 'You have swollen joints.'],
  ])('is refused where it explains "%s" with itself', (term, plain) => {
    expect(faultsOfGout({ term, plain })).toEqual([
      `entries/hip.yaml:6 (gout): The plain text uses the word "${term}" that it explains. Say it in other words.`,
    ]);
  });
  it('may use another word that a short one hides in', () => {
    expect(
      faultsOfGout({ term: 'hip', plain: 'A joint at the top of the leg, like a ball in a ship.' }),
    ).toEqual([]);
  });
});

describe('several faults', () => {
  it('are reported all at once, whatever they are about', () => {
    const text =
      record({ ...GOUT, level: '7', kind: 'illness', extra: 'x' }) +
      record({ ...BURSITIS, plain: 'Bursitis is sore.' }) +
      record({ ...BURSITIS, term: 'bursa', edited: '2026-02-30' }) +
      record({ ...BURSITIS, plain: 'One. Two is here. Three is here.' });
    const topics = `${TOPICS}- id: toes\n  title: Toes\n`;
    expect(faultsOf(text, { topics })).toEqual([
      expect.stringContaining('entries/hip.yaml:3 (gout): The field "kind"'),
      expect.stringContaining('entries/hip.yaml:5 (gout): The field "level"'),
      expect.stringContaining('entries/hip.yaml:10 (gout): There is no field "extra"'),
      expect.stringContaining('entries/hip.yaml:27 (bursitis): The field "edited"'),
      expect.stringContaining('topics.yaml:4 (toes): The field "intro" is missing'),
      expect.stringContaining('entries/hip.yaml:29 (bursitis): The id "bursitis" is taken'),
      expect.stringContaining('entries/hip.yaml:30 (bursitis): "bursitis" is claimed by "bursitis"'),
      expect.stringContaining('entries/hip.yaml:16 (bursitis): The plain text uses the word'),
      expect.stringContaining('entries/hip.yaml:34 (bursitis): The plain text has more than two sentences'),
    ]);
  });
  it('are reported of every file', () => {
    const compilation = compileGlossary({
      entryFiles: [
        { path: 'entries/hip.yaml', text: 'hip' },
        { path: 'entries/knee.yaml', text: record({ ...GOUT, level: '9' }) },
      ],
      topicFile: { path: 'topics.yaml', text: ': :' },
      pictureFiles: null,
      releasedIds: [],
    });
    expect(compilation.ok ? [] : compilation.problems.map(({ file }) => file)).toEqual([
      'entries/hip.yaml',
      'entries/knee.yaml',
      'topics.yaml',
    ]);
  });
  it('leave out what only seems wrong because another entry could not be read', () => {
    const text = record({ ...GOUT, related: '[bursitis]' }) + record({ ...BURSITIS, level: '9' });
    expect(faultsOf(text)).toEqual([expect.stringContaining('The field "level" is wrong')]);
  });
});
