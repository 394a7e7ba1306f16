import { join } from 'node:path';
import type { Scenario } from '../../../domain/scenario/schema.ts';
import { createEngineSpeaker } from '../../../tests/conversations/engine-speaker.ts';
import { type Conversation, onDay, readConversations } from '../../../tests/conversations/play.ts';
import { mustLoad } from '../../scenario/load.ts';
import { projectRoot } from '../../stack/paths.ts';
import type { Figure } from '../figures.ts';
import { shareFigures } from '../shares.ts';

const ROUNDS = 5;
/** The first round is the compiler's. */
const WARM_UP_ROUNDS = 1;
const GOAL = { p95: { limit: 2 } } as const;

/**
 * What one turn of the caller costs the worker's processor: understanding by rules, the dialog's steps, and tools that
 * answer at once from memory. Over every golden conversation. Beside it, what any turn pays for the state that it
 * leaves in history: one round trip through JSON.
 */
export async function dialogTurns(progress: (line: string) => void): Promise<Figure[]> {
  const conversations = await readConversations(join(projectRoot, 'tests/conversations'));
  const scenarios = new Map<string, Scenario>();
  for (const name of new Set(conversations.map(({ conversation }) => conversation.scenario)))
    scenarios.set(name, await mustLoad(join(projectRoot, 'scenarios', name)));
  const times = { turn: [] as number[], history: [] as number[] };
  progress(`dialog: ${conversations.length} golden conversations, ${ROUNDS} times`);
  for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round++)
    for (const { conversation } of conversations) {
      const scenario = scenarios.get(conversation.scenario);
      if (scenario === undefined) throw new Error(`no scenario ${conversation.scenario}`);
      const measured = await turnTimes(scenario, conversation);
      if (round < 0) continue;
      times.turn.push(...measured.turn);
      times.history.push(...measured.history);
    }
  return shareFigures({
    suite: 'dialog',
    name: 'rules and step, one turn, beside one copy of its state',
    unit: 'ms',
    samples: times.turn,
    baseline: times.history,
    goals: GOAL,
  });
}

async function turnTimes(
  scenario: Scenario,
  conversation: Conversation,
): Promise<{ turn: number[]; history: number[] }> {
  const speaker = createEngineSpeaker(scenario, conversation);
  const times = { turn: [] as number[], history: [] as number[] };
  for (const { caller, confidence } of onDay(conversation, speaker.today).turns) {
    if (caller === undefined) {
      await speaker.start();
      continue;
    }
    const startMs = performance.now();
    const { ended } = await speaker.send(caller, confidence);
    const answeredMs = performance.now();
    JSON.parse(JSON.stringify(speaker.state()));
    times.turn.push(answeredMs - startMs);
    times.history.push(performance.now() - answeredMs);
    if (ended) break;
  }
  return times;
}
