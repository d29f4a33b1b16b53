/** The bench's page code and the engine's modules in one script, for the main world of a page. */
import path from 'node:path';
import type { Page } from 'puppeteer-core';
import { build } from 'vite';
import { ROOT } from '../../scripts/extension-browser';
import type { PageBench } from './in-page/index';

/** Bundles the script. It stays readable: the baseline loops stand in the report as they are run. */
export async function bundlePageBench(): Promise<string> {
  return await bundleScript(path.join('tests', 'bench', 'in-page', 'index.ts'), 'glossaryBenchBundle');
}

/**
 * Bundles a module and all that it imports into one script for a page.
 * @param entry path from the project's folder
 * @param name of the global that the script may use for itself
 */
export async function bundleScript(entry: string, name: string): Promise<string> {
  const result = await build({
    configFile: false,
    root: ROOT,
    logLevel: 'warn',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      minify: false,
      target: 'esnext',
      lib: {
        entry: path.join(ROOT, entry),
        formats: ['iife'],
        name,
      },
    },
  });
  const outputs = Array.isArray(result) ? result : 'output' in result ? [result] : [];
  const chunk = outputs.flatMap(({ output }) => output).find((file) => file.type === 'chunk');
  if (chunk === undefined) throw new Error(`Vite made no script of ${entry}.`);
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
