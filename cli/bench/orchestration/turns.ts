import { randomUUID } from 'node:crypto';
import { type Client, WithStartWorkflowOperation } from '@temporalio/client';
import {
  CALL_TASK_QUEUE,
  CALL_WORKFLOW,
  type CallInput,
  callWorkflowId,
  openCall,
  submitTurn,
} from '../../../contracts/call-messages.ts';
import type { ChosenOpening } from '../../../domain/opening.ts';
import { ECHO_QUEUE, echo, emptyTurn } from './echo.ts';

const LONGEST_BENCH_MS = 3_600_000;

/** One open conversation: `turn` takes one turn and answers how many ms its answer took. */
export interface Talker {
  turn(): Promise<number>;
  end(): Promise<void>;
}

/** Takes reply streams and tells when the first words came (reply-sink.ts). */
interface Sink {
  url: string;
  firstWords(turnId: string): Promise<number>;
}

/** The baseline: a workflow with a bare update; with a sink the turn of the same shape as ours, empty. */
export async function openEcho(client: Client, sink: Sink | null): Promise<Talker> {
  const handle = await client.workflow.start('echoCall', {
    workflowId: `bench-echo-${randomUUID()}`,
    taskQueue: ECHO_QUEUE,
    workflowTaskTimeout: '2s',
    args: [],
  });
  const turn = async () => {
    const turnId = randomUUID();
    const first = sink?.firstWords(turnId);
    const startMs = performance.now();
    if (sink === null) {
      await handle.executeUpdate(echo, { args: ['say that again please'], updateId: turnId });
      return performance.now() - startMs;
    }
    const done = handle.executeUpdate(emptyTurn, { args: [{ url: sink.url, turnId }], updateId: turnId });
    const firstAtMs = await Promise.race([first, done.then(() => Number.NaN)]);
    await done;
    return (firstAtMs ?? Number.NaN) - startMs;
  };
  await turn();
  return {
    turn,
    end: async () => {
      await handle.terminate('bench over');
    },
  };
}

/** A real call whose caller asks to repeat the question, again and again. `firstWords` measures streamed replies. */
export async function openTalk(
  client: Client,
  opening: ChosenOpening,
  sink: Sink,
  streamed: boolean,
): Promise<Talker> {
  const callId = `bench-${randomUUID()}`;
  const at = new Date().toISOString();
  await client.workflow.executeUpdateWithStart(openCall, {
    args: [{ callId, epoch: 1, channel: 'phone', from: '', to: '', at, opening, edge: { url: sink.url } }],
    startWorkflowOperation: new WithStartWorkflowOperation<(input: CallInput) => Promise<unknown>>(
      CALL_WORKFLOW,
      {
        workflowId: callWorkflowId(callId),
        taskQueue: CALL_TASK_QUEUE,
        workflowIdConflictPolicy: 'USE_EXISTING',
        workflowTaskTimeout: '2s',
        // it may wait long for its turn in the bench
        args: [{ callId, silenceLimitMs: LONGEST_BENCH_MS }],
      },
    ),
  });
  const handle = client.workflow.getHandle(callWorkflowId(callId));
  const turn = async () => {
    const turnId = randomUUID();
    const first = streamed ? sink.firstWords(turnId) : null;
    const startMs = performance.now();
    const done = handle.executeUpdate(submitTurn, {
      updateId: turnId,
      args: [
        {
          turnId,
          epoch: 1,
          kind: 'speech',
          text: 'can you say that again please',
          confidence: 0.95,
          language: 'en',
          at: new Date().toISOString(),
          usage: [],
          stages: [],
        },
      ],
    });
    // a turn that fails never sends a word
    const firstAtMs = first === null ? null : await Promise.race([first, done.then(() => Number.NaN)]);
    await done;
    return (firstAtMs ?? performance.now()) - startMs;
  };
  await turn();
  return {
    turn,
    // no wrap-up: hundreds of rows and costs would be written while the next figures are measured
    end: async () => {
      await handle.terminate('bench over');
    },
  };
}
