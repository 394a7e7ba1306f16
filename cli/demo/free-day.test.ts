import { describe, expect, it } from '@jest/globals';
import { drawConversation } from '../sim/caller/conversation.ts';
import { loadConversation } from '../sim/place-call.ts';
import { seededRandom } from '../sim/random.ts';
import { withFreeDay } from './free-day.ts';
import type { Goal } from './verdict.ts';

const SEEDS = [1, 2, 3, 4, 5];
const home = '/somewhere/.local';
const without = (...taken: string[]) => ({
  home,
  isFree: async ({ weekday }: Goal) => !taken.includes(weekday ?? ''),
});

describe('the day that a drawn caller asks for', () => {
  it.each(['clinic-booking.en', 'clinic-booking.uk'])(
    'is the drawn one while it is free: %s',
    async (name) => {
      const template = await loadConversation(name);
      for (const seed of SEEDS) {
        const found = await withFreeDay(template, seed, without());
        expect(found.taken).toEqual([]);
        expect(drawConversation(found.template, seededRandom(seed))).toEqual(
          drawConversation(template, seededRandom(seed)),
        );
      }
    },
  );

  it('is another one when that is taken, and nothing else changes', async () => {
    const template = await loadConversation('clinic-booking.en');
    for (const seed of SEEDS) {
      const drawn = drawConversation(template, seededRandom(seed));
      const wanted = `${drawn.goal.weekday}`;
      const found = await withFreeDay(template, seed, without(wanted));
      expect(found.taken).toEqual([wanted]);
      const { goal } = drawConversation(found.template, seededRandom(seed));
      expect(goal.weekday).not.toBe(wanted);
      expect({ ...goal, weekday: wanted }).toEqual(drawn.goal);
    }
  });

  it('is told to be nowhere when all are taken, with the repair', async () => {
    const template = await loadConversation('clinic-booking.en');
    const full = without('monday', 'tuesday', 'wednesday', 'thursday', 'friday');
    await expect(withFreeDay(template, 1, full)).rejects.toThrow(
      /no free time on \w+, \w+, \w+, \w+: .*\/somewhere\/\.local.*HOLDFAST_HOME/,
    );
  });

  it('is not looked for where a conversation wants none', async () => {
    const template = { ...(await loadConversation('clinic-booking.en')), goal: { name: 'x' } };
    expect(await withFreeDay(template, 1, without())).toEqual({ template, taken: [] });
  });
});
