import { beforeEach, describe, expect, it, vi } from 'vitest';
import { goToMark } from '../../entrypoints/popup/go-to-mark';

const sendMessage = vi.hoisted(() => vi.fn<(...sent: unknown[]) => Promise<unknown>>());
vi.mock('webextension-polyfill', () => ({ default: { tabs: { sendMessage } } }));

const place = { tab: 5, frame: 3, mark: 7 };

beforeEach(() => sendMessage.mockReset());

describe('going to a word that was chosen in the popup', () => {
  it('asks the frame of the word', async () => {
    sendMessage.mockResolvedValue({ moved: true });
    await goToMark(place);
    expect(sendMessage.mock.calls).toEqual([[5, { kind: 'go-to-mark', mark: 7 }, { frameId: 3 }]]);
  });

  it('fails where the word has just gone', async () => {
    sendMessage.mockResolvedValue({ moved: false });
    await expect(goToMark(place)).rejects.toThrow('The word is not on the page any more.');
  });

  it('fails where nobody answers', async () => {
    sendMessage.mockResolvedValue(undefined);
    await expect(goToMark(place)).rejects.toThrow();
  });
});
