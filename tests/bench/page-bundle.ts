/** The bench's page code and the engine's modules in one script, for the main world of a page. */
import path from 'node:path';
import type { Page } from 'puppeteer-core';
import { build } from 'vite';
import { ROOT } from '../../scripts/extension-browser';
import type { PageBench } from './in-page/index';

/** Bundles the script. It stays readable: the baseline loops stand in the report as they are run. */
export async function bundlePageBench(): Promise<string> {
  const result = await build({
    configFile: false,
    root: ROOT,
    logLevel: 'warn',
    build: {
      write: false,
      minify: false,
      target: 'esnext',
      lib: {
        entry: path.join(ROOT, 'tests', 'bench', 'in-page', 'index.ts'),
        formats: ['iife'],
        name: 'glossaryBenchBundle',
      },
    },
  });
  const outputs = Array.isArray(result) ? result : 'output' in result ? [result] : [];
  const chunk = outputs.flatMap(({ output }) => output).find((file) => file.type === 'chunk');
  if (chunk === undefined) throw new Error('Vite made no script of tests/bench/in-page/index.ts.');
  return chunk.code;
}

/** Calls one of the bench's functions in a page that has the script. */
export async function callInPage<Name extends keyof PageBench>(
  page: Page,
  name: Name,
  ...parameters: Parameters<PageBench[Name]>
): Promise<Awaited<ReturnType<PageBench[Name]>>> {
  const call = parameters.map((parameter) => JSON.stringify(parameter)).join(', ');
  return (await page.evaluate(`glossaryBench.${name}(${call})`)) as Awaited<ReturnType<PageBench[Name]>>;
}
