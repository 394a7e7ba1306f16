import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { dialQuietly } from '../../cli/sim/dial-quietly.ts';
import type { Operator } from '../../cli/sim/operators.ts';
import { type SimulatedSwitch, startSwitch } from '../../cli/sim/switch.ts';
import { until } from '../../cli/sim/until.ts';
import { operatorLegId } from '../../media-edge/switch-control/operator-leg.ts';
import { type StackUnderFire, startStackUnderFire } from './stack-under-fire.ts';
import { type KnownCall, openTextLine, type TextCaller, type TextLine } from './text-caller.ts';
import { callWhile } from './voice-caller.ts';

let stack: StackUnderFire;
let line: TextLine;
let simulated: SimulatedSwitch;
/** what the telephone of the scenario's operator does */
const telephones: Record<string, Operator> = {};
beforeAll(async () => {
  const password = 'of the simulated switch';
  simulated = await startSwitch({ dialplan: { type: 'control', password }, operators: telephones });
  stack = await startStackUnderFire({
    FREESWITCH_ESL: `127.0.0.1:${simulated.eslPort}`,
    FREESWITCH_ESL_PASSWORD: password,
  });
  line = await openTextLine(stack.state());
}, 120_000);
afterAll(async () => {
  await line?.close();
  await stack?.stop();
  await simulated?.close();
}, 60_000);
beforeEach(() => stack.forgetEvents());

/** From the first question to the time that is offered. */
async function untilOffered(call: TextCaller) {
  expect(await call.say('a haircut please')).toMatchObject({ state: 'ASK_DATE' });
  expect(await call.say('on monday')).toMatchObject({ state: 'OFFER_TIMES' });
}

async function untilBooked(call: TextCaller) {
  expect(await call.say('the first one please')).toMatchObject({ state: 'CONFIRM' });
  expect(await call.say('yes')).toMatchObject({ state: 'BOOKED', action: { type: 'hang-up' } });
  await call.hangUp();
}

interface Recorded {
  recording: { status: string; durationMs: number; missingMs: number; fault: string | null };
  turns: { turnId: string; agentFromMs: number | null }[];
}

