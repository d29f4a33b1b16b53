/** The gates that every word passes before it is built in, beyond the shape of its fields. */
import type { Drawing } from './drawings';
import type { Located, Place, Problem, Sources } from './parse-sources';
import { gradeOf, sentencesOf, wordsOf } from './readability';
import type { AbbreviationSource, EntrySource } from './schema';
import { tokensOf } from './tokens';
import { faultOfForm } from './word-index-builder';

/** Highest Flesch–Kincaid grade of a plain text: what a reader of thirteen manages. */
export const MAX_GRADE = 8;
/** Longest sentence in words; longer ones are lost by the ear of a person who is read to. */
export const MAX_SENTENCE_WORDS = 20;

/** Checks all sources against each other and against the ids that were released before. */
export function checkSources(sources: Sources, releasedIds: readonly string[]): Problem[] {
  return [
    ...checkTakenIds(sources),
    ...checkReleasedIds(sources, releasedIds),
    ...checkForms(sources),
    ...checkLinks(sources),
    ...checkTopicTree(sources),
    ...sources.entries.flatMap(checkTexts),
    ...[...sources.entries, ...sources.abbreviations].flatMap(checkFamiliar),
  ];
}

/** Checks what can be judged while some records could not be read: all but what is missing. */
export function checkReadableSources(sources: Sources): Problem[] {
  return [...checkTakenIds(sources), ...checkForms(sources), ...sources.entries.flatMap(checkTexts)];
}

function checkTakenIds({ entries, topics }: Sources): Problem[] {
  const problems: Problem[] = [];
  const firstPlaces = new Map<string, string>();
  for (const { source, place } of entries) {
    for (const id of [source.id, ...source.formerly]) {
      const first = firstPlaces.get(id);
      if (first !== undefined) {
        problems.push({
          ...place,
          reason: `The id "${id}" is taken by ${first}. Choose another, or merge the two.`,
        });
      } else firstPlaces.set(id, `${place.file}:${place.line}`);
    }
  }
  const topicIds = new Set<string>();
  for (const { source, place } of topics) {
    if (topicIds.has(source.id))
      problems.push({ ...place, reason: `The topic "${source.id}" stands here twice. Remove one.` });
    topicIds.add(source.id);
  }
  return problems;
}

function checkReleasedIds({ entries }: Sources, releasedIds: readonly string[]): Problem[] {
  const known = new Set(entries.flatMap(({ source }) => [source.id, ...source.formerly]));
  const file = entries[0]?.place.file ?? 'glossary/entries';
  return releasedIds
    .filter((id) => !known.has(id))
    .map((id) => ({
      file,
      line: 1,
      record: id,
      reason: `The released id "${id}" is gone. Bring the entry back, or list the id under "formerly" in the entry that took its place.`,
    }));
}

/** What the finder takes for the same form: the folded words in order. */
function formKey(form: string): string {
  return tokensOf(form)
    .map(({ text }) => text)
    .join(' ');
}

function checkForms({ entries, abbreviations }: Sources): Problem[] {
  const problems: Problem[] = [];
  const owners = new Map<string, Place>();
  // The place is asked for where there is something to say: looking it up takes longer than all checks.
  const claim = (key: string, { owner, form, at }: { owner: Place; form: string; at: () => Place }): void => {
    const fault = faultOfForm(form);
    const other = owners.get(key);
    if (fault !== null) problems.push({ ...at(), reason: fault });
    else if (other === undefined) owners.set(key, owner);
    else if (other !== owner) {
      problems.push({
        ...at(),
        reason: `"${form}" is claimed by "${other.record}" (${other.file}:${other.line}) too. Remove it from one, or make it one abbreviation with several senses.`,
      });
    } else problems.push({ ...at(), reason: `"${form}" stands here twice. Remove one.` });
  };
  for (const { source, place, placeOf } of entries) {
    [source.term, ...source.forms].forEach((form, i) => {
      const at = (): Place => (i === 0 ? placeOf('term') : placeOf('forms', i - 1));
      claim(formKey(form), { owner: place, form, at });
    });
  }
  for (const { source, place, placeOf } of abbreviations) {
    const forms = [source.abbr, ...source.forms];
    forms.forEach((form, i) => {
      const at = (): Place => (i === 0 ? placeOf('abbr') : placeOf('forms', i - 1));
      claim(`exactly ${form}`, { owner: place, form, at });
    });
    for (const [form, senses] of sensesByForm(source)) {
      const at = (): Place => placeOf('senses');
      if (senses.length === 0) {
        problems.push({
          ...at(),
          reason: `No sense holds for "${form}" as it is written. Leave out "case" in one sense, or remove this form.`,
        });
      }
      if (!forms.includes(form)) claim(`exactly ${form}`, { owner: place, form, at });
    }
  }
  return problems;
}

