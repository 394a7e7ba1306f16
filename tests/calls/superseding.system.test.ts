import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CallLab, look, openCallLab, wait } from './call-lab.ts';

let lab: CallLab;
beforeAll(async () => {
  lab = await openCallLab();
}, 60_000);
afterAll(() => lab?.close(), 30_000);

describe('superseding', () => {
  it('a running turn is answered at once as superseded, and its tool result changes nothing', async () => {
    const call = lab.call();
    await call.open();
    await call.say('set name Anna');
    const replaced = call.say('tool slow');
    await wait(150);
    const answer = await call.say('go NEXT', { supersedes: 't2' });
    expect(answer).toMatchObject({ delivery: 'text', state: 'NEXT' });
    expect(await replaced).toMatchObject({ delivery: 'superseded' });
    const { transcript, dialog } = await look(call);
    expect(transcript.find(({ turnId }) => turnId === 't2')?.superseded).toBe(true);
    expect(dialog.slots.name?.value).toBe('Anna');
    await call.end();
  });

  it('a turn that still waits in the queue never runs', async () => {
    const call = lab.call();
    await call.open();
    const running = call.say('tool steady');
    await wait(50);
    const waiting = call.say('go WRONG');
    await wait(50);
    const right = call.say('go RIGHT', { supersedes: 't2' });
    expect(await waiting).toMatchObject({ delivery: 'superseded' });
    expect(await running).toMatchObject({ reply: 'steady ok' });
    expect(await right).toMatchObject({ state: 'RIGHT' });
    expect((await look(call)).transcript.map(({ turnId }) => turnId)).toEqual(['greeting', 't1', 't3']);
    await call.end();
  });

  it('an answered turn is undone: the new one steps from the state before it', async () => {
    const call = lab.call();
    await call.open();
    await call.say('set name Anna');
    await call.say('set name Hanna');
    await call.say('set age 34', { supersedes: 't2' });
    const { slots } = (await look(call)).dialog;
    expect({ name: slots.name?.value, age: slots.age?.value }).toEqual({ name: 'Anna', age: '34' });
    await call.end();
  });

  it('a turn behind which another stands cannot be undone any more', async () => {
    const call = lab.call();
    await call.open();
    await call.say('set name Anna');
    await call.say('set age 34');
    await call.say('set weight 60', { supersedes: 't1' });
    expect(Object.keys((await look(call)).dialog.slots)).toEqual(['name', 'age', 'weight']);
    await call.end();
  });

  it('a superseded turn that had booked leaves no booking behind', async () => {
    const call = lab.call();
    await call.open();
    await call.say('book 10:00');
    expect(lab.world.appointments.get(`${call.callId} 1`)).toMatchObject({ time: '10:00' });
    await call.say('set name Anna', { supersedes: 't1' });
    await call.end();
    expect(await call.result()).toMatchObject({ outcome: 'abandoned' });
    expect(lab.world.appointments.get(`${call.callId} 1`)).toMatchObject({ time: null });
  });

  it('a superseded turn that had asked for a call back leaves none behind', async () => {
    const call = lab.call();
    await call.open();
    await call.say('tool request-callback');
    expect(lab.world.callbacks.has(call.callId)).toBe(true);
    await call.say('set name Anna', { supersedes: 't1' });
    await call.end();
    expect(await call.result()).toMatchObject({ outcome: 'abandoned' });
    expect(lab.world.callbacks.has(call.callId)).toBe(false);
  });

  it('one that stands leaves its call back', async () => {
    const call = lab.call();
    await call.open();
    await call.say('tool request-callback');
    await call.end();
    await call.result();
    expect(lab.world.callbacks.has(call.callId)).toBe(true);
  });

  it('a zombie that writes last does not undo the correction', async () => {
    const call = lab.call();
    await call.open();
    const zombie = call.say('book zombie');
    await wait(150);
    await call.say('book 11:00', { supersedes: 't1' });
    await zombie;
    await call.end();
    expect(await call.result()).toMatchObject({ outcome: 'booked' });
    expect(lab.world.appointments.get(`${call.callId} 1`)).toMatchObject({ time: '11:00' });
  });
});
