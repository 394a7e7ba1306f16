import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { WorkflowNotFoundError } from '@temporalio/client';
import { CALL_ERRORS, resumeTurnId, submitTurn } from '../../contracts/call-messages.ts';
import { type CallLab, endOf, look, openCallLab, refusal, turnOf, wait } from './call-lab.ts';

let lab: CallLab;
beforeAll(async () => {
  lab = await openCallLab(new URL('../../workflows/call.ts', import.meta.url).pathname);
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
      const { openCall } = await import('../../contracts/call-messages.ts');
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

describe('tools', () => {
  it.each([
    { tool: 'fine', says: 'fine ok' },
    { tool: 'taken', says: 'taken conflict' },
    { tool: 'broken', says: 'broken failed' },
    { tool: 'slow', says: 'slow late' },
    { tool: 'flaky', says: 'flaky ok' },
  ])('$says', async ({ tool, says }) => {
    const call = lab.call();
    await call.open();
    expect(await call.say(`tool ${tool}`)).toMatchObject({ reply: says });
    await call.end();
  });

  it('at most four run in one turn, further ones fail unseen', async () => {
    const call = lab.call();
    await call.open();
    expect(await call.say('tool fine 6')).toMatchObject({ reply: 'fine failed' });
    expect(lab.world.toolRuns.get(`${call.callId} fine`)).toBe(4);
    await call.end();
  });

  it('one that failed leaves a call back, one that worked later does not', async () => {
    const broken = lab.call();
    await broken.open();
    await broken.say('tool broken');
    await broken.end();
    expect(await broken.result()).toMatchObject({ outcome: 'callback' });
    expect(lab.world.callbacks.get(broken.callId)).toContain('broken');

    const healed = lab.call();
    await healed.open();
    await healed.say('book 10:00');
    await healed.end();
    expect(await healed.result()).toMatchObject({ outcome: 'booked' });
    expect(lab.world.callbacks.has(healed.callId)).toBe(false);
  });
});

describe('replies that a model words', () => {
  it('go to the edge, and the result tells which words', async () => {
    const call = lab.call({ scenarioHash: 'model' });
    await call.open();
    expect(await call.say('hello')).toMatchObject({ delivery: 'streamed', reply: 'model: you said hello' });
    await call.say('more', { heard: { turnId: 't1', text: 'model: you', complete: false } });
    expect(lab.world.replies.at(-1)).toMatchObject({
      history: [
        { caller: '', agent: 'hello' },
        { caller: 'hello', agent: 'model: you' },
      ],
      caller: 'more',
    });
    await call.end();
  });

  it('an edge that flickers gets a second attempt, one that stays away the text of the scenario', async () => {
    const call = lab.call({ scenarioHash: 'model' });
    await call.open();
    expect(await call.say('edge flickers')).toMatchObject({ delivery: 'streamed' });
    expect(await call.say('edge away')).toMatchObject({ delivery: 'text', reply: 'you said edge away' });
    await call.end();
  });

  it('a reply whose stream was lost is replaced at once and continues behind what was spoken', async () => {
    const call = lab.call({ scenarioHash: 'model' });
    await call.open();
    const lost = call.say('slowly one');
    await wait(200);
    const heard = { turnId: 't1', text: 'you said', complete: false };
    expect(await call.say('one', { supersedes: 't1', heard })).toMatchObject({
      reply: 'model: you said one',
    });
    expect(await lost).toMatchObject({ delivery: 'superseded' });
    expect(lab.world.replies.at(-1)?.spoken).toBe('you said');
    await call.end();
  });

  it('a new edge does not wait for the words to the lost one: whoever joins that turn gets its text', async () => {
    const call = lab.call({ scenarioHash: 'model' });
    await call.open();
    const turn = turnOf('t1', 'slowly');
    const send = () => call.handle.executeUpdate(submitTurn, { args: [turn], updateId: 't1' });
    const lost = send();
    await wait(200);
    const { resume } = await call.open({ epoch: 2 });
    expect(resume).toMatchObject({ runningTurnId: 't1', say: 'again: you said slowly' });
    expect(await send()).toMatchObject({ delivery: 'text', reply: 'you said slowly' });
    await lost;
    await call.end();
  });

  it('without an edge the words come with the result', async () => {
    const call = lab.call({ scenarioHash: 'model' });
    await call.open({ channel: 'text', edge: null });
    expect(await call.say('hello')).toMatchObject({ delivery: 'text', reply: 'model: you said hello' });
    await call.end();
  });
});

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
    const { usageEvent } = await import('./scripted-activities.ts');
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
    const call = lab.call({ silenceLimitMs: 500 });
    await call.open();
    for (let i = 0; i < 3; i++) {
      await wait(300);
      await call.say('hello');
    }
    await call.say('transfer');
    await wait(900);
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

describe('the history', () => {
  it.each([
    { hash: 'text', budget: 7 },
    { hash: 'model', budget: 13 },
  ])('a turn costs at most $budget events ($hash)', async ({ hash, budget }) => {
    const call = lab.call({ scenarioHash: hash });
    await call.open();
    await call.say('first');
    const before = (await call.handle.fetchHistory()).events?.length ?? 0;
    await call.say('second');
    await call.say('third');
    const after = (await call.handle.fetchHistory()).events?.length ?? 0;
    expect((after - before) / 2).toBeLessThanOrEqual(budget);
    await call.end();
  });

  it('reads like the story: state changes stand in the summaries and in the details', async () => {
    const call = lab.call({ scenarioHash: 'model' });
    await call.open();
    await call.say('go ASK_PHONE');
    await call.say('go ASK_AGE_WEIGHT');
    const { events } = await call.handle.fetchHistory();
    const summaries = (events ?? []).flatMap(({ userMetadata }) =>
      userMetadata?.summary?.data ? [JSON.parse(Buffer.from(userMetadata.summary.data).toString())] : [],
    );
    expect(summaries).toContain('ASK_PHONE → ASK_AGE_WEIGHT');
    await call.end();
  });
});
