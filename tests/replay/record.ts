/**
 * Records a history per shape of call: `TEST_TEMPORAL_ADDRESS=host:port node tests/replay/record.ts [NAME…]`, by
 * default only shapes that have none. Never record anew to make the replay test pass: a history that no longer replays
 * says that running calls would break.
 */
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { openCallLab } from '../calls/call-lab.ts';
import { scrubHistory } from './scrub.ts';
import { SHAPES } from './shapes.ts';

const folder = fileURLToPath(new URL('./histories/', import.meta.url));
const pathOf = (name: string) => `${folder}${name}.json`;
const wanted = new Set(process.argv.slice(2));
const missing = SHAPES.filter(({ name }) =>
  wanted.size === 0 ? !existsSync(pathOf(name)) : wanted.has(name),
);

await mkdir(folder, { recursive: true });
const lab = await openCallLab();
for (const { name, scenarioHash, silenceLimitMs, opens, play } of missing) {
  const call = lab.call({ scenarioHash, silenceLimitMs });
  await call.open(opens);
  await play(call, lab);
  await call.result();
  await writeFile(pathOf(name), `${scrubHistory(historyToJSON(await call.handle.fetchHistory()))}\n`);
  console.log(`recorded ${name}`);
}
await lab.close();
