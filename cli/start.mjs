// The entry of every `npm run` command. Needs no package and runs on Node 20: it installs what is missing, then goes
// on with the project's own Node.
import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ownNode } from './setup/npm-packages.mjs';
import { ensureSetup, partsFor } from './setup/setup.mjs';

const root = resolve(fileURLToPath(new URL('..', import.meta.url)));
const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

if (Number(process.versions.node.split('.')[0]) < 20)
  fail(`Node ${process.versions.node} is too old: install Node 20 or newer`);
const interrupted = new AbortController();
/** @type {(signal: NodeJS.Signals) => void} */
let onSignal = () => interrupted.abort();
for (const signal of SIGNALS) process.on(signal, () => onSignal(signal));

try {
  await ensureSetup(root, {
    parts: partsFor(process.argv[2]),
    signal: interrupted.signal,
    say: (line) => process.stderr.write(`set-up: ${line}\n`),
  });
} catch (error) {
  if (interrupted.signal.aborted) fail('set-up: interrupted; the next run goes on', 130);
  fail(`set-up: ${error instanceof Error ? error.message : error}`);
}
runMain();

/** Hands over to the project's Node: its exit code is ours, and signals reach it though we stand between. */
function runMain() {
  const child = spawn(ownNode(root), [join(root, 'cli', 'main.ts'), ...process.argv.slice(2)], {
    stdio: 'inherit',
    // every process below shares what another has compiled: a command begins in half the time
    env: { NODE_COMPILE_CACHE: join(root, '.local', 'compiled'), ...process.env },
  });
  let isAsked = false;
  onSignal = (signal) => {
    isAsked = true;
    child.kill(signal);
  };
  // npm and its shell do not forward SIGTERM: when they are gone, so are we
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    if (!isAsked) onSignal('SIGTERM');
  }, 500);
  if (!process.env.npm_lifecycle_event) clearInterval(watch);
  child.once('error', (error) =>
    fail(`${ownNode(root)}: ${error.message}; delete node_modules and run it again`),
  );
  child.once('exit', (code, signal) => {
    for (const name of SIGNALS) process.removeAllListeners(name);
    if (signal) process.kill(process.pid, signal);
    else process.exit(code ?? 1);
  });
}

/**
 * @param {string} message
 * @param {number} code
 * @returns {never}
 */
function fail(message, code = 1) {
  process.stderr.write(`${message}\n`);
  process.exit(code);
}
