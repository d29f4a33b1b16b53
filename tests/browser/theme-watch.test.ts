import { afterEach, describe, expect, it, vi } from 'vitest';
import { watchTheme } from '../../page/theme-watch';

describe('a page that changes its theme', () => {
  let running = new AbortController();
  afterEach(() => {
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
