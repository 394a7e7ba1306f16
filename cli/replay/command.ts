import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { Client, Connection, isGrpcServiceError } from '@temporalio/client';
import { CALL_WORKFLOW } from '../../contracts/call-messages.ts';
import type { Command } from '../command.ts';
import { homeFolder } from '../stack/paths.ts';
import {
  createReplayer,
  parseHistory,
  type RecordedRun,
  type ReplayFinding,
  refuseForeign,
} from './replay.ts';
import { temporalAddress } from './temporal-address.ts';

const usage = `npm run replay -- --workflow-id call-ID [--json]
npm run replay -- --file history.json [--json]
npm run replay -- --last 50 [--json]

Replays recorded calls against today's code: the same history must lead to the same commands. Exit 0 when all do.
  --json   one JSON object per call {workflowId, events, ok, fault?, message?}, then {calls, failed}
--workflow-id and --last ask the server at TEMPORAL_ADDRESS, else that of the running stack;
--file takes what \`temporal workflow show -w call-ID -o json\` exports, and needs no server.`;

/** `npm run replay`: do recorded calls still lead to the same decisions? */
export const command: Command = {
  name: 'replay',
  summary: "replay recorded calls against today's code",
  usage,
  needs: 'setup',
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        'workflow-id': { type: 'string' },
        file: { type: 'string' },
        last: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
    const { 'workflow-id': workflowId, file, last, json } = values;
    const chosen = [workflowId, file, last].filter((value) => value !== undefined);
    const count = last === undefined ? 0 : Number(last);
    if (chosen.length !== 1 || !Number.isInteger(count) || (last !== undefined && count < 1)) {
      console.error(`give one of --workflow-id, --file and --last N, a whole number from 1\n\n${usage}`);
      return 2;
    }
    try {
      const runs =
        file !== undefined
          ? [
              {
                workflowId: basename(file, '.json'),
                history: parseHistory(await textOf(file), file),
              },
            ]
          : await fromServer((client) =>
              workflowId !== undefined ? one(client, workflowId) : newest(client, count),
            );
      return await report(runs, json);
    } catch (error) {
      console.error(error instanceof Error ? error.message : String(error));
      return 1;
    }
  },
};

async function report(runs: readonly RecordedRun[], json: boolean): Promise<number> {
  for (const run of runs) refuseForeign(run);
  let failed = 0;
  // the SDK's runtime, once made, ends only after a replay: none is made for nothing
  if (runs.length > 0) {
    const replay = await createReplayer();
    for (const run of runs) {
      const finding = await replay(run);
      if (!finding.ok) failed += 1;
      console.log(json ? JSON.stringify(finding) : line(finding));
    }
  }
  const calls = runs.length;
  if (json) console.log(JSON.stringify({ calls, failed }));
  else console.log(calls === 0 ? 'no calls to replay' : `${calls - failed} of ${calls} replay`);
  return failed === 0 ? 0 : 1;
}

const line = ({ workflowId, events, ok, fault, message }: ReplayFinding): string =>
  ok
    ? `ok      ${workflowId}  ${events} events`
    : `FAILED  ${workflowId}  ${events} events  ${fault}\n        ${message}`;

/** gRPC status */
const NOT_FOUND = 5;
/** Each request ends after so long; the server may be away. */
const DEADLINE_MS = 10_000;
/** histories of many calls */
const LIST_DEADLINE_MS = 120_000;

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new Error(
      `cannot read ${file} (${(error as NodeJS.ErrnoException).code}): give the path of an exported history`,
    );
  }
}

async function fromServer(read: (client: Client) => Promise<RecordedRun[]>): Promise<RecordedRun[]> {
  const address = await temporalAddress(homeFolder(), process.env);
  let connection: Connection;
  try {
    connection = await Connection.connect({ address, connectTimeout: DEADLINE_MS });
  } catch {
    throw new Error(
      `no Temporal server at ${address}: start it, or correct TEMPORAL_ADDRESS; unset, the running stack is asked`,
    );
  }
  try {
    const client = new Client({ connection, namespace: process.env.TEMPORAL_NAMESPACE || 'default' });
    return await read(client);
  } finally {
    await connection.close();
  }
}

async function one(client: Client, workflowId: string): Promise<RecordedRun[]> {
  try {
    const history = await client.withDeadline(Date.now() + DEADLINE_MS, () =>
      client.workflow.getHandle(workflowId).fetchHistory(),
    );
    return [{ workflowId, history }];
  } catch (error) {
    if (!isGrpcServiceError(error) || error.code !== NOT_FOUND) throw error;
    throw new Error(
      `no workflow "${workflowId}": list calls with npm run calls; their workflow id is call-<call id>`,
    );
  }
}

async function newest(client: Client, count: number): Promise<RecordedRun[]> {
  return client.withDeadline(Date.now() + LIST_DEADLINE_MS, () => listNewest(client, count));
}

async function listNewest(client: Client, count: number): Promise<RecordedRun[]> {
  const runs: RecordedRun[] = [];
  const executions = client.workflow.list({ query: `WorkflowType = '${CALL_WORKFLOW}'`, pageSize: count });
  for await (const { workflowId, runId } of executions) {
    if (runs.length === count) break;
    runs.push({ workflowId, history: await client.workflow.getHandle(workflowId, runId).fetchHistory() });
  }
  return runs;
}
