import { describe, expect, it } from 'vitest';
import type { GlossarySources } from '../../glossary/compile';
import { beginEntry, type NewEntryWish } from '../../glossary/new-entry';
import { describeProblem, parseSources } from '../../glossary/parse-sources';

const JOINTS = `- id: gout
  term: gout
  kind: condition
  topics: [joints]
  level: 2
  forms: [edema of toes, sore toes]
  plain: A sore joint.
  sources: [{ none-found: A test. }]
  edited: 2026-11-23
  review: none
`;
const NOTES = `# Short forms

- abbr: PT
  forms: [P.T.]
  senses: [{ entry: gout }]

- id: denies
  term: denies
  kind: note-phrase
  topics: [notes]
  level: 1
  plain: You said no.
  sources: [{ none-found: A test. }]
  edited: 2026-11-23
  review: none
`;
const GLOSSARY: GlossarySources = {
  entryFiles: [
    { path: 'entries/joints.yaml', text: JOINTS },
    { path: 'entries/notes.yaml', text: NOTES },
  ],
  topicFile: {
    path: 'topics.yaml',
    text: '- { id: joints, title: Joints, intro: Joints. }\n- { id: notes, title: Notes, intro: Notes. }\n',
  },
  pictureFiles: null,
  releasedIds: ['gout', 'bone-spur'],
};
const WISH: NewEntryWish = {
  term: 'bursitis',
  isAbbreviation: false,
  kind: 'condition',
  today: '2026-11-24',
};

/** The problems of a glossary in which a word was begun, as the check tells them. */
function problemsOf(wish: NewEntryWish): string[] {
  const { file } = beginEntry(GLOSSARY, wish);
  const files = GLOSSARY.entryFiles.map((one) => (one.path === file.path ? file : one));
  return parseSources(files, GLOSSARY.topicFile).problems.map(describeProblem);
}

describe('a word that is begun', () => {
  it('stands at the end of the file with the most words of its kind, and its line is told', () => {
    const { file, line, record } = beginEntry(GLOSSARY, WISH);
    expect({ path: file.path, record }).toEqual({ path: 'entries/joints.yaml', record: 'bursitis' });
    expect(file.text.startsWith(`${JOINTS}\n- id: bursitis\n  term: bursitis\n  kind: condition\n`)).toBe(
      true,
    );
    expect(file.text.split('\n')[line - 1]).toBe('- id: bursitis');
    expect(file.text).toContain('\n  edited: 2026-11-24\n  review: none\n');
  });
  it('stands in the file of its topic', () => {
    const { file } = beginEntry(GLOSSARY, { ...WISH, kind: undefined, topic: 'notes' });
    expect(file.path).toBe('entries/notes.yaml');
    expect(file.text).toContain('topics: [notes]');
  });
  it('stands with those that are of its topic and kind both', () => {
    const like = (id: string, kind: string): string =>
      JOINTS.replaceAll('gout', id).replace('kind: condition', `kind: ${kind}`).replace('joints]', 'notes]');
    const entryFiles = [
      { path: 'entries/symptoms.yaml', text: like('numb', 'symptom') + like('sore', 'symptom') },
      { path: 'entries/conditions.yaml', text: like('ill', 'condition') },
      ...GLOSSARY.entryFiles,
    ];
    const { file } = beginEntry({ ...GLOSSARY, entryFiles }, { ...WISH, topic: 'notes' });
    expect(file.path).toBe('entries/conditions.yaml');
  });
  it('lacks only what a person must write, and the check names each of it', () => {
    expect(problemsOf({ ...WISH, topic: 'joints' })).toEqual([
      'entries/joints.yaml:17 (bursitis): The field "plain" is empty. Fill it in, or remove its line.',
      'entries/joints.yaml:19 (bursitis): The field "sources.0.name" is empty. Fill it in, or remove its line.',
      'entries/joints.yaml:20 (bursitis): The field "sources.0.title" is empty. Fill it in, or remove its line.',
      'entries/joints.yaml:21 (bursitis): The field "sources.0.url" is empty. Fill it in, or remove its line.',
      'entries/joints.yaml:22 (bursitis): The field "sources.0.supports" is empty. Fill it in, or remove its line.',
    ]);
  });
  it.each(['yes', '5-HT', 'H&P: first', "Crohn's disease", '"quoted" thing', '- dash', '3.5'])(
    'keeps %j as its term',
    (term) => {
      const { file } = beginEntry(GLOSSARY, { ...WISH, term });
      const written = file.text
        .slice(JOINTS.length)
        .replace(/plain:.*/, 'plain: A thing.')
        .replace(/topics:.*/, 'topics: [joints]')
        .replace(/sources:[\s\S]*?(?=\n {2}edited)/, 'sources: [{ none-found: A test. }]');
      const { entries, problems } = parseSources([{ path: 'a', text: written }], GLOSSARY.topicFile);
      expect(problems).toEqual([]);
      expect(entries[0]?.source.term).toBe(term);
    },
  );
  it('can be an abbreviation, which stands among others', () => {
    const { file, record } = beginEntry(GLOSSARY, { term: 'N/A', isAbbreviation: true, today: '2026-11-24' });
    expect({ path: file.path, record }).toEqual({ path: 'entries/notes.yaml', record: 'N/A' });
    expect(problemsOf({ term: 'N/A', isAbbreviation: true, today: '2026-11-24' })).toEqual([
      'entries/notes.yaml:19 (N/A): The field "senses.0.entry" is empty. Fill it in, or remove its line.',
    ]);
  });
});

describe('a word is refused', () => {
  it.each([
    ['gout', '"gout" exists: entries/joints.yaml:2 (gout).'],
    ['  Gout ', '"gout" exists: entries/joints.yaml:2 (gout).'],
    ['oedema of toes', '"edema of toes" exists: entries/joints.yaml:6 (gout).'],
    ['sore toe', '"sore toes" exists: entries/joints.yaml:6 (gout).'],
    ['bone spur', 'The id "bone-spur" was released before'],
    ['…', 'holds no letter or digit'],
    ['痛風', 'No id can be made of "痛風"'],
  ])('"%s", where the glossary has it or cannot hold it', (term, message) => {
    expect(() => beginEntry(GLOSSARY, { ...WISH, term })).toThrow(message);
  });
  it.each(['PT', 'P.T.'])('the abbreviation "%s", where the glossary has it', (term) => {
    expect(() => beginEntry(GLOSSARY, { ...WISH, kind: undefined, term, isAbbreviation: true })).toThrow(
      `"${term}" exists: entries/notes.yaml:3 (PT).`,
    );
  });
  it('that was begun already and is not finished', () => {
    const { file } = beginEntry(GLOSSARY, WISH);
    const begun = { ...GLOSSARY, entryFiles: [file] };
    expect(() => beginEntry(begun, WISH)).toThrow('"bursitis" exists: entries/joints.yaml:');
  });
  it.each([
    [{ kind: 'illness' }, 'There is no kind "illness". Choose one of abbreviation, anatomy'],
    [{ topic: 'toes' }, 'There is no topic "toes" in glossary/topics.yaml. Choose one of joints, notes.'],
    [{ kind: undefined }, 'Say with --kind or --topic'],
    [{ kind: 'scale' }, 'No file holds anything like this word yet.'],
    [{ isAbbreviation: true }, 'An abbreviation has no kind'],
  ])('where it is told %j', (told, message) => {
    expect(() => beginEntry(GLOSSARY, { ...WISH, ...told })).toThrow(message);
  });
});
