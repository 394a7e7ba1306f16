import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client, Connection, WithStartWorkflowOperation } from '@temporalio/client';
import { connect, migrate, publishScenario, readCall } from '../adapters/postgres/index.ts';
import {
  CALL_TASK_QUEUE,
  CALL_WORKFLOW,
  type CallInput,
  type CallResult,
  callWorkflowId,
  endCall,
  openCall,
  openCallUpdateId,
  submitTurn,
} from '../contracts/call-messages.ts';
import { bundleText } from '../domain/scenario/bundle.ts';
import { scenarioSchema } from '../domain/scenario/schema.ts';
import { sha256 } from '../platform/sha256.ts';
import { createTestDatabase, type TestDatabase } from '../tests/servers/database.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const scenario = scenarioSchema.parse({
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
function startWorker(env: Record<string, string>) {
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
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

async function until<T>(what: string, probe: () => Promise<T | null>): Promise<T> {
  const giveUp = Date.now() + 30_000;
  while (Date.now() < giveUp) {
    const found = await probe().catch(() => null);
    if (found !== null) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`waited 30 s for ${what}`);
}

let database: TestDatabase;
let folder: string;
let connection: Connection;
const hash = sha256(bundleText(scenario));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast worker '));
  database = await createTestDatabase();
  await migrate(database.url);
  const db = connect(database.url);
  await publishScenario(db, { tenant: 'test', scenario, text: bundleText(scenario), hash });
  await db.close();
  connection = await Connection.connect({ address: process.env.TEST_TEMPORAL_ADDRESS });
  await connection.workflowService.registerNamespace({
    namespace: 'worker-test',
    workflowExecutionRetentionPeriod: { seconds: 86_400 as never },
  });
}, 60_000);
afterAll(async () => {
  await connection?.close();
  await database?.drop();
  await rm(folder, { recursive: true, force: true });
}, 30_000);

const environment = (port: number): Record<string, string> => ({
  TEMPORAL_ADDRESS: process.env.TEST_TEMPORAL_ADDRESS ?? '',
  // a namespace of its own: no other test's worker polls there, and it lacks the search attributes
  TEMPORAL_NAMESPACE: 'worker-test',
  DATABASE_URL: database.url,
  EDGE_SECRET: 'a secret of the tests',
  WORKER_PORT: `${port}`,
  SHEET_CSV_PATH: join(folder, 'sheet.csv'),
  RECORDINGS_DIR: folder,
});

describe('the call worker process', () => {
  it('serves a whole call, from its opening to its row, and stops on SIGTERM', async () => {
    const port = await freePort();
    const worker = startWorker(environment(port));
    await until('the worker to be ready', async () =>
      (await fetch(`http://127.0.0.1:${port}/readyz`)).status === 200 ? true : null,
    ).catch((error: unknown) => {
      throw new Error(`${error}\n${worker.output()}`);
    });

    const client = new Client({ connection, namespace: 'worker-test' });
    const callId = randomUUID();
    const opening = await client.workflow.executeUpdateWithStart(openCall, {
      args: [
        {
          callId,
          epoch: 1,
          channel: 'text',
          from: '',
          to: '*',
          at: new Date().toISOString(),
          edge: null,
          opening: {
            tenant: 'test',
            scenario: 'tiny',
            scenarioHash: hash,
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
    expect(opening.greeting).toContain('Shall we?');
    const handle = client.workflow.getHandle<(input: CallInput) => Promise<CallResult>>(
      callWorkflowId(callId),
    );
    const turn = {
      turnId: 't1',
      epoch: 1,
      kind: 'speech' as const,
      text: 'yes please',
      confidence: 0.9,
      language: null,
      at: new Date().toISOString(),
      usage: [],
      stages: [],
    };
    const outcome = await handle.executeUpdate(submitTurn, { args: [turn], updateId: 't1' });
    expect(outcome).toMatchObject({ state: 'END', action: { type: 'hang-up' } });
    await handle
      .signal(endCall, { reason: 'agent-hung-up', at: turn.at, usage: [], stages: [] })
      .catch(() => undefined);
    expect(await handle.result()).toMatchObject({ outcome: 'informed', state: 'END', turns: 1 });

    expect(await readFile(join(folder, 'sheet.csv'), 'utf8')).toContain(callId);
    const db = connect(database.url);
    expect(await readCall(db, callId)).toMatchObject({ outcome: 'informed' });
    await db.close();
    const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    expect(metrics).toContain('process_cpu_seconds_total');
    expect(metrics).toContain('temporal_workflow_task_execution_latency_seconds');
    expect(await worker.stop()).toBe(0);
  }, 60_000);

  it('waits for a server that is away, says so, and stops at once', async () => {
    const port = await freePort();
    const worker = startWorker({ ...environment(port), TEMPORAL_ADDRESS: `127.0.0.1:${await freePort()}` });
    const reason = await until('a reason', async () => {
      const answer = await fetch(`http://127.0.0.1:${port}/readyz`);
      return answer.status === 503 ? await answer.text() : null;
    });
    expect(reason).toContain('waiting for Temporal');
    await until('the log line', async () => (worker.output().includes('set TEMPORAL_ADDRESS') ? true : null));
    expect(await worker.stop()).toBe(0);
  }, 60_000);

  it('names every fault of its environment at once', async () => {
    const worker = startWorker({ ...environment(0), DATABASE_URL: 'nonsense', EDGE_SECRET: 'short' });
    expect(await worker.exited).toBe(1);
    expect(worker.output()).toMatch(/DATABASE_URL/);
    expect(worker.output()).toMatch(/EDGE_SECRET/);
  }, 30_000);
});
