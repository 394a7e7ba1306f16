import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockStack } from '../stack/stack-lock.ts';
import { type StackState, writeState } from '../stack/state.ts';

/** A home folder whose stack seems to run: its lock is this process's, its admin API answers what it is given. */
export interface FakeStack {
  home: string;
  stop(): Promise<void>;
}

/** `answers`: JSON by method and path, such as `GET /calls`; anything else is 404. */
export async function startFakeStack(answers: Record<string, object>): Promise<FakeStack> {
  const home = await mkdtemp(join(tmpdir(), 'holdfast fake stack '));
  const server = createServer((request, response) => {
    request.resume(); // a body is no matter here
    const path = request.url?.split('?')[0] ?? '';
    const answer = path === '/readyz' ? {} : answers[`${request.method} ${path}`];
    response
      .writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' })
      .end(JSON.stringify(answer ?? { error: `nothing at ${path}` }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const lock = lockStack(home);
  const state: Partial<StackState> = {
    ...{ pid: process.pid, home },
    admin: { url: `http://127.0.0.1:${port}`, token: 'token' },
    temporal: { address: '127.0.0.1:9', uiUrl: '' },
  };
  writeState(state as StackState);
  return {
    home,
    async stop() {
      lock.unlock();
      server.closeAllConnections();
      server.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}
