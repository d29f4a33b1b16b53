import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { annotate, type Annotation, type AnnotatedText } from '../../glossary/annotate';
import { TermFinder } from '../../glossary/find-terms';
import { everydayWords, findMissingWords, searchKnown, type MissingWord } from '../../glossary/missing-words';
import type { Term, TermForm } from '../../glossary/word-index';
import { buildWordIndex } from '../../glossary/word-index-builder';
import { isHtmlFile, readHtml, readPlainText, type FileNode } from '../../scripts/file-tree';

const WORD: Omit<Term, 'entries'> = {
  isAbbreviation: false,
  isMarked: true,
  isEvidence: true,
  isAlsoName: false,
  isAlsoWord: false,
};
function form(text: string, letterCase: TermForm['letterCase'] = 'any'): TermForm {
  return { text, letterCase, inflect: true };
}
const finder = new TermFinder(
  buildWordIndex([
    { term: { ...WORD, entries: ['gout'] }, forms: [form('gout')] },
    { term: { ...WORD, entries: ['sciatica'] }, forms: [form('sciatica')] },
    { term: { ...WORD, entries: ['pain'], isMarked: false }, forms: [form('pain')] },
    { term: { ...WORD, entries: ['walker'], isAlsoName: true }, forms: [form('walker')] },
    { term: { ...WORD, entries: ['total-hip'] }, forms: [form('total hip replacement')] },
    {
      term: { ...WORD, entries: ['therapy', 'clotting'], isAbbreviation: true },
      forms: [form('PT', 'exact')],
    },
  ]),
);
const levels = new Map([
  ['gout', 2],
  ['sciatica', 3],
  ['pain', 1],
  ['walker', 2],
  ['total-hip', 2],
  ['therapy', 2],
  ['clotting', 3],
]);

function annotateText(text: AnnotatedText<FileNode>, shownLevels: number[] | null = null): Annotation[] {
  return annotate(text, { finder, levels, shownLevels: shownLevels && new Set(shownLevels) });
}

/** Words with what becomes of them, as `gout: shown`. */
function fates(text: AnnotatedText<FileNode>, shownLevels: number[] | null = null): string[] {
  return annotateText(text, shownLevels).map(
    ({ text: words, hiddenBecause }) => `${words}: ${hiddenBecause ?? 'shown'}`,
  );
}

describe('annotating a plain text', () => {
  it('tells where a word stands, what it means and that it is shown', () => {
    expect(annotateText(readPlainText('No gout.'))).toEqual([
      {
        start: 3,
        end: 7,
        text: 'gout',
        entries: ['gout'],
        sense: 'gout',
        certainty: 'sure',
        cues: [],
        levels: [2],
        isMarked: true,
        isClinical: true,
        isShown: true,
        hiddenBecause: null,
      },
    ]);
  });
  it('names no sense where several remain', () => {
    const [, , pt] = annotateText(readPlainText('Gout and sciatica: PT'));
    expect(pt).toMatchObject({ entries: ['therapy', 'clotting'], sense: null, certainty: 'ambiguous' });
  });
  it('says why a known word is not shown', () => {
    expect(fates(readPlainText('Take the PT boat.'))).toEqual(['PT: no-health-around']);
    expect(fates(readPlainText('Mr. Walker has pain.'))).toEqual(['Walker: not-meant', 'pain: unmarked']);
  });
  it('counts only words of the wanted levels as shown', () => {
    const text = readPlainText('Gout, sciatica, PT.');
    expect(fates(text)).toEqual(['Gout: shown', 'sciatica: shown', 'PT: shown']);
    expect(fates(readPlainText('Gout, sciatica, PT.'), [3])).toEqual([
      'Gout: other-level',
      'sciatica: shown',
      'PT: shown',
    ]);
  });
  it('reads line ends as they are: an empty line parts words', () => {
    expect(fates(readPlainText('total\nhip replacement'))).toEqual(['total\nhip replacement: shown']);
    expect(fates(readPlainText('total\n\nhip replacement'))).toEqual([]);
  });
});

