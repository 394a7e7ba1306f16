import { mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { ConfigError } from './config.ts';

/**
 * Makes a folder with those above it; one that is there is fine. Rejects with a message that names the path, and the
 * variable that it came from. Node's own `recursive` never ends where a file system has no room for folders (/proc).
 */
export async function makeFolder(path: string, variable?: string): Promise<void> {
  const named = variable === undefined ? path : `${variable}=${path}`;
  const missing: string[] = [];
  try {
    for (let at = resolve(path); !(await isFolder(at)); at = dirname(at)) missing.unshift(at);
    for (const folder of missing) await mkdir(folder).catch(unlessMadeMeanwhile);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new ConfigError(
      `${named}: the folder cannot be made (${code ?? message}): choose one where you may write`,
    );
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    if ((await stat(path)).isDirectory()) return true;
    throw new Error(`${path} is a file`);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

function unlessMadeMeanwhile(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
