import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import { startFakeModelServer } from '../adapters/llm/testing/fake-model-server.ts';
import { connect, migrate, publishScenario } from '../adapters/postgres/index.ts';
import { prepareNamespace } from '../cli/bench/namespace.ts';
import { CALL_TASK_QUEUE, callState, submitTurn } from '../contracts/call-messages.ts';
import { bundleText } from '../domain/scenario/bundle.ts';
import { startFakeEdge } from '../tests/replies/fake-edge.ts';
import { createTestDatabase, type TestDatabase } from '../tests/servers/database.ts';
import { metricsAt, sampleOf } from './testing/scrape.ts';
import { freePort, openOn, scenario, scenarioHash, startWorker, until } from './testing/worker-lab.ts';

/** No other test's worker polls here. A hyphen would be another character in the server's metrics. */
const NAMESPACE = 'settings';

let database: TestDatabase;
let folder: string;
let connection: Connection;
let client: Client;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast settings '));
  database = await createTestDatabase();
  await migrate(database.url);
  const db = connect(database.url);
  await publishScenario(db, { tenant: 'test', scenario, text: bundleText(scenario), hash: scenarioHash });
  await db.close();
  connection = await Connection.connect({ address: process.env.TEST_TEMPORAL_ADDRESS });
  await prepareNamespace(connection, NAMESPACE);
  client = new Client({ connection, namespace: NAMESPACE });
}, 60_000);
afterAll(async () => {
  await connection?.close();
  await database?.drop();
  await rm(folder, { recursive: true, force: true });
}, 30_000);

const started: { kill(): Promise<unknown> }[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((worker) => worker.kill()));
}, 60_000);

/** A worker process that answers on its health port, and its metrics. */
async function readyWorker(more: Record<string, string> = {}) {
  const port = await freePort();
  const worker = startWorker({
    TEMPORAL_ADDRESS: process.env.TEST_TEMPORAL_ADDRESS ?? '',
    TEMPORAL_NAMESPACE: NAMESPACE,
    DATABASE_URL: database.url,
    EDGE_SECRET: 'a secret of the tests',
    WORKER_PORT: `${port}`,
    SHEET_CSV_PATH: join(folder, 'sheet.csv'),
    RECORDINGS_DIR: folder,
    ...more,
  });
  started.push(worker);
  await until('the worker to be ready', async () =>
    (await fetch(`http://127.0.0.1:${port}/readyz`)).status === 200 ? true : null,
  ).catch((error: unknown) => {
    throw new Error(`${String(error)}\n${worker.output()}`);
  });
  return { ...worker, metrics: () => metricsAt(`http://127.0.0.1:${port}/metrics`) };
}

const turnOf = (text: string) => ({
  ...{ turnId: 't1', epoch: 1, kind: 'speech' as const, text, confidence: 0.9, language: null },
  ...{ at: new Date().toISOString(), usage: [], stages: [] },
});

/** Activities of our namespace that the server handed back with the answer to a workflow task. */
async function eagerActivities(): Promise<number> {
  const url = process.env.TEST_TEMPORAL_METRICS_URL;
  if (!url) throw new Error('the server of these tests is not ours: unset TEMPORAL_ADDRESS');
  return sampleOf(await metricsAt(url), 'activity_eager_execution', { namespace: NAMESPACE }) ?? 0;
}

