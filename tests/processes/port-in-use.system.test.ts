import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { migrate } from '../../adapters/postgres/index.ts';
import { createTestDatabase, type TestDatabase } from '../servers/database.ts';
import { startMain, takenPort } from './start-main.ts';

const SECRET = 'a secret of the tests';
let database: TestDatabase;
let folder: string;
let taken: Awaited<ReturnType<typeof takenPort>>;
beforeAll(async () => {
  [database, folder, taken] = await Promise.all([
    createTestDatabase(),
    mkdtemp(join(tmpdir(), 'holdfast port ')),
    takenPort(),
  ]);
  await migrate(database.url);
});
afterAll(async () => {
  await Promise.all([database?.drop(), taken?.release(), rm(folder, { recursive: true, force: true })]);
});

const shared = () => ({
  DATABASE_URL: database.url,
  TEMPORAL_ADDRESS: process.env.TEST_TEMPORAL_ADDRESS ?? '',
});
const edge = () => ({ ...shared(), EDGE_SECRET: SECRET, EDGE_PORT: '0', EDGE_INTERNAL_PORT: '0' });

describe('a process whose port is taken ends, and says which variable chooses another', () => {
  it.each<{ variable: string; entry: string; env: () => Record<string, string> }>([
    {
      variable: 'ADMIN_PORT',
      entry: 'admin/api/main.ts',
      env: () => ({ ...shared(), ADMIN_TOKEN: 'token-of-the-tests', SCENARIOS_DIR: 'scenarios' }),
    },
    {
      variable: 'STORE_PORT',
      entry: 'store/main.ts',
      env: () => ({ ...shared(), STORE_TOKEN: 'token-of-the-tests', STORE_SHOPS: 'shop' }),
    },
    { variable: 'EDGE_PORT', entry: 'media-edge/main.ts', env: edge },
    { variable: 'EDGE_INTERNAL_PORT', entry: 'media-edge/main.ts', env: edge },
    {
      variable: 'WORKER_PORT',
      entry: 'workers/call-worker.ts',
      env: () => ({ ...shared(), EDGE_SECRET: SECRET, RECORDINGS_DIR: join(folder, 'recordings') }),
    },
    {
      variable: 'CONTROL_PORT',
      entry: 'media-edge/switch-control/main.ts',
      env: () => ({
        FREESWITCH_ESL: '127.0.0.1:9',
        FREESWITCH_ESL_PASSWORD: 'x',
        EDGE_INTERNAL_URL: 'http://127.0.0.1:9',
      }),
    },
  ])('$variable of $entry', async ({ variable, entry, env }) => {
    const main = startMain(entry, { ...env(), [variable]: `${taken.port}` });
    try {
      expect(await main.exited).toBe(1);
      expect(main.output()).toContain(
        `127.0.0.1:${taken.port} is in use: stop what listens there, or set ${variable} to another port`,
      );
      // the message is enough: a stack of ours helps nobody
      expect(main.output()).not.toContain('    at ');
    } finally {
      await main.stop();
    }
  });

  it('and so does an admin API without scenarios', async () => {
    const main = startMain('admin/api/main.ts', {
      ...shared(),
      ADMIN_TOKEN: 'token-of-the-tests',
      SCENARIOS_DIR: folder,
    });
    try {
      expect(await main.exited).toBe(1);
      expect(main.output()).toContain('(ENOENT): set SCENARIOS_DIR to a folder like scenarios/');
      expect(main.output()).not.toContain('    at ');
    } finally {
      await main.stop();
    }
  });

  it('an address of another machine likewise', async () => {
    const main = startMain('store/main.ts', {
      ...shared(),
      STORE_TOKEN: 'token-of-the-tests',
      STORE_SHOPS: 'shop',
      STORE_HOST: '192.0.2.1',
    });
    try {
      expect(await main.exited).toBe(1);
      expect(main.output()).toContain('192.0.2.1 is no address of this machine: set STORE_HOST');
    } finally {
      await main.stop();
    }
  });
});
