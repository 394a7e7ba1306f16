import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import { startFakeModelServer } from '../adapters/llm/testing/fake-model-server.ts';
import { connect, migrate, publishScenario, readCall, readUsage } from '../adapters/postgres/index.ts';
import { endCall, submitTurn } from '../contracts/call-messages.ts';
import { bundleText } from '../domain/scenario/bundle.ts';
import { startFakeEdge } from '../tests/replies/fake-edge.ts';
import { createTestDatabase, type TestDatabase } from '../tests/servers/database.ts';
import { freePort, openOn, scenario, scenarioHash, startWorker, until } from './testing/worker-lab.ts';

let database: TestDatabase;
let folder: string;
let connection: Connection;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast worker '));
  database = await createTestDatabase();
  await migrate(database.url);
  const db = connect(database.url);
  await publishScenario(db, { tenant: 'test', scenario, text: bundleText(scenario), hash: scenarioHash });
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

const turnOf = (text: string) => ({
  turnId: 't1',
  epoch: 1,
  kind: 'speech' as const,
  text,
  confidence: 0.9,
  language: null,
  at: new Date().toISOString(),
  usage: [],
  stages: [],
});

const started: { stop(): Promise<number | null> }[] = [];
afterEach(async () => {
  // a failed expectation must leave no process behind
  await Promise.all(started.splice(0).map((worker) => worker.stop()));
}, 60_000);

/** A worker that answers on its health port; its log stands in the failure when it does not. */
async function readyWorker(env: Record<string, string>) {
  const worker = startWorker(env);
  started.push(worker);
  await until('the worker to be ready', async () =>
    (await fetch(`http://127.0.0.1:${env.WORKER_PORT}/readyz`)).status === 200 ? true : null,
  ).catch((error: unknown) => {
    throw new Error(`${String(error)}\n${worker.output()}`);
  });
  return worker;
}

describe('the call worker process', () => {
  it('serves a whole call, from its opening to its row, and stops on SIGTERM', async () => {
    const port = await freePort();
    const worker = await readyWorker(environment(port));
    const client = new Client({ connection, namespace: 'worker-test' });
    const callId = randomUUID();
    const { opening, handle } = await openOn(client, callId, null);
    expect(opening.greeting).toContain('Shall we?');
    const turn = turnOf('yes please');
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

  it('lets a model word the replies: the words reach the edge, a break in mid-sentence is healed and paid for', async () => {
    const [model, edge, port] = await Promise.all([startFakeModelServer(), startFakeEdge(), freePort()]);
    const worker = await readyWorker({ ...environment(port), LLM_BASE_URL: model.url, LLM_MODEL: 'm' });
    try {
      model.behave(
        { kind: 'break', words: ['Thank', ' you'] },
        { kind: 'answer', words: [' and', ' goodbye.'] },
      );
      const callId = randomUUID();
      const { handle } = await openOn(new Client({ connection, namespace: 'worker-test' }), callId, edge);
      const turn = turnOf('yes please');
      expect(await handle.executeUpdate(submitTurn, { args: [turn], updateId: 't1' })).toMatchObject({
        delivery: 'streamed',
        reply: 'Thank you and goodbye.',
      });
      expect(edge.streams.map(({ path }) => path.split('?')[1])).toEqual(['attempt=1', 'attempt=2']);
      await handle.signal(endCall, { reason: 'agent-hung-up', at: turn.at, usage: [], stages: [] });
      await handle.result();
      const db = connect(database.url);
      const attempts = (await readUsage(db, callId)).filter(({ unit }) => unit === 'input-token');
      await db.close();
      expect(attempts.map(({ attempt }) => attempt).sort()).toEqual([1, 2]);
    } finally {
      await Promise.all([worker.stop(), model.close(), edge.close()]);
    }
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
