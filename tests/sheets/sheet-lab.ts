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

/** The real sheet-writer, activities, PostgreSQL and Temporal, on a task queue of their own; only the sheet is handed in. */
export async function openSheetLab(target: CallSheet, { pauseMs = 200 } = {}) {
  const address = process.env.TEST_TEMPORAL_ADDRESS;
  if (!address)
    throw new Error('TEST_TEMPORAL_ADDRESS is not set: run this test with `--selectProjects system`');
  installQuietRuntime();
  // two labs on one server must not share the writer
  const sheet: CallSheet = { id: `sheet-${randomUUID()}`, read: target.read, write: target.write };
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
    recordings: { inspect: unused },
    wakeSheetWriter: createWakeSheetWriter(client, { taskQueue, pauseMs }),
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
    writer: client.workflow.getHandle(sheetWriterWorkflowId(sheet.id)),
    close: async () => {
      await client.workflow
        .getHandle(sheetWriterWorkflowId(sheet.id))
        .terminate('the test is over')
        .catch(() => {});
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
