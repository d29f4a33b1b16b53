import axe from 'axe-core';
import { render } from 'preact';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { Popup } from '../../components/Popup';
import type { PopupState } from '../../entrypoints/popup/popup-state';
import { takeStep, type Step } from '../../entrypoints/popup/popup-view';
import { createSearch } from '../../glossary/search';
import * as states from './popup-states';
import '../../components/tokens.css';
import '../../components/controls.css';
import '../../components/entry-body.css';
import '../../components/popup.css';

const search = createSearch(states.catalogue.lines);
let root: HTMLElement;
let calls: unknown[];

beforeEach(async () => {
  await page.viewport(420, 640);
  root = document.createElement('div');
  document.body.append(root);
  document.title = 'popup';
  document.documentElement.lang = 'en';
  calls = [];
});
afterEach(() => {
  render(null, root);
  root.remove();
  document.documentElement.style.colorScheme = '';
});

/** Draws the popup and lets its steps work as they do in the extension. */
function show(state: PopupState): void {
  const step = (taken: Step) => {
    calls.push(taken);
    const place = takeStep(state.place, taken);
    const hits = place.view.at === 'results' ? search(place.view.query) : state.hits;
    const entry =
      place.view.at === 'entry'
        ? ({ is: 'ready', id: place.view.id, entry: { ...states.sciatica, id: place.view.id } } as const)
        : state.entry;
    show({ ...state, place, hits, entry });
  };
  render(
    <Popup
      state={state}
      texts={states.texts}
      onStep={step}
      onSwitchSite={(on) => calls.push({ site: on })}
      onSwitchButtons={(on) => calls.push({ buttons: on })}
      onPreference={(key, value) => {
        calls.push({ [key]: value });
        const preferences = { ...state.settings.preferences, [key]: value };
        show({ ...state, settings: { ...state.settings, preferences } });
      }}
      onChooseWord={(word) => calls.push({ chosen: word.text })}
      onOpenOptions={() => calls.push('options')}
    />,
    root,
  );
}

const focused = () => document.activeElement as HTMLElement;

const ALL_STATES: [string, PopupState][] = [
  ['words on this page', states.home],
  ['reading', states.reading],
  ['off', states.off],
  ['a start that was lost', states.lost],
  ['no words', states.noWords],
  ['site withheld', states.withheld],
  ['page of the browser', states.browserPage],
  ['local file', states.localFile],
  ['choice not saved', states.notSaved],
  ['results', states.results('hip repl')],
  ['results by meaning', states.results('bathing')],
  ['no results', states.results('zzzzq')],
  ['topics', states.topics],
  ['topic', states.topic],
  ['entry', states.entryPage],
  ['entry with all open', states.entryOpen],
  ['glossary failed', states.glossaryFailed],
];

describe.each(['light', 'dark'])('%s', (scheme) => {
  it.each(ALL_STATES)('breaks no rule of axe and has 7:1 contrast: %s', async (_, state) => {
    document.documentElement.style.colorScheme = scheme;
    show(state);
    const { violations } = await axe.run(document, {
      rules: { 'color-contrast-enhanced': { enabled: true }, 'target-size': { enabled: true } },
    });
    expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
  });
});

describe('sizes', () => {
  it.each(ALL_STATES)('has targets of 44 px, type of 12.5 px and no overflow: %s', (_, state) => {
    show(state);
    for (const target of root.querySelectorAll<HTMLElement>('button, a, .search')) {
      if (target.closest('[hidden]') !== null) continue;
      const { width, height } = target.getBoundingClientRect();
      expect(Math.min(width, height), target.outerHTML).toBeGreaterThanOrEqual(44);
    }
    for (const element of root.querySelectorAll('*')) {
      expect(Number.parseFloat(getComputedStyle(element).fontSize), element.outerHTML).toBeGreaterThanOrEqual(
        12.5,
      );
    }
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(document.documentElement.clientWidth);
  });

  it('sets the plain sentence in 18 px', () => {
    show(states.entryPage);
    const plain = root.querySelector('.entry-plain');
    expect(plain !== null && getComputedStyle(plain).fontSize).toBe('18px');
  });
});

