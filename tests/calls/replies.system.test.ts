import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { submitTurn } from '../../contracts/call-messages.ts';
import { type CallLab, openCallLab, turnOf, wait } from './call-lab.ts';

let lab: CallLab;
beforeAll(async () => {
  lab = await openCallLab();
}, 60_000);
afterAll(() => lab?.close(), 30_000);

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
