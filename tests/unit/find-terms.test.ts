import { describe, expect, it, vi } from 'vitest';
import { TermFinder } from '../../glossary/find-terms';
import type { NodeMatch } from '../../glossary/node-match';
import { findInText, RunSearch } from '../../glossary/run-search';
import { joinTexts, type TextReader } from '../../glossary/text-runs';
import { WindowWords } from '../../glossary/window-words';
import { decodeWordIndex, encodeWordIndex } from '../../glossary/encoded-word-index';
import type { TermSource } from '../../glossary/word-index';
import { buildWordIndex } from '../../glossary/word-index-builder';
import { anyForm, exactForm, termSource } from './term-sources';

function word(id: string, ...texts: string[]): TermSource {
  return termSource(id, ...texts.map(anyForm));
}

function abbreviation(id: string, ...texts: string[]): TermSource {
  const { term, forms } = termSource(id, ...texts.map(exactForm));
  return { term: { ...term, isAbbreviation: true }, forms };
}

const finder = new TermFinder(
  decodeWordIndex(
    encodeWordIndex(
      buildWordIndex([
        word('hip', 'hip'),
        word('hip-replacement', 'total hip replacement', 'total hip arthroplasty'),
        word('gout', 'gout'),
        word('x-ray', 'x-ray'),
        word('edema', 'edema'),
        word('parkinson', "Parkinson's disease"),
        word('rom', 'range of motion'),
        word('workers-compensation', "workers' compensation"),
        word('vertebra', 'vertebra'),
        word('crutches', 'crutches'),
        word('ambulatory', 'ambulatory'),
        word('meniere', 'Ménière’s disease'),
        word('weight-bearing', 'weight bearing'),
        abbreviation('adl', 'ADL'),
        word('basic-adl', 'basic adl'),
        abbreviation('pt-therapy', 'PT'),
        abbreviation('pt-patient', 'pt'),
        abbreviation('status-post', 's/p', 'S/P'),
        abbreviation('moca', 'MoCA'),
        abbreviation('bid', 'bid', 'BID'),
        abbreviation('prn', 'p.r.n.', 'PRN'),
        abbreviation('fim-score', 'Functional Independence Measure Total Score'),
        abbreviation('strength', '4/5', '4+/5'),
      ]),
    ),
  ),
);

function find(text: string): string[] {
  return findInText(finder, text).map(
    ({ term, start, end }) => `${finder.index.terms.at(term)?.entries[0] ?? '?'}: ${text.slice(start, end)}`,
  );
}

function findInPieces(...pieces: string[]): string[] {
  const nodes = pieces.map((text, i) => ({ text, i })).filter(({ text }) => text !== '|' && text !== '<br>');
  let at = 0;
  const search = new RunSearch<{ text: string; i: number }>(finder);
  search.begin({
    read: () => {
      // Terms must be found over the borders of stretches too: some hold one node, some many.
      const from = at;
      at += at === 0 ? 1 : 6;
      return from < nodes.length ? joinTexts(nodes.slice(from, at), ({ text }) => text) : null;
    },
    joint: (first, second) => {
      const between = pieces.slice(first.i, second.i);
      if (between.includes('|')) return null;
      return between.includes('<br>') ? '\n' : '';
    },
  });
  const matches: NodeMatch<{ text: string; i: number }>[] = [];
  search.advance(
    () => false,
    (match) => matches.push(match),
  );
  return matches.map(
    ({ text, start, end, nodes: touched }) =>
      `${text} ${start.node.i}:${start.offset}-${end.node.i}:${end.offset} (${touched.length})`,
  );
}

