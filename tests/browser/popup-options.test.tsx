import axe from 'axe-core';
import { render } from 'preact';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { Options } from '../../components/Options';
import { DEFAULT_PREFERENCES, type Settings } from '../../shared/settings';
import { texts } from './popup-states';
import '../../components/tokens.css';
import '../../components/controls.css';
import '../../components/options.css';

const chosen: Settings = {
  preferences: { ...DEFAULT_PREFERENCES },
  sites: { 'portal.example.org': 'off', 'a.long.name.of.some.hospital.example.org': 'on' },
  buttonSites: ['library.example.org', 'a.long.name.of.some.hospital.example.org'],
  setAside: { everywhere: 3, 'sites: old.example.org': 7 },
};
const nothingChosen: Settings = {
  preferences: { ...DEFAULT_PREFERENCES },
  sites: {},
  buttonSites: [],
  setAside: {},
};

let root: HTMLElement;
let calls: unknown[];
beforeEach(() => {
  root = document.createElement('div');
  document.body.append(root);
  document.title = 'options';
  document.documentElement.lang = 'en';
  calls = [];
});
afterEach(() => {
  render(null, root);
  root.remove();
  document.documentElement.style.colorScheme = '';
});

function show(settings: Settings, notSaved = false): void {
  render(
    <Options
      settings={settings}
      browserKind="chromium"
      notSaved={notSaved}
      texts={texts}
      onSwitchAll={(on) => calls.push({ all: on })}
      onSwitchSite={(host, choice) => {
        calls.push({ [host]: choice });
        if (choice !== null) return;
        const { [host]: _, ...sites } = settings.sites;
        show({ ...settings, sites });
      }}
      onRemoveButtonSite={(host) => {
        calls.push({ painted: host });
        show({ ...settings, buttonSites: settings.buttonSites.filter((one) => one !== host) });
      }}
      onForgetSetAside={() => {
        calls.push('forget');
        show({ ...settings, setAside: {} });
      }}
    />,
    root,
  );
}

it.each([
  ['light', chosen, false],
  ['dark', chosen, true],
  ['light', nothingChosen, true],
  ['dark', nothingChosen, false],
] as const)('breaks no rule of axe and has 7:1 contrast: %s', async (scheme, settings, notSaved) => {
  document.documentElement.style.colorScheme = scheme;
  show(settings, notSaved);
  const { violations } = await axe.run(document, {
    rules: { 'color-contrast-enhanced': { enabled: true }, 'target-size': { enabled: true } },
  });
  expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
});

it('forgets the choice for a site and keeps the focus on the page', async () => {
  show(chosen);
  await userEvent.click(page.getByRole('button', { name: 'Forget the choice for portal.example.org' }));
  expect(calls).toEqual([{ 'portal.example.org': null }]);
  expect(root.textContent).not.toContain('portal.example.org');
  expect(document.activeElement?.textContent).toBe('Where words are explained');
});

it('lists the sites with words as buttons, forgets one and keeps the focus on the page', async () => {
  show(chosen);
  await userEvent.click(
    page.getByRole('button', { name: 'No longer show words as buttons on library.example.org' }),
  );
  expect(calls).toEqual([{ painted: 'library.example.org' }]);
  expect(root.textContent).not.toContain('library.example.org');
  expect(document.activeElement?.textContent).toBe('Where words are explained');
});

it('lists what was set aside under names that people know, and forgets it', async () => {
  show(chosen);
  expect([...root.querySelectorAll('.notice li')].map((item) => item.textContent)).toEqual([
    'Explain words on all sites',
    'Your choice for old.example.org',
  ]);
  await userEvent.click(page.getByRole('button', { name: 'Forget them' }));
  expect(calls).toEqual(['forget']);
  expect(document.activeElement?.textContent).toBe('Glossary Helper settings');
});

it('changes all sites and single ones', async () => {
  show(chosen);
  await userEvent.click(page.getByRole('switch', { name: 'Explain words on all sites' }));
  await userEvent.click(page.getByRole('switch', { name: 'portal.example.org' }));
  expect(calls).toEqual([{ all: false }, { 'portal.example.org': 'on' }]);
});
