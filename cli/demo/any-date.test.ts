import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { parseScenario } from '../../domain/scenario/bundle.ts';
import type { Scenario } from '../../domain/scenario/schema.ts';
import { createEngineSpeaker } from '../../tests/conversations/engine-speaker.ts';
import type { Conversation as Golden } from '../../tests/conversations/play.ts';
import { drawConversation } from '../sim/caller/conversation.ts';
import { createScript } from '../sim/caller/next-action.ts';
import { loadConversation } from '../sim/place-call.ts';
import { seededRandom } from '../sim/random.ts';
import { projectRoot } from '../stack/paths.ts';
import { askedIn, valuesIn } from './text-ear.ts';

const TURNS = 60;
const SEEDS = [1, 2, 3, 4, 5, 6];

let clinic: Scenario;
beforeAll(() => {
  const folder = join(projectRoot, 'scenarios', 'clinic');
  const files = readdirSync(folder).map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
  const parsed = parseScenario(files);
  if ('faults' in parsed) throw new Error(JSON.stringify(parsed.faults));
  clinic = parsed.scenario;
});

/** The drawn conversation with the dialog alone: what is booked in the end, and on which weekday. */
async function call(language: 'en' | 'uk' | 'ru', seed: number, at: string) {
  const drawn = drawConversation(await loadConversation(`clinic-booking.${language}`), seededRandom(seed));
  const phrases = drawn.answers.flatMap(({ asked }) => asked);
  const script = createScript(drawn);
  const golden = { from: drawn.from, language, at } as unknown as Golden;
  const speaker = createEngineSpeaker(clinic, golden);
  let heard = await speaker.start();
  for (let turn = 0; turn < TURNS && !heard.ended; turn++) {
    const next = script.next(askedIn(heard.reply, phrases), valuesIn(heard.reply, drawn.checks));
    const lines = [next?.action.say, next?.action.interrupt?.say].filter((line) => line !== undefined);
    if (lines.length === 0) break;
    for (const line of lines) heard = await speaker.send(line);
  }
  const [time] = speaker.standing().times;
  const weekday =
    time &&
    new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: clinic.timeZone }).format(new Date(time));
  const { age, weight, name } = heard.slots;
  return {
    booked: { weekday: weekday?.toLowerCase(), age: `${age}`, weight: `${weight}`, name },
    goal: drawn.goal,
  };
}

describe.each(['en', 'uk', 'ru'] as const)('the demo’s caller, %s', (language) => {
  it.each([
    ['a Saturday', '2026-11-21T10:00:00+02:00'],
    ['a Monday, when "on Monday" has to be asked again', '2026-11-23T10:00:00+02:00'],
    ['the last days of a year', '2026-12-28T10:00:00+02:00'],
    ['a leap day to come', '2028-02-25T10:00:00+02:00'],
    ['summer', '2027-06-30T23:30:00+03:00'],
  ])('gets what was said on %s', async (_, at) => {
    for (const seed of SEEDS) {
      const { booked, goal } = await call(language, seed, at);
      expect([seed, booked]).toMatchObject([
        seed,
        { weekday: goal.weekday, age: goal.age, weight: goal.weight },
      ]);
    }
  });
});
