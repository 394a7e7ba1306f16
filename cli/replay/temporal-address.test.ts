import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { lockStack } from '../stack/stack-lock.ts';
import { type StackState, writeState } from '../stack/state.ts';
import { temporalAddress } from './temporal-address.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'holdfast-replay-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));
const state = (admin: string) =>
  writeState({
    ...{ pid: process.pid, home, temporal: { address: '127.0.0.1:7777', uiUrl: '' } },
    admin: { url: admin, token: '' },
  } as StackState);

describe('the server that calls are replayed from', () => {
  it('is the one that TEMPORAL_ADDRESS names, whatever runs', async () => {
    expect(await temporalAddress(home, { TEMPORAL_ADDRESS: 'elsewhere:7233' })).toBe('elsewhere:7233');
  });

  it("is the running stack's", async () => {
    const admin = createServer((_, response) => response.end()).listen(0, '127.0.0.1');
    await once(admin, 'listening');
    lockStack(home);
    state(`http://127.0.0.1:${(admin.address() as AddressInfo).port}`);
    expect(await temporalAddress(home, {})).toBe('127.0.0.1:7777');
    admin.close();
  });

  it.each([
    ['no stack runs', () => undefined],
    ['a stack has ended and left its state', () => state('http://127.0.0.1:9')],
  ])('is none where %s: said without trying to connect', async (_rule, prepare) => {
    prepare();
    await expect(temporalAddress(home, { TEMPORAL_ADDRESS: '' })).rejects.toThrow(
      `no stack of ${home} runs: start it with npm run up, or set TEMPORAL_ADDRESS`,
    );
  });
});
