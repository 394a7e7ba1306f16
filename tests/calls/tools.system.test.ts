import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CallLab, openCallLab } from './call-lab.ts';

let lab: CallLab;
beforeAll(async () => {
  lab = await openCallLab();
}, 60_000);
afterAll(() => lab?.close(), 30_000);

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
