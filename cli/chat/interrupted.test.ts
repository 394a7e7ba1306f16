import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { projectRoot } from '../stack/paths.ts';
import { lockStack } from '../stack/stack-lock.ts';
import { type StackState, writeState } from '../stack/state.ts';

/** A running stack of which only the admin API answers; `/dialog` is answered where a test says so. */
let home: string;
let asked: string[];
let dialog: (response: ServerResponse) => void;
let isReady: boolean;
let server: Server;
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'holdfast-chat-'));
  asked = [];
  isReady = true;
  dialog = () => undefined;
  server = createServer((request, response) => {
    const { method, url = '' } = request;
    if (url === '/readyz') return void response.writeHead(isReady ? 200 : 503).end();
    asked.push(`${method} ${url}`);
    if (url === '/session') response.end(JSON.stringify({ sessionId: 's1', greeting: 'Good day.' }));
    else if (method === 'DELETE') response.writeHead(204).end();
    else dialog(response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  lockStack(home);
  const admin = { url: `http://127.0.0.1:${port}`, token: 'any' };
  writeState({ pid: process.pid, home, admin } as StackState);
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
  rmSync(home, { recursive: true, force: true });
});

/** `npm run chat` with its standard input a pipe, as under a script or a service. */
function startChat() {
  const child = spawn(process.execPath, ['cli/main.ts', 'chat'], {
    cwd: projectRoot,
    env: { ...process.env, HOLDFAST_HOME: home, NODE_OPTIONS: '' },
  });
  let output = '';
  const waiting: (() => void)[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      output += chunk;
      for (const look of waiting) look();
    });
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  return {
    type: (line: string) => child.stdin.write(`${line}\n`),
    interrupt: () => child.kill('SIGINT'),
    exited,
    output: () => output,
    says: (words: string) =>
      new Promise<void>((resolve, reject) => {
        const look = () => output.includes(words) && resolve();
        waiting.push(look);
        look();
        exited.then((code) => reject(new Error(`ended with ${code}: ${output}`)), reject);
      }),
  };
}

describe('npm run chat, interrupted without a terminal', () => {
  it('ends its session on a stack that goes on', async () => {
    const chat = startChat();
    await chat.says('Good day.');
    chat.interrupt();
    expect(await chat.exited).toBe(130);
    expect(asked).toEqual(['POST /session', 'DELETE /session/s1']);
    expect(chat.output().trimEnd().split('\n').at(-1)).toBe('interrupted: the session is ended');
  }, 30_000);

  it('does not wait for an answer that is under way', async () => {
    const chat = startChat();
    await chat.says('Good day.');
    const reached = new Promise<void>((resolve) => {
      dialog = () => resolve();
    });
    chat.type('hello');
    await reached;
    chat.interrupt();
    expect(await chat.exited).toBe(130);
    expect(asked).toEqual(['POST /session', 'POST /dialog', 'DELETE /session/s1']);
  }, 30_000);

  it('leaves at once while the stack still starts, in one line', async () => {
    isReady = false;
    const chat = startChat();
    await chat.says('waiting for the stack');
    chat.interrupt();
    expect(await chat.exited).toBe(130);
    expect(asked).toEqual([]);
    expect(chat.output().trimEnd().split('\n').slice(1)).toEqual(['interrupted: no session was begun']);
  }, 30_000);
});
