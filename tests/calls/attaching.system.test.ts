import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type AttachEdge, attachEdge, CALL_ERRORS, resumeTurnId } from '../../contracts/call-messages.ts';
import { type CallLab, type LabCall, look, openCallLab, refusal, wait } from './call-lab.ts';

let lab: CallLab;
beforeAll(async () => {
  lab = await openCallLab();
}, 60_000);
afterAll(() => lab?.close(), 30_000);

const OTHER_EDGE = { url: 'http://127.0.0.1:10' };
/** The update itself; edges attach by an openCall of a higher epoch, which does the same. */
const attach = ({ handle }: LabCall, changes: Partial<AttachEdge> = {}) =>
  handle.executeUpdate(attachEdge, {
    args: [{ epoch: 2, edge: OTHER_EDGE, ...changes }],
    updateId: randomUUID(),
  });

describe('attachEdge', () => {
  it('hands the call to another edge with what to say there, and tells what was heard at the old one', async () => {
    const call = lab.call();
    await call.open();
    await call.say('set name Anna');
    const heard = { turnId: 't1', text: 'name is', complete: false };
    expect(await attach(call, { heard })).toMatchObject({ state: 'START', say: 'again: name is Anna' });
    const { epoch, transcript, dialog } = await look(call);
    expect(epoch).toBe(2);
    expect(transcript.map(({ turnId, heard }) => [turnId, heard])).toMatchObject([
      ['greeting', null],
      ['t1', 'name is'],
      [resumeTurnId(2), null],
    ]);
    expect(dialog.slots.name?.value).toBe('Anna');
    expect(await refusal(call.say('hello'))).toBe(CALL_ERRORS.staleEpoch);
    await call.end();
  });

  it('passes a running turn by: it names the turn, and both are answered', async () => {
    const call = lab.call();
    await call.open();
    const running = call.say('tool steady');
    await wait(100);
    let isAnswered = false;
    void running.then(() => {
      isAnswered = true;
    });
    expect(await attach(call)).toMatchObject({ runningTurnId: 't1' });
    expect(isAnswered).toBe(false);
    expect(await running).toMatchObject({ reply: 'steady ok' });
    // the turn's own answer is spoken, no repeat
    expect((await look(call)).transcript.map(({ turnId }) => turnId)).toEqual(['greeting', 't1']);
    await call.end();
  });

  it('hands over what the lost edge was to do behind its last words, and nothing that is done with', async () => {
    const call = lab.call();
    await call.open();
    await call.say('transfer');
    expect(await attach(call)).toMatchObject({ action: { type: 'transfer', target: '100' } });
    const failed = { epoch: 2, kind: 'event' as const };
    expect(await call.say('transfer-failed', failed)).toMatchObject({ reply: 'nobody answers' });
    const later = await attach(call, { epoch: 3 });
    expect(later).toMatchObject({ state: 'START', say: 'again: nobody answers' });
    expect(later).not.toHaveProperty('action');
    expect((await look(call)).transcript.at(-2)).toMatchObject({ caller: '', agent: 'nobody answers' });
    await call.end();
  });

  it('the same epoch again gets the same answer', async () => {
    const call = lab.call();
    await call.open();
    const first = await attach(call);
    expect(await attach(call)).toEqual(first);
    await call.end();
  });

  it.each<{ name: string; changes: object; says: string }>([
    { name: 'of an older edge', changes: { epoch: 0 }, says: CALL_ERRORS.staleEpoch },
    { name: 'without an address', changes: { edge: {} }, says: CALL_ERRORS.badInput },
    { name: 'with an epoch that is no number', changes: { epoch: 'x' }, says: CALL_ERRORS.badInput },
  ])('$name is refused', async ({ changes, says }) => {
    const call = lab.call();
    await call.open();
    expect(await refusal(attach(call, changes))).toBe(says);
    await call.end();
  });

  it('to a call that has ended is told so', async () => {
    const call = lab.call();
    await call.open();
    await call.end();
    await call.result();
    await expect(attach(call)).rejects.toThrow(/already completed/i);
  });
});
