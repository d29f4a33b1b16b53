/**
 * Lists what is likely jargon in a text and unknown to the glossary: abbreviations in capitals, and words that
 * are built of medical parts. Everyday English is left out by the glossary's own measure: a word that its
 * plain texts use needs no explaining.
 */
import type { AnnotatedText } from './annotate';
import type { TermFinder } from './find-terms';
import { foldWord } from './fold';
import { RunSearch } from './run-search';

/** A word that the glossary may lack. */
export interface MissingWord {
  /** As it was written first. */
  word: string;
  /** What makes it likely jargon: capitals, or the medical word part that it begins or ends with. */
  sign: 'capitals' | `${string}-` | `-${string}`;
  count: number;
}

/** A piece of a text, and which parts of it are known, in order; offsets in UTF-16 code units. */
export interface SearchedText {
  text: string;
  known: { start: number; end: number }[];
}

/** Searches a text: its nodes that may be explained, each with all that the glossary knows in it, marked or not. */
export function searchKnown<Node>(finder: TermFinder, searchedText: AnnotatedText<Node>): SearchedText[] {
  const { reader } = searchedText;
  const searched = new Map<Node, SearchedText>();
  const search = new RunSearch<Node>(finder);
  search.begin({
    joint: (first, second) => reader.joint(first, second),
    keepsLines: (node) => reader.keepsLines?.(node) ?? true,
    read: () => {
      const stretch = reader.read();
      stretch?.nodes.forEach((node, i) => {
        const text = stretch.text.slice(stretch.ends[i - 1] ?? 0, stretch.ends[i]);
        searched.set(node, { text, known: [] });
      });
      return stretch;
    },
  });
  search.advance(
    () => false,
    ({ start, end, nodes }) => {
      for (const node of nodes) {
        searched.get(node)?.known.push({
          start: node === start.node ? start.offset : 0,
          end: node === end.node ? end.offset : Number.POSITIVE_INFINITY,
        });
      }
    },
  );
  return [...searched].filter(([node]) => searchedText.mayExplain(node)).map(([, text]) => text);
}

/** Without those that everyday words begin with as well (anti-, intra-, post-). */
const BEGINNINGS =
  'adeno angio arthr atel brachi brady broncho cardio cephal cerebr chemo cholecyst chondr cranio cysto derm diplo electro encephal entero erythr fibro gastr glyco haem hemat hemi hemo hepat hyper hypo immun kerat lapar laryng leuk lymph mening myel myo nephr neur onco ophthalm ortho osseo osteo oste percut pharyng phleb pneum pulmon pyel radicul rhabdo rhin sarco sclero spondyl tachy tendin tendo thorac thromb thyro trache uretero urethr vaso ventricul vertebr'.split(
    ' ',
  );
const ENDINGS =
  'aemia algesia algia apnea azole blast caine capnia cardia cele centesis cephalic cillin cyte cytosis desis dipine dynia ectasis ectomy edema emesis emia esthesia floxacin gliptin gliflozin glycemia gnosia iatric itis ivir kinesia lepsy lithiasis lysis mab malacia mazole megaly mycin nib olol ology oma opathy opia orrhea oscopy osis ostomy otomy oxia oxacin paresis parin pathy penia pexy phagia phasia philia phobia plasia plasty plegia pnea praxia prazole pril profen ptosis ptysis rrhage rrhagia rrhaphy rrhea sartan sclerosis scopy sonide spasm stasis statin stenosis stomy tension thorax thyroid tomy triptan trophy uresis uria vastatin'.split(
    ' ',
  );
/** Shorter words are mostly everyday ones that only look built (`coma`, `rise`). */
const SHORTEST_BUILT_WORD = 6;
/** Endings that are shorter fit too many words: they count in longer ones only. */
const SHORT_ENDING = 3;
const SHORTEST_WITH_SHORT_ENDING = 8;

