import {
  type CallOpening,
  type EndCall,
  type OpenCall,
  openCallUpdateId,
  type Turn,
  type TurnOutcome,
} from '../../contracts/call-messages.ts';
import type { Expects } from '../../domain/dialog/types.ts';
import { type CallClient, CallClientError } from '../brain/call-client.ts';

export const anyAnswer: Expects = { slot: null, language: 'en', hints: [], patience: 'command' };

export const outcomeOf = (turnId: string, reply: string, more: Partial<TurnOutcome> = {}): TurnOutcome => ({
  ...{ turnId, delivery: 'text', reply, expects: anyAnswer, action: { type: 'none' }, state: 'ANY' },
  ...{ language: 'en', interruptible: true },
  ...more,
});

/**
 * The workflow's side of calls, played by the test; as on a server an update's id that is known gets the answer that it got,
 * whatever has become of the call.
 */
export interface FakeCalls extends CallClient {
  opens: OpenCall[];
  turns: Turn[];
  ends: { callId: string; end: EndCall }[];
  /** how a call stands after its end, for a new openCall */
  afterEnd: 'wrapping-up' | 'closed';
  /** what the next messages do */
  onOpen: (call: OpenCall) => Promise<CallOpening>;
  onTurn: (turn: Turn) => Promise<TurnOutcome>;
}

export function createFakeCalls(): FakeCalls {
  const answers = new Map<string, Promise<CallOpening>>();
  const endOf = (callId: string) => fake.ends.find((end) => end.callId === callId)?.end;
  const answer = async (call: OpenCall): Promise<CallOpening> => {
    const end = endOf(call.callId);
    if (end === undefined) return fake.onOpen(call);
    if (fake.afterEnd === 'closed')
      throw new CallClientError('ended', new Error('workflow execution already completed'));
    return { ...(await fake.onOpen(call)), ended: end.reason };
  };
  const fake: FakeCalls = {
    opens: [],
    turns: [],
    ends: [],
    afterEnd: 'closed',
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
    open(call, leg) {
      fake.opens.push(call);
      const id = openCallUpdateId(call.callId, call.epoch, leg);
      const known = answers.get(id) ?? answer(call);
      answers.set(id, known);
      // what was not answered was not accepted
      known.catch(() => answers.delete(id));
      return known;
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
