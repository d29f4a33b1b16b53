import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isSameLanguage } from '../../glossary/explainable-elements';
import type { PageMarker } from '../../page/page-marker';
import { expectWords, makeMarker, paintedRanges, paintedWords, styledRoots, wordsOf } from './marked-page';

let area: HTMLElement;
let marker: PageMarker | null = null;
beforeEach(() => {
  document.documentElement.removeAttribute('lang');
  area = document.createElement('main');
  document.body.append(area);
});
afterEach(() => {
  marker?.stop();
  marker = null;
  area.remove();
  document.documentElement.removeAttribute('lang');
});

/** A marker that has searched the page as it is now to its end, which may take a slow machine several turns. */
async function readPage(): Promise<PageMarker> {
  marker?.stop();
  const started = makeMarker();
  marker = started;
  started.start();
  await expect.poll(() => started.isSearching).toBe(false);
  return started;
}

/** The words that are marked on a page with this content. Pages are read in order: the last word ends the wait. */
async function wordsIn(html: string): Promise<string[]> {
  area.innerHTML = `${html}<p lang="en">vertigo</p>`;
  const started = await readPage();
  expect(wordsOf(started)).toContain('vertigo');
  return wordsOf(started).slice(0, -1);
}

describe('terms in a line', () => {
  it.each([
    ['bold parts', 'a total <b>hip</b> replacement', 'total hip replacement'],
    ['an abbreviation with its plural outside', '<abbr>ADL</abbr>s are fine', 'ADLs'],
    ['links, nested deeply', '<i>total <a href="#x"><u>hip</u></a></i> replacement', 'total hip replacement'],
    ['letters in bold', '<b>g</b>out', 'gout'],
    ['a place to break the word', 'ede<wbr>ma', 'edema'],
    ['a comment', 'total <!-- the left one -->hip<!-- --> replacement', 'total hip replacement'],
    [
      'a span without a box',
      'total <span style="display: contents">hip</span> replacement',
      'total hip replacement',
    ],
    ['an element of the page’s own', 'total <x-word>hip</x-word> replacement', 'total hip replacement'],
    ['an empty element', 'total <span></span>hip replacement', 'total hip replacement'],
    ['a line break', 'weight<br>bearing', 'weight\nbearing'],
  ])('are found across %s', async (_, html, found) => {
    expect(await wordsIn(`<p>${html}</p>`)).toEqual([found]);
  });

  it.each([
    ['after the break', 'weight<br>\n      bearing'],
    ['before the break', 'weight\n      <br>bearing'],
    ['on both sides of the break', 'weight\n      <br>\n      bearing'],
    ['in an element after the break', 'weight<br>\n<b>bearing</b>'],
  ])('are found across a line break where the source has a new line %s too', async (_, html) => {
    const found = await wordsIn(`<p>${html}</p>`);
    expect(found.map((word) => word.replace(/\s+/g, ' '))).toEqual(['weight bearing']);
  });

  it('are found in text that is indented over many lines of source', async () => {
    const found = await wordsIn('<p>\n  total\n  <b>\n    hip\n  </b>\n  replacement\n</p>');
    expect(found.map((word) => word.replace(/\s+/g, ' '))).toEqual(['total hip replacement']);
  });
});

