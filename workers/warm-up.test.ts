import { describe, expect, it } from '@jest/globals';
import { createAdvanceDialogActivities } from '../activities/advance-dialog.ts';
import { createExtractSlotsActivities } from '../activities/extract-slots.ts';
import { createPrepareCallActivities } from '../activities/prepare-call.ts';
import type { Scenario } from '../domain/scenario/schema.ts';
import { scenario as tiny } from './testing/worker-lab.ts';
import { createWarmUp } from './warm-up.ts';

const trilingual: Scenario = { ...tiny, languages: ['en', 'uk', 'ru'] };

function lab() {
  const asked: string[] = [];
  const understood: string[] = [];
  const scenarios = {
    byHash: async (hash: string) => {
      asked.push(hash);
      return hash === 'one' ? trilingual : tiny;
    },
  };
  const activities = {
    ...createPrepareCallActivities({ scenarios, model: null }),
    ...createExtractSlotsActivities({ scenarios }),
    ...createAdvanceDialogActivities({ scenarios }),
  };
  return {
    ...{ asked, understood },
    activities: {
      ...activities,
      extractSlots: (input: Parameters<typeof activities.extractSlots>[0]) => {
        understood.push(`${input.scenarioHash} ${input.language}`);
        return activities.extractSlots(input);
      },
    },
  };
}

describe('warming up', () => {
  it('speaks every language of every published scenario once, and of no other', async () => {
    const { activities, asked, understood } = lab();
    const published = { 't/one': 'one', 't/again': 'one', 'u/two': 'two' };
    const snapshot = { published, scenarios: { one: trilingual, two: tiny, old: tiny } };
    await createWarmUp(activities)(snapshot, '2026-11-21T10:00:00Z');
    expect([...new Set(understood)]).toEqual(['one en', 'one uk', 'one ru', 'two en']);
    expect([...new Set(asked)]).toEqual(['one', 'two']);
  });

  it('speaks to a version once, however often something else is published', async () => {
    const { activities, understood } = lab();
    const warmUp = createWarmUp(activities);
    const scenarios = { one: trilingual, two: tiny };
    await warmUp({ published: { 't/one': 'one' }, scenarios }, '2026-11-21T10:00:00Z');
    understood.splice(0);
    await warmUp({ published: { 't/one': 'one', 'u/two': 'two' }, scenarios }, '2026-11-21T10:00:00Z');
    expect([...new Set(understood)]).toEqual(['two en']);
  });

  it('does nothing while nothing is published', async () => {
    const { activities, asked } = lab();
    await createWarmUp(activities)({ published: {}, scenarios: {} }, '2026-11-21T10:00:00Z');
    expect(asked).toEqual([]);
  });
});
