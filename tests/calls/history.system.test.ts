import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CallLab, openCallLab } from './call-lab.ts';

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
