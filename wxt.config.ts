import { defineConfig } from 'wxt';
import { GECKO_ID } from './shared/identity';
import { OLDEST_VERSION } from './scripts/browsers';
import { glossaryAssets } from './scripts/glossary-assets';

export default defineConfig({
  imports: false,
  targetBrowsers: ['chrome', 'firefox'],
  // Nothing is rewritten for browsers that the manifest keeps out: every frame would pay for it.
  vite: ({ browser }) => ({
    build: {
      target: browser === 'firefox' ? `firefox${OLDEST_VERSION.firefox}` : `chrome${OLDEST_VERSION.chromium}`,
    },
  }),
  hooks: {
    // The compiled glossary goes into the package; an invalid entry stops the build.
    'build:publicAssets': ({ config }, files) => {
      files.push(...glossaryAssets(config.wxtDir));
    },
  },
  manifest: ({ browser }) => ({
    name: '__MSG_extensionName__',
    description: '__MSG_extensionDescription__',
    default_locale: 'en',
    // activeTab: a site that the person withholds is explained once when they open the popup.
    permissions: ['storage', 'scripting', 'activeTab'],
    host_permissions: ['<all_urls>'],
    commands: {
      'next-word': { suggested_key: { default: 'Alt+Shift+N' }, description: '__MSG_commandNextWord__' },
      'previous-word': {
        suggested_key: { default: 'Alt+Shift+P' },
        description: '__MSG_commandPreviousWord__',
      },
      'explain-word': {
        suggested_key: { default: 'Alt+Shift+E' },
        description: '__MSG_commandExplainWord__',
      },
    },
    // caretPositionFromPoint arrived in Chromium 128 as the last of what the engine needs
    // (CSS.highlights 105, popover 114, IntersectionObserver scrollMargin 120).
    ...(browser === 'chrome' && { minimum_chrome_version: String(OLDEST_VERSION.chromium) }),
    ...(browser === 'firefox' && {
      browser_specific_settings: {
        gecko: {
          id: GECKO_ID,
          // CSS.highlights arrived in Firefox 140, the data collection key in 140, on Android in 142.
          strict_min_version: `${OLDEST_VERSION.firefox}.0`,
          data_collection_permissions: { required: ['none'] },
        },
      },
    }),
  }),
});
