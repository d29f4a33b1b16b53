/** What the commands for authors share: how they take a file's name, how they refuse, how they end. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

/** What the person asked for cannot be done; the message is a sentence that says why and what to do. */
export class CommandError extends Error {
  override name = 'CommandError';
}

/** The command was called in a way that it does not know. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** Ends of a program: refused; called wrongly. */
const REFUSED = 1;
const CALLED_WRONGLY = 2;

/** Runs a command; whatever it refuses is told on the error output, with how to call it where that was wrong. */
export function runCommand(usage: string, command: () => void): void {
  try {
    command();
  } catch (error) {
    const isCalledWrongly =
      error instanceof UsageError ||
      (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'));
    if (!isCalledWrongly && !(error instanceof CommandError)) throw error;
    console.error(isCalledWrongly ? `${error.message}\n${usage}` : error.message);
    process.exitCode = isCalledWrongly ? CALLED_WRONGLY : REFUSED;
  }
}

/** The path of a file as the person named it, from the folder where they stand. */
export function pathFromHere(file: string): string {
  // npm runs scripts in the project's folder and says in INIT_CWD where the person stood.
  return path.resolve(process.env['INIT_CWD'] ?? process.cwd(), file);
}

/** `-` is the standard input. */
const STANDARD_INPUT = 0;

/**
 * Reads a file that the person named, or the standard input for `-`.
 * @throws {CommandError} where it cannot be read
 */
export function readNamedFile(file: string): string {
  try {
    return readFileSync(file === '-' ? STANDARD_INPUT : pathFromHere(file), 'utf8');
  } catch (error) {
    throw new CommandError(`"${file}" cannot be read: ${reasonOf(error)}. Check its name.`);
  }
}

/**
 * Writes a file that the person named.
 * @throws {CommandError} where it cannot be written
 */
export function writeNamedFile(file: string, text: string): void {
  try {
    writeFileSync(pathFromHere(file), text);
  } catch (error) {
    throw new CommandError(`"${file}" cannot be written: ${reasonOf(error)}. Name another.`);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EISDIR: 'it is a folder',
  EACCES: 'it is not open to you',
};

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return REASONS[code] ?? (error instanceof Error ? error.message : String(error));
}
