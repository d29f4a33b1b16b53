import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { encodeWordIndex } from '../../glossary/encoded-word-index';
import { packWordIndex } from '../../glossary/packed-word-index';
import { buildWordIndex } from '../../glossary/word-index-builder';
import type * as GlossaryFiles from '../../entrypoints/background/glossary-files';
import { anyForm, termSource } from './term-sources';

vi.mock('webextension-polyfill', () => ({ default: { runtime: { getURL: (path: string) => path } } }));

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
});
