import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { freePort } from './free-port.ts';
import { startReady } from './start-ready.ts';
import { type Service, type ServiceEvent, supervise } from './supervise.ts';
import { probeHttp, waitUntil } from './wait-until.ts';

const folder = mkdtempSync(join(tmpdir(), 'holdfast supervise '));
afterAll(() => rmSync(folder, { recursive: true }));

/** Answers its pid and one variable of its environment. */
const SERVER = `require('node:http').createServer((q, r) => r.end(process.pid + ' ' + process.env.GIVEN))
  .listen(Number(process.env.PORT), '127.0.0.1')`;

const server = (port: number): Service => ({
  name: 'server',
  async start(signal) {
    const child = await startReady({
      name: 'server',
      command: process.execPath,
      args: ['-e', SERVER],
      env: { ...process.env, PORT: `${port}`, GIVEN: 'kept', NODE_OPTIONS: '' },
      logPath: join(folder, 'server.log'),
      what: 'the server',
      probe: () => probeHttp(`http://127.0.0.1:${port}`),
      timeoutMs: 20_000,
      signal,
    });
    return { child, stop: () => child.stop() };
  },
});
const ask = async (port: number) => (await fetch(`http://127.0.0.1:${port}`)).text();
const never = new AbortController().signal;

describe('a supervised service', () => {
  it('comes back at the same port with the same environment when it is killed, and says so', async () => {
    const port = await freePort();
    const events: ServiceEvent[] = [];
    const supervised = await supervise(server(port), (event) => events.push(event), never);
    const first = supervised.current().child?.pid ?? 0;
    process.kill(first, 'SIGKILL');
    await waitUntil(async () => expect(events.at(-1)?.type).toBe('restarted'), {
      what: 'it',
      timeoutMs: 20_000,
    });
    const second = supervised.current().child?.pid;
    expect(second).not.toBe(first);
    expect(await ask(port)).toBe(`${second} kept`);
    await supervised.stop();
    await expect(ask(port)).rejects.toThrow();
    expect(events.map(({ type }) => type)).toEqual(['ready', 'crashed', 'restarted', 'stopped']);
    expect(events[1]?.detail).toBe('ended by SIGKILL: restarting');
  });

  it('keeps trying while it cannot start, and stops at once when asked', async () => {
    let starts = 0;
    const events: ServiceEvent[] = [];
    const port = await freePort();
    const works = server(port);
    const service: Service = {
      name: 'fragile',
      start: (signal) => (++starts === 1 ? works.start(signal) : Promise.reject(new Error('no database'))),
    };
    const supervised = await supervise(service, (event) => events.push(event), never);
    process.kill(supervised.current().child?.pid ?? 0, 'SIGKILL');
    await waitUntil(async () => expect(starts).toBeGreaterThan(2), { what: 'it', timeoutMs: 20_000 });
    await supervised.stop();
    const after = starts;
    expect(events.filter(({ type }) => type === 'crashed')[1]?.detail).toBe(
      'no database: restarting in 0.5 s',
    );
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(starts).toBe(after);
  });

  it('a first start that fails rejects with the log of the process', async () => {
    const broken: Service = {
      name: 'broken',
      start: async (signal) => {
        const child = await startReady({
          name: 'broken',
          command: process.execPath,
          args: ['-e', 'console.error("PORT is 99999: choose one below 65536"); process.exit(3)'],
          env: { ...process.env, NODE_OPTIONS: '' },
          logPath: join(folder, 'broken.log'),
          what: 'broken',
          probe: () => Promise.reject(new Error('nothing there')),
          timeoutMs: 20_000,
          signal,
        });
        return { child, stop: () => child.stop() };
      },
    };
    await expect(supervise(broken, () => {}, never)).rejects.toThrow(
      /ended with code 3[\s\S]*PORT is 99999: choose one below 65536/,
    );
  });
});
