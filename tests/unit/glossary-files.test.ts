import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { encodeWordIndex } from '../../glossary/encoded-word-index';
import { packWordIndex } from '../../glossary/packed-word-index';
import { buildWordIndex } from '../../glossary/word-index-builder';
import type * as GlossaryFiles from '../../entrypoints/background/glossary-files';
import { anyForm, termSource } from './term-sources';
import { gout } from './gout-entry';

vi.mock('webextension-polyfill', () => ({
  default: { runtime: { getURL: (path: string) => path.replace(/^\//, '') } },
}));

/** What the package holds, by path; reading a file that it does not hold fails as in both browsers. */
let files: Record<string, () => Response>;
let background: typeof GlossaryFiles;

beforeEach(async () => {
  files = {};
  vi.stubGlobal('fetch', async (path: string) => {
    const file = files[path];
    if (file === undefined) throw new TypeError('Failed to fetch');
    return file();
  });
  // A background that just woke.
  vi.resetModules();
  background = await import('../../entrypoints/background/glossary-files');
});
afterEach(() => vi.unstubAllGlobals());

describe('the word index of the background', () => {
  const index = buildWordIndex([termSource('gout', anyForm('gout'))]);
  const packed = packWordIndex(index);
  const WORD_INDEX = 'glossary/word-index.bin';

  it('is read once for all frames', async () => {
    let reads = 0;
    files[WORD_INDEX] = () => {
      reads++;
      return new Response(packed);
    };
    const [one, other] = await Promise.all([background.readWordIndex(), background.readWordIndex()]);
    expect(one).toBe(other);
    expect(reads).toBe(1);
  });

  it('is read again for the next frame where reading it failed', async () => {
    await expect(background.readWordIndex()).rejects.toThrow('Failed to fetch');
    files[WORD_INDEX] = () => new Response(packed);
    expect(await background.readWordIndex()).toEqual(encodeWordIndex(index));
  });

  it('is refused where the package is damaged', async () => {
    files[WORD_INDEX] = () => new Response(packed.slice(0, packed.length / 2));
    await expect(background.readWordIndex()).rejects.toMatchObject({ name: 'TermError' });
  });
});

describe('an entry that the background reads', () => {
  const GOUT = 'glossary/en/entries/gout.json';

  beforeEach(() => {
    const lines = ['gout', 'sciatica'].map((id) => ({
      id,
      term: id,
      forms: [],
      abbreviations: [],
      plain: `What ${id} is.`,
      topics: ['joints'],
    }));
    files['glossary/en/catalogue.json'] = () => Response.json({ language: 'en', lines, topics: [] });
    files[GOUT] = () => Response.json(gout);
  });

  it('is handed out', async () => {
    expect(await background.readEntries(['gout'])).toEqual({ entries: [gout], unknown: [] });
  });

  it('is named unknown where the glossary has no such entry any more', async () => {
    const answer = await background.readEntries(['gone', 'gout']);
    expect(answer).toEqual({ entries: [gout], unknown: ['gone'] });
  });

  it('is not taken for unknown where its file cannot be read', async () => {
    await expect(background.readEntries(['sciatica'])).rejects.toThrow('Failed to fetch');
    files[GOUT] = () => new Response('{"id": "gou');
    await expect(background.readEntries(['gout'])).rejects.toThrow(SyntaxError);
  });

  it('is not taken for unknown where its file holds something else', async () => {
    files[GOUT] = () => Response.json({ ...gout, plain: 7 });
    await expect(background.readEntries(['gout'])).rejects.toThrow('Expected string');
  });

  it('is not taken for unknown where nothing of the package can be read', async () => {
    files = {};
    await expect(background.readEntries(['gout'])).rejects.toThrow('Failed to fetch');
  });
});