function checkLinks({ entries, abbreviations, topics }: Sources): Problem[] {
  const problems: Problem[] = [];
  const ids = new Set(entries.map(({ source }) => source.id));
  const topicIds = new Set(topics.map(({ source }) => source.id));
  for (const { source, placeOf } of entries) {
    source.related.forEach((id, i) => {
      if (!ids.has(id))
        problems.push({ ...placeOf('related', i), reason: `There is no entry "${id}" to relate to.` });
      if (id === source.id)
        problems.push({ ...placeOf('related', i), reason: 'The entry relates to itself. Remove it.' });
    });
    source.compare.forEach(({ with: id }, i) => {
      if (!ids.has(id))
        problems.push({ ...placeOf('compare', i), reason: `There is no entry "${id}" to compare with.` });
    });
    source.topics.forEach((id, i) => {
      if (!topicIds.has(id))
        problems.push({
          ...placeOf('topics', i),
          reason: `There is no topic "${id}" in glossary/topics.yaml.`,
        });
    });
  }
  for (const { source, placeOf } of abbreviations) {
    source.senses.forEach(({ entry }, i) => {
      if (!ids.has(entry))
        problems.push({
          ...placeOf('senses', i),
          reason: `There is no entry "${entry}" for this sense. Write it, or name another.`,
        });
      if (source.senses.findIndex((sense) => sense.entry === entry) !== i) {
        problems.push({
          ...placeOf('senses', i),
          reason: `The sense "${entry}" stands here twice. Remove one.`,
        });
      }
    });
  }
  return problems;
}

/** Checks that each picture an entry shows is drawn, and that each drawing is shown. */
export function checkPictures({ entries }: Sources, drawings: readonly Drawing[]): Problem[] {
  const problems: Problem[] = [];
  const drawn = new Map(drawings.map((drawing) => [drawing.name, drawing]));
  const shown = new Set<string>();
  for (const { source, placeOf } of entries) {
    if (source.picture === undefined) continue;
    const { file, part } = source.picture;
    const drawing = drawn.get(file);
    shown.add(file);
    if (drawing === undefined) {
      problems.push({
        ...placeOf('picture', 'file'),
        reason: `There is no drawing glossary/pictures/${file}.svg. Draw it, or correct the name.`,
      });
    } else if (part !== undefined && !drawing.parts.has(part)) {
      problems.push({
        ...placeOf('picture', 'part'),
        reason: `The drawing "${file}" has no part "${part}". Its parts are: ${[...drawing.parts.keys()].join(', ') || 'none'}.`,
      });
    }
    if (part !== undefined) shown.add(`${file} ${part}`);
  }
  for (const { name, path, parts } of drawings) {
    if (!shown.has(name)) {
      const reason = 'No entry shows this drawing. Name it in an entry, or remove it.';
      problems.push({ file: path, line: 1, record: '', reason });
      continue;
    }
    for (const [part, place] of parts) {
      if (shown.has(`${name} ${part}`)) continue;
      problems.push({
        ...place,
        reason: `No entry shows the part "${part}". Name it in an entry, or remove it.`,
      });
    }
  }
  return problems;
}

