import { createRecordStores, readSnapshot } from '../../adapters/postgres/index.ts';
import { chooseOpening } from '../../domain/opening.ts';
import { understand } from '../../domain/slots/index.ts';
import { type ConversationTemplate, drawConversation } from '../sim/caller/conversation.ts';
import { seededRandom } from '../sim/random.ts';
import type { StackState } from '../stack/state.ts';
import type { Goal } from './verdict.ts';
import { withDatabase } from './with-database.ts';

/** Whether what the caller wants can be had on the day that the caller wants it. */
export type IsFree = (goal: Goal) => Promise<boolean>;

/**
 * The template for which this seed asks for a day with free times: the drawn day, else another one of its variable, all
 * else being as drawn. Throws when all of them are taken, as they are after some eighty bookings in one home folder.
 */
export async function withFreeDay(
  template: ConversationTemplate,
  seed: number,
  { isFree, home }: { isFree: IsFree; home: string },
): Promise<{ template: ConversationTemplate; taken: string[] }> {
  const variable = /^\{(\w+)[.}]/.exec(template.goal.weekday ?? '')?.[1] ?? '';
  const choices = template.variables[variable];
  if (choices === undefined) return { template, taken: [] };
  const drawn = drawConversation(template, seededRandom(seed)).values[variable];
  const taken: string[] = [];
  for (const choice of [drawn, ...choices.filter((one) => one !== drawn)]) {
    if (choice === undefined) continue;
    const narrowed = { ...template, variables: { ...template.variables, [variable]: [choice] } };
    const { goal } = drawConversation(narrowed, seededRandom(seed));
    if (await isFree(goal)) return { template: narrowed, taken };
    taken.push(`${goal.weekday}`);
  }
  throw new Error(
    `no free time on ${taken.join(', ')}: earlier calls have booked the calendar of ${home} full. ` +
      'Empty it: npm run up -- --stop, then remove that folder; or take another one: HOLDFAST_HOME=/tmp/another',
  );
}

/** Looks into the calendar of a stack. What it cannot tell (no route, nothing of a catalogue) counts as free. */
export const freeIn =
  ({ databaseUrl }: Pick<StackState, 'databaseUrl'>, to: string, at = new Date().toISOString()): IsFree =>
  ({ weekday, study }) =>
    withDatabase(databaseUrl, async (db) => {
      const snapshot = await readSnapshot(db);
      const opening = chooseOpening(snapshot, { callId: '', from: '', to });
      const scenario = opening && snapshot.scenarios[opening.scenarioHash];
      const item = scenario?.catalogue[scenario.priced[0] ?? '']?.[study ?? ''];
      const day = weekday && opening && dayMeant(weekday, at, opening.timeZone);
      if (!opening || !item?.resource || !item.durationMin || !day) return true;
      const { tenant, timeZone } = opening;
      const { resource, durationMin } = item;
      const found = await createRecordStores(db).schedule.findFreeTimes({
        ...{ tenant, timeZone, resource, durationMin, day, count: 1, now: at },
        except: { callId: '', n: 1 },
      });
      return found.day === day && found.times.length > 0;
    });

/** YYYY-MM-DD of "on Friday", as the dialog understands it. */
function dayMeant(weekday: string, at: string, timeZone: string): string | null {
  const { slots } = understand({
    ...{ text: `on ${weekday}`, confidence: 1, language: 'en', open: 'day' },
    definitions: { day: { type: 'date', withinDays: 60, confirm: 'none' } },
    context: { facts: { callId: '', tenant: '', from: '', to: '', timeZone }, at },
  });
  return typeof slots[0]?.value === 'string' ? slots[0].value : null;
}