const WORD = /[\p{L}\p{N}]+(?:[’'/&-][\p{L}\p{N}]+)*/gu;
/** Two to six capitals and digits, joined or parted by a slash or ampersand; a small plural s may follow. */
const CAPITALS = /^(?:\p{Lu}[\p{Lu}\p{N}]{1,5}|\p{Lu}(?:[/&]\p{Lu})+)s?$/u;
const ROMAN = /^(?:X{0,3})(?:IX|IV|V?I{0,3})$/;
/** Lines of so many words, nearly all in capitals, are headings: their capitals say nothing. */
const HEADING_WORDS = 2;
const HEADING_SHARE = 0.7;

/** The words of plain English texts, folded: what needs no explaining. */
export function everydayWords(plainTexts: Iterable<string>): Set<string> {
  const words = new Set<string>();
  for (const text of plainTexts) {
    for (const [word] of text.matchAll(/\p{L}+(?:[’']\p{L}+)*/gu)) {
      // "HIV" in a plain text is an abbreviation and proves nothing.
      if (!/\p{Lu}{2}/u.test(word)) words.add(foldWord(word));
    }
  }
  return words;
}

/**
 * Lists likely jargon that the glossary does not know, most frequent first.
 * @param everyday folded words that need no explaining, as `everydayWords` gives them
 */
export function findMissingWords(
  texts: readonly SearchedText[],
  everyday: ReadonlySet<string>,
): MissingWord[] {
  const found = new Map<string, MissingWord>();
  for (const { text, known } of texts) {
    let next = 0;
    let lineStart = 0;
    for (const line of text.split('\n')) {
      const isHeading = isInCapitals(line);
      for (const match of line.matchAll(WORD)) {
        const start = lineStart + match.index;
        const end = start + match[0].length;
        while ((known[next]?.end ?? Number.POSITIVE_INFINITY) <= start) next++;
        if ((known[next]?.start ?? Number.POSITIVE_INFINITY) < end) continue;
        for (const word of wordsIn(match[0])) {
          const sign = signOf(word, { everyday, isHeading });
          if (sign === null) continue;
          const key = sign === 'capitals' ? word.replace(/s$/, '') : foldWord(word);
          const missing = found.get(key);
          if (missing) missing.count++;
          else found.set(key, { word, sign, count: 1 });
        }
      }
      lineStart += line.length + 1;
    }
  }
  return [...found.values()].sort((a, b) => b.count - a.count || a.word.localeCompare(b.word, 'en'));
}

/** A short form with signs in it is one word (`C/O`); of others each part is looked at. */
function wordsIn(joined: string): string[] {
  return CAPITALS.test(joined) ? [joined] : joined.split(/[/&-]/);
}

function isInCapitals(line: string): boolean {
  const words = line.match(/\p{L}{2,}/gu) ?? [];
  const capitals = words.filter((word) => word === word.toUpperCase());
  return words.length >= HEADING_WORDS && capitals.length >= HEADING_SHARE * words.length;
}

function signOf(
  word: string,
  { everyday, isHeading }: { everyday: ReadonlySet<string>; isHeading: boolean },
): MissingWord['sign'] | null {
  const folded = foldWord(word);
  // In a heading only what cannot be an ordinary word counts: with digits or signs, or without a vowel.
  const mayBeShort = !isHeading || /[^\p{L}]/u.test(word) || !/[AEIOUY]/.test(word);
  if (CAPITALS.test(word) && mayBeShort && !ROMAN.test(word) && !everyday.has(folded)) return 'capitals';
  if (!/^[a-z]+$/.test(folded) || isEverydayIn(folded, everyday)) return null;
  return partOf(folded);
}

/** True where the word or what it is an inflection of is everyday English. */
function isEverydayIn(word: string, everyday: ReadonlySet<string>): boolean {
  const stems = [word, word.replace(/(?:es|s|ed|d|ing|ly|er|or|ers|ors)$/, '')];
  stems.push(`${stems[1]}e`, word.replace(/ies$|ied$/, 'y'), word.replace(/(.)\1(?:ed|ing)$/, '$1'));
  return stems.some((stem) => everyday.has(stem));
}

/** The medical part that a word begins or ends with; null where it has none. */
function partOf(word: string): MissingWord['sign'] | null {
  if (word.length < SHORTEST_BUILT_WORD) return null;
  const singular = word.replace(/(?<=[^s])s$/, '');
  const ending = ENDINGS.find(
    (part) =>
      (word.endsWith(part) || singular.endsWith(part)) &&
      word.length > part.length + 1 &&
      (part.length > SHORT_ENDING || word.length >= SHORTEST_WITH_SHORT_ENDING),
  );
  if (ending !== undefined) return `-${ending}`;
  const beginning = BEGINNINGS.find((part) => word.startsWith(part));
  return beginning === undefined ? null : `${beginning}-`;
}
