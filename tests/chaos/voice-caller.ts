import { randomUUID } from 'node:crypto';
import type { CallerEvent } from '../../cli/sim/caller/caller.ts';
import { readConversation } from '../../cli/sim/caller/conversation.ts';
import { type CallReport, placeCall } from '../../cli/sim/place-call.ts';
import type { SimulatedSwitch } from '../../cli/sim/switch.ts';

/** A person who wants a haircut on Monday and answers what is asked, as often as it is asked. */
const CONVERSATION = readConversation(
  'haircut',
  `
title: Books a haircut on Monday
language: en
from: '+380671234567'
to: '100'
voices: ['flite:rms']
goal: { weekday: monday }
answers:
  - { asked: [would you like a haircut or a shave, a haircut or a shave], do: { say: a haircut please } }
  - { asked: [which day would suit you, which day], do: { say: on monday } }
  - { asked: [which would you like, which time], do: { say: the first one } }
  - { asked: [shall i book it], do: { say: yes please } }
  - { asked: [shall i try again], do: { say: yes please } }
  - { asked: [thank you for calling goodbye], do: { hang-up: true } }
`,
);
const MAX_CALL_MS = 80_000;

/** What the caller said before `strike`, and what happened after it. */
export interface Strike {
  /** the caller has just finished this line, for the first time */
  after: string;
  strike(): Promise<void>;
}

/** Holds one call by voice; each strike falls once, in its place. Rejects when a strike does. */
export async function callWhile(
  simulated: SimulatedSwitch,
  strikes: readonly Strike[],
): Promise<{ report: CallReport; questionsAfter(line: string): string[] }> {
  const callId = randomUUID();
  const left = [...strikes];
  const struck: Promise<void>[] = [];
  const report = await placeCall({
    switch: simulated,
    conversation: CONVERSATION,
    seed: 1,
    callId,
    maxMs: MAX_CALL_MS,
    onEvent(event) {
      const at = event.type === 'said' ? left.findIndex(({ after }) => after === event.text) : -1;
      if (at < 0) return;
      for (const { strike } of left.splice(at, 1)) struck.push(strike());
    },
  });
  await Promise.all(struck);
  return { report, questionsAfter: (line) => questionsAfter(report.events, line) };
}

/** What the caller was asked after it had first said the line. */
function questionsAfter(events: readonly CallerEvent[], line: string): string[] {
  const from = events.findIndex((event) => event.type === 'said' && event.text === line);
  return events
    .slice(from)
    .flatMap((event) => (event.type === 'agent-spoke' && event.asked !== null ? [event.asked] : []));
}
