import { createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { edgeToken } from '../platform/edge-token.ts';
import { signPlace } from './calls/place-token.ts';
import { type EdgeLab, openLeg, SECRET, STATIC_TOKEN, startEdgeLab, until } from './lab/edge-lab.ts';

let lab: EdgeLab;
beforeEach(async () => {
  lab = await startEdgeLab();
});
afterEach(() => lab.stop());

const soon = () => Date.now() + 10_000;
const refusal = (path: string) =>
  openLeg(`${lab.edge.publicUrl}${path}`).then(
    () => ({ status: 101 }),
    (error: { status: number; message: string }) => ({
      status: error.status,
      error: JSON.parse(error.message).error,
    }),
  );
const post = (path: string, body: string, headers = {}) =>
  fetch(`${lab.edge.internalUrl}${path}`, { method: 'POST', body, headers });

describe('sockets that are refused', () => {
  it.each([
    { rule: 'an unknown path', path: () => '/else', status: 404, says: 'no such path' },
    {
      rule: 'a call id with odd characters',
      path: () => '/fs/a%20b/token',
      status: 404,
      says: 'no such path',
    },
    { rule: 'a missing token', path: () => '/fs/c1', status: 401, says: 'no token' },
    { rule: 'an empty token', path: () => '/fs/c1/', status: 401, says: 'no token' },
    { rule: 'a wrong token', path: () => '/fs/c1/1.abc.def', status: 403, says: 'not for this call' },
    {
      rule: 'a token of another call',
      path: () => `/fs/c1/${signPlace(SECRET, 'c2', 1, soon())}`,
      status: 403,
      says: 'not for this call',
    },
    {
      rule: 'a token of another secret',
      path: () => `/fs/c1/${signPlace('x', 'c1', 1, soon())}`,
      status: 403,
      says: 'not for this call',
    },
    {
      rule: 'an expired token',
      path: () => `/fs/c1/${signPlace(SECRET, 'c1', 1, Date.now() - 1)}`,
      status: 403,
      says: 'expired',
    },
    {
      rule: 'a good token without a place',
      path: () => `/fs/c1/${signPlace(SECRET, 'c1', 1, soon())}`,
      status: 403,
      says: 'no place',
    },
  ])('$rule: $status', async ({ path, status, says }) => {
    expect(await refusal(path())).toMatchObject({ status, error: expect.stringContaining(says) });
  });

  it('a plain request to a good path: 426', async () => {
    const response = await fetch(`${lab.edge.publicUrl.replace('ws', 'http')}/fs/c1/token`);
    expect(response.status).toBe(426);
  });

  it('a second socket of the same call and epoch: 409 while the first answers a ping, and the first lives on', async () => {
    const first = await lab.call('c1');
    const again = `/fs/c1/${signPlace(SECRET, 'c1', 1, soon())}`;
    expect(await refusal(again)).toMatchObject({ status: 409 });
    expect((await lab.place('c1')).status).toBe(409);
    expect(first.socket.readyState).toBe(first.socket.OPEN);
  });

  it('a dead first socket is replaced', async () => {
    const first = await lab.call('c1');
    // a process that hangs answers no ping
    first.socket.pause();
    expect((await lab.place('c1')).status).toBe(201);
    first.socket.terminate();
  });

  it('what is said on the socket that replaces it is a turn of its own, which the server does not know yet', async () => {
    const first = await lab.call('c1');
    const say = async (listener: number, text: string, turns: number) => {
      const ears = await until(() => lab.speech.listeners[listener]);
      await until(() => ears.commands.length > 0);
      ears.say(text);
      return until(() => lab.calls.turns[turns]);
    };
    const before = await say(0, 'monday', 0);
    first.socket.pause();
    const second = await lab.call('c1');
    const after = await say(1, 'tuesday', 1);
    expect(after).toMatchObject({ epoch: before.epoch, text: 'tuesday' });
    expect(after.turnId).not.toBe(before.turnId);
    first.socket.terminate();
    second.socket.terminate();
  });

  it('a higher epoch replaces a living one, and the call does not end', async () => {
    const first = await lab.call('c1');
    const second = await lab.call('c1', 2);
    expect((await first.closed).code).toBe(1000);
    expect(lab.calls.opens.map(({ epoch }) => epoch)).toEqual([1, 2]);
    expect(lab.calls.ends).toEqual([]);
    second.socket.terminate();
  });

  it('a place too many: 503, and the running calls go on', async () => {
    const legs = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((id) => lab.call(id)));
    expect(await lab.place('f')).toMatchObject({
      status: 503,
      body: { error: expect.stringContaining('full') },
    });
    expect(legs.map(({ socket }) => socket.readyState)).toEqual(legs.map(({ socket }) => socket.OPEN));
    expect(await (await fetch(`${lab.edge.internalUrl}/calls`)).json()).toMatchObject({ active: 5, max: 5 });
  });
});