describe('finding terms in a text', () => {
  it('takes the longest term', () => {
    expect(find('after total hip replacement, the hip')).toEqual([
      'hip-replacement: total hip replacement',
      'hip: hip',
    ]);
  });
  it('falls back to a shorter term where a longer one breaks off', () => {
    expect(find('total hip pain')).toEqual(['hip: hip']);
  });
  it('finds whole words only', () => {
    expect(find('hippo ship goutish agout GOUTY')).toEqual([]);
  });
  it('finds the plural of a name, however long', () => {
    expect(
      find('Functional Independence Measure Total Scores, functional Independence Measure Total Score'),
    ).toEqual(['fim-score: Functional Independence Measure Total Scores']);
  });
  it('finds plurals, singulars and possessives', () => {
    expect(find('edemas, vertebrae, a crutch, crutches, gout’s, ADLs, ADL’s, the hips')).toEqual([
      'edema: edemas',
      'vertebra: vertebrae',
      'crutches: crutch',
      'crutches: crutches',
      'gout: gout’s',
      'adl: ADLs',
      'adl: ADL’s',
      'hip: hips',
    ]);
  });
  it('finds the possessive of a plural, but no term across a quotation mark', () => {
    expect(find("workers' compensation, workers’ compensation, workers compensation")).toHaveLength(3);
    expect(find("a 'weight' bearing, 'total' hip")).toEqual(['hip: hip']);
  });
  it('finds the plural of the first noun before "of"', () => {
    expect(find('ranges of motion')).toEqual(['rom: ranges of motion']);
  });
  it('finds British spellings', () => {
    expect(find('oedema')).toEqual(['edema: oedema']);
  });
  it('takes curly quotes, hyphens, no-break spaces and soft hyphens for the same word', () => {
    expect(find('Parkinson’s disease, Parkinsons disease')).toHaveLength(2);
    expect(
      find('weight-bearing, weight\u00a0bearing, weight\u2011bearing, weight\nbearing, weight-\n bearing'),
    ).toHaveLength(5);
    expect(find('total\u00a0hip re\u00adplace\u00adment')).toEqual([
      'hip-replacement: total\u00a0hip re\u00adplace\u00adment',
    ]);
    expect(find('x-ray X-RAY xray x ray')).toHaveLength(4);
  });
  it('never joins words across an empty line, a comma or a full stop', () => {
    expect(find('weight\n\nbearing, weight, bearing. Weight. Bearing weight – bearing')).toEqual([]);
  });
  it('reads accents, ligatures and full-width letters', () => {
    expect(find('Meniere’s disease, Me\u0301nie\u0300re’s disease, ｇｏｕｔ')).toHaveLength(3);
  });
  it('finds words in capitals and at the start of a sentence', () => {
    expect(find('GOUT. Gout. TOTAL HIP REPLACEMENT')).toHaveLength(3);
  });
  it('lets the case decide for abbreviations', () => {
    expect(find('PT, pt, Pt, adl, MoCA, moca')).toEqual(['pt-therapy: PT', 'pt-patient: pt', 'moca: MoCA']);
  });
  it('finds abbreviations in the plural, with full stops and with signs', () => {
    expect(find('PTs, P.T., A.D.L.s and b.i.d. s/p')).toEqual([
      'pt-therapy: PTs',
      'pt-therapy: P.T.',
      'adl: A.D.L.s',
      'bid: b.i.d.',
      'status-post: s/p',
    ]);
  });
  it('are found as fractions, and not in dates', () => {
    expect(find('Grip 4/5, 4+/5 (4/5) and 4/5/hand.')).toEqual([
      'strength: 4/5',
      'strength: 4+/5',
      'strength: 4/5',
      'strength: 4/5',
    ]);
    expect(find('Seen on 4/5/2024, 12/4/5 and 4/5/24')).toEqual([]);
  });
  it('are found with full stops alone where they are written so, since "bid" is a word too', () => {
    expect(find('20 mg p.r.n. for pain, p.r.n., PRN and P.R.N.')).toEqual([
      'prn: p.r.n.',
      'prn: p.r.n.',
      'prn: PRN',
      'prn: P.R.N.',
    ]);
    expect(find('prn is no such word')).toEqual([]);
  });
  it('takes ADLS in a heading for ADLs, but never PTS for PT', () => {
    expect(find('ADLS PTS')).toEqual(['adl: ADLS']);
  });
  it('leaves addresses, tags and names in code alone', () => {
    expect(find('gout@mail.example #gout gout_score www.gout.org gout.org https://gout/x')).toEqual([]);
  });
  it('leaves a word alone whose prefix changes its meaning', () => {
    expect(find('non-ambulatory, pre-ambulatory, ambulatory, knee-hip')).toEqual([
      'ambulatory: ambulatory',
      'hip: hip',
    ]);
  });
  it('survives half a surrogate pair', () => {
    expect(find('\ud800gout \udc00 gout\ud800')).toEqual(['gout: gout', 'gout: gout']);
  });
});

describe('finding terms in text without spaces', () => {
  it('takes no longer for each character the more of them there are', () => {
    const hashOf = vi.spyOn(WindowWords.prototype, 'hashOf');
    find('骨折の治療😀'.repeat(400));
    const hashed = hashOf.mock.calls.reduce((sum, [begin, end]) => sum + end - begin, 0);
    hashOf.mockRestore();
    expect(hashed).toBeLessThan(2 * 8 * 400);
  });
});

