import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { shopsOf } from './shops.ts';
import { processesWith } from './testing/processes-with.ts';

let folder: string;
const route = (to: string, tenant: string, scenario: string) => ({ to, tenant, scenario, language: 'en' });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast shops '));
  for (const [name, text] of [
    ['shop', 'tools:\n  find-items: { args: [], data: [] }\n'],
    ['desk', 'states: {}\n'],
    ['broken', 'tools: [\n'],
  ] as const) {
    await mkdir(join(folder, name));
    await writeFile(join(folder, name, 'scenario.yaml'), text);
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const routes = (...all: ReturnType<typeof route>[]) =>
  writeFile(join(folder, 'routes.yaml'), JSON.stringify({ routes: all }));

describe('shops of a scenarios folder', () => {
  it('are the tenants whose scenario asks a store, each once', async () => {
    await routes(
      route('1001', 'b', 'shop'),
      route('1002', 'a', 'shop'),
      route('1003', 'b', 'shop'),
      route('1004', 'c', 'desk'),
    );
    expect(shopsOf(folder)).toEqual(['a', 'b']);
  });

  it('are none where nothing asks a store, a file is broken, or there is no folder', async () => {
    await routes(route('1001', 'a', 'desk'), route('1002', 'b', 'broken'), route('1003', 'b', 'missing'));
    expect(shopsOf(folder)).toEqual([]);
    expect(shopsOf(join(folder, 'nowhere'))).toEqual([]);
  });
});

describe('the store of the stack', () => {
  const names = (shops: string[], env: Record<string, string> = {}) =>
    processesWith({ shops, env }).map(({ name }) => name);
  const workerEnv = (shops: string[], env: Record<string, string> = {}) =>
    processesWith({ shops, env }).find(({ name }) => name === 'call-worker-1')?.env ?? {};

  it('is started for its shops, and the workers know it', () => {
    expect(names(['parts'])).toContain('store');
    expect(workerEnv(['parts'])).toMatchObject({
      STORE_URL: 'http://127.0.0.1:9104',
      STORE_TOKEN: 'store-token',
    });
  });

  it('is not started where no scenario needs it', () => {
    expect(names([])).not.toContain('store');
    expect(workerEnv([])).not.toHaveProperty('STORE_URL');
  });

  it('is not started beside the one that STORE_URL names', () => {
    const env = { STORE_URL: 'https://shop.example' };
    expect(names(['parts'], env)).not.toContain('store');
    // it comes to the workers with the rest of the environment
    expect(workerEnv(['parts'], env)).not.toHaveProperty('STORE_URL');
  });
});
