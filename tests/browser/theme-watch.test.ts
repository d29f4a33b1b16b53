import { afterEach, describe, expect, it, vi } from 'vitest';
import { watchTheme } from '../../page/theme-watch';
import { chooseMedia, forgetMedia } from './person-media';

describe('a page that changes its theme', () => {
  let running = new AbortController();
  afterEach(async () => {
    await forgetMedia();
    running.abort();
    running = new AbortController();
    document.body.className = '';
    document.documentElement.removeAttribute('data-theme');
  });

  it('has its marks coloured anew, once', async () => {
    const onChange = vi.fn<() => void>();
    watchTheme(onChange, running.signal);
    document.documentElement.setAttribute('data-theme', 'dark');
    document.body.className = 'dark';
    await expect.poll(() => onChange.mock.calls.length).toBe(1);
  });

  it.each([
    ['prefers-color-scheme', 'dark', 'light'],
    ['forced-colors', 'active', 'none'],
  ])('has its marks coloured anew when the system changes %s', async (name, value, before) => {
    await chooseMedia(name, before);
    const onChange = vi.fn<() => void>();
    watchTheme(onChange, running.signal);
    await chooseMedia(name, value);
    await expect.poll(() => onChange.mock.calls.length).toBe(1);
    await chooseMedia(name, before);
    await expect.poll(() => onChange.mock.calls.length).toBe(2);
  });

  it('is left alone once the extension is switched off', async () => {
    const onChange = vi.fn<() => void>();
    const stillWatched = vi.fn<() => void>();
    watchTheme(onChange, running.signal);
    running.abort();
    running = new AbortController();
    watchTheme(stillWatched, running.signal);
    document.body.className = 'dark';
    await expect.poll(() => stillWatched.mock.calls.length).toBe(1);
    expect(onChange).not.toHaveBeenCalled();
  });
});
