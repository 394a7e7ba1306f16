import type { TranscriptTurn } from '../../contracts/call-messages.ts';
import { AdminApiError, type AdminClient } from '../admin-client.ts';
import type { ShownCall } from '../calls/format.ts';

const POLL_MS = 400;
/** after the call: the sheet's writer pauses 2 s between writes, retries of a busy machine take longer */
const AFTERWARDS_MS = 60_000;

/** Tells each turn of a live call as soon as its answer is known, until `stop`. */
export function followCall(admin: AdminClient, callId: string, onTurn: (turn: TranscriptTurn) => void) {
  const told = new Set<string>();
  let stopped = false;
  const look = async () => {
    const call = await readCall(admin, callId);
    for (const turn of call?.transcript ?? []) {
      if (told.has(turn.turnId) || turn.superseded || turn.agent === '') continue;
      told.add(turn.turnId);
      onTurn(turn);
    }
  };
  const run = async () => {
    while (!stopped) {
      await look();
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
    await look();
  };
  const running = run();
  return {
    async stop() {
      stopped = true;
      await running;
    },
  };
}

/** The call with everything that is done after it, or as far as it has come within a minute. */
export async function finishedCall(admin: AdminClient, callId: string): Promise<ShownCall> {
  const deadline = Date.now() + AFTERWARDS_MS;
  for (;;) {
    const call = await readCall(admin, callId);
    const after = call?.afterwards;
    const done =
      after && after.costMicroUsd !== null && after.sheetRow !== null && after.qualityScore !== null;
    if (call && (done || Date.now() > deadline)) return call;
    if (Date.now() > deadline)
      throw new Error(`call ${callId} never reached the workflow: see the log of the media-edge`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** Null while the call is not known yet. */
async function readCall(admin: AdminClient, callId: string): Promise<ShownCall | null> {
  try {
    return await admin.request<ShownCall>('GET', `/calls/${callId}`);
  } catch (error) {
    // not opened yet, or one answer was late: the next look tells
    if (error instanceof AdminApiError) return null;
    throw error;
  }
}
