import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { connect, readSnapshot } from '../../adapters/postgres/index.ts';
import { gatherEvidence } from '../../cli/demo/evidence.ts';
import type { StackState } from '../../cli/stack/state.ts';
import { waitUntil } from '../../cli/stack/wait-until.ts';
import {
  type CallOpening,
  type CallResult,
  type CallState,
  callState,
  callWorkflowId,
  type TurnOutcome,
} from '../../contracts/call-messages.ts';
import { type ChosenOpening, chooseOpening } from '../../domain/opening.ts';
import { type Brain, createBrain } from '../../media-edge/brain/brain.ts';
import { createTemporalCallClient } from '../../media-edge/brain/temporal.ts';
import { createLog } from '../../platform/log.ts';

/** Longer than any fault of these tests may hold up an answer. */
const ANSWER_WITHIN_MS = 30_000;
const WRAP_UP_WITHIN_MS = 40_000;
const TIME_ZONE = 'Europe/Kyiv';

/** One call without audio, sent as an edge sends it: with its retries, under its rules. */
export interface TextCaller extends KnownCall {
  callId: string;
  say(text: string): Promise<TurnOutcome>;
  /** pid of the call-worker that answered last and keeps the call in memory */
  holder(): Promise<number>;
  /** pid of the call-worker that runs a tool of this call; waits until one does */
  toolWorker(): Promise<number>;
  hangUp(): Promise<void>;
}

/** A call as anybody can see it who knows its id. */
export interface KnownCall {
  slots(): Promise<Record<string, unknown>>;
  /** how often its audio came to an edge */
  epoch(): Promise<number>;
  /** what the agent said last */
  words(): Promise<string>;
  /** how the call ended, when everything after it is done, and what is left of it */
  outcome(): Promise<{ result: CallResult; bookings: number; rows: number }>;
}

/** Where calls come in: what an edge has of the outside. */
export interface TextLine {
  call(): Promise<TextCaller>;
  /** a call that came in by another way */
  known(callId: string): KnownCall;
  close(): Promise<void>;
}

export async function openTextLine(stack: StackState): Promise<TextLine> {
  const address = stack.temporal.address;
  const connection = await Connection.connect({ address });
  const client = new Client({ connection });
  const calls = createTemporalCallClient(address);
  const opening = await waitUntil(() => readOpening(stack), {
    what: 'the scenario of the chaos tests',
    timeoutMs: 20_000,
  });
  return {
    async call() {
      const caller = createCaller(stack, client, (callId, listener) =>
        createBrain(callId, calls, listener, createLog('chaos')),
      );
      await caller.open(opening);
      return caller;
    },
    known: (callId) => knownCall(stack, client, callId),
    async close() {
      await calls.close();
      await connection.close();
    },
  };
}

function createCaller(
  stack: StackState,
  client: Client,
  brainOf: (callId: string, listener: Parameters<typeof createBrain>[2]) => Brain,
): TextCaller & { open(opening: ChosenOpening): Promise<void> } {
  const callId = randomUUID();
  const handle = client.workflow.getHandle(callWorkflowId(callId));
  const opened = Promise.withResolvers<CallOpening>();
  const turns = new Map<string, PromiseWithResolvers<TurnOutcome>>();
  const refused = (what: string, why: string) => new Error(`${what} of call ${callId} was refused: ${why}`);
  const brain = brainOf(callId, {
    opened: opened.resolve,
    openRefused: (why) => opened.reject(refused('openCall', why)),
    answered: (turnId, outcome) => turns.get(turnId)?.resolve(outcome),
    turnRefused: (turnId, why) => turns.get(turnId)?.reject(refused(`turn ${turnId}`, why)),
  });
  const at = () => new Date().toISOString();
  const pidOf = (identity: string | null | undefined): number => {
    const [, pid] = /^call-worker-(\d+)@/.exec(identity ?? '') ?? [];
    if (pid === undefined) throw new Error(`no call-worker has it yet (${identity})`);
    return Number(pid);
  };
  return {
    callId,
    async open(opening) {
      const [from, to, edge] = ['+380671234567', '100', { url: 'http://127.0.0.1:9' }];
      brain.open({ callId, epoch: 1, channel: 'phone', from, to, at: at(), opening, edge });
      await within(ANSWER_WITHIN_MS, 'openCall', opened.promise);
    },
    say(text) {
      const turnId = `t1-${turns.size + 1}`;
      const answer = Promise.withResolvers<TurnOutcome>();
      turns.set(turnId, answer);
      const said = { kind: 'speech', text, confidence: 0.9, language: null } as const;
      brain.submit({ turnId, epoch: 1, ...said, at: at(), usage: [], stages: [] });
      return within(ANSWER_WITHIN_MS, `the answer to "${text}"`, answer.promise);
    },
    ...knownCall(stack, client, callId),
    async holder() {
      const { events } = await handle.fetchHistory();
      const last = events?.findLast((event) => event.workflowTaskCompletedEventAttributes);
      return pidOf(last?.workflowTaskCompletedEventAttributes?.identity);
    },
    toolWorker: () =>
      waitUntil(
        async () => {
          const { raw } = await handle.describe();
          const running = raw.pendingActivities?.find((one) => one.activityType?.name === 'runTool');
          return pidOf(running?.lastWorkerIdentity);
        },
        { what: 'a tool of the call', timeoutMs: 10_000 },
      ),
    hangUp: () => brain.end({ reason: 'caller-hung-up', at: at(), epoch: 1, usage: [], stages: [] }),
  };
}

function knownCall(stack: StackState, client: Client, callId: string): KnownCall {
  const handle = client.workflow.getHandle(callWorkflowId(callId));
  const look = (): Promise<CallState> => handle.query(callState);
  return {
    slots: async () => {
      const { slots } = (await look()).dialog;
      return Object.fromEntries(Object.entries(slots).map(([name, slot]) => [name, slot.value]));
    },
    epoch: async () => (await look()).epoch,
    words: async () => (await look()).transcript.at(-1)?.agent ?? '',
    async outcome() {
      const result: CallResult = await within(WRAP_UP_WITHIN_MS, 'the end of the call', handle.result());
      const { bookings, rows } = await gatherEvidence(stack, callId, TIME_ZONE);
      return { result, bookings: bookings.length, rows: rows.length };
    },
  };
}

async function readOpening(stack: StackState): Promise<ChosenOpening> {
  const db = connect(stack.databaseUrl);
  try {
    const opening = chooseOpening(await readSnapshot(db), { callId: 'chaos', from: '', to: '100' });
    if (opening === null) throw new Error('it is not published yet');
    return opening;
  } finally {
    await db.close();
  }
}

/** The answer, or an error that names what did not come. */
async function within<T>(ms: number, what: string, answer: Promise<T>): Promise<T> {
  const stopped = new AbortController();
  const late = sleep(ms, undefined, { signal: stopped.signal }).then(() => {
    throw new Error(`${what} did not come within ${ms / 1000} s`);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    stopped.abort();
    late.catch(() => undefined);
  }
}
