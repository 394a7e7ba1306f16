import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { makeFolder } from './make-folder.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast folder '));
});
afterEach(() => rm(folder, { recursive: true }));

describe('a folder', () => {
  it('is made with those above it, once or twice, and by two at the same time', async () => {
    const path = join(folder, 'a', 'b', 'c');
    await Promise.all([makeFolder(path), makeFolder(path), makeFolder(join(folder, 'a', 'd'))]);
    await makeFolder(path);
    expect((await stat(path)).isDirectory()).toBe(true);
  });

  it.each([
    ['where a file system takes none', () => '/proc/holdfast/x', 'ENOENT'],
    ['below a file', () => join(folder, 'file', 'x'), 'ENOTDIR'],
    ['that is a file', () => join(folder, 'file'), 'is a file'],
  ])('%s is refused at once, with the variable and its value', async (_rule, path, why) => {
    await writeFile(join(folder, 'file'), '');
    const refusal = makeFolder(path(), 'SOME_DIR');
    await expect(refusal).rejects.toThrow(`SOME_DIR=${path()}: the folder cannot be made`);
    await expect(refusal).rejects.toThrow(why);
    await expect(refusal).rejects.toThrow('choose one where you may write');
  });
});
