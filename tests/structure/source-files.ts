import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(fileURLToPath(new URL('../..', import.meta.url)));

/** A file of ours: tracked by git, or new and not ignored. */
export interface SourceFile {
  /** relative to the repository, with slashes */
  path: string;
  absolute: string;
}

/** Files whose name ends with one of `extensions`. */
export function sourceFiles(extensions: readonly string[]): SourceFile[] {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  return listed
    .split('\0')
    .filter((path) => extensions.some((extension) => path.endsWith(extension)))
    .map((path) => ({ path, absolute: join(root, path) }))
    .filter(({ absolute }) => existsSync(absolute));
}
