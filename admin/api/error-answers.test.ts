import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { FastifyInstance } from 'fastify';
import { CALL_ERRORS, type CallState, type Channel } from '../../contracts/call-messages.ts';
import { callRoutes } from './calls/routes.ts';
import { createServer } from './server.ts';
import { type Conversations, NoSuchSession } from './text-channel/conversation.ts';
import { textChannel } from './text-channel/routes.ts';

const TOKEN = 'a-token-of-sixteen';
const silent = () => undefined;
const log = { debug: silent, info: silent, warn: silent, error: silent };

/** Sessions by id; the workflow of a call that is no text session refuses a turn by text. */
const channels: Record<string, Channel> = { t1: 'text', p1: 'phone', w1: 'web' };
const ended: string[] = [];
const look = async (callId: string) => {
  const channel = channels[callId];
  if (channel === undefined) throw new NoSuchSession(callId, 'unknown');
  return { channel, ended: null } as CallState;
};
const conversations: Conversations = {
  look,
  open: () => Promise.reject(new Error('not asked for')),
  say: async (callId) => {
    await look(callId);
    const cause = ApplicationFailure.nonRetryable('via must be the channel', CALL_ERRORS.badInput);
    throw new WorkflowUpdateFailedError('refused', cause);
  },
  end: async (callId) => void ended.push(callId),
};

let server: FastifyInstance;
beforeAll(async () => {
  const snapshot = () => ({ routes: [], published: {}, scenarios: {}, flags: {} });
  server = await createServer({
    ...{ token: TOKEN, log, ready: () => null },
    routes: [
      textChannel({ conversations, snapshot }),
      callRoutes({
        archive: { recent: async () => [], afterwards: async () => null },
        live: { running: async () => [], look, isRunning: async () => true },
      }),
    ],
  });
  await server.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => server.close());

const ask = (method: 'GET' | 'POST' | 'DELETE', url: string, payload?: string) =>
  server.inject({
    ...{ method, url, headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' } },
    ...(payload === undefined ? {} : { payload }),
  });

describe('an answer that refuses', () => {
  it.each([
    ['GET', '/calls?limit=x', undefined, 400, 'limit: expected a whole number from 1 to 500 (is "x")'],
    ['GET', '/calls?limit=501', undefined, 400, 'limit: expected a whole number from 1 to 500 (is "501")'],
    ['GET', '/calls/%zz', undefined, 400, '"/calls/%zz" cannot be read: "%" is written %25'],
    ['GET', `/calls/${'a'.repeat(101)}`, undefined, 400, 'is too long'],
    ['POST', '/dialog', '{}', 400, 'message is missing'],
    ['POST', '/dialog', '', 400, 'send the body as JSON'],
    ['POST', '/dialog', '{"message": hi', 400, 'JSON'],
    ['POST', '/dialog', '{"message":"hi","sesionId":"x"}', 400, 'sesionId'],
    ['POST', '/dialog', '{"message":"hi","language":"fr"}', 400, 'language: '],
    [
      'POST',
      '/dialog',
      '{"message":"hi","sessionId":"../x"}',
      400,
      '1-64 letters, digits, "-" or "_" (is "../x")',
    ],
    ['POST', '/dialog', '{"message":"hi","sessionId":"p1"}', 409, 'p1 is a phone call'],
    ['POST', '/dialog', '{"message":"hi","sessionId":"w1"}', 409, 'w1 is a call from a page'],
    ['DELETE', '/session/p1', undefined, 409, 'p1 is a phone call'],
  ] as const)('%s %s %s → %d', async (method, url, payload, status, says) => {
    const answer = await ask(method, url, payload);
    expect(answer.statusCode).toBe(status);
    expect(Object.keys(answer.json())).toEqual(['error']);
    expect(answer.json().error).toContain(says);
    expect(answer.json().error).not.toMatch(/NaN|via|querystring|received/);
  });

  it('has the same shape where what came is no HTTP', async () => {
    const { port } = server.server.address() as { port: number };
    const socket = connect(port, '127.0.0.1', () => socket.write('nonsense\r\n\r\n'));
    const chunks: string[] = [];
    for await (const chunk of socket) chunks.push(String(chunk));
    const [head = '', body = ''] = chunks.join('').split('\r\n\r\n');
    expect(head).toMatch(/^HTTP\/1.1 400 /);
    expect(JSON.parse(body)).toEqual({ error: expect.stringContaining('not HTTP') });
  });
});

it('a DELETE that says JSON and sends none is done', async () => {
  const answer = await ask('DELETE', '/session/t1');
  expect([answer.statusCode, answer.body, ended]).toEqual([204, '', ['t1']]);
});
