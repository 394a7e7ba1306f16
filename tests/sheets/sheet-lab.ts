import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import type { CallSheet } from '../../activities/flush-sheet-rows.ts';
import { createRecordActivities, type RecordPorts } from '../../activities/records.ts';
import { createWakeSheetWriter, temporalRecordAttempt } from '../../activities/temporal-records.ts';
import { connect, createRecordStores, migrate } from '../../adapters/postgres/index.ts';
import type { WrapUpActivities } from '../../contracts/activities.ts';
import { sheetWriterWorkflowId } from '../../contracts/sheet-messages.ts';
import { createCallWorker } from '../../workers/create-worker.ts';
import { workflowsBundle } from '../../workers/workflows-bundle.ts';
import { createTestDatabase } from '../servers/database.ts';

const unused = () => Promise.reject(new Error('not part of this test'));

/**
 * The real sheet-writer, activities, PostgreSQL and Temporal, on a task queue of their own. `begin` hands in the sheet of
 * the next test, which gets a writer of its own.
 */
export async function openSheetLab({ pauseMs = 200, idleMs }: { pauseMs?: number; idleMs?: number } = {}) {
  const address = process.env.TEST_TEMPORAL_ADDRESS;
  if (!address)
    throw new Error('TEST_TEMPORAL_ADDRESS is not set: run this test with `--selectProjects system`');
  installQuietRuntime();
  let current: Pick<CallSheet, 'read' | 'write'> = { read: unused, write: unused };
  let id = '';
  const sheet: CallSheet = {
    get id() {
      return id;
    },
    read: (from) => current.read(from),
    write: (rows) => current.write(rows),
  };
  const database = await createTestDatabase();
  await migrate(database.url);
  const db = connect(database.url, { maxConnections: 60 });
  const stores = createRecordStores(db);
  const [native, connection, { codePath }] = await Promise.all([
    NativeConnection.connect({ address }),
    Connection.connect({ address }),
    workflowsBundle(),
  ]);
  const client = new Client({ connection });
  const taskQueue = `sheet-${randomUUID()}`;
  const ports: RecordPorts = {
    ...stores,
    sheet,
    recordings: { list: unused, read: unused, open: unused, size: unused, put: unused, remove: unused },
    wakeSheetWriter: createWakeSheetWriter(client, {
      taskQueue,
      pauseMs,
      ...(idleMs === undefined ? {} : { idleMs }),
    }),
    attempt: temporalRecordAttempt,
  };
  const activities = {
    ...createRecordActivities(ports),
    prepareCall: unused,
    extractSlots: unused,
    advanceDialog: unused,
    runTool: unused,
    streamReply: unused,
  };
  const worker = await createCallWorker({
    connection: native,
    namespace: 'default',
    codePath,
    activities,
    taskQueue,
  });
  const running = worker.run();
  // what a call's own workflow would run; outside an activity there is nobody to tell
  const outside: WrapUpActivities = createRecordActivities({
    ...ports,
    attempt: {
      number: () => 1,
      beat: () => {},
      pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    },
  });
  return {
    db,
    stores,
    sheet,
    client,
    exportToSheet: outside.exportToSheet,
    /** one write, as the writer would do it */
    flush: () =>
      createRecordActivities({
        ...ports,
        attempt: { number: () => 1, beat: () => {}, pause: unused },
      }).flushSheetRows({ sheet: sheet.id }),
    writer: () => client.workflow.getHandle(sheetWriterWorkflowId(id)),
    begin: (target: Pick<CallSheet, 'read' | 'write'>) => {
      current = target;
      id = `sheet-${randomUUID()}`;
    },
    /** ends the writer of this test */
    finish: () =>
      client.workflow
        .getHandle(sheetWriterWorkflowId(id))
        .terminate('the test is over')
        .catch(() => undefined),
    close: async () => {
      worker.shutdown();
      await running;
      await connection.close();
      await native.close();
      await db.close();
      await database.drop();
    },
  };
}

let installed = false;

function installQuietRuntime(): void {
  if (!installed) Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });
  installed = true;
}
