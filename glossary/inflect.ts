/**
 * Other spellings of a word that readers take for the same word: its plural or singular and its British
 * spelling. They are made when the glossary is compiled, so that the finder only compares.
 */

/** Ends of Greek and Latin nouns and how they form the plural; the longest ending comes first. */
const CLASSICAL_PLURALS: readonly (readonly [RegExp, string])[] = [
  [/(?<=[a-z]{2})sis$/, 'ses'],
  [/(?<=[a-z]{3})itis$/, 'itides'],
  [/(?<=vertebr|burs|patell|scapul|fibul|ulna?|axill|maxill|fasci|papill|fistul)a$/, 'ae'],
  [/(?<=bacteri|acetabul|cerebell|cerebr|ov|sept|stern|ile|ischi|atri|hemat)um$/, 'a'],
  [/(?<=thromb|embol|fung|radi|menisc|bronch|nucle|stimul|calcul|malleol)us$/, 'i'],
  [/(?<=carcin|aden|fibr|lip|hemat|granul|neur|gli|melan|sarc|edem|strom)oma$/, 'omata'],
  [/(?<=phalan|laryn|pharyn)x$/, 'ges'],
  [/(?<=append|cerv|cort|vert|ind)(?:e|i)x$/, 'ices'],
];

const IRREGULAR_PLURALS: ReadonlyMap<string, string> = new Map([
  ['foot', 'feet'],
  ['tooth', 'teeth'],
  ['child', 'children'],
  ['man', 'men'],
  ['woman', 'women'],
  ['femur', 'femora'],
]);

/**
 * The plurals of an English or medical noun, classical and everyday (`vertebrae`, `vertebras`).
 * @param word small letters only, as the folding gives them
 * @returns one or two words; never the word itself
 */
export function pluralsOf(word: string): string[] {
  const plurals = new Set<string>();
  const irregular = IRREGULAR_PLURALS.get(word);
  if (irregular !== undefined) plurals.add(irregular);
  for (const [ending, replacement] of CLASSICAL_PLURALS) {
    if (ending.test(word)) {
      plurals.add(word.replace(ending, replacement));
      break;
    }
  }
  if (/(?:s|x|z|ch|sh)$/.test(word)) plurals.add(`${word}es`);
  else if (/[^aeiou]y$/.test(word)) plurals.add(`${word.slice(0, -1)}ies`);
  else if (/(?<=hal|cal|kni|li|wi|lea|scar|shel)fe?$/.test(word)) plurals.add(word.replace(/fe?$/, 'ves'));
  else plurals.add(`${word}s`);
  plurals.delete(word);
  return [...plurals];
}

/**
 * The singular of a plural noun, or null where the word does not look like a plural
 * (`crutches` → `crutch`; `pelvis`, `pus` and `illness` stay).
 */
export function singularOf(word: string): string | null {
  if (word.length < 4 || !word.endsWith('s') || /(?:ss|us|is)$/.test(word)) return null;
  if (/[^aeiou]ies$/.test(word)) return `${word.slice(0, -3)}y`;
  if (/(?:ches|shes|xes|sses|zes)$/.test(word)) return word.slice(0, -2);
  return word.slice(0, -1);
}

/** American spellings and what stands for them elsewhere. */
const BRITISH_SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/edem(?=a|ato)/, 'oedem'],
  [/^esophag/, 'oesophag'],
  [/^estrogen/, 'oestrogen'],
  [/^fet(?=al|us)/, 'foet'],
  [/rrhea/, 'rrhoea'],
  [/apnea/, 'apnoea'],
  [/pnea$/, 'pnoea'],
  [/^hem(?=a|o)/, 'haem'],
  [/(?<=[a-z])hemo(?=rrhag)/, 'haemo'],
  [/emia$/, 'aemia'],
  [/emic$/, 'aemic'],
  [/(?<=^(?:an|par|dys|hyp|hyper))esth(?=es|et)/, 'aesth'],
  [/^orthoped/, 'orthopaed'],
  [/^pediatr/, 'paediatr'],
  [/^gynec/, 'gynaec'],
  [/^cec(?=um|al)/, 'caec'],
  [/(?<=tum|hum|lab|behavi|col|flav|harb)or(?=$|s|al|ed|ing)/, 'our'],
  [/iz(?=e$|es$|ed$|er$|ers$|ing$|ation|able)/, 'is'],
  [/yz(?=e$|ed$|er$|ing$)/, 'ys'],
  [/(?<=fib|cent|lit|met|calib|goit)er$/, 're'],
  [/(?<=fib|cent|lit|met)ers$/, 'res'],
  [/^mold/, 'mould'],
  [/^sulf/, 'sulph'],
  [/^gray/, 'grey'],
  [/program$/, 'programme'],
  [/(?<=mode|labe|trave|counse|signa)l(?=ing|ed|er)/, 'll'],
];

/** The British spellings of an American word; none where it is written alike. */
export function britishSpellingsOf(word: string): string[] {
  let spelling = word;
  for (const [american, british] of BRITISH_SPELLINGS) spelling = spelling.replace(american, british);
  return spelling === word ? [] : [spelling];
}