function checkTopicTree({ topics }: Sources): Problem[] {
  const parents = new Map(topics.map(({ source }) => [source.id, source.parent]));
  return topics.flatMap(({ source, placeOf }) => {
    const { parent } = source;
    if (parent === undefined) return [];
    const at = (): Place => placeOf('parent');
    if (!parents.has(parent)) return [{ ...at(), reason: `There is no topic "${parent}" to stand under.` }];
    const seen = new Set([source.id]);
    for (let id: string | undefined = parent; id !== undefined; id = parents.get(id)) {
      if (seen.has(id))
        return [
          {
            ...at(),
            reason: `The topics above "${source.id}" form a circle through "${id}". Change one parent.`,
          },
        ];
      seen.add(id);
    }
    return [];
  });
}

function checkTexts({ source, placeOf }: Located<EntrySource>): Problem[] {
  const problems: Problem[] = [];
  const short = [
    {
      name: 'plain text',
      text: source.plain,
      at: () => placeOf('plain'),
      longer: 'Move the rest to "more".',
    },
    {
      name: 'picture\'s "alt"',
      text: source.picture?.alt ?? '',
      at: () => placeOf('picture', 'alt'),
      longer: 'Say only what a person would see.',
    },
  ];
  for (const { name, text, at, longer } of short) {
    const grade = gradeOf(text);
    if (grade > MAX_GRADE) {
      problems.push({
        ...at(),
        reason: `The ${name} reads at grade ${(Math.ceil(grade * 10) / 10).toFixed(1)}; at most ${MAX_GRADE} is allowed. Use shorter words or sentences.`,
      });
    }
    if (sentencesOf(text).length > 2) {
      problems.push({ ...at(), reason: `The ${name} has more than two sentences. ${longer}` });
    }
  }
  for (const { text, at } of [...short, { text: source.more ?? '', at: () => placeOf('more') }]) {
    for (const sentence of sentencesOf(text)) {
      const { length } = wordsOf(sentence);
      if (length <= MAX_SENTENCE_WORDS) continue;
      problems.push({
        ...at(),
        reason: `The sentence "${sentence.slice(0, 50)}…" has ${length} words; at most ${MAX_SENTENCE_WORDS} are allowed. Split it.`,
      });
    }
  }
  const own = formKey(source.term);
  // A short word hides in others ("hip" in "ship"); a longer one is told in its inflections too.
  if (` ${formKey(source.plain)} `.includes(own.length > 4 ? own : ` ${own} `)) {
    problems.push({
      ...placeOf('plain'),
      reason: `The plain text uses the word "${source.term}" that it explains. Say it in other words.`,
    });
  }
  return problems;
}

/** Checks that what everybody knows of an entry or abbreviation is one of its words. */
function checkFamiliar({ source, placeOf }: Located<EntrySource> | Located<AbbreviationSource>): Problem[] {
  const main = 'abbr' in source ? source.abbr : source.term;
  const forms = [main, ...source.forms];
  return source.familiar.flatMap((text, i) => {
    if (forms.includes(text)) return [];
    const reason = `"${text}" is neither ${'abbr' in source ? 'the abbreviation' : 'the term'} nor one of its forms. Write it as it stands there, or remove it.`;
    return [{ ...placeOf('familiar', i), reason }];
  });
}

/** The forms of an abbreviation with the entries that each can stand for. */
export function sensesByForm({ abbr, forms, senses }: AbbreviationSource): Map<string, string[]> {
  const byForm = new Map<string, string[]>();
  for (const form of [abbr, ...forms]) {
    byForm.set(
      form,
      senses.filter((sense) => sense.case === undefined || sense.case === form).map(({ entry }) => entry),
    );
  }
  for (const { case: form, entry } of senses) {
    if (form === undefined || byForm.get(form)?.includes(entry)) continue;
    byForm.set(form, [...(byForm.get(form) ?? []), entry]);
  }
  return byForm;
}
