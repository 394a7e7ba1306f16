import { randomUUID } from 'node:crypto';
import {
  Client,
  Connection,
  WithStartWorkflowOperation,
  WorkflowUpdateFailedError,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import {
  DefaultLogger,
  makeTelemetryFilterString,
  NativeConnection,
  Runtime,
  type Worker,
} from '@temporalio/worker';
import {
  CALL_WORKFLOW,
  type CallResult,
  callState,
  callWorkflowId,
  type EndCall,
  endCall,
  type OpenCall,
  openCall,
  openCallUpdateId,
  submitTurn,
  type Turn,
  type TurnOutcome,
} from '../../contracts/call-messages.ts';
import { createCallWorker } from '../../workers/create-worker.ts';
import { workflowsBundle } from '../../workers/workflows-bundle.ts';
import type { call } from '../../workflows/call.ts';
import { scriptedActivities, type World } from './scripted-activities.ts';

/** One call as an edge drives it, in a test. */
export interface LabCall {
  callId: string;
  open(changes?: Partial<OpenCall>, updateId?: string): ReturnType<typeof openWith>;
  say(text: string, changes?: Partial<Turn>): Promise<TurnOutcome>;
  end(changes?: Partial<EndCall>): Promise<void>;
  result(): Promise<CallResult>;
  handle: ReturnType<Client['workflow']['getHandle']>;
}

/** A worker with scripted activities on its own task queue, and calls that run on it. */
export interface CallLab {
  client: Client;
  world: World;
  taskQueue: string;
  /** a worker begins to poll; the lab does so by itself unless it is `idle` */
  startWorker(): Promise<void>;
  stopWorkers(): Promise<void>;
  call(options?: { silenceLimitMs?: number; scenarioHash?: string }): LabCall;
  close(): Promise<void>;
}

let installed = false;

/** Starts the lab on the server of the system tests. */
export async function openCallLab(entry?: string, { idle = false } = {}): Promise<CallLab> {
  const address = process.env.TEST_TEMPORAL_ADDRESS;
  if (!address)
    throw new Error('TEST_TEMPORAL_ADDRESS is not set: run this test with `--selectProjects system`');
  if (!installed)
    Runtime.install({
      logger: new DefaultLogger('ERROR'),
      shutdownSignals: [],
      // zombies and lost tasks are what these tests are about
      telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR' }) } },
    });
  installed = true;
  const [native, connection, { codePath }] = await Promise.all([
    NativeConnection.connect({ address }),
    Connection.connect({ address }),
    workflowsBundle(undefined, entry),
  ]);
  const taskQueue = `lab-${randomUUID()}`;
  const { activities, world } = scriptedActivities();
  const workers: { worker: Worker; running: Promise<void> }[] = [];
  const startWorker = async () => {
    const options = { connection: native, namespace: 'default', codePath, activities, taskQueue };
    const worker = await createCallWorker(options);
    workers.push({ worker, running: worker.run() });
  };
  const stopWorkers = async () => {
    const all = workers.splice(0);
    for (const { worker } of all) worker.shutdown();
    await Promise.all(all.map(({ running }) => running));
  };
  if (!idle) await startWorker();
  const client = new Client({ connection });
  return {
    client,
    world,
    taskQueue,
    startWorker,
    stopWorkers,
    call: ({ silenceLimitMs, scenarioHash = 'text' } = {}) => {
      const callId = randomUUID();
      const handle = client.workflow.getHandle(callWorkflowId(callId));
      const base = openRequest(callId, scenarioHash);
      let turns = 0;
      return {
        callId,
        handle,
        open: (changes = {}, updateId) =>
          openWith(client, taskQueue, { ...base, ...changes }, silenceLimitMs, updateId),
        say: (text, changes = {}) => {
          turns += 1;
          const turn = turnOf(`t${turns}`, text, changes);
          return handle.executeUpdate(submitTurn, { args: [turn], updateId: turn.turnId });
        },
        end: (changes = {}) => handle.signal(endCall, endOf(changes)),
        result: () => handle.result() as Promise<CallResult>,
      };
    },
    async close() {
      await stopWorkers();
      await connection.close();
      await native.close();
    },
  };
}

function openWith(
  client: Client,
  taskQueue: string,
  request: OpenCall,
  silenceLimitMs: number | undefined,
  updateId = openCallUpdateId(request.callId, request.epoch),
) {
  return client.workflow.executeUpdateWithStart(openCall, {
    args: [request],
    updateId,
    startWorkflowOperation: new WithStartWorkflowOperation<typeof call>(CALL_WORKFLOW, {
      workflowId: callWorkflowId(request.callId),
      taskQueue,
      workflowIdConflictPolicy: 'USE_EXISTING',
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
      workflowTaskTimeout: '2s',
      staticSummary: 'a call of the tests',
      args: [{ callId: request.callId, ...(silenceLimitMs === undefined ? {} : { silenceLimitMs }) }],
    }),
  });
}

const openRequest = (callId: string, scenarioHash: string): OpenCall => ({
  callId,
  epoch: 1,
  channel: 'phone',
  from: '+380441234567',
  to: '100',
  at: '2026-11-21T10:00:00.000Z',
  opening: {
    tenant: 'test',
    scenario: 'scripted',
    scenarioHash,
    language: 'en',
    promptVersion: '1',
    variant: null,
    flags: {},
    timeZone: 'Europe/Kyiv',
  },
  edge: { url: 'http://127.0.0.1:9' },
});

/** A turn of speech; `changes` make it anything else. */
export const turnOf = (turnId: string, text: string, changes: Partial<Turn> = {}): Turn => ({
  turnId,
  epoch: 1,
  kind: 'speech',
  text,
  confidence: 0.9,
  language: null,
  at: '2026-11-21T10:00:01.000Z',
  usage: [],
  stages: [],
  ...changes,
});

export const endOf = (changes: Partial<EndCall> = {}): EndCall => ({
  reason: 'caller-hung-up',
  at: '2026-11-21T10:05:00.000Z',
  usage: [],
  stages: [],
  ...changes,
});

/** Type of the refusal that an update met; fails when it was not refused. */
export async function refusal(update: Promise<unknown>): Promise<string> {
  try {
    await update;
  } catch (error) {
    if (error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure)
      return error.cause.type ?? 'no type';
    throw error;
  }
  throw new Error('the update was not refused');
}

/** The call as the query shows it. */
export const look = (call: LabCall) => call.handle.query(callState);

export const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
