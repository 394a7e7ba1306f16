import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { type Client, WithStartWorkflowOperation } from '@temporalio/client';
import {
  CALL_TASK_QUEUE,
  CALL_WORKFLOW,
  type CallInput,
  type CallResult,
  callWorkflowId,
  type EdgeAddress,
  openCall,
  openCallUpdateId,
} from '../../contracts/call-messages.ts';
import { bundleText } from '../../domain/scenario/bundle.ts';
import { scenarioSchema } from '../../domain/scenario/schema.ts';
import { sha256 } from '../../platform/sha256.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Asks one question and says goodbye. */
export const scenario = scenarioSchema.parse({
  name: 'tiny',
  version: 1,
  timeZone: 'Europe/Kyiv',
  languages: ['en'],
  start: 'ASK',
  operator: '100',
  globals: { operator: 'OPERATOR', emergency: 'OPERATOR', goodbye: 'END' },
  limits: { else: 'OPERATOR' },
  slots: { agreed: { type: 'yes-no' } },
  states: {
    ASK: { say: [{ texts: { en: 'Shall we?' } }], ask: ['agreed'], next: [{ to: 'END' }] },
    OPERATOR: { say: [{ texts: { en: 'One moment.' } }], action: 'transfer', outcome: 'transferred' },
    END: { say: [{ texts: { en: 'Goodbye.' } }], action: 'hang-up', outcome: 'informed' },
  },
});

/** A worker process as the stack starts it; lines of its log are kept. */
export function startWorker(env: Record<string, string>) {
  const child = spawn(process.execPath, ['workers/call-worker.ts'], {
    cwd: ROOT,
    env: { ...process.env, ...env },
  });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => output.push(String(chunk)));
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  return {
    exited,
    output: () => output.join(''),
    stop: async () => {
      child.kill('SIGTERM');
      return exited;
    },
    kill: async () => {
      child.kill('SIGKILL');
      return exited;
    },
  };
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

/** Asks until there is an answer, for at most 30 s. */
export async function until<T>(what: string, probe: () => Promise<T | null>): Promise<T> {
  const giveUp = Date.now() + 30_000;
  while (Date.now() < giveUp) {
    const found = await probe().catch(() => null);
    if (found !== null) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`waited 30 s for ${what}`);
}

export const scenarioHash = sha256(bundleText(scenario));

/** Opens a call as an edge does; without an edge it is a text session. */
export async function openOn(client: Client, callId: string, edge: EdgeAddress | null) {
  const opening = await client.workflow.executeUpdateWithStart(openCall, {
    args: [
      {
        callId,
        epoch: 1,
        channel: edge === null ? 'text' : 'phone',
        from: '',
        to: '*',
        at: new Date().toISOString(),
        edge,
        opening: {
          tenant: 'test',
          scenario: 'tiny',
          scenarioHash,
          language: 'en',
          promptVersion: '1',
          variant: null,
          flags: {},
          timeZone: 'Europe/Kyiv',
        },
      },
    ],
    updateId: openCallUpdateId(callId, 1),
    startWorkflowOperation: new WithStartWorkflowOperation<(input: CallInput) => Promise<CallResult>>(
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
  const handle = client.workflow.getHandle<(input: CallInput) => Promise<CallResult>>(callWorkflowId(callId));
  return { opening, handle };
}
