import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { preparePostgresPlace } from './postgres-place.ts';

/** PostgreSQL refuses to run as root, so root's runs as somebody else; everybody else's runs as they are. */
const isRoot = process.getuid?.() === 0;
/** of no PostgreSQL that anybody has */
const VERSION = `0.0.${process.pid}-test`;

let closed: string;
let packageFolder: string;
const elsewhere: string[] = [];
beforeEach(() => {
  closed = mkdtempSync(join(tmpdir(), 'holdfast-closed-')); // mode 0700
  packageFolder = join(closed, 'node_modules', 'postgres');
  mkdirSync(join(packageFolder, 'native', 'bin'), { recursive: true, mode: 0o700 });
  mkdirSync(join(packageFolder, 'native', 'share'), { mode: 0o700 });
  writeFileSync(join(packageFolder, 'package.json'), JSON.stringify({ version: VERSION }));
  writeFileSync(
    join(packageFolder, 'native', 'bin', 'postgres'),
    '#!/bin/sh\ncat "$(dirname "$0")/../share/words"\n',
    {
      mode: 0o700,
    },
  );
  writeFileSync(join(packageFolder, 'native', 'share', 'words'), 'it runs', { mode: 0o600 });
});
afterEach(() => {
  for (const folder of [closed, ...elsewhere.splice(0)]) rmSync(folder, { recursive: true, force: true });
});

const prepared = async () => {
  const place = await preparePostgresPlace(join(closed, 'home'), packageFolder);
  if (isRoot) elsewhere.push(place.nativeFolder, dirname(place.dataFolder));
  return place;
};
const run = ({ nativeFolder, user }: Awaited<ReturnType<typeof prepared>>) =>
  execFileSync(join(nativeFolder, 'bin', 'postgres'), { cwd: '/', encoding: 'utf8', ...user });

// either half runs on some machine: nothing is skipped, and what does not apply is the other user's rule
if (isRoot)
  describe('embedded PostgreSQL of root, below a folder that only root may enter', () => {
    it('programs are copied to where their user can run them, whatever their modes and our umask', async () => {
      const umask = process.umask(0o077);
      const place = await prepared().finally(() => process.umask(umask));
      expect(place.nativeFolder).not.toContain(closed);
      expect(place.user?.uid).toBeGreaterThan(0);
      expect(run(place)).toBe('it runs');
      expect(statSync(join(place.nativeFolder, 'share', 'words')).mode & 0o777).toBe(0o644);
    });

    it('several at once copy one, and leave no half', async () => {
      const [one, ...others] = await Promise.all([prepared(), prepared(), prepared()]);
      const { nativeFolder } = one;
      expect(others.map((other) => other.nativeFolder)).toEqual([nativeFolder, nativeFolder]);
      expect(readdirSync(dirname(nativeFolder)).filter((name) => name.includes(VERSION))).toHaveLength(1);
      expect(run(one)).toBe('it runs');
    });

    it('the data lies beside them, with the name of the home that it belongs to', async () => {
      const { dataFolder } = await prepared();
      expect(dataFolder).not.toContain(closed);
      expect(readFileSync(join(dirname(dataFolder), 'home'), 'utf8')).toBe(`${join(closed, 'home')}\n`);
    });
  });
else
  describe('embedded PostgreSQL of an ordinary user', () => {
    it('runs from where npm put it, on data in the home, as that user', async () => {
      const place = await prepared();
      expect(place).toEqual({
        nativeFolder: join(packageFolder, 'native'),
        dataFolder: join(closed, 'home', 'postgres'),
      });
      expect(run(place)).toBe('it runs');
      expect(existsSync('/var/lib/holdfast') && readdirSync('/var/lib/holdfast').includes(VERSION)).toBe(
        false,
      );
    });
  });