describe('finding terms across nodes', () => {
  it('joins a term that inline elements break', () => {
    expect(findInPieces('a total ', 'hip', ' replacement today')).toEqual([
      'total hip replacement 0:2-2:12 (3)',
    ]);
  });
  it('joins a word that inline elements break', () => {
    expect(findInPieces('ADL', 's and g', 'ou', 't.')).toEqual(['ADLs 0:0-1:1 (2)', 'gout 1:6-3:1 (3)']);
    expect(findInPieces('Parki', 'nson', '’', 's dis', 'ease')).toEqual(['Parkinson’s disease 0:0-4:4 (5)']);
  });
  it('never joins across blocks', () => {
    expect(findInPieces('total', '|', ' hip replacement')).toEqual(['hip 2:1-2:4 (1)']);
    expect(findInPieces('gout', '|', 'ish')).toEqual(['gout 0:0-0:4 (1)']);
  });
  it('takes a line break for white space', () => {
    expect(findInPieces('weight', '<br>', 'bearing')).toEqual(['weight\nbearing 0:0-2:7 (2)']);
    expect(findInPieces('go', '<br>', 'ut')).toEqual([]);
  });
  it('does not find a part of a word that goes on in the next node', () => {
    expect(findInPieces('gout', 'ish')).toEqual([]);
    expect(findInPieces('a', 'gout here')).toEqual([]);
  });
  it('joins a word whose letters stand in elements of their own', () => {
    expect(findInPieces('e', 'd', 'e', 'm', 'a', ' ')).toEqual(['edema 0:0-4:1 (5)']);
    expect(findInPieces('ede\u00ad', 'ma and ede', '\u00adma')).toEqual([
      'ede\u00adma 0:0-1:2 (2)',
      'ede\u00adma 1:7-2:3 (2)',
    ]);
    expect(findInPieces('Parkinson', '’s', ' disease')).toEqual(['Parkinson’s disease 0:0-2:8 (3)']);
  });
  it('sees a prefix that changes the meaning in the node before', () => {
    expect(findInPieces('non-', 'ambulatory')).toEqual([]);
    expect(findInPieces('non', '-ambulatory')).toEqual([]);
    expect(findInPieces('non-', '|', 'ambulatory')).toEqual(['ambulatory 2:0-2:10 (1)']);
  });
  it('finds a term at the end of a block whose neighbour begins with a letter', () => {
    expect(
      findInPieces('Notes', '|', 'some', '|', 'weight bearing', '|', 'today', '|', 'my hip', '|', 'hip'),
    ).toEqual(['weight bearing 4:0-4:14 (1)', 'hip 8:3-8:6 (1)', 'hip 10:0-10:3 (1)']);
  });
  it('passes over empty nodes', () => {
    expect(findInPieces('total ', '', 'hip', '', ' arthroplasty')).toEqual([
      'total hip arthroplasty 0:0-4:13 (3)',
    ]);
  });
  it('finds the shorter term where the next node does not finish the longer one', () => {
    expect(findInPieces('my hip', ' replacement', ' total hip', ' pain')).toEqual([
      'hip 0:3-0:6 (1)',
      'hip 2:7-2:10 (1)',
    ]);
  });
  it('finds letters with full stops right behind a block whose last letter touches them', () => {
    expect(findInPieces('a', '|', 'he turned', '|', 'A.D.L.s at home', '|', 'p.r.n.')).toEqual([
      'A.D.L.s 4:0-4:7 (1)',
      'p.r.n. 6:0-6:6 (1)',
    ]);
    expect(findInPieces('a', '|', 'basic', '<br>', 'A.D.L. training')).toEqual(['basic\nA.D.L. 2:0-4:6 (2)']);
  });
  it('takes up an interrupted search where it stopped', () => {
    const texts = Array.from({ length: 100 }, (_, i) => `gout ${i}. `);
    const search = new RunSearch<string>(finder);
    search.begin(readerOf(texts));
    const matches: string[] = [];
    let rounds = 1;
    while (
      !search.advance(
        () => true,
        ({ start }) => matches.push(start.node),
      )
    )
      rounds++;
    expect(rounds).toBeGreaterThan(3);
    expect(matches).toEqual(texts);
  });
  it('searches one text after another, and leaves nothing of one that was given up for the next', () => {
    const search = new RunSearch<string>(finder);
    const found: string[] = [];
    const note = ({ text, at }: NodeMatch<string>): number => found.push(`${at}:${text}`);
    search.begin(readerOf(['hip '.repeat(20)]));
    expect(search.advance(() => true, note)).toBe(false);
    expect(found.splice(0).length).toBeLessThan(20);
    search.begin(readerOf(['hip ', 'arthroplasty of a hip']));
    expect(search.advance(() => false, note)).toBe(true);
    expect(found.splice(0)).toEqual(['0:hip', '22:hip']);
    search.begin(readerOf(['my hip']));
    expect(search.advance(() => false, note)).toBe(true);
    expect(found.splice(0)).toEqual(['3:hip']);
    expect(search.advance(() => false, note)).toBe(true);
    expect(found).toEqual([]);
  });
});

/** Each text is a node and a stretch of its own. */
function readerOf(texts: readonly string[]): TextReader<string> {
  let at = 0;
  return {
    read: () => {
      const text = texts[at++];
      return text === undefined ? null : joinTexts([text], (own) => own);
    },
    joint: () => '',
  };
}
