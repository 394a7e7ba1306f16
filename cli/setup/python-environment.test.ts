import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { pythonEnvironment } from './python-environment.mjs';

it('an environment that is a link to another one is left as it is', async () => {
  const root = mkdtempSync(join(tmpdir(), 'holdfast-venv-'));
  try {
    mkdirSync(join(root, 'theirs'));
    writeFileSync(join(root, 'theirs', 'kept'), '');
    symlinkSync(join(root, 'theirs'), join(root, '.venv'));
    const { signal } = new AbortController();
    const install = pythonEnvironment.install({
      ...{ root, logFolder: root, env: process.env, signal },
      after: () => Promise.resolve(),
      say: () => {},
    });
    await expect(install).rejects.toThrow(/\.venv is a link.*remove the link/);
    expect(existsSync(join(root, 'theirs', 'kept'))).toBe(true);
  } finally {
    rmSync(root, { recursive: true });
  }
});
