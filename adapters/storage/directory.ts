import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { lstat, open, readdir, readFile, realpath, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { makeFolder } from '../../platform/make-folder.ts';
import { type ObjectStorage, StorageFault } from './object-storage.ts';

/** A name that no key has: what is being written, and left behind by who was killed at it. */
const UNFINISHED = '.unfinished-';
/** Nothing is written for so long. */
const ABANDONED_MS = 24 * 60 * 60_000;

/**
 * Objects as files below a folder, which edges, workers and the admin API share. An object appears under its name only
 * when all of it has been written.
 */
export function openDirectory(folder: string): ObjectStorage {
  const pathOf = (key: string): string => {
    const path = resolve(folder, key);
    if (key === '' || key.endsWith('/') || key.includes('\0') || !path.startsWith(resolve(folder) + sep))
      throw new StorageFault('bad', `"${key}" is no key of an object: it leads out of ${folder}`);
    return path;
  };
  /** the path of an object that is there; a link that leads out of the folder is none */
  const find = async (key: string): Promise<string | null> => {
    const path = pathOf(key);
    try {
      const [root, real, found] = await Promise.all([realpath(folder), realpath(path), lstat(path)]);
      return found.isFile() && real.startsWith(root + sep) ? real : null;
    } catch (error) {
      if (isAbsence(error)) return null;
      throw faultOf(error, key, folder);
    }
  };
  const guarded = async <T>(key: string, work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw faultOf(error, key, folder);
    }
  };

  return {
    name: folder,
    put: (key, body) =>
      guarded(key, async () => {
        const path = pathOf(key);
        const unfinished = join(dirname(path), `${UNFINISHED}${randomUUID()}`);
        await makeFolder(dirname(path));
        try {
          // remove() may take the folder away between
          const handle = await open(unfinished, 'w', 0o600).catch(async () => {
            await makeFolder(dirname(path));
            return open(unfinished, 'w', 0o600);
          });
          const source = body instanceof Uint8Array ? Readable.from([body]) : createReadStream(body.path);
          // what is joined replaces its segments, so it has to be on the disk itself; a sync may take seconds
          const flush = !(body instanceof Uint8Array);
          await pipeline(source, createWriteStream('', { fd: handle, flush }));
          await rename(unfinished, path);
        } catch (error) {
          await rm(unfinished, { force: true });
          throw error;
        }
      }),
    moveIn: (key, path) =>
      guarded(key, async () => {
        const target = pathOf(key);
        try {
          await rename(path, target).catch(async (error: unknown) => {
            if (codeOf(error) !== 'ENOENT') throw error;
            await makeFolder(dirname(target));
            await rename(path, target);
          });
          return true;
        } catch (error) {
          // another disk; or the file is not there, which reading it will say
          if (['EXDEV', 'ENOENT'].includes(codeOf(error))) return false;
          throw error;
        }
      }),
    async size(key) {
      const path = await find(key);
      return path === null ? null : guarded(key, async () => (await lstat(path)).size);
    },
    async read(key) {
      const path = await find(key);
      return path === null ? null : guarded(key, () => readFile(path));
    },
    async open(key, range) {
      const path = await find(key);
      if (path === null) return null;
      const stream = createReadStream(path, range && { start: range.from, end: range.to - 1 });
      return stream;
    },
    list: (prefix) =>
      guarded(prefix, async () => {
        const cut = prefix.lastIndexOf('/') + 1;
        const at = prefix.slice(0, cut);
        const found: { key: string; bytes: number }[] = [];
        for (const file of await filesBelow(at === '' ? folder : pathOf(at.slice(0, -1)))) {
          const key = at + file;
          const status = key.startsWith(prefix) ? await lstat(join(folder, key)).catch(() => null) : null;
          if (status?.isFile()) found.push({ key, bytes: status.size });
        }
        return found.sort((a, b) => (a.key < b.key ? -1 : 1));
      }),
    folders: () =>
      guarded('', async () => {
        const entries = await readdir(folder, { withFileTypes: true }).catch(noneIfAbsent);
        for (const entry of entries)
          if (entry.isDirectory()) await forgetUnfinished(join(folder, entry.name));
        return entries
          .filter((entry) => entry.isDirectory())
          .map(({ name }) => name)
          .sort();
      }),
    async remove(keys) {
      for (const key of keys)
        await guarded(key, async () => {
          const path = pathOf(key);
          await rm(path, { force: true });
          // the call's folder, once it is empty
          if (dirname(path) !== resolve(folder)) await rmdir(dirname(path)).catch(() => undefined);
        });
    },
    async check() {
      const probe = `${UNFINISHED}${randomUUID()}`;
      await guarded('', async () => {
        await makeFolder(folder);
        await (await open(join(folder, probe), 'w')).close();
        await rm(join(folder, probe), { force: true });
      });
    },
    close: () => undefined,
  };
}

/** What somebody who was killed has left half written, and the folder where that was all. */
async function forgetUnfinished(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  const unfinished = names.filter((name) => name.startsWith(UNFINISHED)).map((name) => join(folder, name));
  for (const path of unfinished) {
    const status = await lstat(path).catch(() => null);
    if (status !== null && Date.now() - status.mtimeMs > ABANDONED_MS) await rm(path, { force: true });
  }
  if (unfinished.length === names.length) await rmdir(folder).catch(() => undefined);
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(noneIfAbsent);
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith(UNFINISHED))
    .map((entry) =>
      join(entry.parentPath, entry.name).slice(folder.length).split(sep).join('/').replace(/^\//, ''),
    );
}

const ABSENT = ['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG'];
const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException | null)?.code ?? '';
const isAbsence = (error: unknown): boolean => ABSENT.includes(codeOf(error));
const noneIfAbsent = (error: unknown): never[] => {
  if (isAbsence(error)) return [];
  throw error;
};

function faultOf(error: unknown, key: string, folder: string): StorageFault {
  if (error instanceof StorageFault) return error;
  const { message } = error as Error;
  const code = codeOf(error);
  if (['EACCES', 'EPERM', 'EROFS'].includes(code))
    return new StorageFault('refused', `${folder}: ${code} at ${key}: let this user write there`, {
      cause: error,
    });
  if (['ENOSPC', 'EDQUOT'].includes(code))
    return new StorageFault('busy', `${folder} is full (${code} at ${key}): make room`, { cause: error });
  if (code === 'ENAMETOOLONG') return new StorageFault('bad', `${key} is too long a name`, { cause: error });
  return new StorageFault('busy', `${folder}: ${key}: ${message}`, { cause: error });
}