describe('search', () => {
  it('has the focus at once, shows hits while typing and says how many', async () => {
    show(states.home);
    expect(focused()).toBe(root.querySelector('input'));
    await userEvent.keyboard('osteo arthritis');
    expect(root.querySelector('[role="status"]')?.textContent).toBe('1 word found');
    expect(root.querySelector('.row-term mark')?.textContent).toBe('osteoarthritis');
    expect(focused()).toBe(root.querySelector('input'));
  });

  it('keeps texts whole when the marks change from key to key', async () => {
    show(states.home);
    for (const key of 'hip replacement') {
      await userEvent.keyboard(key);
      for (const element of root.querySelectorAll('.row-meaning'))
        expect(states.catalogue.lines.map((line) => line.plain)).toContain(element.textContent);
    }
    expect([...root.querySelectorAll('.row-term mark')].map((mark) => mark.textContent)).toEqual([
      'hip',
      'replacement',
    ]);
  });

  it('shows the other form by which a line was found', async () => {
    show(states.home);
    await userEvent.keyboard('sciatic pain');
    expect(root.querySelector('.row-form')?.textContent).toBe('sciatic pain');
    await userEvent.keyboard('{Escape}sciatica');
    expect(root.querySelector('.row-form')).toBeNull();
  });

  it('is emptied by Esc first, and leaves the next Esc to the browser', async () => {
    show(states.home);
    const escapes: boolean[] = [];
    const listen = (event: KeyboardEvent) => escapes.push(event.defaultPrevented);
    window.addEventListener('keydown', listen);
    await userEvent.keyboard('gout');
    escapes.length = 0;
    await userEvent.keyboard('{Escape}');
    expect(root.querySelector('input')?.value).toBe('');
    expect(root.querySelector('[role="tablist"]')).not.toBeNull();
    await userEvent.keyboard('{Escape}');
    window.removeEventListener('keydown', listen);
    expect(escapes).toEqual([true, false]);
  });

  it('opens the first hit with Enter', async () => {
    show(states.home);
    await userEvent.keyboard('siatica{Enter}');
    expect(calls.at(-1)).toEqual({ kind: 'open-entry', id: 'sciatica' });
    expect(focused().textContent).toBe('sciatica');
  });

  it('is emptied by its button, which gives the focus back to the field', async () => {
    show(states.results('gout'));
    await userEvent.click(page.getByRole('button', { name: 'Clear the search' }));
    expect(root.querySelector('input')?.value).toBe('');
    expect(focused()).toBe(root.querySelector('input'));
  });

  it('keeps the focus while the field is emptied over an entry', async () => {
    show(states.entryPage);
    await userEvent.click(page.getByRole('searchbox'));
    await userEvent.keyboard('g{Backspace}');
    expect(root.querySelector('.entry-body')).not.toBeNull();
    expect(focused()).toBe(root.querySelector('input'));
  });
});

