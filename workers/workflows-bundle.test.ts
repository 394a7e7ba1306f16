import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';
import { workflowsBundle } from './workflows-bundle.ts';

const entry = (name: string) => fileURLToPath(new URL(`../tests/replay/broken/${name}.ts`, import.meta.url));

it('the second worker of the same code finds the bundle of the first, other code gets its own', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast bundle '));
  try {
    const first = await workflowsBundle(folder, entry('index'));
    await writeFile(first.codePath, `${await readFile(first.codePath, 'utf8')}// touched`);
    const second = await workflowsBundle(folder, entry('index'));
    expect(second).toEqual(first);
    expect(await readFile(second.codePath, 'utf8')).toContain('// touched'); // it was not built again
    const other = await workflowsBundle(folder, entry('late'));
    expect(other.codePath).not.toBe(first.codePath);
    expect(await readdir(folder)).toHaveLength(2); // no drafts are left
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}, 60_000);
