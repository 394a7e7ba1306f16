import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import type { CallLine } from '../../admin/api/calls/routes.ts';
import type { ShownCall } from '../../cli/calls/format.ts';
import { freePort } from '../../cli/stack/free-port.ts';
import { callWorkflowId } from '../../contracts/call-messages.ts';
import type { DialogReply } from '../../contracts/text-channel.ts';
import { type AdminProcess, eventually, startTextLab, type TextLab, TOKEN } from './text-lab.ts';

const LINE = '380440000001';
const UNROUTED = '380449999999';
const IDLE_MS = 1_500;

let lab: TextLab;
let admin: AdminProcess;
/** without Temporal; asked at once, since the SDK's own retries take 20 s */
let alone: AdminProcess;
let fromAlone: Promise<Sent>;

beforeAll(async () => {
  lab = await startTextLab([{ to: LINE, tenant: 'demo', scenario: 'clinic', language: 'en' }]);
  const nobody = `127.0.0.1:${await freePort()}`;
  alone = await lab.startAdmin('admin-alone', { TEMPORAL_ADDRESS: nobody });
  fromAlone = dialog({ message: 'hi', messageId: 'm1', sessionId: 's1' }, alone.url);
  fromAlone.catch(() => undefined);
  admin = await lab.startAdmin('admin');
}, 60_000);
afterAll(() => lab?.stop(), 60_000);

interface Sent {
  status: number;
  body: Partial<DialogReply> & { error?: string };
}
interface SessionView {
  state: string;
  ended: boolean;
  outcome: string | null;
  slots: Record<string, unknown>;
  transcript: { turnId: string; caller: string; agent: string }[];
}

/** A request with nothing filled in: the body goes out as it is. */
async function send(
  path: string,
  init: { method?: string; body?: string; token?: string | null; type?: string; url?: string } = {},
): Promise<Sent> {
  const { method = 'POST', body, token = TOKEN, type = 'application/json', url = admin.url } = init;
  const response = await fetch(new URL(path, url), {
    method,
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': type }),
    },
    ...(body === undefined ? {} : { body }),
    signal: AbortSignal.timeout(45_000),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as Sent['body']) };
}
const dialog = (body: object, url?: string) =>
  send('/dialog', { body: JSON.stringify({ to: LINE, ...body }), ...(url === undefined ? {} : { url }) });
const look = (id: string) => admin.client.request<SessionView>('GET', `/session/${id}`);
const show = (id: string) => admin.client.request<ShownCall>('GET', `/calls/${id}`);

