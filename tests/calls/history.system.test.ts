import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CallLab, type LabCall, openCallLab } from './call-lab.ts';

let lab: CallLab;
beforeAll(async () => {
  lab = await openCallLab();
}, 60_000);
afterAll(() => lab?.close(), 30_000);

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

  it('reads like the story: every step of a turn says what it was about', async () => {
    const call = lab.call();
    await call.open();
    await call.say('go ASK_PHONE');
    await call.say('book 10:00');
    await call.say('', { kind: 'silence' });
    const said = await summaries(call);
    expect(said).toEqual([
      'edge-lost unless a message comes',
      'scripted, en',
      'time-limit unless a message comes', // of these tests, a minute
      '“go ASK_PHONE”',
      'START: nothing understood',
      '“book 10:00”',
      'ASK_PHONE: nothing understood',
      'set-appointment: ASK_PHONE',
      'ASK_PHONE: set-appointment ok',
      'ASK_PHONE: silence',
    ]);
    await call.end();
  });

  it('reads like the story: state changes stand in the summaries and in the details', async () => {
    const call = lab.call({ scenarioHash: 'model' });
    await call.open();
    await call.say('go ASK_PHONE');
    await call.say('go ASK_AGE_WEIGHT');
    expect(await summaries(call)).toContain('ASK_PHONE → ASK_AGE_WEIGHT');
    await call.end();
  });
});

/** What the Web UI shows beside the events, in their order, without the workflow's own. */
async function summaries(call: LabCall): Promise<string[]> {
  const { events } = await call.handle.fetchHistory();
  return (events ?? [])
    .slice(1)
    .flatMap(({ userMetadata }) =>
      userMetadata?.summary?.data ? [JSON.parse(Buffer.from(userMetadata.summary.data).toString())] : [],
    );
}
