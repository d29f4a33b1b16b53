import { describe, expect, it } from 'vitest';
import { groupWords } from '../../entrypoints/popup/page-words';
import { readAddress } from '../../entrypoints/popup/tab-address';
import { buildTopicTree } from '../../entrypoints/popup/topic-tree';
import type { CatalogueLine, Topic } from '../../glossary/schema';
import type { FrameInTab } from '../../shared/frames';

function line(id: string, ...topics: string[]): CatalogueLine {
  return { id, term: id, forms: [], abbreviations: [], plain: `What ${id} is.`, topics };
}

function frame(number: number, ...words: [string, ...string[]][]): FrameInTab {
  return {
    frame: number,
    path: number === 0 ? [] : [number],
    hasEngine: true,
    progress: 'settled',
    focused: false,
    current: null,
    words: words.map(([text, ...entries], mark) => ({ mark: number * 100 + mark, text, entries })),
  };
}

describe('groupWords', () => {
  const lines = new Map(['adl', 'gout', 'pt-a', 'pt-b'].map((id) => [id, line(id)]));

  it('counts the same word with the same meanings over all frames, in order of first occurrence', () => {
    const words = groupWords(
      [frame(0, ['Gout', 'gout'], ['ADLs', 'adl']), frame(3, ['ADL', 'adl'], ['gout', 'gout'])],
      lines,
    );
    expect(words.map(({ text, count, frame: at, mark }) => [text, count, at, mark])).toEqual([
      ['Gout', 2, 0, 0],
      ['ADLs', 2, 0, 1],
    ]);
  });

  it('keeps apart other words for the same thing, and the same word with other meanings', () => {
    const words = groupWords(
      [frame(0, ['ADL', 'adl'], ['daily living', 'adl'], ['PT', 'pt-a', 'pt-b'], ['PT', 'pt-a'])],
      lines,
    );
    expect(words.map((word) => word.meanings.map((one) => one.id))).toEqual([
      ['adl'],
      ['adl'],
      ['pt-a', 'pt-b'],
      ['pt-a'],
    ]);
    expect(new Set(words.map((word) => word.key)).size).toBe(4);
  });

  it('shows a word that was broken over lines in one, and lives with entries it does not know', () => {
    expect(groupWords([frame(0, ['range\n   of motion', 'newer'])], lines)).toMatchObject([
      { text: 'range of motion', meanings: [] },
    ]);
  });
});

describe('readAddress', () => {
  it.each([
    ['https://portal.example.org:8443/x', 'site', 'portal.example.org', 'withheld'],
    ['http://localhost:3000/', 'site', 'localhost', 'withheld'],
    ['https://example.org/report.PDF', 'site', 'example.org', 'pdf'],
    ['https://addons.mozilla.org/en-US/firefox/', 'site', 'addons.mozilla.org', 'store-page'],
    ['https://chrome.google.com/webstore/detail/x', 'site', 'chrome.google.com', 'store-page'],
    ['https://chrome.google.com/other', 'site', 'chrome.google.com', 'withheld'],
    ['file:///home/a/note.html', 'file', '', 'file'],
    ['file:///home/a/note.pdf', 'file', '', 'pdf'],
    ['about:blank', 'browser', '', 'browser-page'],
    ['chrome://extensions/', 'browser', '', 'browser-page'],
    ['', 'browser', '', 'browser-page'],
    [undefined, 'browser', '', 'browser-page'],
  ])('knows %s', (address, kind, host, barrier) => {
    expect(readAddress(address)).toEqual({ kind, host, barrier });
  });
});

describe('buildTopicTree', () => {
  const topic = (id: string, parent: string | null = null): Topic => ({
    id,
    parent,
    title: id,
    intro: id,
    lists: [],
  });

  it('counts each entry once, however many topics below hold it', () => {
    const tree = buildTopicTree({
      language: 'en',
      lines: [line('gout', 'joints', 'pain'), line('acne', 'skin'), line('arm', 'joints')],
      topics: [topic('pain'), topic('joints', 'pain'), topic('skin'), topic('empty')],
    });
    expect(tree.roots.map((branch) => [branch.topic.id, branch.count])).toEqual([
      ['pain', 2],
      ['skin', 1],
    ]);
    expect(tree.byId.get('joints')?.lines.map((one) => one.id)).toEqual(['arm', 'gout']);
    expect(tree.byId.has('empty')).toBe(false);
  });

  it('shows a topic whose parent is missing, and does not hang on a ring', () => {
    const tree = buildTopicTree({
      language: 'en',
      lines: [line('gout', 'lost', 'a')],
      topics: [topic('lost', 'gone'), topic('a', 'b'), topic('b', 'a')],
    });
    expect(tree.roots.map((branch) => branch.topic.id)).toEqual(['lost']);
  });
});