describe('ways', () => {
  it('walks the tabs with arrow keys, Home and End, with one tab stop', async () => {
    show(states.home);
    const tabs = () => [...root.querySelectorAll<HTMLElement>('[role="tab"]')];
    tabs()[0]?.focus();
    await userEvent.keyboard('{ArrowRight}');
    expect(focused().textContent).toBe('Topics');
    expect(tabs().map((tab) => tab.tabIndex)).toEqual([-1, 0]);
    await userEvent.keyboard('{ArrowRight}');
    expect(focused().textContent).toBe('On this page · 6');
    await userEvent.keyboard('{End}');
    expect(focused().getAttribute('aria-selected')).toBe('true');
    expect(focused().textContent).toBe('Topics');
    await userEvent.keyboard('{Home}');
    expect(focused().textContent).toBe('On this page · 6');
  });

  it('gives the focus to the heading of a new view, and on the way back to where it was left', async () => {
    show(states.topics);
    const row = root.querySelector<HTMLElement>('[data-opens="topic:pain"]');
    row?.focus();
    await userEvent.keyboard('{Enter}');
    expect(focused().textContent).toBe('Where it hurts');
    await userEvent.keyboard('{Tab}');
    expect(focused().textContent).toContain('Bones and joints');
    await userEvent.keyboard('{Enter}');
    expect(focused().textContent).toBe('Bones and joints');
    await userEvent.click(page.getByRole('button', { name: 'Back', exact: true }));
    expect(focused().getAttribute('data-opens')).toBe('topic:joints');
    await userEvent.click(page.getByRole('button', { name: 'Back', exact: true }));
    expect(focused().getAttribute('data-opens')).toBe('topic:pain');
  });

  it('shows a ring on whatever the Tab key reaches', async () => {
    show(states.home);
    const reached = new Set<Element>();
    for (let i = 0; i < 6; i++) {
      await userEvent.keyboard('{Tab}');
      reached.add(focused());
      // The field's ring stands around the whole of the search box.
      const ringed = focused().closest('.search') ?? focused();
      expect(getComputedStyle(ringed).outlineStyle, focused().outerHTML).toBe('solid');
    }
    expect(reached.size).toBe(6);
  });

  it('never hides the focused row under the search box and the tabs', async () => {
    const words = Array.from({ length: 30 }, (_, number) => ({
      key: String(number),
      text: `word ${number}`,
      count: 1,
      frame: 0,
      mark: number,
      meanings: [],
    }));
    show({ ...states.home, page: { is: 'read', words } });
    const rows = [...root.querySelectorAll<HTMLElement>('.row')];
    rows.at(-1)?.focus();
    for (let i = 0; i < 29; i++) {
      await userEvent.keyboard('{Shift>}{Tab}{/Shift}');
      const covered = root.querySelector('.tabs')?.getBoundingClientRect().bottom ?? 0;
      expect(focused().getBoundingClientRect().top).toBeGreaterThanOrEqual(covered);
    }
    expect(focused()).toBe(rows[0]);
  });

  it('chooses a word of the page by keyboard', async () => {
    show(states.home);
    const row = [...root.querySelectorAll<HTMLElement>('.row')].find((one) =>
      one.textContent?.startsWith('ADLs'),
    );
    expect(row?.textContent).toBe('ADLs 3 times Daily self-care, such as bathing, dressing and eating.');
    row?.focus();
    await userEvent.keyboard('{Enter}');
    expect(calls).toEqual([{ chosen: 'ADLs' }]);
  });

  it('opens and closes depth under buttons that stand still', async () => {
    show(states.entryPage);
    const more = page.getByRole('button', { name: 'Read more' });
    const before = more.element().getBoundingClientRect().top;
    expect(root.textContent).toContain('You could ask');
    expect(root.querySelector('.entry-depth')?.hasAttribute('hidden')).toBe(true);
    await userEvent.click(more);
    expect(more.element().getAttribute('aria-expanded')).toBe('true');
    expect(root.querySelector('.entry-depth')?.hasAttribute('hidden')).toBe(false);
    expect(more.element().getBoundingClientRect().top).toBe(before);
    expect(calls).toEqual([{ showMore: true }]);
  });
});

describe('switches', () => {
  it('tell and change their state', async () => {
    show(states.home);
    const site = page.getByRole('switch', { name: 'Explain words on this site' });
    expect(site.element().getAttribute('aria-checked')).toBe('true');
    await userEvent.click(site);
    await userEvent.click(page.getByRole('switch', { name: 'Explain words on all sites' }));
    expect(calls).toEqual([{ site: false }, { everywhere: false }]);
  });

  it('stay reachable with their reason where they cannot be changed', async () => {
    show(states.browserPage);
    const site = page.getByRole('switch', { name: 'Explain words on this page' }).element();
    if (!(site instanceof HTMLElement)) throw new Error('no switch');
    site.focus();
    expect(focused()).toBe(site);
    await userEvent.keyboard(' ');
    expect(calls).toEqual([]);
    expect(root.textContent).toContain('This page belongs to the browser.');
  });
});
