import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CALL_ERRORS, openCall, resumeTurnId } from '../../contracts/call-messages.ts';
import { type CallLab, look, openCallLab, refusal, wait } from './call-lab.ts';

let lab: CallLab;
beforeAll(async () => {
  lab = await openCallLab();
}, 60_000);
afterAll(() => lab?.close(), 30_000);

describe('opening a call', () => {
  it('answers the greeting and what to expect', async () => {
    const call = lab.call();
    expect(await call.open()).toMatchObject({
      greeting: 'hello',
      state: 'START',
      language: 'en',
      noInputMs: 7000,
    });
    await call.end();
  });

  it('the same epoch under another update id gets the same answer and starts nothing', async () => {
    const call = lab.call({ scenarioHash: 'slow' });
    const [first, second] = await Promise.all([call.open(), call.open({}, 'open-again')]);
    expect(second).toEqual(first);
    expect((await look(call)).transcript).toHaveLength(1);
    await call.end();
  });

  it('a higher epoch attaches and resumes, a lower one is refused', async () => {
    const call = lab.call();
    await call.open({ epoch: 2 });
    const resumed = await call.open({ epoch: 3, edge: { url: 'http://127.0.0.1:10' } });
    expect(resumed.resume).toMatchObject({ state: 'START', say: 'again: hello' });
    expect(await refusal(call.open({ epoch: 1 }))).toBe(CALL_ERRORS.staleEpoch);
    expect(await refusal(call.say('hello'))).toBe(CALL_ERRORS.staleEpoch);
    expect(await call.say('hello', { epoch: 3 })).toMatchObject({ reply: 'you said hello' });
    expect((await look(call)).transcript.map(({ turnId }) => turnId)).toEqual([
      'greeting',
      resumeTurnId(3),
      't2',
    ]);
    await call.end();
  });

  it('a second leg of an edge that took the call over is told the same, and where it is', async () => {
    const call = lab.call();
    await call.open();
    const edge = { url: 'http://127.0.0.1:10' };
    const first = await call.open({ epoch: 2, edge });
    expect(first.resume).toMatchObject({ say: 'again: hello' });
    expect(await call.open({ epoch: 2, edge }, 'open-by-another-leg')).toEqual(first);
    expect((await look(call)).transcript.map(({ turnId }) => turnId)).toEqual(['greeting', resumeTurnId(2)]);
    await call.end();
  });

  it('who is looked up behind the first words of the greeting hears the question as soon as it is known', async () => {
    const call = lab.call({ scenarioHash: 'known' });
    const opened = await call.open();
    expect(opened).toMatchObject({
      greeting: 'hello. is this anna?',
      state: 'ASK_NAME',
      resume: { state: 'ASK_NAME', say: 'is this anna?' },
    });
    expect(await call.open({}, 'open-again')).toEqual(opened);
    const lines = (await look(call)).transcript.map(({ turnId, agent }) => [turnId, agent]);
    expect(lines).toEqual([
      ['greeting', 'hello.'],
      [resumeTurnId(1), 'is this anna?'],
    ]);
    await call.say('go NEXT', { heard: { turnId: resumeTurnId(1), text: 'is this', complete: false } });
    expect((await look(call)).transcript[1]).toMatchObject({ heard: 'is this' });
    expect((await call.open({}, 'open-once-more')).resume).toBeUndefined();
    await call.end();
  });

  it('by text the greeting is whole', async () => {
    const call = lab.call({ scenarioHash: 'known' });
    const opened = await call.open({ channel: 'text', edge: null });
    expect(opened.greeting).toBe('hello. is this anna?');
    expect(opened.resume).toBeUndefined();
    expect((await look(call)).transcript.map(({ agent }) => agent)).toEqual(['hello. is this anna?']);
    await call.end();
  });

  it('a scenario that nobody published fails the opening, and a later one may find it', async () => {
    const call = lab.call({ scenarioHash: 'unknown', silenceLimitMs: 60_000 });
    await expect(call.open()).rejects.toThrow();
    const base = { ...(await lab.call().open()) };
    expect(base.greeting).toBe('hello');
    await call.end();
    expect(await call.result()).toMatchObject({ outcome: 'failed', turns: 0 });
  });

  it.each([
    { name: 'a call id of another call', changes: { callId: 'other' }, direct: true },
    { name: 'an epoch that is no whole number', changes: { epoch: 1.5 } },
    { name: 'a channel that does not exist', changes: { channel: 'fax' as 'phone' } },
    { name: 'a time that is none', changes: { at: 'yesterday' } },
    { name: 'a phone call without an edge', changes: { edge: null } },
    { name: 'an edge address that is no URL', changes: { edge: { url: 'nowhere' } } },
  ])('refuses $name', async ({ changes, direct }) => {
    const call = lab.call({ silenceLimitMs: 200 });
    if (direct) {
      const opened = lab.call();
      await opened.open();
      const request = { ...(await look(opened)), ...changes, at: '2026-11-21T10:00:00Z', edge: null };
      const update = opened.handle.executeUpdate(openCall, { args: [request as never], updateId: 'other' });
      expect(await refusal(update)).toBe(CALL_ERRORS.badInput);
      await opened.end();
      return;
    }
    expect(await refusal(call.open(changes))).toBe(CALL_ERRORS.badInput);
  });

  it('a scenario store that is away for a moment delays the opening and does not fail it', async () => {
    const call = lab.call({ scenarioHash: 'away' });
    expect(await call.open()).toMatchObject({ greeting: 'hello' });
    await call.end();
  });

  it('hang-up while openCall runs: it answers that the call has ended', async () => {
    const call = lab.call({ scenarioHash: 'away' });
    const opening = call.open();
    await wait(350);
    await call.end();
    expect(await opening).toMatchObject({ ended: 'caller-hung-up' });
    expect(await call.result()).toMatchObject({ outcome: 'abandoned', turns: 0 });
  });

  it('an openCall for a call that is over is told so', async () => {
    const call = lab.call();
    await call.open();
    await call.end();
    await call.result();
    await expect(call.open({ epoch: 2 })).rejects.toThrow(/already/i);
  });
});
