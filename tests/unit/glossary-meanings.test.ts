import { describe, expect, it } from 'vitest';
import { annotate, type Annotation } from '../../glossary/annotate';
import { TermFinder } from '../../glossary/find-terms';
import { describeProblem } from '../../glossary/parse-sources';
import { readPlainText } from '../../scripts/file-tree';
import { compileProjectGlossary } from '../../scripts/glossary-files';

const compilation = compileProjectGlossary();
if (!compilation.ok) throw new Error(compilation.problems.map(describeProblem).join('\n'));
const { index, entries } = compilation.glossary;
const finder = new TermFinder(index);
const levels = new Map(entries.map(({ id, level }) => [id, level]));

/** Words of health, so that what stands beside them is read as in a note. */
const NOTE = 'Hypertension and osteoarthritis. Furosemide and metformin. ';

/** The words in square brackets, where they are a term of their own. */
function findMarked(marked: string): Annotation | undefined {
  const text = NOTE + marked.replace(/[[\]]/g, '');
  const start = NOTE.length + marked.indexOf('[');
  const end = NOTE.length + marked.indexOf(']') - 1;
  const found = annotate(readPlainText(text), { finder, levels, shownLevels: null });
  return found.find((each) => each.start === start && each.end === end);
}

/** What the words in square brackets can mean; null where they are no term of their own. */
function meaningsIn(marked: string): readonly string[] | null {
  return findMarked(marked)?.entries ?? null;
}

describe('a word that would harm with a wrong meaning', () => {
  it.each([
    ['Furosemide 40 mg [IVP] given.', ['pyelogram', 'iv-push']],
    ['Screening mammogram with [CAD].', ['coronary-artery-disease', 'computer-aided-detection']],
    ['Seen by Jane Doe, [PA-C].', ['physician-assistant']],
    [
      'Frequent [PACs] and PVCs.',
      ['premature-atrial-contractions', 'port-a-cath', 'pulmonary-artery-catheter'],
    ],
    ['Culture [pos] for strep.', ['positive']],
    ['Troponin [neg] twice.', ['negative']],
    ['[Your claim was denied].', ['denied-coverage']],
    ['A [claim was denied] in May.', ['denied-coverage']],
    ['This stay was [denied by Medicare].', ['denied-coverage']],
    ['Patient [denied] chest pain.', ['denies']],
    ['Pain with [ABD] of the shoulder.', ['abdomen', 'abduction', 'abd-pad']],
    ['Strength: [hip abd] 4/5.', ['abduction']],
    ['[Abd] soft.', ['abdomen']],
    ['Completed 25 [fx] to the breast.', ['fracture', 'radiation-fraction', 'functional-status']],
    ['Wrist [Fx] healed.', ['fracture']],
    ['Mother is [O positive].', ['blood-type']],
    ['Baby is [AB neg].', ['blood-type']],
    ['Screen was [positive].', ['positive']],
    ['[ICD-10] code M16.1.', ['classification-of-diseases']],
    ['[ICD-9-CM] code 715.', ['classification-of-diseases']],
  ])('in "%s" has all that it can mean there', (text, meanings) => {
    expect(meaningsIn(text)).toEqual(meanings);
  });
  it.each(['[SI]', 'Unprotected [SI] last week.'])('in "%s" can be about sex', (text) => {
    expect(meaningsIn(text)).toContain('sexual-intercourse');
  });
  it('is left to the longer words it is part of', () => {
    expect(meaningsIn('Pain at the left [SI joint].')).toEqual(['sacroiliac-joint']);
    expect(meaningsIn('Blood type A [positive].')).toBeNull();
  });
  it.each([
    'Send it to [PO Box] 12.',
    'A fish with a [dorsal fin].',
    'After [bilateral talks] in May.',
    'The [appeal was denied].',
  ])('is not marked in "%s"', (text) => {
    expect(findMarked(text)?.isShown).toBe(false);
  });
});
