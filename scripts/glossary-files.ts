/** Reads the glossary's source files from the project's folders. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileGlossary, type Compilation, type GlossarySources } from '../glossary/compile';
import type { SourceFile } from '../glossary/parse-sources';

export const PROJECT_FOLDER = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const GLOSSARY_FOLDER = path.join(PROJECT_FOLDER, 'glossary');

/** All sources of the glossary; paths are relative to the project's folder, as messages name them. */
export function readGlossarySources(): GlossarySources {
  const read = (...names: string[]): SourceFile => ({
    path: ['glossary', ...names].join('/'),
    text: readFileSync(path.join(GLOSSARY_FOLDER, ...names), 'utf8'),
  });
  const readAll = (folder: string, ending: string): SourceFile[] =>
    readdirSync(path.join(GLOSSARY_FOLDER, folder))
      .filter((name) => name.endsWith(ending))
      .sort()
      .map((name) => read(folder, name));
  return {
    entryFiles: readAll('entries', '.yaml'),
    pictureFiles: readAll('pictures', '.svg'),
    topicFile: read('topics.yaml'),
    releasedIds: read('released-ids.txt')
      .text.split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '' && !line.startsWith('#')),
  };
}

/** Compiles the project's own glossary. */
export function compileProjectGlossary(): Compilation {
  return compileGlossary(readGlossarySources());
}
