import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Worker } from '@temporalio/worker';
import { workflowsBundle } from '../../workers/workflows-bundle.ts';
import { type CallLab, endOf, type LabCall, look, openCallLab, wait } from './call-lab.ts';

// A query that waits for the same task as a message divides that task at the end of its first local activity; a replay
// joins the halves again (docs/decisions/0011).

let lab: CallLab;
let codePath: string;
beforeAll(async () => {
  lab = await openCallLab(undefined, { idle: true });
  ({ codePath } = await workflowsBundle());
}, 60_000);
afterAll(() => lab?.close(), 30_000);
beforeEach(() => lab.stopWorkers());

/** Somebody looks at the call while no worker is there to take the message; then one comes. */
async function withLook(call: LabCall, message: () => Promise<unknown>): Promise<void> {
  await lab.stopWorkers();
  const done = message();
  await wait(200);
  const seen = look(call);
  seen.catch(() => undefined);
  await wait(200);
  await lab.startWorker();
  await done;
  await seen.catch(() => undefined); // of a call that was not open yet
}

/** null when the history so far replays, else why not */
async function replayFault(call: LabCall): Promise<string | null> {
  const history = await call.handle.fetchHistory();
  return Worker.runReplayHistory({ workflowBundle: { codePath } }, history, call.handle.workflowId).then(
    () => null,
    (error: Error) => error.message,
  );
}

describe('a call replays after somebody looked at it', () => {
  it('while its opening waited for a worker', async () => {
    const call = lab.call();
    await withLook(call, () => call.open());
    expect(await replayFault(call)).toBeNull();
  });

  it.each<{ name: string; hash: string; message: (call: LabCall) => Promise<unknown> }>([
    { name: 'a turn', hash: 'text', message: (call) => call.say('go ASK_PHONE') },
    { name: 'a turn with a tool', hash: 'text', message: (call) => call.say('book 10:00') },
    { name: 'a turn that a model answers', hash: 'model', message: (call) => call.say('go ASK_PHONE') },
    { name: 'silence', hash: 'text', message: (call) => call.say('', { kind: 'silence' }) },
    {
      name: 'a turn and the one that supersedes it',
      hash: 'text',
      message: async (call) => {
        const lost = call.say('tool slow');
        await Promise.all([lost, call.say('go NEXT', { supersedes: 't1' })]);
      },
    },
    {
      name: 'a turn and the hang-up behind it',
      hash: 'text',
      message: async (call) => {
        const last = call.say('book 10:00');
        last.catch(() => undefined);
        await call.handle.signal('endCall', endOf());
        await last.catch(() => undefined); // the hang-up is heard first
      },
    },
  ])('while $name waited for a worker', async ({ hash, message }) => {
    await lab.startWorker();
    const call = lab.call({ scenarioHash: hash });
    await call.open();
    await withLook(call, () => message(call));
    expect(await replayFault(call)).toBeNull();
    await call.end().catch(() => undefined);
    await call.result();
    expect(await replayFault(call)).toBeNull();
  });
});
