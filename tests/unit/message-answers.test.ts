import { describe, expect, it } from 'vitest';
import { answerWith, readAnswer, type MessageListener } from '../../shared/message-answers';

const NOBODY_ANSWERS = 'nobody answers';

/**
 * Sends a message as browsers do: the answer is what `sendResponse` was called with, copied, and only where the
 * listener returned `true`. Hands back what whoever asked reads.
 */
async function ask(listener: MessageListener<string>, message: unknown): Promise<unknown> {
  const answer = await new Promise<unknown>((resolve) => {
    try {
      const keepsOpen = listener(message, 'a frame', (given) => resolve(structuredClone(given)));
      if (keepsOpen !== true) resolve(NOBODY_ANSWERS);
    } catch {
      // What a listener throws goes to its own console.
      resolve(NOBODY_ANSWERS);
    }
  });
  return readAnswer(answer);
}

describe('the answer to a message', () => {
  it('arrives as it was given, whatever it is', async () => {
    const echo = answerWith<string>((message) => Promise.resolve(message));
    for (const answer of [{ on: true, host: 'portal.test' }, null, undefined, '', 0, false, []]) {
      expect(await ask(echo, answer)).toEqual(answer);
    }
  });
  it('may come late', async () => {
    const late = answerWith<string>((message) => new Promise((resolve) => setImmediate(resolve, message)));
    expect(await ask(late, 'gout')).toBe('gout');
  });
  it('can go by who asks', async () => {
    const toSender = answerWith((_, sender: string) => Promise.resolve(`for ${sender}`));
    expect(await ask(toSender, 'gout')).toBe('for a frame');
  });
  it('is left to other listeners where there is none to give', async () => {
    const silent = answerWith<string>(() => undefined);
    expect(await ask(silent, 'gout')).toBe(NOBODY_ANSWERS);
  });
});

describe('a listener that fails', () => {
  it('tells its reason to whoever asked, instead of leaving them without an answer', async () => {
    const refusing = answerWith<string>(() => Promise.reject(new Error('The word index cannot be read.')));
    await expect(ask(refusing, 'gout')).rejects.toThrow('The word index cannot be read.');
    const throwing = answerWith<string>(() => {
      throw new Error('The mark is gone.');
    });
    await expect(ask(throwing, 'gout')).rejects.toThrow('The mark is gone.');
  });
  it('tells also what is no error', async () => {
    // Libraries do throw strings.
    const refusing = answerWith<string>(() => Promise.reject('out of order'));
    await expect(ask(refusing, 'gout')).rejects.toThrow('out of order');
  });
  it('says nothing where whoever asked is gone', async () => {
    const listener = answerWith<string>(() => Promise.resolve('gout'));
    const refused: unknown[] = [];
    const onRefused = (reason: unknown): void => void refused.push(reason);
    process.on('unhandledRejection', onRefused);
    listener('gout', 'a frame', () => {
      throw new Error('Extension context invalidated.');
    });
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', onRefused);
    expect(refused).toEqual([]);
  });
});
