/**
 * The pages of the bench. Every word on them is invented or one of the glossary's own terms, and the same
 * seed gives the same page. They look like a portal's: rows of paragraphs, lists and tables whose text lies
 * in short nodes, some terms in pieces, some written in unusual characters, some in open shadow roots.
 */
import { pick, randomNumbers, type RandomNumbers } from './words';

/** A match every ten words, as in a note; or one every two hundred, as in a newspaper. */
export type Density = 'dense' | 'sparse';

/** Words from one term to the next. */
const WORDS_PER_TERM: Record<Density, number> = { dense: 10, sparse: 200 };
/** Words of one text node; with the spaces some 34 characters, as measured on portals. */
const WORDS_PER_NODE = 6;
const NODES_PER_ROW = 6;
/** One of this many terms has its last word in an element of its own. */
const TERMS_PER_PIECED = 20;
/** One of this many is written with soft hyphens, no-break spaces, ligatures or wide letters. */
const TERMS_PER_UNUSUAL = 40;
/** One of this many is an abbreviation. */
const TERMS_PER_ABBREVIATION = 8;
/** One row of this many lies in an open shadow root. */
const ROWS_PER_SHADOW_ROOT = 400;

export interface PageWords {
  plain: readonly string[];
  /** Terms in the glossary's spelling. */
  terms: readonly string[];
  abbreviations: readonly string[];
}

export interface PageWishes {
  words: PageWords;
  /** Length of its text in UTF-16 code units, about. */
  characters: number;
  density: Density;
  /** Something that the page puts before its rows. */
  head?: string;
}

/** Writes a page as HTML. */
export function writePage({ words, characters, density, head = '' }: PageWishes): string {
  const text = new PageText(words, WORDS_PER_TERM[density]);
  const rows: string[] = [];
  for (let row = 0; text.written < characters; row++) rows.push(writeRow(text, row));
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Page of ${characters} characters, ${density}</title>
<style>body { font: 16px/1.5 sans-serif; margin: 24px; } #counter { position: fixed; right: 8px; top: 8px; }</style>
</head>
<body>
<div id="counter">0</div>
${head}
<main id="rows">
${rows.join('\n')}
</main>
</body>
</html>
`;
}

/** Texts for pages that put themselves together: without markup, each with a space at its end. */
export function makeTexts(words: PageWords, count: number): string[] {
  const text = new PageText(words, WORDS_PER_TERM.dense);
  return Array.from({ length: count }, () => `${text.next(WORDS_PER_NODE).replace(/<[^>]*>/g, '')} `);
}

/** What a page that changes all the time has on top: values that tick and a list that grows and sheds. */
export const LIVE_HEAD = `<section id="values">${Array.from(
  { length: 8 },
  (_, i) => `<p>Reading ${i}: <b class="value">0</b></p>`,
).join('')}</section>
<ul id="feed">${'<li>Nothing has come in yet.</li>'.repeat(12)}</ul>`;

function writeRow(text: PageText, row: number): string {
  const parts = Array.from({ length: NODES_PER_ROW }, () => text.next(WORDS_PER_NODE));
  const [a, b, c, d, e, f] = parts;
  const isInShadow = row % ROWS_PER_SHADOW_ROOT === 7;
  const inner =
    row % 7 === 3
      ? `<ul><li>${a} ${b}</li><li>${c}</li><li>${d} <i>${e}</i> ${f}</li></ul>`
      : row % 11 === 5
        ? `<table><tr><td>${a}</td><td>${b} ${c}</td></tr><tr><td>${d}</td><td>${e}<br>${f}</td></tr></table>`
        : `<p>${a} <b>${b}</b> ${c}, <a href="#row-${row}">${d}</a> ${e} <span>${f}</span>.</p>`;
  const content = isInShadow ? `<template shadowrootmode="open">${inner}</template>` : inner;
  return `<div class="row">${content}</div>`;
}

/** Gives out text word by word, with a term at its place. */
class PageText {
  /** Characters given out so far. */
  written = 0;
  private readonly random: RandomNumbers = randomNumbers(2024);
  private untilTerm: number;
  private terms = 0;

  constructor(
    private readonly words: PageWords,
    private readonly wordsPerTerm: number,
  ) {
    this.untilTerm = Math.ceil(wordsPerTerm / 2);
  }

  /** Markup with this many words; a term counts as one. */
  next(count: number): string {
    const parts: string[] = [];
    for (let i = 0; i < count; i++) {
      const isTerm = --this.untilTerm <= 0;
      if (isTerm) this.untilTerm = this.wordsPerTerm;
      const word = isTerm ? this.nextTerm() : pick(this.words.plain, this.random);
      this.written += word.replace(/<[^>]*>/g, '').length + 1;
      parts.push(word);
    }
    return parts.join(' ');
  }

  private nextTerm(): string {
    const number = this.terms++;
    if (number % TERMS_PER_ABBREVIATION === 3) return pick(this.words.abbreviations, this.random);
    const term = pick(this.words.terms, this.random);
    if (number % TERMS_PER_UNUSUAL === 9) return writeUnusually(term, number / TERMS_PER_UNUSUAL);
    if (number % TERMS_PER_PIECED === 5) return term.replace(/ (\S+)$/, ' <em>$1</em>');
    return term;
  }
}

function writeUnusually(term: string, way: number): string {
  switch (Math.floor(way) % 4) {
    case 0:
      return term.replace(/(\p{L}{3})(\p{L}{3})/u, '$1\u00ad$2');
    case 1:
      return term.replaceAll(' ', '\u00a0');
    case 2:
      return term.replaceAll('fi', '\ufb01').replaceAll('fl', '\ufb02');
    default:
      return term.replace(/[a-z]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0));
  }
}