describe('an edge that has not read its scenarios yet', () => {
  it('gives no place and takes no socket, so that the switch tries again', async () => {
    const early = await startEdgeLab({ snapshot: () => null });
    try {
      const says = expect.stringContaining('have not been read yet');
      expect(await early.place('c1')).toMatchObject({ status: 503, body: { error: says } });
      const direct = openLeg(`${early.edge.publicUrl}/fs/c1/${STATIC_TOKEN}`);
      await expect(direct).rejects.toMatchObject({ status: 503, message: says });
    } finally {
      await early.stop();
    }
  });
});

describe('the static token', () => {
  it('takes caller data from the metadata frame', async () => {
    const leg = await openLeg(`${lab.edge.publicUrl}/fs/d1/${STATIC_TOKEN}`);
    leg.socket.send('{"callId":"d1","from":"+38050","to":"102"}');
    expect(await until(() => lab.calls.opens[0])).toMatchObject({ callId: 'd1', from: '+38050', to: '102' });
  });

  it('does not wait for metadata that never comes', async () => {
    await openLeg(`${lab.edge.publicUrl}/fs/d2/${STATIC_TOKEN}`);
    expect(await until(() => lab.calls.opens[0])).toMatchObject({ callId: 'd2', from: '', to: '' });
  });
});

describe('a running call bears', () => {
  it.each([
    { rule: 'text that is no JSON', send: 'hello' },
    { rule: 'JSON that is no object', send: '[1,2]' },
    { rule: 'broken JSON behind good JSON', send: '{"a":1}{"b":' },
    { rule: 'a mark', send: '{"type": "mark", "data": {"name":"m1", "event": "playout"}}' },
  ])('$rule', async ({ send }) => {
    const leg = await lab.call('e1');
    leg.socket.send(send);
    const ears = await until(() => lab.speech.listeners[0]);
    leg.frames(5);
    await until(() => ears.bytes >= 1600);
    expect(leg.socket.readyState).toBe(leg.socket.OPEN);
  });

  it('odd byte counts: every sample arrives whole', async () => {
    const leg = await lab.call('e2');
    const ears = await until(() => lab.speech.listeners[0]);
    await until(() => ears.commands.length > 0);
    for (const length of [1, 3, 319, 2, 1]) leg.socket.send(Buffer.alloc(length));
    await until(() => ears.bytes === 326);
    leg.frames(5);
    await until(() => ears.bytes === 326 + 1600);
  });

  it('five seconds of audio in one frame', async () => {
    const leg = await lab.call('e3');
    const ears = await until(() => lab.speech.listeners[0]);
    leg.socket.send(Buffer.alloc(80_000));
    await until(() => ears.bytes >= 80_000);
  });
});