describe('annotating HTML', () => {
  const read = (source: string): string[] => fates(readHtml(source, 'en'));

  it('joins words over elements in a line, and not over blocks', () => {
    expect(read('<p>total <b>hip</b> replacement')).toEqual(['total hip replacement: shown']);
    expect(read('<p>total <span style="display: block">hip</span> replacement')).toEqual([]);
    expect(read('<div>total</div><div>hip replacement</div>')).toEqual([]);
    expect(read('<p>total hip<br>replacement')).toEqual(['total hip\nreplacement: shown']);
    expect(read('<p>total hip<br><br>replacement')).toEqual([]);
  });
  it('leaves code, form fields and other languages alone', () => {
    expect(
      read('<code>gout</code><p lang="de">gout <span lang="en">gout</span><p contenteditable>gout'),
    ).toEqual(['gout: left-alone', 'gout: left-alone', 'gout: shown', 'gout: left-alone']);
    expect(read('<script>let gout</script><style>gout{}</style>')).toEqual([]);
  });
  it('takes new lines between elements for a space, but not where the file keeps its lines', () => {
    expect(read('<p>total\n<b>\nhip</b> replacement')).toEqual(['total  hip replacement: shown']);
    expect(read('<pre>total\n<b>\nhip</b> replacement')).toEqual([]);
    expect(read('<p style="white-space: pre-wrap">total\n<b>\nhip</b> replacement')).toEqual([]);
  });
  it('lets headings have capitals', () => {
    expect(read('<h2>Using Your Walker Safely</h2>')).toEqual(['Walker: shown']);
    expect(read('<p>Using Your Walker Safely</p>')).toEqual(['Walker: not-meant']);
  });
  it('looks at what stands around a word over the borders of elements', () => {
    expect(read('<p><b>Mr.</b> <i>Walker</i>')).toEqual(['Walker: not-meant']);
    expect(read('<ul><li>Walker</ul>')).toEqual(['Walker: shown']);
  });
  it.each([
    ['<p>a&nbsp;&amp; gout', 'gout'],
    ['<p>&notit; &copy &#x41;&semi; gout', 'gout'],
    ['<pre>\r\n\r\na\r\ngout</pre>', 'gout'],
    ['\uFEFF<p>gout', 'gout'],
    ['<p>to</unknown>tal <!-- x --> hip gout', 'gout'],
    ['<p>go&shy;ut', 'go&shy;ut'],
    ['<p>total <b>hip</b> replacement', 'total <b>hip</b> replacement'],
    ['<table>gout<tr><td>x</table>', 'gout'],
  ])('gives offsets in the file: %j', (source, expected) => {
    const [found] = annotateText(readHtml(source, 'en'));
    expect(source.slice(found?.start, found?.end)).toBe(expected);
  });
  it('gives offsets in the file whatever stands around a word', () => {
    const piece = fc.constantFrom(
      '&nbsp;',
      '&lt;',
      '&amp',
      '&bogus;',
      '&',
      '<',
      '\r\n',
      '\n',
      'x ',
      '<b>',
      '</b>',
      '<br>',
      '<!-- -->',
      '</i>',
      '<p>',
      '😀',
    );
    fc.assert(
      fc.property(fc.array(piece), fc.array(piece), (before, after) => {
        const source = `${before.join('')} gout ${after.join('')}`;
        const found = annotateText(readHtml(source, 'en'));
        // A bare "<" may begin a tag that swallows the word, which then is none.
        for (const { start, end } of found) expect(source.slice(start, end)).toBe('gout');
      }),
    );
  });
  it('reads deeply nested files', () => {
    const depth = 20_000;
    expect(read(`${'<b>'.repeat(depth)}gout`)).toEqual(['gout: shown']);
  });
  it('is told from plain text by its name or how it begins', () => {
    expect(isHtmlFile('note.HTM', '')).toBe(true);
    expect(isHtmlFile('-', '\n<!DOCTYPE html>')).toBe(true);
    expect(isHtmlFile('note.txt', 'BP < 120')).toBe(false);
  });
});

describe('words that the glossary may lack', () => {
  function missing(text: AnnotatedText<FileNode>, plain = ''): string[] {
    return findMissingWords(searchKnown(finder, text), everydayWords([plain])).map(
      ({ word, count, sign }: MissingWord) => `${count} ${word} ${sign}`,
    );
  }

  it('are unknown short forms and words with medical parts, the most frequent first', () => {
    expect(missing(readPlainText('XYZ seen. Bursitis, gout, PT, XYZs, cholecystectomy on Tuesday.'))).toEqual(
      ['2 XYZ capitals', '1 Bursitis -itis', '1 cholecystectomy -ectomy'],
    );
  });
  it('are not what the plain texts of the glossary use themselves', () => {
    expect(missing(readPlainText('The diagnosis, XYZ: biology.'), 'A diagnosis of biology.')).toEqual([
      '1 XYZ capitals',
    ]);
  });
  it('are no Roman numerals and no words of headings in capitals', () => {
    expect(missing(readPlainText('Type II and IV.\nPAST MEDICAL HISTORY\nPLAN OF CARE: BMZ'))).toEqual([
      '1 BMZ capitals',
    ]);
  });
  it('are not looked for in parts of known terms or in code', () => {
    expect(missing(readHtml('<p>total <b>hip</b> replacement<code>ABC</code> ABD', 'en'))).toEqual([
      '1 ABD capitals',
    ]);
  });
});
