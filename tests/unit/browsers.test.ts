import { describe, expect, it } from 'vitest';
import {
  canInstallPackages,
  findBrowser,
  listCandidates,
  OLDEST_VERSION,
  parseVersion,
  type Machine,
} from '../../scripts/browsers';

/** A machine that has these programs, each with what it says of its version. */
function machineWith(programs: Record<string, string>, changes: Partial<Machine> = {}): Machine {
  return {
    platform: 'linux',
    environment: { PATH: '/usr/bin' },
    home: '/home/ada',
    list: () => [],
    exists: (file) => file in programs,
    readVersion: (file) => programs[file] ?? null,
    ...changes,
  };
}

describe('parseVersion', () => {
  it.each([
    ['Chromium 128.0.6613.84 built on Debian GNU/Linux 12', 'Chromium', '128.0.6613.84', 128],
    ['Google Chrome 141.0.7390.54 ', 'Google Chrome', '141.0.7390.54', 141],
    ['Google Chrome for Testing 130.0.6723.58', 'Google Chrome for Testing', '130.0.6723.58', 130],
    ['Brave Browser 141.1.83.109', 'Brave Browser', '141.1.83.109', 141],
    ['Mozilla Firefox 142.0esr\n', 'Mozilla Firefox', '142.0esr', 142],
  ])('reads %j', (line, brand, version, major) => {
    expect(parseVersion(line)).toEqual({ brand, version, major });
  });

  it('skips what a start script says before', () => {
    expect(parseVersion('[12:30] warning: no display\nChromium 150.0.1.2')?.major).toBe(150);
  });

  it('gives null where there is no version', () => {
    expect(parseVersion('')).toBeNull();
    expect(parseVersion('Command requires the chromium snap to be installed.')).toBeNull();
  });
});

describe('findBrowser', () => {
  it('finds Chromium before Chrome', () => {
    const machine = machineWith({
      '/usr/bin/google-chrome': 'Google Chrome 150.0.0.0',
      '/usr/bin/chromium': 'Chromium 149.0.0.0',
    });
    expect(findBrowser('chromium', machine)).toEqual({
      state: 'found',
      browser: 'chromium',
      path: '/usr/bin/chromium',
      brand: 'Chromium',
      version: '149.0.0.0',
    });
  });

  it('passes over one that is too old or does not run', () => {
    const machine = machineWith({
      '/usr/bin/chromium': 'Chromium 90.0.0.0',
      '/usr/bin/chromium-browser': 'Command requires the chromium snap to be installed.',
      '/opt/google/chrome/chrome': 'Google Chrome 150.0.0.0',
    });
    expect(findBrowser('chromium', machine)).toMatchObject({ state: 'found', brand: 'Google Chrome' });
  });

  it('says plainly that the only one is too old', () => {
    const search = findBrowser('firefox', machineWith({ '/usr/bin/firefox': 'Mozilla Firefox 115.9.0esr' }));
    expect(search).toMatchObject({ state: 'missing', browser: 'firefox' });
    if (search.state === 'missing') {
      expect(search.reason).toContain('Mozilla Firefox 115.9.0esr at /usr/bin/firefox is too old');
      expect(search.reason).toContain(String(OLDEST_VERSION.firefox));
      expect(search.howToInstall).toContain('GLOSSARY_FIREFOX');
    }
  });

  it('takes the variable alone where it is set, and says so where it points nowhere', () => {
    const programs = { '/usr/bin/chromium': 'Chromium 150.0.0.0', '/my/chrome': 'Chromium 151.0.0.0' };
    const named = (value: string) =>
      findBrowser(
        'chromium',
        machineWith(programs, { environment: { PATH: '/usr/bin', GLOSSARY_CHROMIUM: value } }),
      );
    expect(named('/my/chrome')).toMatchObject({ state: 'found', path: '/my/chrome' });
    expect(named('/nowhere')).toMatchObject({
      state: 'missing',
      reason: expect.stringContaining('/nowhere') as string,
    });
  });

  it('tells each system how to install', () => {
    for (const platform of ['linux', 'darwin', 'win32'] as const) {
      const search = findBrowser('chromium', machineWith({}, { platform }));
      expect(search.state === 'missing' && search.howToInstall).toContain('GLOSSARY_CHROMIUM');
    }
  });
});

describe('listCandidates', () => {
  it('knows the places of macOS', () => {
    const paths = listCandidates('chromium', machineWith({}, { platform: 'darwin' }));
    expect(paths).toContain('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome');
    const firefox = listCandidates('firefox', machineWith({}, { platform: 'darwin' }));
    expect(firefox).toContain('/home/ada/Applications/Firefox Developer Edition.app/Contents/MacOS/firefox');
  });

  it('knows the places of Windows', () => {
    const environment = { PROGRAMFILES: 'C:\\Program Files', LOCALAPPDATA: 'C:\\Users\\ada\\AppData\\Local' };
    const paths = listCandidates('chromium', machineWith({}, { platform: 'win32', environment }));
    expect(paths).toContain('C:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe');
  });

  it("looks into Playwright's cache", () => {
    const list = (folder: string) =>
      ({
        '/home/ada/.cache/ms-playwright': ['chromium-1200', 'chromium_headless_shell-1200', 'firefox-1490'],
        '/home/ada/.cache/ms-playwright/chromium-1200': ['chrome-linux64', 'INSTALLATION_COMPLETE'],
      })[folder] ?? [];
    const paths = listCandidates('chromium', machineWith({}, { list }));
    expect(paths.at(-1)).toBe('/home/ada/.cache/ms-playwright/chromium-1200/chrome-linux64/chrome');
    expect(listCandidates('firefox', machineWith({}, { list })).join(' ')).not.toContain('ms-playwright');
  });
});

describe('canInstallPackages', () => {
  it('needs root and a system of the Debian family', () => {
    expect(canInstallPackages('ID=debian\n', 0)).toBe(true);
    expect(canInstallPackages('NAME="Linux Mint"\nID=linuxmint\nID_LIKE="ubuntu debian"\n', 0)).toBe(true);
    expect(canInstallPackages('ID=debian\n', 1000)).toBe(false);
    expect(canInstallPackages('ID=debian\n', undefined)).toBe(false);
    expect(canInstallPackages('ID=fedora\nID_LIKE="rhel"\n', 0)).toBe(false);
    expect(canInstallPackages('', 0)).toBe(false);
  });
});
