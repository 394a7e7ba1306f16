import type { TurnStages } from '../../../contracts/call-messages.ts';
import { createAdminClient } from '../../admin-client.ts';
import { finishedCall } from '../../demo/follow.ts';
import { withFreshNumber } from '../../demo/fresh-number.ts';
import { startControlledSwitch } from '../../demo/switch-and-control.ts';
import { voiceCall } from '../../demo/voice-call.ts';
import { loadConversation } from '../../sim/place-call.ts';
import type { StackState } from '../../stack/state.ts';
import type { Figure } from '../figures.ts';
import { shareFigures } from '../shares.ts';
import { answerToFirstAudio } from './greeting.ts';

const SEEDS = [1, 2];
const CONVERSATION = 'clinic-booking.en';
const GREETINGS = 20;
const BETWEEN_CALLS_MS = 500;
/** the edge speaks every fixed phrase ahead when it has started */
const SPOKEN_AHEAD_MS = 15_000;

/** Whole calls by voice with the embedded engines, one after the other, and how soon a caller is greeted. */
export async function voice(stack: StackState, progress: (line: string) => void): Promise<Figure[]> {
  const template = await loadConversation(CONVERSATION);
  await new Promise((resolve) => setTimeout(resolve, SPOKEN_AHEAD_MS));

  progress(`voice: ${GREETINGS} calls to the greeting`);
  const greetings = await greetingTimes(stack, template);

  const stages: TurnStages[] = [];
  for (const [index, seed] of SEEDS.entries()) {
    progress(`voice: call ${index + 1} of ${SEEDS.length}, seed ${seed}, some minutes`);
    const { report } = await voiceCall(stack, withFreshNumber(template), seed, () => {});
    const call = await finishedCall(createAdminClient(stack.admin), report.callId);
    const spoken = call.transcript.flatMap((turn) =>
      turn.stages?.totalMs === undefined || turn.superseded ? [] : [turn.stages],
    );
    progress(`voice: ${spoken.length} turns, ${call.outcome}, ended by ${call.ended}`);
    if (call.outcome !== 'booked')
      throw new Error(`the call ended as ${call.outcome}: its turns are not those of a whole call`);
    stages.push(...spoken);
  }
  const all = (stage: (of: TurnStages) => number | undefined) =>
    stages.map(stage).filter((ms) => ms !== undefined);
  const rows = (name: string, samples: number[], goals: Parameters<typeof shareFigures>[0]['goals']) =>
    shareFigures({ suite: 'voice', name, unit: 'ms', samples, goals });
  return [
    ...rows('answer → first audio at the telephone', greetings, { p95: { limit: 150 } }),
    ...rows(
      `end of speech → first audio frame, ${stages.length} turns`,
      all(({ totalMs }) => totalMs),
      { p50: { limit: 700 }, p95: { limit: 1200 } },
    ),
    ...rows(
      'of it: end of speech → turn-end decision',
      all(({ turnEndMs }) => turnEndMs),
      {},
    ),
    ...rows(
      'of it: turn-end decision → first audio frame',
      all(({ turnEndMs, totalMs }) =>
        turnEndMs === undefined || totalMs === undefined ? undefined : totalMs - turnEndMs,
      ),
      { p50: { limit: 80 } },
    ),
  ];
}

async function greetingTimes(stack: StackState, parties: { from: string; to: string }): Promise<number[]> {
  const line = await startControlledSwitch(stack, 1);
  try {
    const times: number[] = [];
    for (let call = 0; call < GREETINGS; call++) {
      times.push(await answerToFirstAudio(line.switch, parties));
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_CALLS_MS));
    }
    return times;
  } finally {
    await line.stop();
  }
}
