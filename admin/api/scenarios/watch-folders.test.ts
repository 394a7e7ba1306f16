import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { watchFolders } from './watch-folders.ts';

let folder: string;
let stop: () => void;
let changed: PromiseWithResolvers<void>;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast watch '));
  await mkdir(join(folder, 'clinic'));
  await writeFile(join(folder, 'clinic', 'scenario.yaml'), 'first');
  changed = Promise.withResolvers<void>();
  stop = watchFolders(folder, () => changed.resolve());
});
afterEach(async () => {
  stop();
  await rm(folder, { recursive: true, force: true });
});

/** Does it and waits until it was told; events that follow at once belong to it. */
async function seen(change: () => Promise<void>): Promise<void> {
  changed = Promise.withResolvers<void>();
  await change();
  await changed.promise;
  await new Promise((resolve) => setTimeout(resolve, 100));
}

it('sees a file that is replaced, again and again, as editors and git save', async () => {
  const file = join(folder, 'clinic', 'scenario.yaml');
  for (const text of ['second', 'third']) {
    await seen(async () => {
      const beside = join(folder, 'beside');
      await writeFile(beside, text);
      await rename(beside, file);
    });
    await seen(() => writeFile(file, `${text} in place`));
  }
});

it('sees changes in a folder that came later, and in one that took the place of another', async () => {
  await seen(() => mkdir(join(folder, 'shop')).then(() => undefined));
  await seen(() => writeFile(join(folder, 'shop', 'scenario.yaml'), 'shop'));
  await seen(() => rm(join(folder, 'clinic'), { recursive: true }));
  await seen(() => mkdir(join(folder, 'clinic')).then(() => undefined));
  await seen(() => writeFile(join(folder, 'clinic', 'slots.yaml'), 'slots'));
});

it('a folder that is not there is named', () => {
  expect(() => watchFolders(join(folder, 'nowhere'), () => undefined)).toThrow(/ENOENT.*nowhere/);
});
