import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const RUN = fileURLToPath(new URL('../../scripts/run.mjs', import.meta.url));
const GLOSSARY = fileURLToPath(new URL('../../glossary', import.meta.url));
/** Each starts Node and compiles the glossary: some two seconds, more on a busy machine. */
const COMMAND_TIMEOUT_MS = 60_000;
/** Several times the whole glossary, in bytes. */
const LARGEST_OUTPUT = 2 ** 25;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'glossary-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

interface Ending {
  status: number | null;
  output: string;
  errors: string;
}

/** Runs a command of the project as a person does who stands in the test's folder. */
function run(command: string, parameters: readonly string[], input = ''): Ending {
  const { status, stdout, stderr } = spawnSync(process.execPath, [RUN, command, ...parameters], {
    input,
    encoding: 'utf8',
    maxBuffer: LARGEST_OUTPUT,
    env: { ...process.env, INIT_CWD: folder },
  });
  return { status, output: stdout, errors: stderr };
}

describe('npm run annotate', { timeout: COMMAND_TIMEOUT_MS }, () => {
  it('prints nothing but one array of records for files and the standard input', () => {
    writeFileSync(path.join(folder, 'note.html'), '<p>Has <b>sciatica</b>.');
    const { status, output } = run('annotate', ['--json', 'note.html', '-'], 'Gout.');
    expect(status).toBe(0);
    expect(JSON.parse(output)).toMatchObject([
      { file: 'note.html', start: 10, end: 18, text: 'sciatica', sense: 'sciatica', shown: true },
      { file: '-', start: 0, end: 4, text: 'Gout', entries: ['gout'], certainty: 'sure', cues: [] },
    ]);
  });
  it('prints a table for people', () => {
    const { output } = run('annotate', ['-'], 'One.\nHas sciatica.');
    expect(output).toMatch(/^-: 1 found, 1 shown\nline .*\n2 +sciatica +shown +sure +sciatica\n$/);
  });
  it('lists what the glossary does not know', () => {
    const { output } = run('annotate', ['--missing', '--json', '-'], 'Has zygotitis and sciatica.');
    expect(JSON.parse(output)).toEqual([{ word: 'zygotitis', sign: '-itis', count: 1 }]);
  });
  it.each([
    [[], 2, 'No file was named.'],
    [['--level', '4', '-'], 2, '--level takes 1, 2 or 3'],
    [['--loud', '-'], 2, "Unknown option '--loud'"],
    [['no-such-note.txt'], 1, '"no-such-note.txt" cannot be read: there is no such file or folder.'],
  ])('says what is wrong with %j', (parameters, status, message) => {
    const ending = run('annotate', parameters);
    expect(ending).toMatchObject({ status, output: '' });
    expect(ending.errors).toContain(message);
  });
});

describe('npm run glossary:new', { timeout: COMMAND_TIMEOUT_MS }, () => {
  it('begins a word in the file where its like stand, and says where', () => {
    cpSync(path.join(GLOSSARY, 'entries'), path.join(folder, 'copy', 'entries'), { recursive: true });
    cpSync(path.join(GLOSSARY, 'topics.yaml'), path.join(folder, 'copy', 'topics.yaml'));
    const { status, output } = run('glossary-new', ['zygotitis', '--kind', 'condition', '--in', 'copy']);
    expect(status).toBe(0);
    const [, file = '', line = ''] = /begins at (.*):(\d+)\./.exec(output) ?? [];
    expect(readFileSync(file, 'utf8').split('\n')[Number(line) - 1]).toBe('- id: zygotitis');
    expect(run('glossary-new', ['zygotitis', '--kind', 'condition', '--in', 'copy'])).toMatchObject({
      status: 1,
      errors: expect.stringContaining(`"zygotitis" exists: ${file}:`) as string,
    });
  });
  it('refuses what the project has, with file and line', () => {
    const { status, errors } = run('glossary-new', ['sciatica', '--kind', 'condition']);
    expect(status).toBe(1);
    expect(errors).toMatch(/^"sciatica" exists: glossary\/entries\/.*\.yaml:\d+ \(sciatica\)\./);
  });
  it('takes one word', () => {
    expect(run('glossary-new', ['hip', 'pain'])).toMatchObject({ status: 2 });
  });
});

describe('npm run glossary:report', { timeout: COMMAND_TIMEOUT_MS }, () => {
  it('prints the figures and what a vocabulary misses, for people and as one document', () => {
    writeFileSync(path.join(folder, 'words.tsv'), 'term\tgroup\tdf_dev\nsciatica\ta\t3\nzygotitis\ta\t1\n');
    const { status, output } = run('glossary-report', ['--vocabulary', 'words.tsv']);
    expect(status).toBe(0);
    expect(output).toMatch(/^entries +\d+\n/);
    expect(output).toMatch(/\na +75\.0 % +1 of 2\n/);
    expect(output).toMatch(/\nNot found \(1\).*\n1 +zygotitis +a\n$/);
    const { output: json } = run('glossary-report', ['--json', '--vocabulary', 'words.tsv']);
    expect(JSON.parse(json)).toMatchObject({ coverage: { all: { share: 0.75 } } });
  });
  it('names the line of a vocabulary that is wrong', () => {
    writeFileSync(path.join(folder, 'broken.tsv'), 'term\tgroup\tdf_dev\nsciatica\ta\tmany\n');
    expect(run('glossary-report', ['--vocabulary', 'broken.tsv'])).toMatchObject({
      status: 1,
      output: '',
      errors: 'broken.tsv: Line 2 is wrong: df_dev, the number of notes, is no whole number. Mend it.\n',
    });
  });
});

describe('npm run glossary:export and glossary:import', { timeout: 2 * COMMAND_TIMEOUT_MS }, () => {
  it.each(['json', 'csv'])('bring the whole glossary into another folder as %s', (format) => {
    const exported = run('glossary-export', ['--format', format, `all.${format}`]);
    expect(exported).toMatchObject({ status: 0, errors: '' });
    expect(run('glossary-import', [`all.${format}`, '--into', `from-${format}`])).toMatchObject({
      status: 0,
    });
    const again = run('glossary-export', ['--format', format, '--in', `from-${format}`]);
    expect(again.output).toBe(readFileSync(path.join(folder, `all.${format}`), 'utf8'));
    expect(run('glossary-import', [`all.${format}`]).output).toBe(
      'The glossary holds all of this already.\n',
    );
  });
  it('refuse half a glossary, and one with faults, and write nothing then', () => {
    const half = { 'glossary-helper': 1, files: { 'topics.yaml': [{ id: 'a', title: 'A', intro: 'A.' }] } };
    writeFileSync(path.join(folder, 'half.json'), JSON.stringify(half));
    const ending = run('glossary-import', ['half.json', '--into', 'from-json']);
    expect(ending.status).toBe(1);
    expect(ending.errors).toMatch(/^half\.json lacks \d{4} record\(s\) of the glossary: /);
    const faulty = { ...half, files: { ...half.files, 'entries/a.yaml': [{ id: 'Bad id' }] } };
    writeFileSync(path.join(folder, 'faulty.json'), JSON.stringify(faulty));
    const refused = run('glossary-import', ['faulty.json', '--into', 'new']);
    expect(refused.errors).toContain('entries/a.yaml:1 (Bad id): The field "id" is wrong');
    expect(refused.errors).toContain('Nothing was written.');
    expect(existsSync(path.join(folder, 'new'))).toBe(false);
  });
});
