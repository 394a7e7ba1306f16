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
import { ECHO_QUEUE, echo } from './echo.ts';

/** One open conversation: `turn` takes one turn and answers how many ms its answer took. */
export interface Talker {
  turn(): Promise<number>;
  end(): Promise<void>;
}

/** The baseline: a workflow with a bare update. */
export async function openEcho(client: Client): Promise<Talker> {
  const handle = await client.workflow.start('echoCall', {
    workflowId: `bench-echo-${randomUUID()}`,
    taskQueue: ECHO_QUEUE,
    workflowTaskTimeout: '2s',
    args: [],
  });
  const turn = async () => {
    const startMs = performance.now();
    await handle.executeUpdate(echo, { args: ['say that again please'], updateId: randomUUID() });
    return performance.now() - startMs;
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
  sink: { url: string; firstWords(turnId: string): Promise<number> },
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
        args: [{ callId }],
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
