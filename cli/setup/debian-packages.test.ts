import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { debianPackages } from './debian-packages.mjs';
import { findOnPath, findTemporalCli } from './tool-paths.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast apt '));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A program of that name in the only folder of the PATH. */
const program = (name: string, script: string) => {
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, name), 0o755);
};
const install = () =>
  debianPackages.install({
    root: folder,
    logFolder: join(folder, 'logs'),
    env: { PATH: folder },
    signal: new AbortController().signal,
    say: () => {},
    after: async () => {},
  });
const makes = (name: string) =>
  `printf '#!/bin/sh\\n' > "${folder}/${name}"; /bin/chmod 755 "${folder}/${name}";`;

describe('system packages', () => {
  it('are ready when all programs are there; a Redis elsewhere needs none here', () => {
    for (const name of ['espeak-ng', 'flite']) program(name, '');
    const at = { root: folder, env: { PATH: folder } };
    expect(debianPackages.isReady(at)).toBe(false);
    expect(debianPackages.isReady({ ...at, env: { ...at.env, REDIS_URL: 'redis://cache' } })).toBe(true);
    program('redis-server', '');
    expect(debianPackages.isReady(at)).toBe(true);
  });

  it('without apt-get the message names what is missing', async () => {
    program('redis-server', '');
    await expect(install()).rejects.toThrow('missing: espeak-ng, flite');
  });

  const asRoot = process.getuid?.() === 0 ? it : it.skip;
  asRoot('asks only for what is missing, and fetches the lists when the first try fails', async () => {
    program('redis-server', '');
    program('dpkg', '');
    program(
      'apt-get',
      `echo "$@" >> "${folder}/asked"
       if [ "$1" = update ]; then : > "${folder}/lists"; exit 0; fi
       [ -e "${folder}/lists" ] || exit 100
       ${makes('espeak-ng')} ${makes('flite')}`,
    );
    await install();
    expect(readFileSync(join(folder, 'asked'), 'utf8').trim().split('\n')).toEqual([
      'install -y --no-install-recommends espeak-ng flite',
      'update',
      'install -y --no-install-recommends espeak-ng flite',
    ]);
  });

  asRoot('what cannot be installed ends in the command for a person', async () => {
    program('apt-get', 'exit 100');
    await expect(install()).rejects.toThrow('sudo apt-get install redis-server espeak-ng flite');
    expect(existsSync(join(folder, 'logs', 'setup-apt.log'))).toBe(true);
  });
});

describe('finding programs', () => {
  it('a folder or a file that nobody may execute is no program', () => {
    writeFileSync(join(folder, 'flite'), '');
    expect(findOnPath('flite', { PATH: folder })).toBeUndefined();
    symlinkSync(tmpdir(), join(folder, 'espeak-ng'));
    expect(findOnPath('espeak-ng', { PATH: folder })).toBeUndefined();
  });

  it('the Temporal CLI of the PATH goes before the kept one', () => {
    const env = { PATH: '', HOLDFAST_CACHE: folder };
    expect(findTemporalCli(env)).toBeUndefined();
    program('temporal-1.8.2', '');
    expect(findTemporalCli(env)).toBe(join(folder, 'temporal-1.8.2'));
    program('temporal', '');
    expect(findTemporalCli({ ...env, PATH: folder })).toBe(join(folder, 'temporal'));
  });
});
