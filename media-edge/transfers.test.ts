import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type EdgeLab, openLeg, startEdgeLab, until } from './lab/edge-lab.ts';
import { outcomeOf } from './lab/fake-calls.ts';

let lab: EdgeLab;
beforeEach(async () => {
  lab = await startEdgeLab();
});
afterEach(() => lab.stop());

const post = async (path: string, body: object) => {
  const response = await fetch(`${lab.edge.internalUrl}${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as { url: string; path: string } };
};
const parties = { from: '', to: '100' };
const place = (callId: string, more: object = {}) =>
  post('/calls', { callId, epoch: 1, ...parties, ...more });
const claim = async (callId: string, by: string, transferId = 'x-1') =>
  (await post(`/calls/${callId}/transfer/claim`, { transferId, by })).status;
const result = async (callId: string, more: object = {}) =>
  (
    await post(`/calls/${callId}/transfer/result`, {
      transferId: 'x-1',
      answered: false,
      cause: 'BUSY',
      ...more,
    })
  ).status;

/** A call whose agent has just asked for a human. */
async function transferring(callId: string) {
  const placed = await place(callId, { reportsTransfers: true });
  const leg = await openLeg(`${placed.body.url}${placed.body.path}`);
  lab.calls.onTurn = async ({ turnId, text }) =>
    text === 'transfer-failed'
      ? outcomeOf(turnId, 'Nobody answers.')
      : outcomeOf(turnId, '', { action: { type: 'transfer', target: '200', id: 'x-1' } });
  (await until(() => lab.speech.listeners[0])).say('operator');
  await until(() => leg.texts.find((text) => text.includes('"transfer"')));
  return leg;
}

describe('a transfer that somebody at the switch reports on', () => {
  it('names itself to them, and the call goes on meanwhile', async () => {
    const leg = await transferring('t1');
    expect(JSON.parse(leg.texts.at(-1) ?? '')).toEqual({
      type: 'transfer',
      data: { target: '200', id: 'x-1' },
    });
    expect(lab.calls.ends).toEqual([]);
  });

  it('is one asker’s, for as long as they say so', async () => {
    await transferring('t2');
    expect(await claim('t2', 'a')).toBe(200);
    expect(await claim('t2', 'b')).toBe(409);
    expect(await claim('t2', 'a')).toBe(200);
    expect(await claim('t2', 'b', 'another')).toBe(404);
    expect(await claim('unknown', 'b')).toBe(404);
  });

  it('answered: the workflow knows, and the edge hears no more', async () => {
    const leg = await transferring('t3');
    expect(await result('t3', { answered: true })).toBe(202);
    expect((await until(() => lab.calls.ends[0])).end.reason).toBe('transferred');
    await leg.closed;
  });

  it('not answered: the dialog goes on, and says so once', async () => {
    await transferring('t4');
    expect([await result('t4'), await result('t4')]).toEqual([202, 202]);
    await until(() => lab.speech.spoken.includes('Nobody answers.'));
    expect(lab.calls.turns.map(({ kind, text }) => [kind, text])).toEqual([
      ['speech', 'operator'],
      ['event', 'transfer-failed'],
    ]);
    expect(await claim('t4', 'a')).toBe(404);
  });

  it('of a call that no edge has any more: the workflow learns of a human, and of nothing else', async () => {
    expect(await result('gone', { answered: true })).toBe(404);
    expect(await result('gone', { orphan: true })).toBe(404);
    expect(lab.calls.ends).toEqual([]);
    expect(await result('gone', { answered: true, orphan: true })).toBe(202);
    expect(lab.calls.ends).toMatchObject([{ callId: 'gone', end: { reason: 'transferred' } }]);
  });

  it.each([{}, { transferId: 'x-1' }, { transferId: 1, by: 'a' }, { transferId: '', by: 'a' }])(
    'a claim of %j is refused by its name',
    async (body) => {
      expect((await post('/calls/t5/transfer/claim', body)).status).toBe(400);
    },
  );
});

describe('a human who is to be told what a call is about', () => {
  const briefing = { say: 'Name: Anna.', language: 'en' };
  it('hears it on a connection of their own, which is no call, and which then is to end', async () => {
    const placed = await place('operator', { briefing });
    const leg = await openLeg(`${placed.body.url}${placed.body.path}`);
    await until(() => leg.audio.length > 0);
    await until(() => leg.texts.includes('{"type":"disconnect","data":{"reason":"told"}}'));
    expect(lab.speech.spoken).toContain('Name: Anna.');
    expect([lab.calls.opens.length, lab.speech.listeners.length]).toEqual([0, 0]);
    leg.socket.close(1000);
  });

  it('is connected at once by a key', async () => {
    const placed = await place('operator', { briefing: { ...briefing, say: 'A long story. '.repeat(20) } });
    const leg = await openLeg(`${placed.body.url}${placed.body.path}`);
    await until(() => leg.audio.length > 0);
    leg.socket.send('{"type":"dtmf","data":{"digit":"1"}}');
    await until(() => leg.texts.includes('{"type":"disconnect","data":{"reason":"told"}}'));
  });

  it('hears nothing where the voice fails, and is connected all the same', async () => {
    lab.speech.failWith(500);
    const placed = await place('operator', { briefing });
    const leg = await openLeg(`${placed.body.url}${placed.body.path}`);
    await until(() => leg.texts.includes('{"type":"disconnect","data":{"reason":"told"}}'));
  });
});

describe('two askers for one call', () => {
  it('get one place', async () => {
    expect((await place('p1', { by: 'a' })).status).toBe(201);
    expect((await place('p1', { by: 'b' })).status).toBe(409);
    expect((await place('p1', { by: 'a' })).status).toBe(201);
    // the next epoch is another matter
    expect((await place('p1', { by: 'b', epoch: 2 })).status).toBe(201);
  });

  it('learn whether the call is connected', async () => {
    const look = async () => {
      const response = await fetch(`${lab.edge.internalUrl}/calls/p2`);
      return [response.status, await response.json()];
    };
    expect((await look())[0]).toBe(404);
    const leg = await lab.call('p2', 3);
    expect(await look()).toEqual([200, { epoch: 3 }]);
    leg.socket.close(1000);
    await until(() => lab.calls.ends[0]);
    expect((await look())[0]).toBe(404);
  });
});