describe('terms never reach', () => {
  it.each([
    ['paragraphs', '<p>weight</p><p>bearing</p>'],
    ['list items', '<ul><li>weight</li><li>bearing</li></ul>'],
    ['list items shown in a line', '<ul><li style="display: inline-block">weight</li><li>bearing</li></ul>'],
    ['table cells', '<table><tr><td>weight</td><td>bearing</td></tr></table>'],
    ['boxes in a line', '<p>weight<span style="display: inline-block">bearing</span></p>'],
    ['spans that are blocks', '<p>weight <span style="display: block">bearing</span></p>'],
    ['floating parts', '<p>weight <span style="float: right">bearing</span></p>'],
    ['two line breaks', '<p>weight<br><br>bearing</p>'],
    ['two line breaks with a new line of source between', '<p>weight<br>\n<br>\nbearing</p>'],
    ['a picture', '<p>weight <img alt=""> bearing</p>'],
    ['a field', '<p>weight <input> bearing</p>'],
    ['a paragraph inside a link', '<a href="#x">weight <p>bearing</p></a>'],
    ['other text', '<p>weight <b>never</b> bearing</p>'],
  ])('over %s', async (_, html) => {
    expect(await wordsIn(html)).toEqual([]);
  });

  it('out of a word that goes on in the next element', async () => {
    expect(await wordsIn('<p>gout<b>ish</b> <i>un</i>gout</p>')).toEqual([]);
  });
});

describe('left alone', () => {
  it.each([
    ['scripts', '<script type="text/plain">gout</script>'],
    ['long scripts', `<script type="text/plain">${'gout '.repeat(600)}</script>`],
    ['style sheets', '<style>/* gout */</style>'],
    ['text for browsers without scripts', '<noscript>gout</noscript>'],
    ['templates', '<template><p>gout</p></template>'],
    ['text fields', '<textarea>gout</textarea>'],
    ['fields', '<input value="gout">'],
    ['menus of a form', '<select><option>gout</option></select>'],
    ['parts one can write in', '<div contenteditable>my <b>gout</b></div>'],
    ['parts one can write in, plain', '<div contenteditable="plaintext-only">gout</div>'],
    ['text boxes made by the page', '<div role="textbox"><p>gout</p></div>'],
    ['search boxes made by the page', '<div role="searchbox">gout</div>'],
    ['code', '<p><code>gout</code></p>'],
    ['keys', '<p><kbd>gout</kbd></p>'],
    ['output of programs', '<p><samp>gout</samp></p>'],
    ['text that must stay as it is', '<p translate="no">gout</p>'],
    ['drawings', '<svg><text>gout</text><a><text>gout</text></a></svg>'],
    ['formulas', '<math><mtext>gout</mtext></math>'],
    ['the extension’s own card', '<glossary-card>gout</glossary-card>'],
    ['programs set apart', '<pre><code>gout</code></pre>'],
    ['programs with colours', '<pre class="hljs language-js"><span>gout</span></pre>'],
    ['reading aids above a word', '<ruby>a<rt>gout</rt></ruby>'],
  ])('%s', async (_, html) => {
    expect(await wordsIn(html)).toEqual([]);
  });

  it('an English part of code that is no code itself stays code', async () => {
    expect(await wordsIn('<pre class="hljs"><span lang="en">gout</span></pre>')).toEqual([]);
    expect(await wordsIn('<div contenteditable><p lang="en">gout</p></div>')).toEqual([]);
  });

  it('but a note that is printed as it was typed counts', async () => {
    expect(await wordsIn('<pre>Pt has gout\nand edema.</pre>')).toEqual(['gout', 'edema']);
  });

  it('but the word below a reading aid counts', async () => {
    expect(await wordsIn('<p><ruby>gout<rp>(</rp><rt>gowt</rt><rp>)</rp></ruby> hurts</p>')).toEqual([
      'gout',
    ]);
  });

  it('a page whose author lets people write anywhere', async () => {
    document.designMode = 'on';
    area.innerHTML = '<p>gout</p>';
    const started = await readPage();
    document.designMode = 'off';
    area.append(Object.assign(document.createElement('p'), { textContent: 'edema' }));
    await expectWords(started, ['edema']);
  });
});

