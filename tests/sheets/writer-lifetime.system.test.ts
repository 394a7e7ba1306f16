import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { SHEET_TARGETS, type SheetTarget } from '../../adapters/sheets/testing/targets.ts';
import { rowsWaiting } from '../../contracts/sheet-messages.ts';
import { callRecord } from '../records/call-record.ts';
import { EVENTS_OF_A_RUN } from '../servers/running-servers.ts';
import { openSheetLab } from './sheet-lab.ts';

const SIGNALS_AT_ONCE = 100;

let lab: Awaited<ReturnType<typeof openSheetLab>>;
let target: SheetTarget;
beforeAll(async () => {
  lab = await openSheetLab({ pauseMs: 10, idleMs: 300 });
});
afterAll(() => lab?.close());
beforeEach(async () => {
  const [first] = SHEET_TARGETS;
  if (!first) throw new Error('there is no sheet to test with');
  target = await first.open();
  lab.begin(target.sheet);
});
afterEach(async () => {
  await lab.finish();
  await target.stop();
});

const callIds = async () => (await target.rows()).slice(1).map((row) => row[10]);
const run = async () => {
  const { runId, status } = await lab.writer().describe();
  return { runId, status: status.name };
};

it('the writer ends when nothing has waited for a while, and the next row starts it again', async () => {
  await lab.exportToSheet(callRecord('first'));
  const { runId } = await run();
  await lab.writer().result();
  expect(await run()).toEqual({ runId, status: 'COMPLETED' });
  await lab.exportToSheet(callRecord('second'));
  expect((await run()).runId).not.toBe(runId);
  expect(await callIds()).toEqual(['first', 'second']);
});

it('the writer goes on in a new run before its history is too long, and writes what waits there', async () => {
  await lab.exportToSheet(callRecord('third'));
  const { runId } = await run();
  for (let sent = 0; sent < EVENTS_OF_A_RUN; sent += SIGNALS_AT_ONCE)
    await Promise.all(Array.from({ length: SIGNALS_AT_ONCE }, () => lab.writer().signal(rowsWaiting)));
  await lab.exportToSheet(callRecord('fourth'));
  expect((await run()).runId).not.toBe(runId);
  const first = await lab.client.workflow.getHandle(lab.writer().workflowId, runId).describe();
  expect(first.status.name).toBe('CONTINUED_AS_NEW');
  expect(await callIds()).toEqual(['third', 'fourth']);
});
