import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { chromium, findChromium } from './chromium.mjs';
import { partsFor } from './setup.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast chromium '));
});
afterEach(() => rmSync(folder, { recursive: true }));

const program = (name: string) => {
  writeFileSync(join(folder, name), '#!/bin/sh\n');
  chmodSync(join(folder, name), 0o755);
};

describe('Chromium', () => {
  it('is set up for the tests and for nothing else', () => {
    expect(partsFor('test')).toContain(chromium);
    for (const command of ['demo', 'up', 'check', 'setup', undefined])
      expect(partsFor(command)).not.toContain(chromium);
  });

  it.each(['chromium', 'chromium-browser', 'google-chrome'])('may be called %s', (name) => {
    const env = { PATH: folder };
    expect(findChromium(env)).toBeUndefined();
    program(name);
    expect(findChromium(env)).toBe(join(folder, name));
    expect(chromium.isReady({ root: folder, env })).toBe(true);
  });

  it('may be named', () => {
    expect(findChromium({ PATH: folder, CHROMIUM: '/opt/browser' })).toBe('/opt/browser');
  });

  it('that cannot be installed stops nobody: who sets up is told what will fail and what to do', async () => {
    const said: string[] = [];
    await chromium.install({
      root: folder,
      logFolder: join(folder, 'logs'),
      env: { PATH: folder },
      signal: new AbortController().signal,
      say: (line) => void said.push(line),
      after: async () => {},
    });
    expect(said.join()).toMatch(/tests of calls from a page will fail: missing: chromium/);
  });
});
