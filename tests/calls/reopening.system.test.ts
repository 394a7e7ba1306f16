import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import { type CallResult, callState, callWorkflowId, submitTurn } from '../../contracts/call-messages.ts';
import { createTemporalCallClient } from '../../media-edge/brain/temporal.ts';
import { type EdgeLab, openLeg, startEdgeLab, type TestLeg } from '../../media-edge/lab/edge-lab.ts';
import { sha256 } from '../../platform/sha256.ts';
import { type CallLab, openCallLab, turnOf } from './call-lab.ts';

/** A real edge whose calls are workflows on a real server: only that one remembers the answers of updates. */
let workflows: CallLab;
let lab: EdgeLab;
let client: Client;
const closing: (() => Promise<unknown>)[] = [];
beforeAll(async () => {
  const address = process.env.TEST_TEMPORAL_ADDRESS ?? '';
  workflows = await openCallLab();
  const calls = createTemporalCallClient(address, 'default', workflows.taskQueue);
  lab = await startEdgeLab({ calls });
  const connection = await Connection.connect({ address });
  client = new Client({ connection });
  closing.push(
    () => lab.stop(),
    () => calls.close(),
    () => connection.close(),
    () => workflows.close(),
  );
}, 60_000);
afterAll(async () => {
  for (const close of closing) await close();
}, 30_000);

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const until = async (what: string, look: () => unknown) => {
  for (let tries = 0; tries < 100; tries++) {
    if (await look()) return;
    await pause(50);
  }
  throw new Error(`never came true: ${what}`);
};
const handleOf = (callId: string) => client.workflow.getHandle(callWorkflowId(callId));
const look = (callId: string) => handleOf(callId).query(callState);
const opened = async (callId: string) => {
  await until('the call is open', () => look(callId).catch(() => null));
  return look(callId);
};
const hungUp = async (callId: string, leg: TestLeg): Promise<CallResult> => {
  leg.socket.close(1000);
  await leg.closed;
  return handleOf(callId).result() as Promise<CallResult>;
};
const isToldToHangUp = (leg: TestLeg) => leg.texts.some((text) => text.includes('disconnect'));
/** Segments of a call in the storage, by a hash of what they hold. */
const recorded = async (callId: string): Promise<Record<string, string>> => {
  const folder = join(lab.recordings, callId);
  const names = await readdir(folder).catch(() => []);
  const hash = async (name: string) => [name, sha256(await readFile(join(folder, name), 'latin1'))];
  return Object.fromEntries(await Promise.all(names.map(hash)));
};
/** How often a call was opened, by the story that the server has of it. */
const openings = async (callId: string): Promise<number> => {
  const { events } = await handleOf(callId).fetchHistory();
  const accepted = (events ?? []).map((event) => event.workflowExecutionUpdateAcceptedEventAttributes);
  return accepted.filter((update) => update?.acceptedRequest?.input?.name === 'openCall').length;
};

describe('a call that is placed a second time at the same epoch', () => {
  it('and has ended: the switch is told to hang up, and the recording of the call stays as it was', async () => {
    const callId = randomUUID();
    const first = await lab.call(callId);
    await opened(callId);
    first.frames(20);
    expect(await hungUp(callId, first)).toMatchObject({ ended: 'caller-hung-up' });
    await until('a segment is stored', async () => Object.keys(await recorded(callId)).length > 0);
    const kept = await recorded(callId);

    const { status, url } = await lab.place(callId);
    // whether it has ended is the workflow's to know, and nobody waits for it
    expect(status).toBe(201);
    const second = await openLeg(url);
    second.frames(20);
    await until('the switch is told to hang up', () => isToldToHangUp(second));
    second.socket.close(1000);
    await second.closed;
    await pause(500);
    expect(await recorded(callId)).toEqual(kept);
  });

  it('and lives: refused while the first leg answers, and the workflow goes on as it is', async () => {
    const callId = randomUUID();
    const first = await lab.call(callId);
    const before = await opened(callId);
    expect((await lab.place(callId)).status).toBe(409);
    expect(await opened(callId)).toEqual(before);
    await hungUp(callId, first);
  });

  it('and lives, its first leg being dead: the second one joins the call as it is now', async () => {
    const callId = randomUUID();
    const first = await lab.call(callId);
    await opened(callId);
    const turn = turnOf('before', 'set name Anna');
    await handleOf(callId).executeUpdate(submitTurn, { args: [turn], updateId: turn.turnId });
    first.socket.pause();
    const { status, url } = await lab.place(callId);
    expect(status).toBe(201);
    const second = await openLeg(url);
    await until('the second leg has joined', async () => (await openings(callId)) === 2);
    const state = await opened(callId);
    expect(state).toMatchObject({ epoch: 1, ended: null });
    expect(state.transcript.map(({ turnId }) => turnId)).toEqual(['greeting', 'before']);
    expect(state.dialog.slots.name?.value).toBe('Anna');
    expect(isToldToHangUp(second)).toBe(false);
    first.socket.terminate();
    await hungUp(callId, second);
  });
});
