/**
 * The one command that works straight after a clone: `node scripts/run.mjs start|test|… [arguments]`.
 * It brings what is missing (packages, generated types) and then runs `scripts/<name>.ts`, or, where there
 * is no such file, the program of that name from the installed packages. Plain JavaScript without any
 * dependency, because it runs before there are packages.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync, utimesSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

/** Vite and puppeteer-core need 20.19: the first 20.x that loads ES modules through require(). */
const OLDEST_NODE = [20, 19];
const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** Programs whose package has another name. */
const PACKAGE_OF = { tsc: 'typescript' };

const [name, ...rest] = process.argv.slice(2);

checkNode();
if (name === undefined || !/^[a-z][a-z-]*$/.test(name)) {
  fail('scripts/run.mjs was started without a command. Try "npm start" or "npm test".');
}
installPackages();
prepareTypes();
await runAndExit(commandOf(name), rest);

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  fail(
    `This is Node ${process.versions.node}, and the project needs ${OLDEST_NODE.join('.')} or newer. ` +
      'Install a newer one from https://nodejs.org and run the command again.',
  );
}

/** Runs `npm ci` where node_modules is absent or does not hold what package-lock.json names. */
function installPackages() {
  const reason = whyInstall();
  if (reason === null) return;
  // Not on the standard output, which belongs to what the command itself prints.
  console.error(`Installing packages (npm ci), because ${reason}.`);
  // NODE_ENV=production would leave out the tools that everything here is made with.
  const { status, error } = runNpm(['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']);
  if (status !== 0) {
    fail(
      `npm ci did not finish (${error?.message ?? `it ended with code ${status}`}). ` +
        'Its own words stand above; check the network and run the command again.',
    );
  }
}

function whyInstall() {
  const installed = readJson(join(ROOT, 'node_modules', '.package-lock.json'));
  if (installed === null) return 'they are not there yet';
  const wanted = readJson(join(ROOT, 'package-lock.json'));
  if (wanted === null) fail('package-lock.json is missing or broken. Restore it from the repository.');
  for (const [path, { version, optional, devOptional, peer }] of Object.entries(wanted.packages)) {
    if (path === '') continue;
    const found = installed.packages[path];
    // Packages for other systems stand in the lock file and are rightly not installed.
    if (found === undefined && (optional || devOptional || peer)) continue;
    if (found?.version !== version || (!optional && !existsSync(join(ROOT, path)))) {
      return `${path.replace(/^.*node_modules\//, '')} is not the one that package-lock.json names`;
    }
  }
  return null;
}

function runNpm(parameters) {
  const options = { cwd: ROOT, stdio: 'inherit' };
  // npm tells its scripts where it is; running that with Node needs no shell on any system.
  const npm = process.env['npm_execpath'];
  if (npm !== undefined && /npm-cli\.[cm]?js$/.test(npm)) {
    return spawnSync(process.execPath, [npm, ...parameters], options);
  }
  // On Windows npm is a batch file, which Node starts only through a shell; the parameters are all ours.
  if (process.platform === 'win32')
    return spawnSync(`npm ${parameters.join(' ')}`, { ...options, shell: true });
  return spawnSync('npm', parameters, options);
}

/** tsconfig.json builds on types that WXT writes; package.json has no postinstall that would make them. */
function prepareTypes() {
  const generated = join(ROOT, '.wxt', 'tsconfig.json');
  const config = join(ROOT, 'wxt.config.ts');
  if (existsSync(generated) && statSync(generated).mtimeMs >= statSync(config).mtimeMs) return;
  console.error('Writing the types of the extension (wxt prepare).');
  const [program, ...parameters] = commandOf('wxt');
  const { status } = spawnSync(program, [...parameters, 'prepare'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0)
    fail('wxt prepare failed; its own words stand above. Mend what it names, then try again.');
  // WXT leaves a file alone that would not change, so its date would ask for the same work each time.
  const now = new Date();
  if (existsSync(generated)) utimesSync(generated, now, now);
}

/** The program and first arguments that run a command of the project. */
function commandOf(command) {
  const script = join(ROOT, 'scripts', `${command}.ts`);
  if (existsSync(script)) return [process.execPath, '--import', 'tsx', script];
  const directory = join(ROOT, 'node_modules', PACKAGE_OF[command] ?? command);
  const bin = readJson(join(directory, 'package.json'))?.bin;
  const file = typeof bin === 'string' ? bin : bin?.[command];
  if (file === undefined) {
    fail(
      `There is no command "${command}": neither scripts/${command}.ts nor an installed program of that name.`,
    );
  }
  return [process.execPath, join(directory, file)];
}

async function runAndExit([program, ...first], parameters) {
  const child = spawn(program, [...first, ...parameters], {
    cwd: ROOT,
    stdio: 'inherit',
    // npm says in INIT_CWD where the person stood; without npm it is this process's own folder.
    env: { ...process.env, INIT_CWD: process.env['INIT_CWD'] ?? process.cwd() },
  });
  // At a terminal Ctrl-C reaches the child by itself; it tidies up, and its exit code is what counts.
  process.on('SIGINT', () => {
    if (!process.stdin.isTTY) child.kill('SIGINT');
  });
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  const code = await new Promise((resolve) => {
    child.on('error', (error) => fail(`${program} could not be started: ${error.message}.`));
    child.on('exit', (status, signal) => resolve(status ?? 128 + (constants.signals[signal] ?? 0)));
  });
  process.exit(code);
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
