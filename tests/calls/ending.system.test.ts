import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CallLab, endOf, look, openCallLab, wait } from './call-lab.ts';
import { usageEvent } from './scripted-activities.ts';

let lab: CallLab;
beforeAll(async () => {
  lab = await openCallLab();
}, 60_000);
afterAll(() => lab?.close(), 30_000);

describe('the end of a call', () => {
  it('what was heard is the truth on the transcript', async () => {
    const call = lab.call();
    await call.open();
    await call.say('one', { heard: { turnId: 'greeting', text: 'hel', complete: false } });
    await call.end({ heard: { turnId: 't1', text: 'you said', complete: false } });
    await call.result();
    expect(lab.world.records.get(call.callId)?.state.transcript.map(({ heard }) => heard)).toEqual([
      'hel',
      'you said',
    ]);
  });

  it('a turn that runs at hang-up runs to its end, tools included, and only the words stop', async () => {
    const call = lab.call({ scenarioHash: 'model' });
    await call.open();
    const booking = call.say('book 10:00');
    await booking;
    const speaking = call.say('slowly');
    await wait(150);
    const waiting = call.say('book 12:00');
    await wait(50);
    await call.end();
    expect(await speaking).toMatchObject({ delivery: 'text', reply: 'you said slowly' });
    expect(await waiting).toMatchObject({ reply: 'set-appointment ok' });
    await call.result();
    expect(lab.world.appointments.get(`${call.callId} 1`)).toMatchObject({ time: '12:00' });
  });

  it('usage is counted once, whoever repeats it, and the call adds its own machine time', async () => {
    const call = lab.call({ scenarioHash: 'model' });
    await call.open();
    const stt = usageEvent('stt-1', 't1', 2);
    await call.say('one', { usage: [stt] });
    await call.say('two', { usage: [stt, usageEvent('stt-2', 't2', 1)] });
    await call.end({ usage: [stt] });
    await call.result();
    expect(lab.world.usage.get(call.callId)?.map(({ id }) => id)).toEqual([
      'stt-1',
      'llm-t1-1',
      'stt-2',
      'llm-t2-1',
      'call-worker-machine-second',
    ]);
  });

  it('everything after the call is done, and the recording is kept', async () => {
    const call = lab.call();
    await call.open();
    await call.say('bye');
    await call.end({ reason: 'agent-hung-up', recording: { key: 'a.wav', durationMs: 1000, channels: 2 } });
    const result = await call.result();
    expect(result).toMatchObject({ outcome: 'informed', ended: 'agent-hung-up', state: 'END', turns: 1 });
    expect(lab.world.finished(call.callId).sort()).toEqual(
      ['accountCost', 'exportToSheet', 'saveCall', 'scoreQuality', 'storeRecording'].sort(),
    );
    expect(await look(call)).toMatchObject({ outcome: 'informed', costMicroUsd: result.costMicroUsd });
    const { searchAttributes } = await call.handle.describe();
    expect(searchAttributes).toMatchObject({
      CallTenant: ['test'],
      CallScenario: ['scripted'],
      CallState: ['END'],
      CallOutcome: ['informed'],
      CallPromptVersion: ['1'],
      CallCostUsd: [result.costMicroUsd / 1e6],
    });
  });

  it('a sheet that is down holds back nothing else, and gets its row when it is back', async () => {
    const call = lab.call();
    lab.world.sheetDown.add(call.callId);
    await call.open();
    await call.say('book 10:00');
    await call.end();
    await wait(600);
    expect(lab.world.finished(call.callId).sort()).toEqual(
      ['accountCost', 'saveCall', 'scoreQuality', 'settleAppointments'].sort(),
    );
    expect((await call.handle.describe()).status.name).toBe('RUNNING');
    lab.world.sheetDown.delete(call.callId);
    expect(await call.result()).toMatchObject({ outcome: 'booked' });
    expect(lab.world.finished(call.callId).at(-1)).toBe('exportToSheet');
  });

  it.each([
    { name: 'edge-lost', hash: 'text', limit: 400, ended: 'edge-lost' },
    { name: 'time-limit', hash: 'short', limit: undefined, ended: 'time-limit' },
  ])('without an endCall it ends as $name', async ({ hash, limit, ended }) => {
    const call = lab.call({ scenarioHash: hash, silenceLimitMs: limit });
    await call.open();
    await call.say('hello');
    expect(await call.result()).toMatchObject({ ended, outcome: 'abandoned', turns: 1 });
  });

  it('a message puts the silence limit off, a transfer suspends it', async () => {
    const call = lab.call({ silenceLimitMs: 1_500 });
    await call.open();
    for (let i = 0; i < 3; i++) {
      await wait(700);
      await call.say('hello');
    }
    await call.say('transfer');
    await wait(2_000);
    expect((await look(call)).ended).toBeNull();
    await call.end({ reason: 'transferred' });
    expect(await call.result()).toMatchObject({ ended: 'transferred', outcome: 'transferred' });
  });

  it('a text session ends with its dialog, or by idleness', async () => {
    const finished = lab.call();
    await finished.open({ channel: 'text', edge: null });
    await finished.say('bye');
    expect(await finished.result()).toMatchObject({ ended: 'agent-hung-up', outcome: 'informed' });
    const idle = lab.call({ silenceLimitMs: 300 });
    await idle.open({ channel: 'text', edge: null });
    expect(await idle.result()).toMatchObject({ ended: 'idle' });
  });

  it('an edge that lost the call cannot end it, and a second endCall changes nothing', async () => {
    const call = lab.call();
    await call.open();
    await call.open({ epoch: 2 });
    await call.handle.signal('endCall', endOf({ epoch: 1 }));
    expect(await call.say('hello', { epoch: 2 })).toMatchObject({ reply: 'you said hello' });
    await call.end({ epoch: 2, reason: 'agent-hung-up' });
    await call.end({ reason: 'caller-hung-up' }).catch(() => undefined);
    expect(await call.result()).toMatchObject({ ended: 'agent-hung-up' });
  });
});
