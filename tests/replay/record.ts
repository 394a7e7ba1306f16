/**
 * Records a history per shape of call: `TEST_TEMPORAL_ADDRESS=host:port node tests/replay/record.ts [NAME…]`, by
 * default only shapes that have none. Never record anew to make the replay test pass: a history that no longer replays
 * says that running calls would break.
 */
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { createWakeSheetWriter } from '../../activities/temporal-records.ts';
import { sheetWriterWorkflowId } from '../../contracts/sheet-messages.ts';
import { type LabCall, openCallLab } from '../calls/call-lab.ts';
import { scrubHistory } from './scrub.ts';
import { SHAPES } from './shapes.ts';

const folder = fileURLToPath(new URL('./histories/', import.meta.url));
const pathOf = (name: string) => `${folder}${name}.json`;
const wanted = new Set(process.argv.slice(2));
const isWanted = (name: string) => (wanted.size === 0 ? !existsSync(pathOf(name)) : wanted.has(name));
const missing = SHAPES.filter(({ name }) => isWanted(name));
const save = async (name: string, handle: LabCall['handle']) => {
  await writeFile(pathOf(name), `${scrubHistory(historyToJSON(await handle.fetchHistory()))}\n`);
  console.log(`recorded ${name}`);
};

await mkdir(folder, { recursive: true });
const lab = await openCallLab();
for (const { name, scenarioHash, silenceLimitMs, opens, play } of missing) {
  const call = lab.call({ scenarioHash, silenceLimitMs });
  await call.open(opens);
  await play(call, lab);
  await call.result();
  await save(name, call.handle);
}
if (isWanted('sheet-writer')) {
  // a write, a second one for what came during it, and the end for want of rows
  lab.world.rowsWaiting = 2;
  const wake = createWakeSheetWriter(lab.client, { taskQueue: lab.taskQueue, pauseMs: 50, idleMs: 200 });
  await wake('recorded');
  await wake('recorded');
  const handle = lab.client.workflow.getHandle(sheetWriterWorkflowId('recorded'));
  await handle.result();
  await save('sheet-writer', handle);
}
await lab.close();
