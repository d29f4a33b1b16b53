/** Reads the glossary's source files from the project's folders. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileGlossary, type Compilation, type GlossarySources } from '../glossary/compile';
import type { SourceFile } from '../glossary/parse-sources';
import { CommandError, pathFromHere } from './command';
import { readDictionary } from './dictionary';

export const PROJECT_FOLDER = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
export const GLOSSARY_FOLDER = path.join(PROJECT_FOLDER, 'glossary');

/**
 * All sources of the glossary.
 * @param folder one that is laid out as the project's: `entries/*.yaml`, `topics.yaml`, and, where there are
 *   any, `pictures/*.svg` and `released-ids.txt`. Paths are named from the project's folder, or as the folder was given.
 */
export function readGlossarySources(folder = GLOSSARY_FOLDER): GlossarySources {
  const shown = folder === GLOSSARY_FOLDER ? 'glossary' : folder;
  const read = (...names: string[]): SourceFile => ({
    path: [shown, ...names].join('/'),
    text: readFileSync(path.join(folder, ...names), 'utf8'),
  });
  const readAll = (inner: string, ending: string): SourceFile[] =>
    readdirSync(path.join(folder, inner))
      .filter((name) => name.endsWith(ending))
      .sort()
      .map((name) => read(inner, name));
  const hasPictures = existsSync(path.join(folder, 'pictures'));
  return {
    entryFiles: readAll('entries', '.yaml'),
    pictureFiles: hasPictures ? readAll('pictures', '.svg') : null,
    topicFile: read('topics.yaml'),
    releasedIds: readList(path.join(folder, 'released-ids.txt')),
  };
}

/** The lines of a list, without its comments; none where there is no such file. */
function readList(file: string): string[] {
  return (existsSync(file) ? readFileSync(file, 'utf8') : '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

/** The sources of the folder that a person named, or the project's own where they named none. */
export function readNamedSources(folder: string | undefined): GlossarySources {
  if (folder === undefined) return readGlossarySources();
  const named = pathFromHere(folder);
  if (!existsSync(path.join(named, 'entries')) || !existsSync(path.join(named, 'topics.yaml'))) {
    throw new CommandError(
      `"${folder}" is no glossary: it needs a folder "entries" and a file "topics.yaml". Name another folder.`,
    );
  }
  return readGlossarySources(named);
}

/** Compiles the project's own glossary, by every gate there is. */
export function compileProjectGlossary(): Compilation {
  const knownWords = readList(path.join(GLOSSARY_FOLDER, 'known-words.txt'));
  const dictionary = readDictionary(path.join(PROJECT_FOLDER, 'node_modules'), knownWords);
  return compileGlossary({ ...readGlossarySources(), dictionary });
}