describe('a call ends', () => {
  it('with a close by the edge after a zero-length frame', async () => {
    const leg = await lab.call('g1');
    leg.socket.send(Buffer.alloc(0));
    expect((await leg.closed).code).toBe(1000);
    expect((await until(() => lab.calls.ends[0])).end.reason).toBe('caller-hung-up');
  });

  it('for a frame that no switch sends, with its close code', async () => {
    const leg = await lab.call('g2');
    leg.socket.send(Buffer.alloc(600 * 1024));
    expect((await leg.closed).code).toBe(1009);
  });

  it('although openCall still runs at the hang-up; the end comes behind it', async () => {
    const open = Promise.withResolvers<void>();
    const { onOpen } = lab.calls;
    lab.calls.onOpen = async (call) => {
      await open.promise;
      return onOpen(call);
    };
    const leg = await lab.call('g3');
    leg.socket.close(1000);
    await leg.closed;
    expect(lab.calls.ends).toEqual([]);
    open.resolve();
    expect((await until(() => lab.calls.ends[0])).end.reason).toBe('caller-hung-up');
  });

  it.each(['closed', 'wrapping-up'] as const)(
    'with a goodbye when it is placed once more at the same epoch and its workflow is %s',
    async (afterEnd) => {
      lab.calls.afterEnd = afterEnd;
      const first = await lab.call('g4');
      await until(() => lab.calls.opens.length === 1);
      first.socket.close(1000);
      await until(() => lab.calls.ends[0]);
      const second = await lab.call('g4');
      second.frames(10);
      await until(() => second.texts.find((text) => text.includes('disconnect')));
      // nothing of it is to lie where the recording of the call does
      second.socket.close(1000);
      expect((await until(() => lab.calls.ends[1])).end.recording).toBeUndefined();
    },
  );

  it('without a recording when the disk is full, and the call goes on', async () => {
    await lab.stop();
    lab = await startEdgeLab({
      openSegment: async () => ({
        write: () =>
          Promise.reject(Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' })),
        truncate: async () => undefined,
        close: async () => undefined,
      }),
    });
    const leg = await lab.call('g6');
    leg.frames(10);
    await until(() => lab.errors.includes('a part of a recording could not be written, the call goes on'));
    expect(leg.socket.readyState).toBe(leg.socket.OPEN);
    leg.socket.close(1000);
    expect((await until(() => lab.calls.ends[0])).end.recording).toBeUndefined();
  });
});

describe('internal requests', () => {
  const bearer = (callId: string, epoch = 1) => ({
    authorization: `Bearer ${edgeToken(SECRET, callId, epoch)}`,
  });
  it.each([
    { rule: 'a body that is no JSON', path: '/calls', body: 'x', status: 400 },
    { rule: 'a place without a call id', path: '/calls', body: '{"epoch":1,"from":"","to":""}', status: 400 },
    {
      rule: 'an epoch below 1',
      path: '/calls',
      body: '{"callId":"x","epoch":0,"from":"","to":""}',
      status: 400,
    },
    {
      rule: 'a body that is too large',
      path: '/calls',
      body: `{"callId":"${'x'.repeat(20_000)}"}`,
      status: 413,
    },
    { rule: 'a digit for an unknown call', path: '/calls/none/dtmf', body: '{"digit":"1"}', status: 404 },
    { rule: 'a digit that is none', path: '/calls/none/dtmf', body: '{"digit":"12"}', status: 400 },
    { rule: 'a reply for an unknown call', path: '/calls/none/turns/t1/reply', body: '', status: 404 },
    { rule: 'an unknown path', path: '/else', body: '', status: 404 },
    { rule: 'a path that cannot be read', path: '/calls/%E0%A4%A/dtmf', body: '', status: 400 },
  ])('$rule: $status', async ({ path, body, status }) => {
    const response = await post(path, body);
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ error: expect.any(String) });
  });

  it.each([
    { rule: 'without a token', headers: () => ({}), path: '?attempt=1', status: 401 },
    {
      rule: 'with the token of another epoch',
      headers: () => bearer('h1', 2),
      path: '?attempt=1',
      status: 403,
    },
    { rule: 'with a bad attempt', headers: () => bearer('h1'), path: '?attempt=x', status: 400 },
  ])('a reply $rule: $status', async ({ headers, path, status }) => {
    await lab.call('h1');
    expect((await post(`/calls/h1/turns/t1-1/reply${path}`, '{"end":true}', headers())).status).toBe(status);
  });

  it('a reply to a turn that is not the current one is stale', async () => {
    await lab.call('h2');
    const response = await post('/calls/h2/turns/t9/reply?attempt=1', '{"seq":1,"text":"x"}\n', bearer('h2'));
    expect(await response.json()).toEqual({ status: 'stale' });
  });

  it('a line of a reply that cannot be read: 400', async () => {
    await lab.call('h3');
    expect((await post('/calls/h3/turns/t1/reply?attempt=1', 'nonsense\n', bearer('h3'))).status).toBe(400);
  });
});

describe('the process', () => {
  it('says which port is in use', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as { port: number };
    await expect(startEdgeLab({ port })).rejects.toThrow(`127.0.0.1:${port} is in use`);
    other.close();
  });

  it('takes no more calls while it drains, and hands over those that are left', async () => {
    const leg = await lab.call('i1');
    const stopping = lab.edge.stop(300);
    await until(() => true);
    expect((await lab.place('i2')).body.error).toContain('stopping');
    expect((await fetch(`${lab.edge.internalUrl}/readyz`)).status).toBe(503);
    await stopping;
    expect((await leg.closed).code).toBe(1000);
    expect(lab.calls.ends).toEqual([]);
  });
});
