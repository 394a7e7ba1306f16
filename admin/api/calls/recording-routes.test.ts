import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { createServer } from '../server.ts';
import { type RecordingRecord, type RecordingShelf, recordingRoutes } from './recording-routes.ts';

const AUDIO = Buffer.from(Array.from({ length: 1000 }, (_, i) => i % 251));
const TOKEN = 'a-token-of-sixteen';
const stored: RecordingRecord = {
  ...{ status: 'stored', key: 'joined/c1.wav', startedAt: '2026-11-21T10:00:00.000Z', durationMs: 9000 },
  ...{ bytes: 1000, sha256: 'abc', missingMs: 0, fault: null, removedAt: null },
};

let recording: RecordingRecord | null;
let isKnown: boolean;
let open: RecordingShelf['open'];
let server: FastifyInstance;
const silent = () => undefined;
const log = { debug: silent, info: silent, warn: silent, error: silent };
const START = Date.parse('2026-11-21T10:00:00Z');
beforeEach(async () => {
  recording = stored;
  isKnown = true;
  open = async (_key, range) => Readable.from([AUDIO.subarray(range.from, range.to)]);
  const turn = { kind: 'speech', caller: 'hello', agent: 'Hello.', heard: null, at: '', superseded: false };
  const turns = [
    { ...turn, turnId: 'greeting', heardAt: { agentFrom: START + 40 } },
    {
      ...turn,
      turnId: 't1',
      heardAt: { callerFrom: START + 2000, callerTo: START + 3000, agentFrom: START + 3400 },
    },
    { ...turn, turnId: 't2', heardAt: undefined },
  ];
  const shelf: RecordingShelf = {
    find: async () => (isKnown ? { recording, turns } : null),
    open: (key, range) => open(key, range),
  };
  server = await createServer({
    token: TOKEN,
    log,
    ready: () => null,
    routes: [recordingRoutes({ shelf, log })],
  });
});
afterEach(() => server.close());

const ask = (headers: object = {}, url = '/calls/c1/recording', method: 'GET' | 'HEAD' = 'GET') =>
  server.inject({ method, url, headers: { authorization: `Bearer ${TOKEN}`, ...headers } });

describe('GET /calls/{id}/recording', () => {
  it('plays the whole recording', async () => {
    const answer = await ask();
    expect([answer.statusCode, answer.rawPayload.equals(AUDIO)]).toEqual([200, true]);
    expect(answer.headers).toMatchObject({
      ...{ 'content-type': 'audio/wav', 'content-length': '1000', 'accept-ranges': 'bytes', etag: '"abc"' },
      'cache-control': 'private, no-store',
    });
  });

  it('plays a part', async () => {
    const answer = await ask({ range: 'bytes=100-199' });
    expect([answer.statusCode, answer.rawPayload.equals(AUDIO.subarray(100, 200))]).toEqual([206, true]);
    expect(answer.headers).toMatchObject({ 'content-range': 'bytes 100-199/1000', 'content-length': '100' });
  });

  it('says how much there is instead of a part that is not', async () => {
    const answer = await ask({ range: 'bytes=1000-' });
    expect([answer.statusCode, answer.headers['content-range']]).toEqual([416, 'bytes */1000']);
  });

  it('plays all of it where the part is one of another recording', async () => {
    const parts = await Promise.all(
      ['"abc"', '"other"'].map((tag) => ask({ range: 'bytes=0-9', 'if-range': tag })),
    );
    expect(parts.map(({ statusCode }) => statusCode)).toEqual([206, 200]);
  });

  it('tells its length without a byte of it', async () => {
    open = () => Promise.reject(new Error('nobody asks the storage'));
    const answer = await ask({}, '/calls/c1/recording', 'HEAD');
    expect([answer.statusCode, answer.headers['content-length'], answer.payload]).toEqual([200, '1000', '']);
  });

  it.each([
    { rule: 'of an unknown call', known: false, status: 404, says: 'is not on record' },
    { rule: 'that is not joined yet', change: null, status: 404, says: 'not joined yet' },
    {
      rule: 'that never came',
      change: { status: 'missing', fault: 'no edge' },
      status: 404,
      says: 'no edge',
    },
    { rule: 'that the caller refused', change: { status: 'refused' }, status: 410, says: 'did not want' },
    {
      rule: 'whose days are over',
      change: { status: 'removed', removedAt: 'yesterday' },
      status: 410,
      says: 'yesterday',
    },
  ])('one $rule is refused, and why', async ({ known = true, change, status, says }) => {
    isKnown = known;
    recording = change === null ? null : ({ ...stored, ...change } as RecordingRecord);
    const answer = await ask();
    expect([answer.statusCode, answer.json<{ error: string }>().error]).toEqual([
      status,
      expect.stringContaining(says),
    ]);
  });

  it.each([
    { rule: 'has lost it', answer: async () => null },
    { rule: 'does not answer', answer: () => Promise.reject(new Error('s3://secret-host: timeout')) },
  ])('a storage that $rule is a 503 without its address', async ({ answer }) => {
    open = answer;
    const said = await ask();
    expect([said.statusCode, said.payload.includes('secret-host')]).toEqual([503, false]);
  });

  it('is for bearers of the token only', async () => {
    expect((await ask({ authorization: 'Bearer wrong' })).statusCode).toBe(401);
    expect((await ask({ authorization: '' }, '/calls/c1/transcript')).statusCode).toBe(401);
  });

  it.each(['/calls/..%2f..%2fetc/recording', '/calls/a%00b/recording'])('%s is no call', async (url) => {
    expect((await ask({}, url)).statusCode).toBe(400);
  });
});

describe('GET /calls/{id}/transcript', () => {
  it('has each side’s milliseconds into the recording', async () => {
    const { turns } = (await ask({}, '/calls/c1/transcript')).json<{ turns: object[] }>();
    expect(turns).toMatchObject([
      { turnId: 'greeting', callerFromMs: null, callerToMs: null, agentFromMs: 40 },
      { turnId: 't1', callerFromMs: 2000, callerToMs: 3000, agentFromMs: 3400 },
      { turnId: 't2', callerFromMs: null, callerToMs: null, agentFromMs: null },
    ]);
  });

  it('stays when the recording is gone', async () => {
    recording = { ...stored, status: 'removed', key: null };
    const answer = await ask({}, '/calls/c1/transcript');
    expect([answer.statusCode, answer.json<{ turns: object[] }>().turns.length]).toEqual([200, 3]);
  });

  it('of a call that is not on record is a 404', async () => {
    isKnown = false;
    expect((await ask({}, '/calls/c1/transcript')).statusCode).toBe(404);
  });
});
