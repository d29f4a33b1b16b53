import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';

/** Component and page tests need a real Chromium; the test command hands its path over. */
const chromium = process.env['GLOSSARY_CHROMIUM'] ?? '/usr/bin/chromium';
const isRoot = process.getuid?.() === 0;

/** Ends a test that hangs. Properties with thousands of runs take some seconds, several times that on a busy machine. */
const TIMEOUT_MS = 60_000;
/** One browser start and some twenty page loads; a slow machine takes a few seconds for each. */
const END_TO_END_TIMEOUT_MS = 60_000;

const endToEnd = (browserName: 'chromium' | 'firefox') => ({
  test: {
    name: `e2e-${browserName}`,
    include: ['tests/e2e/**/*.spec.ts'],
    env: { GLOSSARY_BROWSER: browserName },
    fileParallelism: false,
    testTimeout: END_TO_END_TIMEOUT_MS,
    hookTimeout: END_TO_END_TIMEOUT_MS,
  },
});

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['tests/unit/**/*.test.ts'], testTimeout: TIMEOUT_MS } },
      {
        optimizeDeps: { include: ['axe-core', 'preact', 'preact/hooks', 'valibot', 'mark.js', 'minisearch'] },
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.{ts,tsx}'],
          testTimeout: TIMEOUT_MS,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { executablePath: chromium, args: isRoot ? ['--no-sandbox'] : [] },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      endToEnd('chromium'),
      endToEnd('firefox'),
    ],
  },
});