describe('what the turn path relies on', () => {
  it('a spreadsheet without a key ends it with one sentence', async () => {
    const worker = startWorker({
      TEMPORAL_ADDRESS: process.env.TEST_TEMPORAL_ADDRESS ?? '',
      ...{ TEMPORAL_NAMESPACE: NAMESPACE, DATABASE_URL: database.url, EDGE_SECRET: 'a secret of the tests' },
      ...{ GOOGLE_SHEET_ID: 'x', RECORDINGS_DIR: folder },
    });
    started.push(worker);
    expect(await worker.exited).toBe(1);
    const said = worker.output().trimEnd().split('\n').at(-1);
    expect(said).toBe('GOOGLE_SHEET_ID=x is set, GOOGLE_CREDENTIALS_PATH is not: set both or neither');
  }, 60_000);

  it('a streamed reply is handed back eagerly, every time', async () => {
    const [model, edge] = await Promise.all([startFakeModelServer(), startFakeEdge()]);
    try {
      await readyWorker({ LLM_BASE_URL: model.url, LLM_MODEL: 'm' });
      model.behave({ kind: 'answer', words: ['Thank', ' you.'] });
      const calls = 5;
      for (let call = 0; call < calls; call++) {
        const { handle } = await openOn(client, randomUUID(), edge);
        const outcome = await handle.executeUpdate(submitTurn, {
          args: [turnOf('yes please')],
          updateId: 't1',
        });
        expect(outcome).toMatchObject({ delivery: 'streamed', reply: 'Thank you.' });
      }
      expect(edge.streams).toHaveLength(calls);
      // only the server counts them
      await until('the count of eager activities', async () => {
        const counted = await eagerActivities();
        expect(counted).toBeLessThanOrEqual(calls);
        return counted === calls ? true : null;
      });
    } finally {
      await Promise.all([model.close(), edge.close()]);
    }
  }, 90_000);

  it('one partition of the queue: no task waits to be forwarded', async () => {
    await readyWorker();
    const partitions = await connection.workflowService.listTaskQueuePartitions({
      namespace: NAMESPACE,
      taskQueue: { name: CALL_TASK_QUEUE },
    });
    expect(partitions.workflowTaskQueuePartitions).toHaveLength(1);
    expect(partitions.activityTaskQueuePartitions).toHaveLength(1);
  }, 60_000);

  it('as many activities at once as replies, and no more calls in memory than configured', async () => {
    const most = 10;
    const worker = await readyWorker({ WORKER_MAX_CACHED_CALLS: `${most}` });
    const slots = await until('the slots', async () =>
      sampleOf(await worker.metrics(), 'temporal_worker_task_slots_available', {
        worker_type: 'ActivityWorker',
      }),
    );
    expect(slots).toBe(200);
    const callIds = Array.from({ length: most + 3 }, () => randomUUID());
    for (const callId of callIds) await openOn(client, callId, null);
    await until('a full cache', async () => {
      const metrics = await worker.metrics();
      const size = sampleOf(metrics, 'temporal_sticky_cache_size', { namespace: NAMESPACE });
      expect(size ?? 0).toBeLessThanOrEqual(most);
      return size === most ? true : null;
    });
    const evicted = sampleOf(await worker.metrics(), 'temporal_sticky_cache_total_forced_eviction_total', {
      namespace: NAMESPACE,
    });
    expect(evicted).toBeGreaterThanOrEqual(3);
  }, 90_000);

  it('a dead worker keeps its calls for half a second, not for ten, and a task of its own for two', async () => {
    const first = await readyWorker();
    const { handle } = await openOn(client, randomUUID(), null);
    await first.kill();
    const second = await readyWorker();
    await handle.executeUpdate(submitTurn, { args: [turnOf('yes please')], updateId: 't1' });
    expect(second.output()).not.toContain('"level":"ERROR"');
    const { events } = await handle.fetchHistory();
    const all = events ?? [];
    const secondsOf = (event: (typeof all)[number]) =>
      Number(event.eventTime?.seconds ?? 0) + (event.eventTime?.nanos ?? 0) / 1e9;
    const lost = all.find((event) => event.workflowTaskTimedOutEventAttributes);
    const asked = all.find(
      ({ eventId }) => `${eventId}` === `${lost?.workflowTaskTimedOutEventAttributes?.scheduledEventId}`,
    );
    if (lost === undefined || asked === undefined) throw new Error('no task of the dead worker timed out');
    const waitedS = secondsOf(lost) - secondsOf(asked);
    expect(waitedS).toBeGreaterThanOrEqual(0.5);
    expect(waitedS).toBeLessThan(5);
    for (const event of all) {
      const limit = event.workflowTaskScheduledEventAttributes?.startToCloseTimeout;
      if (limit) expect(Number(limit.seconds)).toBe(2);
    }
    // it is alive: the query is answered by the second worker
    expect(await handle.query(callState)).toMatchObject({ dialog: { at: 'END' } });
  }, 90_000);
});
