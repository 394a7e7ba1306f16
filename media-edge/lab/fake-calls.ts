import type { CallOpening, EndCall, OpenCall, Turn, TurnOutcome } from '../../contracts/call-messages.ts';
import type { Expects } from '../../domain/dialog/types.ts';
import type { CallClient } from '../brain/call-client.ts';

export const anyAnswer: Expects = { slot: null, language: 'en', hints: [], patience: 'command' };

export const outcomeOf = (turnId: string, reply: string, more: Partial<TurnOutcome> = {}): TurnOutcome => ({
  ...{ turnId, delivery: 'text', reply, expects: anyAnswer, action: { type: 'none' }, state: 'ANY' },
  ...{ language: 'en', interruptible: true },
  ...more,
});

/** The workflow's side of calls, played by the test. */
export interface FakeCalls extends CallClient {
  opens: OpenCall[];
  turns: Turn[];
  ends: { callId: string; end: EndCall }[];
  /** what the next messages do */
  onOpen: (call: OpenCall) => Promise<CallOpening>;
  onTurn: (turn: Turn) => Promise<TurnOutcome>;
}

export function createFakeCalls(): FakeCalls {
  const fake: FakeCalls = {
    opens: [],
    turns: [],
    ends: [],
    onOpen: async () => ({
      ...{
        language: 'en',
        expects: anyAnswer,
        greeting: '',
        state: 'ANY',
        noInputMs: 60_000,
        maxCallMs: 600_000,
      },
    }),
    onTurn: async (turn) => outcomeOf(turn.turnId, `You said ${turn.text}.`),
    open(call) {
      fake.opens.push(call);
      return fake.onOpen(call);
    },
    submit(_callId, turn) {
      fake.turns.push(turn);
      return fake.onTurn(turn);
    },
    async end(callId, end) {
      fake.ends.push({ callId, end });
    },
  };
  return fake;
}
