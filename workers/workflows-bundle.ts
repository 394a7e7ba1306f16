import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, stat, unlink, utimes, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** Everything that workflow code may import (tests/ holds the table of walls). */
const SOURCES = ['workflows', 'contracts', 'domain'];
const BUNDLES_KEPT = 4;

/** The entry of the real workflows; tests bundle others. */
const WORKFLOWS_ENTRY = join(ROOT, 'workflows', 'index.ts');

/**
 * Bundles the workflows, or finds the bundle that another worker of the same code made: a start then costs no build.
 * The key is the content of every source, the SDK's version and the entry, so a stale bundle cannot be met.
 * Answers the path of the bundle.
 */
export async function workflowsBundle(
  folder = join(process.env.HOLDFAST_HOME ?? join(ROOT, '.local'), 'bundles'),
  entry = WORKFLOWS_ENTRY,
): Promise<{ codePath: string; hash: string }> {
  const hash = await contentHash(entry);
  const codePath = join(folder, `workflows-${hash.slice(0, 16)}.js`);
  const known = await stat(codePath).catch(() => null);
  if (known !== null) {
    await utimes(codePath, new Date(), new Date()).catch(() => undefined); // keeps it from being swept
    return { codePath, hash };
  }
  await mkdir(folder, { recursive: true });
  const { code } = await bundleWorkflowCode({ workflowsPath: entry, logger: new DefaultLogger('WARN') });
  // whole or not at all: another worker may look at the same moment, and this one may be killed
  const draft = `${codePath}.${process.pid}`;
  await writeFile(draft, code);
  await rename(draft, codePath);
  await sweep(folder);
  return { codePath, hash };
}

async function contentHash(entry: string): Promise<string> {
  const hash = createHash('sha256');
  const require = createRequire(import.meta.url);
  hash.update(
    `${require('@temporalio/worker/package.json').version} ${process.version} ${relative(ROOT, entry)}\n`,
  );
  for (const path of [...(await sourceFiles()), entry]) {
    hash.update(`${relative(ROOT, path)}\n`);
    hash.update(await readFile(path));
  }
  return hash.digest('hex');
}

async function sourceFiles(): Promise<string[]> {
  const found = await Promise.all(
    SOURCES.map(async (source) => {
      const entries = await readdir(join(ROOT, source), { recursive: true, withFileTypes: true });
      return entries
        .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts'))
        .map((entry) => join(entry.parentPath, entry.name));
    }),
  );
  return found.flat().sort();
}

/** Old bundles are 2 MB each. */
async function sweep(folder: string): Promise<void> {
  const files = (await readdir(folder)).filter((name) => /^workflows-.*\.js$/.test(name));
  const aged = await Promise.all(
    files.map(async (name) => ({
      path: join(folder, name),
      usedMs: (await stat(join(folder, name))).mtimeMs,
    })),
  );
  aged.sort((a, b) => b.usedMs - a.usedMs);
  await Promise.all(aged.slice(BUNDLES_KEPT).map(({ path }) => unlink(path).catch(() => undefined)));
}
