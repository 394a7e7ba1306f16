import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { outcomeOf } from '../../domain/dialog/outcome.ts';
import type { Scenario } from '../../domain/scenario/schema.ts';
import { createEngineSpeaker } from '../../tests/conversations/engine-speaker.ts';
import { onDay, orderLine, play, readConversations } from '../../tests/conversations/play.ts';
import { type Exploration, explore } from './paths/explore.ts';
import { type Misheard, misheard } from './paths/misheard.ts';

const GOLDEN = 'tests/conversations';

export interface ScenarioTest {
  scenario: string;
  /** conversations that were played, and those that went another way */
  conversations: {
    played: number;
    failed: { file: string; turn: number; expected: unknown; happened: unknown }[];
  };
  paths: Exploration;
  misheard: Misheard[];
  passed: boolean;
}

/**
 * Plays a scenario's conversations (its own folder's and tests/conversations), says every phrase of its choices, and plays
 * generated calls until every state and branch was reached or `maxCalls` are over.
 */
export async function testScenario(
  scenario: Scenario,
  folder: string,
  options: { seed: number; maxCalls: number },
): Promise<ScenarioTest> {
  const conversations = await playAll(scenario, [join(folder, 'conversations'), GOLDEN]);
  const paths = explore(scenario, options);
  const unheard = misheard(scenario);
  const missed = paths.states.missed.length + paths.branches.missed.length;
  const faults = conversations.failed.length + paths.faults.length + missed + unheard.length;
  return { scenario: scenario.name, conversations, paths, misheard: unheard, passed: faults === 0 };
}

async function playAll(
  scenario: Scenario,
  folders: readonly string[],
): Promise<ScenarioTest['conversations']> {
  const failed: ScenarioTest['conversations']['failed'] = [];
  let played = 0;
  for (const folder of folders.filter((one) => existsSync(one))) {
    for (const { file, conversation } of await readConversations(folder)) {
      if (conversation.scenario !== scenario.name) continue;
      played += 1;
      const speaker = createEngineSpeaker(scenario, conversation);
      const { expected, happened } = await play(conversation, speaker);
      const at = join(folder, file);
      const turn = expected.findIndex((one, index) => !isDeepStrictEqual(one, happened[index]));
      if (turn !== -1)
        failed.push({ file: at, turn: turn + 1, expected: expected[turn], happened: happened[turn] ?? null });
      const ends = {
        outcome: outcomeOf(speaker.state()),
        orders: speaker.store.placed('demo').map(orderLine),
        appointments: speaker.standing().times,
        patients: speaker.standing().patients,
      };
      const wanted = onDay(conversation, speaker.today);
      for (const key of Object.keys(ends) as (keyof typeof ends)[]) {
        if (wanted[key] === undefined || isDeepStrictEqual(wanted[key], ends[key])) continue;
        failed.push({
          file: at,
          turn: expected.length,
          expected: { [key]: wanted[key] },
          happened: { [key]: ends[key] },
        });
      }
    }
  }
  return { played, failed };
}

/** The report for people. */
export function testLines({ scenario, conversations, paths, misheard, passed }: ScenarioTest): string[] {
  const { states, branches, calls, turns } = paths;
  return [
    `${scenario}: ${conversations.played} conversations, ${conversations.failed.length} failed`,
    ...conversations.failed.map(
      ({ file, turn, expected, happened }) =>
        `  ${file}, turn ${turn}\n    expected ${JSON.stringify(expected)}\n    happened ${JSON.stringify(happened)}`,
    ),
    `${scenario}: ${calls} generated calls, ${turns} turns: ${states.reached} of ${states.all} states, ${branches.reached} of ${branches.all} branches reached`,
    ...states.missed.map((state) => `  never reached: ${state}`),
    ...branches.missed.map((branch) => `  never taken: ${branch}`),
    ...paths.faults.map((fault) => `  ${fault}`),
    ...misheard.map(
      ({ slot, choice, language, phrase, heardAs }) =>
        `  slots.${slot}: "${phrase}" (${language}) of ${choice} is heard as ${heardAs || 'nothing'}: change one of the phrases`,
    ),
    `${scenario}: ${passed ? 'passed' : 'failed'}`,
  ];
}
