import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { WorkflowNotFoundError } from '@temporalio/client';
import { CALL_ERRORS, submitTurn } from '../../contracts/call-messages.ts';
import { type CallLab, look, openCallLab, refusal, turnOf } from './call-lab.ts';

let lab: CallLab;
beforeAll(async () => {
  lab = await openCallLab();
}, 60_000);
afterAll(() => lab?.close(), 30_000);

describe('turns', () => {
  it('are answered by the text of the scenario and keep their slots', async () => {
    const call = lab.call();
    await call.open();
    await call.say('set name Anna');
    expect(await call.say('go NEXT')).toEqual(
      expect.objectContaining({
        delivery: 'text',
        reply: 'now at NEXT',
        state: 'NEXT',
        action: { type: 'none' },
      }),
    );
    expect((await look(call)).dialog.slots.name).toMatchObject({ value: 'Anna', turnSeq: 1 });
    await call.end();
  });

  it('silence and keys are events of the dialog, not words', async () => {
    const call = lab.call();
    await call.open();
    expect(await call.say('', { kind: 'silence' })).toMatchObject({ reply: 'are you there?' });
    expect(await call.say('12#', { kind: 'dtmf' })).toMatchObject({ reply: 'keys 12#' });
    expect(await call.say('resumed', { kind: 'event' })).toMatchObject({ reply: 'again: keys 12#' });
    await call.end();
  });

  it('the same turn sent twice runs once', async () => {
    const call = lab.call();
    await call.open();
    const turn = turnOf('t1', 'tool steady');
    const send = () => call.handle.executeUpdate(submitTurn, { args: [turn], updateId: 't1' });
    const [first, second] = await Promise.all([send(), send()]);
    expect(second).toEqual(first);
    expect(await send()).toEqual(first);
    expect(lab.world.toolRuns.get(`${call.callId} steady`)).toBe(1);
    await call.end();
  });

  it('twelve at once are answered one after another', async () => {
    const call = lab.call();
    await call.open();
    const texts = Array.from({ length: 12 }, (_, index) => `n${index}`);
    const answers = await Promise.all(texts.map((text) => call.say(text)));
    expect(answers.map(({ reply }) => reply)).toEqual(texts.map((text) => `you said ${text}`));
    expect((await look(call)).dialog.turnSeq).toBe(12);
    await call.end();
  });

  it.each([
    ['an empty id', turnOf('', 'x')],
    ['a kind that does not exist', turnOf('t', 'x', { kind: 'song' as 'speech' })],
    ['keys that no phone has', turnOf('t', 'x', { kind: 'dtmf' })],
    ['an event that nobody knows', turnOf('t', 'x', { kind: 'event' })],
    ['a text of a megabyte', turnOf('t', 'x'.repeat(5_000))],
    ['an id that is not the update id', turnOf('other', 'x')],
    ['a message by text for a phone call', turnOf('t', 'x', { via: 'text' })],
    ['usage that is no list', turnOf('t', 'x', { usage: 7 as never })],
  ])('%s is refused and costs the call nothing', async (_name, turn) => {
    const call = lab.call();
    await call.open();
    const before = (await call.handle.fetchHistory()).events?.length;
    expect(await refusal(call.handle.executeUpdate(submitTurn, { args: [turn], updateId: 't' }))).toBe(
      CALL_ERRORS.badInput,
    );
    expect((await call.handle.fetchHistory()).events?.length).toBe(before);
    expect(await call.say('still there')).toMatchObject({ reply: 'you said still there' });
    await call.end();
  });

  it('a turn whose step fails is answered with a failure, and the next one goes on from before', async () => {
    const call = lab.call();
    await call.open();
    await call.say('set name Anna');
    await expect(call.say('break')).rejects.toThrow('Update failed');
    expect(await call.say('go NEXT')).toMatchObject({ state: 'NEXT' });
    expect((await look(call)).dialog.slots.name?.value).toBe('Anna');
    await call.end();
  });

  it('after the end they are refused', async () => {
    const call = lab.call({ scenarioHash: 'text' });
    await call.open();
    lab.world.sheetDown.add(call.callId);
    await call.end();
    expect(await refusal(call.say('hello?'))).toBe(CALL_ERRORS.ended);
    lab.world.sheetDown.delete(call.callId);
    await call.result();
    await expect(call.say('hello?')).rejects.toThrow(WorkflowNotFoundError);
  });
});