/** A call's recording and transcript, once its parts are joined. */
async function recordingOf(callId: string): Promise<Recorded> {
  const { url, token } = stack.state().admin;
  for (;;) {
    const answer = await fetch(`${url}/calls/${callId}/transcript`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const recorded = (await answer.json()) as Recorded;
    if (answer.ok && recorded.recording !== null) return recorded;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

const bookedOnce = { result: { outcome: 'booked' }, bookings: 1, rows: 1 };

describe('a call-worker that is killed', () => {
  const nameOf = (pid: number) =>
    stack.state().processes.find((one) => one.pid === pid)?.name ?? `no process ${pid}`;

  it('between two turns: another one answers, with every slot', async () => {
    const call = await line.call();
    await untilOffered(call);
    const killed = nameOf(await call.holder());
    await stack.kill(killed);
    expect(await call.say('the second one please')).toMatchObject({ state: 'CONFIRM' });
    expect(await call.slots()).toMatchObject({ service: 'haircut' });
    expect(await call.say('yes')).toMatchObject({ state: 'BOOKED' });
    await call.hangUp();
    expect(await call.outcome()).toMatchObject(bookedOnce);
    await stack.restarted(killed);
    expect(stack.crashed()).toEqual([killed]);
  });

  it('in the middle of a booking: the turn is answered, and there is one booking', async () => {
    const call = await line.call();
    await untilOffered(call);
    await call.say('the first one please');
    const release = await holdAppointments();
    const booked = call.say('yes');
    const killed = nameOf(await call.toolWorker());
    await stack.kill(killed);
    await release();
    expect(await booked).toMatchObject({ state: 'BOOKED' });
    await call.hangUp();
    expect(await call.outcome()).toMatchObject(bookedOnce);
    await stack.restarted(killed);
  });

  it('together with the only other one: the stack starts them again, and the turn is answered', async () => {
    const call = await line.call();
    await untilOffered(call);
    await Promise.all([stack.kill('call-worker-1'), stack.kill('call-worker-2')]);
    await untilBooked(call);
    expect(await call.outcome()).toMatchObject(bookedOnce);
    await Promise.all([stack.restarted('call-worker-1'), stack.restarted('call-worker-2')]);
  });
});

describe('a server that is killed', () => {
  it('PostgreSQL: the caller hears a way out or the times, and what is written after the call waits for it', async () => {
    const call = await line.call();
    await call.say('a haircut please');
    await stack.kill('postgres');
    let answer = await call.say('on monday');
    for (let tries = 0; answer.state === 'CALENDAR_AWAY' && tries < 20; tries++)
      answer = await call.say('yes');
    expect(answer).toMatchObject({ state: 'OFFER_TIMES' });
    await stack.restarted('postgres');
    stack.forgetEvents();
    await call.say('the first one please');
    expect(await call.say('yes')).toMatchObject({ state: 'BOOKED' });
    await stack.kill('postgres');
    await call.hangUp();
    await stack.restarted('postgres');
    expect(await call.outcome()).toMatchObject(bookedOnce);
    expect(stack.crashed()).toEqual(['postgres']);
  });

  it('PostgreSQL while it works for us: no process of ours falls with it', async () => {
    const call = await line.call();
    await untilOffered(call);
    await call.say('the first one please');
    await holdAppointments();
    const answer = call.say('yes');
    await call.toolWorker();
    await stack.kill('postgres');
    expect(['BOOKED', 'CALENDAR_AWAY']).toContain((await answer).state);
    await stack.restarted('postgres');
    await call.hangUp();
    expect((await call.outcome()).rows).toBe(1);
    expect(stack.crashed()).toEqual(['postgres']);
  });

  it('Temporal: the turn is sent again until it is back, and answered once', async () => {
    const call = await line.call();
    await untilOffered(call);
    await stack.kill('temporal');
    await untilBooked(call);
    expect(await call.outcome()).toMatchObject(bookedOnce);
    expect(stack.crashed()).toEqual(['temporal']);
  });
});

describe('a process on the audio path that is killed', () => {
  it('media-edge, right after the caller has spoken: the call comes to it again and the open question is repeated', async () => {
    const { report, questionsAfter } = await callWhile(simulated, [
      { after: 'on monday', strike: () => stack.kill('media-edge') },
    ]);
    expect(stack.crashed()).toEqual(['media-edge']);
    const again = questionsAfter('on monday')[0];
    expect(['which day would suit you', 'which day', 'which would you like', 'which time']).toContain(again);
    const call = line.known(report.callId);
    expect(await call.epoch()).toBe(2);
    expect(await call.outcome()).toMatchObject(bookedOnce);

    // what both edges have heard, in one recording; between them is what nobody heard
    const { recording, turns } = await recordingOf(report.callId);
    expect(recording).toMatchObject({ status: 'stored', fault: null });
    expect(recording.missingMs).toBeGreaterThan(0);
    expect(recording.missingMs).toBeLessThan(recording.durationMs / 2);
    const of = (epoch: number) => turns.filter(({ turnId }) => turnId.startsWith(`t${epoch}-`));
    const places = [...of(1), ...of(2)].flatMap(({ agentFromMs }) => agentFromMs ?? []);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places.at(-1)).toBeGreaterThan(recording.durationMs / 2);
  }, 120_000);

  it('speech worker, Redis and switch-control, one after another in one call: it ends in the booking', async () => {
    const { report } = await callWhile(simulated, [
      { after: 'a haircut please', strike: () => stack.kill('speech') },
      { after: 'on monday', strike: () => stack.kill('redis') },
      { after: 'the first one', strike: () => stack.kill('switch-control') },
    ]);
    expect(stack.crashed()).toEqual(['speech', 'redis', 'switch-control']);
    const call = line.known(report.callId);
    expect(await call.epoch()).toBe(1);
    expect(await call.outcome()).toMatchObject(bookedOnce);
  }, 120_000);
});

describe('a caller who wants a human', () => {
  /** Dials, and asks for the operator by a key as soon as something is said. */
  async function askForOperator() {
    const caller = dialQuietly(simulated, { from: '+380671234567', to: '100' });
    await until('the greeting', () => caller.soundAtMs());
    caller.channel.press('0');
    return caller;
  }

  it('who has a telephone that is busy: the agent says so, and leaves a call back', async () => {
    telephones['1000'] = { does: 'busy', afterMs: 200 };
    const caller = await askForOperator();
    const call = line.known(caller.channel.uuid);
    await until(
      'the dialog knows',
      async () => (await heardOf(call)).includes('Shall we call you back?'),
      20_000,
    );
    caller.channel.press('1');
    await until('the agent hangs up', () => caller.ended(), 20_000);
    expect(await call.outcome()).toMatchObject({ result: { outcome: 'callback' }, rows: 1 });
  }, 60_000);

  it('media-edge is killed while it rings: the human gets the caller, once', async () => {
    telephones['1000'] = { does: 'answer', afterMs: 6_000 };
    const caller = await askForOperator();
    const { uuid } = caller.channel;
    await until('it rings', () => simulated.channel(operatorLegOf(uuid)), 20_000);
    await stack.kill('media-edge');
    await until('they talk', () => caller.transferredTo(), 30_000);
    caller.channel.hangUp('NORMAL_CLEARING');
    const call = line.known(uuid);
    expect(await call.outcome()).toMatchObject({ result: { outcome: 'transferred', ended: 'transferred' } });
    await stack.restarted('media-edge');
  }, 60_000);
});

/** '' until the workflow has begun */
const heardOf = (call: KnownCall): Promise<string> => call.words().catch(() => '');
/** the first turn of the call asks for the transfer */
const operatorLegOf = (callId: string) => operatorLegId(callId, 'transfer-1');

/** Keeps tools waiting at the table of appointments until it is released, or the server is gone. */
async function holdAppointments(): Promise<() => Promise<void>> {
  const holder = new pg.Client({ connectionString: stack.state().databaseUrl });
  holder.on('error', () => {}); // the server may be killed meanwhile
  await holder.connect();
  await holder.query('BEGIN');
  await holder.query('LOCK TABLE appointments IN ACCESS EXCLUSIVE MODE');
  return () => holder.end();
}