describe('languages', () => {
  it('explains the English part of a French page', async () => {
    document.documentElement.lang = 'fr';
    expect(await wordsIn('<p>gout</p><p lang="en-GB">edema <i>gout</i></p><p>edema</p>')).toEqual([
      'edema',
      'gout',
    ]);
  });
  it('leaves the French part of an English page alone', async () => {
    document.documentElement.lang = 'en';
    expect(await wordsIn('<p lang="fr">le gout <b>edema</b> <i lang="en">hip</i></p><p>gout</p>')).toEqual([
      'hip',
      'gout',
    ]);
  });
  it('takes a page that names no language for English', async () => {
    expect(await wordsIn('<p lang="">gout</p>')).toEqual(['gout']);
  });
  it('compares languages without their regions', () => {
    expect(isSameLanguage('EN_us', 'en')).toBe(true);
    expect(isSameLanguage('enm', 'en')).toBe(false);
  });
});

describe('shadow roots', () => {
  it('are read where they are open, one in another too, and never where they are closed', async () => {
    area.innerHTML = '<div id="outer"></div><div id="shut"></div>';
    const outer = area.querySelector('#outer')?.attachShadow({ mode: 'open' });
    const shut = area.querySelector('#shut')?.attachShadow({ mode: 'closed' });
    if (!outer || !shut) throw new Error('The page of this test lacks its hosts.');
    outer.innerHTML = '<p>gout</p><span id="inner"></span>';
    shut.innerHTML = '<p>hip</p>';
    const inner = outer.querySelector('#inner')?.attachShadow({ mode: 'open' });
    inner?.append('edema');
    const started = makeMarker();
    marker = started;
    started.start();
    await expectWords(started, ['gout', 'edema']);
    await expect.poll(() => paintedWords().toSorted()).toEqual(['edema', 'gout']);
    expect(started.openShadowRoots).toEqual([outer, inner]);
    expect(new Set(styledRoots)).toEqual(new Set([outer, inner]));
  });

  it('are read when they come later, and their text is followed', async () => {
    const started = makeMarker();
    marker = started;
    started.start();
    const host = document.createElement('div');
    const root = host.attachShadow({ mode: 'open' });
    root.innerHTML = '<p>gout</p>';
    area.append(host);
    await expectWords(started, ['gout']);
    root.innerHTML = '<p>edema</p>';
    await expectWords(started, ['edema']);
    root.append('hip');
    await expectWords(started, ['edema', 'hip']);
    root.innerHTML = '<b>gout</b>';
    await expectWords(started, ['gout']);
    host.remove();
    await expect.poll(() => wordsOf(started)).toEqual([]);
    area.append(host);
    await expectWords(started, ['gout']);
    host.remove();
    await expectWords(started, []);
    await expect.poll(() => started.openShadowRoots).toEqual([]);
  });

  it('keep reading aids for code and fields out, as the page around them says', async () => {
    const editor = document.createElement('div');
    editor.setAttribute('contenteditable', 'true');
    editor.innerHTML = '<div></div>';
    editor.firstElementChild?.attachShadow({ mode: 'open' }).append('gout');
    area.innerHTML = '';
    area.append(editor, Object.assign(document.createElement('p'), { textContent: 'edema' }));
    const host = document.createElement('div');
    host.attachShadow({ mode: 'open' }).append('hip');
    area.append(host);
    const started = makeMarker();
    marker = started;
    started.start();
    await expectWords(started, ['edema', 'hip']);
  });
});

it('leaves every byte of the page as it was', async () => {
  const html =
    '<p class="a"  title="x">total <b>hip</b> replacement<!-- c --></p><div style="color: #fff">gout</div><pre>\n\n edema </pre>';
  area.innerHTML = html;
  const before = document.documentElement.outerHTML;
  const text = area.firstChild?.firstChild;
  const started = makeMarker();
  marker = started;
  started.start();
  await expectWords(started, ['total hip replacement', 'gout', 'edema']);
  await expect.poll(() => paintedRanges().length).toBe(3);
  expect(document.documentElement.outerHTML).toBe(before);
  started.stop();
  expect(document.documentElement.outerHTML).toBe(before);
  expect(area.firstChild?.firstChild).toBe(text);
});