describe('POST /dialog', () => {
  it('the first answer has the greeting and a session id, the next has none', async () => {
    const first = await dialog({ message: 'my name is Anna Kovalenko' });
    expect(first).toMatchObject({
      status: 200,
      body: { state: 'ASK_SYMPTOMS', slots: { name: 'Anna Kovalenko' }, ended: false },
    });
    expect(first.body.greeting).toContain('This call is recorded');
    expect(first.body.reply).toContain('Anna Kovalenko');
    const second = await dialog({ sessionId: first.body.sessionId, message: 'mri of the head' });
    expect(second.body).toMatchObject({ sessionId: first.body.sessionId, state: 'ASK_VISITED_DOCTOR' });
    expect(second.body).not.toHaveProperty('greeting');
  });

  it('the client may choose the session id', async () => {
    const sessionId = `mine_${randomUUID().slice(0, 8)}`;
    const { body } = await dialog({ sessionId, message: 'hello' });
    expect(body).toMatchObject({ sessionId, greeting: expect.any(String) });
    expect((await look(sessionId)).ended).toBe(false);
  });

  it('the same messageId twice answers the same and says nothing twice, the first message included', async () => {
    const sessionId = randomUUID();
    const first = { sessionId, messageId: 'm1', message: 'my name is Anna Kovalenko' };
    const answers = [await dialog(first), await dialog(first)];
    expect(answers[1]).toEqual(answers[0]);
    const next = { sessionId, messageId: 'm2', message: 'mri of the knee' };
    const [one, other] = await Promise.all([dialog(next), dialog(next)]);
    expect(other?.body.reply).toBe(one?.body.reply);
    expect((await look(sessionId)).transcript.map(({ turnId }) => turnId)).toEqual(['greeting', 'm1', 'm2']);
  });

  it('two first messages at once open one session', async () => {
    const sessionId = randomUUID();
    const answers = await Promise.all(
      ['m1', 'm2'].map((messageId) => dialog({ sessionId, messageId, message: 'hello' })),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(answers.filter(({ body }) => body.greeting !== undefined)).toHaveLength(1);
    expect((await look(sessionId)).transcript).toHaveLength(3);
  });

  it('keys and silence are turns, too', async () => {
    const { body } = await dialog({ message: '' });
    expect(body.reply).toContain('Are you still there');
    const keys = await dialog({ sessionId: body.sessionId, message: '0', kind: 'dtmf' });
    expect(keys.body).toMatchObject({ state: 'TRANSFER', ended: true });
  });
});

describe('a session that has ended', () => {
  it('by the dialog: its last message may be repeated, a new one is refused', async () => {
    const sessionId = randomUUID();
    const last = { sessionId, messageId: 'bye', message: 'goodbye' };
    const ended = await dialog(last);
    expect(ended.body).toMatchObject({ state: 'END', ended: true });
    expect((await dialog(last)).body.reply).toBe(ended.body.reply);
    const refused = await dialog({ sessionId, message: 'hello' });
    expect(refused).toMatchObject({ status: 410, body: { error: expect.stringContaining('has ended') } });
    expect((await send('/session', { body: JSON.stringify({ sessionId, to: LINE }) })).status).toBe(410);
  });

  it('by DELETE: what was said can be read, and the call stands on record', async () => {
    const { body } = await dialog({ message: 'my name is Anna Kovalenko' });
    const id = body.sessionId ?? '';
    expect(await look(id)).toMatchObject({ state: 'ASK_SYMPTOMS', ended: false, outcome: null });
    expect((await send(`/session/${id}`, { method: 'DELETE' })).status).toBe(204);
    const after = await eventually('the end of the session', async () => {
      const view = await look(id);
      return view.outcome === null ? undefined : view;
    });
    expect(after).toMatchObject({ ended: true, outcome: 'abandoned', slots: { name: 'Anna Kovalenko' } });
    expect((await dialog({ sessionId: id, message: 'hello' })).status).toBe(410);
    await eventually('the record', async () => ((await show(id)).afterwards === null ? undefined : true));
    expect((await send(`/session/${id}`, { method: 'DELETE' })).status).toBe(410);
  });

  it('by itself, when nothing was said for long enough', async () => {
    const impatient = await lab.startAdmin('admin-impatient', { TEXT_IDLE_MS: `${IDLE_MS}` });
    const { body } = await dialog({ message: 'hello' }, impatient.url);
    await impatient.stop();
    await eventually('the idle end', async () =>
      (await look(body.sessionId ?? '')).ended ? true : undefined,
    );
  });
});

describe('the list of calls', () => {
  it('has live calls and finished ones, newest first, and each in full', async () => {
    const finished = (await dialog({ message: 'goodbye' })).body.sessionId ?? '';
    const live = (await dialog({ message: 'my name is Anna Kovalenko' })).body.sessionId ?? '';
    const lines = await eventually('both calls', async () => {
      const { calls } = await admin.client.request<{ calls: CallLine[] }>('GET', '/calls?limit=500');
      const both = calls.filter(({ callId }) => callId === finished || callId === live);
      return both.length === 2 && both.some(({ outcome }) => outcome !== null) ? both : undefined;
    });
    expect(lines).toMatchObject([
      { callId: live, live: true, outcome: null, tenant: 'demo', scenario: 'clinic' },
      { callId: finished, live: false, outcome: 'abandoned', state: 'END' },
    ]);
    expect(await show(live)).toMatchObject({ live: true, afterwards: null, channel: 'text' });
    const record = await eventually('cost and row', async () => {
      const call = await show(finished);
      return call.afterwards?.sheetRow == null ? undefined : call;
    });
    expect(record).toMatchObject({ live: false, outcome: 'abandoned', ended: 'agent-hung-up' });
    expect(record.afterwards?.costBreakdown).not.toBeNull();
  });

  it('says of a call that was terminated that it was cut short, and not that it lives', async () => {
    const { sessionId = '' } = (await dialog({ message: 'my name is Anna Kovalenko' })).body;
    const connection = await Connection.connect({ address: process.env.TEST_TEMPORAL_ADDRESS });
    const client = new Client({ connection, namespace: lab.namespace });
    await client.workflow.getHandle(callWorkflowId(sessionId)).terminate();
    await connection.close();
    expect(await show(sessionId)).toMatchObject({ live: false, cutShort: true, outcome: null, ended: null });
  });
});

describe('bad input', () => {
  const cases: { what: string; request: () => Promise<Sent>; status: number; says: string }[] = [
    {
      what: 'no token',
      request: () => send('/dialog', { body: '{"message":"hi"}', token: null }),
      status: 401,
      says: 'Authorization: Bearer',
    },
    {
      what: 'a wrong token',
      request: () => send('/calls', { method: 'GET', token: `${TOKEN}x` }),
      status: 401,
      says: 'Authorization: Bearer',
    },
    {
      what: 'an unknown path',
      request: () => send('/dialogue', { body: '{}' }),
      status: 404,
      says: 'no such path: POST /dialogue',
    },
    {
      what: 'a wrong method',
      request: () => send('/dialog', { method: 'GET' }),
      status: 404,
      says: 'no such path: GET /dialog',
    },
    {
      what: 'text that is not JSON',
      request: () => send('/dialog', { body: '{"message": hi' }),
      status: 400,
      says: 'JSON',
    },
    {
      what: 'another content type',
      request: () => send('/dialog', { body: 'hi', type: 'text/csv' }),
      status: 415,
      says: 'application/json',
    },
    {
      what: 'no message',
      request: () => dialog({}),
      status: 400,
      says: 'message',
    },
    {
      what: 'a message that is too long',
      request: () => dialog({ message: 'a'.repeat(4_001) }),
      status: 400,
      says: '4000',
    },
    {
      what: 'a body that is too large',
      request: () => dialog({ message: 'a'.repeat(70_000) }),
      status: 413,
      says: 'large',
    },
    {
      what: 'an unknown key',
      request: () => dialog({ message: 'hi', sesionId: 'x' }),
      status: 400,
      says: 'sesionId',
    },
    {
      what: 'a session id that is none',
      request: () => dialog({ message: 'hi', sessionId: '../x' }),
      status: 400,
      says: 'sessionId has 1-64 letters',
    },
    {
      what: 'a language that nobody speaks',
      request: () => dialog({ message: 'hi', language: 'fr' }),
      status: 400,
      says: 'language',
    },
    {
      what: 'letters as keys',
      request: () => dialog({ message: 'one', kind: 'dtmf' }),
      status: 400,
      says: 'keys are 0-9',
    },
    {
      what: 'a number without a route',
      request: () => dialog({ message: 'hi', to: UNROUTED }),
      status: 422,
      says: `no scenario answers "${UNROUTED}": add a route`,
    },
    {
      what: 'an unknown session, looked at',
      request: () => send('/session/nobody', { method: 'GET' }),
      status: 404,
      says: 'no session nobody',
    },
    {
      what: 'an unknown session, deleted',
      request: () => send('/session/nobody', { method: 'DELETE' }),
      status: 404,
      says: 'no session nobody',
    },
    {
      what: 'an unknown call',
      request: () => send('/calls/nobody', { method: 'GET' }),
      status: 404,
      says: 'no call nobody',
    },
    {
      what: 'a limit that is none',
      request: () => send('/calls?limit=many', { method: 'GET' }),
      status: 400,
      says: 'limit',
    },
  ];
  it.each(cases)('$what → $status', async ({ request, status, says }) => {
    const answer = await request();
    expect(answer.status).toBe(status);
    expect(answer.body.error).toContain(says);
  });

  it('Temporal is away → 503, while health and metrics answer', async () => {
    const health = await fetch(`${alone.url}/metrics`);
    expect(await health.text()).toContain('process_cpu_seconds_total');
    expect(await fromAlone).toMatchObject({
      status: 503,
      body: { error: expect.stringContaining('same messageId') },
    });
  }, 60_000);
});
