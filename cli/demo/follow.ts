import type { TranscriptTurn } from '../../contracts/call-messages.ts';
import { AdminApiError, type AdminClient } from '../admin-client.ts';
import type { ShownCall } from '../calls/format.ts';

const POLL_MS = 400;
/** after the call: the sheet's writer pauses 2 s between writes, retries of a busy machine take longer */
const AFTERWARDS_MS = 60_000;

/** Told of a live call, in order. */
export interface Follower {
  /** a turn whose answer is known */
  turn(turn: TranscriptTurn): void;
  /** the same turn, as soon as its latency and what was heard of the answer are known; before the next turn */
  details?(turn: TranscriptTurn): void;
}

/** Tells the turns of a live call until `stop`. */
export function followCall(admin: AdminClient, callId: string, follower: Follower) {
  const turnsToTell = createTurnsToTell(follower);
  let stopped = false;
  const run = async () => {
    while (!stopped) {
      turnsToTell((await readCall(admin, callId)).call?.transcript ?? []);
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  };
  const running = run();
  return {
    async stop() {
      stopped = true;
      await running;
      const { call } = await readCall(admin, callId);
      turnsToTell(call?.transcript ?? [], true);
    },
  };
}

/** Takes the transcript as it grows and tells what is new in it; the last time, all of it. */
export function createTurnsToTell({ turn: tell, details = () => {} }: Follower) {
  const told = new Set<string>();
  let open: string | null = null;
  return (transcript: readonly TranscriptTurn[], last = false) => {
    const turns = transcript.filter(({ superseded }) => !superseded);
    const close = () => {
      const turn = turns.find(({ turnId }) => turnId === open);
      if (turn) details(turn);
      open = null;
    };
    for (const [index, turn] of turns.entries()) {
      if (told.has(turn.turnId)) continue;
      // its answer is still being found
      if (turn.agent === '' && !last && index === turns.length - 1) break;
      if (open !== null) close();
      told.add(turn.turnId);
      tell(turn);
      open = turn.turnId;
    }
    // the next turn brings the latency of the one before it
    const next = turns.findIndex(({ turnId }) => turnId === open) + 1;
    if (open !== null && (last || next < turns.length)) close();
  };
}

/** The call with everything that is done after it, or as far as it has come within a minute. */
export async function finishedCall(
  admin: AdminClient,
  callId: string,
  signal?: AbortSignal,
): Promise<ShownCall> {
  const deadline = Date.now() + AFTERWARDS_MS;
  for (;;) {
    signal?.throwIfAborted();
    const { call, reason } = await readCall(admin, callId);
    const after = call?.afterwards;
    const done =
      after &&
      after.costMicroUsd !== null &&
      after.sheetRow !== null &&
      after.qualityScore !== null &&
      // the edge uploads the last seconds behind the end of the call
      (after.playback !== null || call.channel === 'text');
    if (call && (done || Date.now() > deadline)) return call;
    if (Date.now() > deadline)
      throw new Error(`call ${callId} never reached the workflow (${reason}): see the log of the media-edge`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** No call while it is not opened yet, an answer was late or the admin API is being restarted: the next look tells. */
async function readCall(
  admin: AdminClient,
  callId: string,
): Promise<{ call: ShownCall | null; reason: string }> {
  try {
    return { call: await admin.request<ShownCall>('GET', `/calls/${callId}`), reason: '' };
  } catch (error) {
    const reason = error instanceof AdminApiError ? error.message : `the admin API does not answer: ${error}`;
    return { call: null, reason };
  }
}
