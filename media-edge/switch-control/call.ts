/**
 * What the switch must do for one parked call. Pure: event in, commands out; every race is a row of call.test.ts.
 * The edge's POST /calls is the arbiter between several controllers and over restarts: 409 means that a live socket
 * serves this call in this epoch, so nothing is to be done.
 */
export interface Call {
  callId: string;
  from: string;
  to: string;
  /** grows with each fork of this call; a higher one replaces a lower one at the edge */
  epoch: number;
  phase:
    | { at: 'placing'; attempt: number; probe: boolean }
    | { at: 'starting' }
    | { at: 'checking' }
    | { at: 'forked'; sinceMs: number }
    | { at: 'leaving'; by: Departure };
  /** forks in a row that did not last */
  failures: number;
}

export type Departure = { type: 'kill'; cause: string } | { type: 'transfer'; target: string };

export type CallEvent =
  /** `silent`: the channel writes no audio while parked, so that nothing could be played into it */
  | { type: 'channel-parked'; callId: string; from: string; to: string; epoch: number; silent?: boolean }
  /** from `show channels` after a (re)connect; epoch 0: never forked */
  | { type: 'channel-found'; callId: string; from: string; to: string; epoch: number }
  | { type: 'channel-gone' }
  | { type: 'place-granted'; epoch: number; url: string }
  | { type: 'place-refused'; epoch: number; reason: 'taken' | 'full' | 'unreachable' | 'invalid' }
  | { type: 'fork-refused'; epoch: number }
  | { type: 'fork-connected'; atMs: number }
  | { type: 'fork-failed' }
  | { type: 'fork-dropped'; atMs: number }
  | { type: 'channel-checked'; exists: boolean }
  | { type: 'disconnect-asked' }
  | { type: 'transfer-asked'; target: string }
  | { type: 'transfer-refused' }
  | { type: 'digit-pressed'; digit: string; sequence: string };

export type CallCommand =
  | { type: 'ask-place'; callId: string; epoch: number; from: string; to: string; afterMs: number }
  | { type: 'stop-fork'; callId: string }
  | { type: 'start-fork'; callId: string; epoch: number; url: string }
  | { type: 'check-channel'; callId: string }
  | { type: 'park-again'; callId: string }
  | { type: 'kill'; callId: string; cause: string }
  | { type: 'transfer'; callId: string; target: string }
  | { type: 'send-digit'; callId: string; digit: string; sequence: string };

/** Waits before asking for a place again, ms: short for a caller who heard nothing yet, longer while an edge restarts. */
export const FIRST_PLACE_RETRY_MS = [200, 400, 800, 1_600];
export const NEXT_PLACE_RETRY_MS = [200, 400, 800, ...Array<number>(9).fill(1_500)];
/** Waits before a fork that did not last is made again, ms. */
export const FORK_RETRY_MS = [0, 300, 1_000, 2_000, 4_000];
/** A fork that lived this long counts as good: its loss is the first failure again. */
const GOOD_AFTER_MS = 10_000;

type Next = { call: Call | undefined; commands: CallCommand[] };

export function stepCall(call: Call | undefined, event: CallEvent): Next {
  if (event.type === 'channel-parked' || event.type === 'channel-found') return arrive(call, event);
  if (call === undefined) return { call, commands: [] };
  const stay: Next = { call, commands: [] };
  if (event.type === 'channel-gone') return { call: undefined, commands: [] };
  const { callId, phase } = call;
  if (phase.at === 'leaving') {
    return event.type === 'transfer-refused'
      ? leave(call, { type: 'kill', cause: 'NORMAL_TEMPORARY_FAILURE' })
      : stay;
  }
  switch (event.type) {
    case 'place-granted':
      return phase.at === 'placing' && event.epoch === call.epoch
        ? granted(call, phase.probe, event.url)
        : stay;
    case 'place-refused':
      return phase.at === 'placing' && event.epoch === call.epoch ? refused(call, phase, event.reason) : stay;
    case 'fork-refused':
      // a fork that hangs since its socket broke, another controller's live one, or a channel that is gone
      return phase.at === 'starting' && event.epoch === call.epoch ? check(failed(call)) : stay;
    case 'fork-connected':
      if (phase.at !== 'starting') return stay;
      return { call: { ...call, phase: { at: 'forked', sinceMs: event.atMs } }, commands: [] };
    case 'fork-failed':
      return phase.at === 'starting' ? check(failed(call)) : stay;
    case 'fork-dropped': {
      if (phase.at === 'placing' || phase.at === 'checking') return stay;
      const good = phase.at === 'forked' && event.atMs - phase.sinceMs >= GOOD_AFTER_MS;
      return check(failed(good ? { ...call, failures: 0 } : call));
    }
    case 'channel-checked':
      if (phase.at !== 'checking') return stay;
      return event.exists ? forkAgain(call) : { call: undefined, commands: [] };
    case 'disconnect-asked':
      return leave(call, { type: 'kill', cause: 'NORMAL_CLEARING' });
    case 'transfer-asked':
      return leave(call, { type: 'transfer', target: event.target });
    case 'digit-pressed':
      return {
        call,
        commands: [{ type: 'send-digit', callId, digit: event.digit, sequence: event.sequence }],
      };
    case 'transfer-refused':
      return stay;
  }
}

function arrive(
  call: Call | undefined,
  event: Extract<CallEvent, { type: 'channel-parked' | 'channel-found' }>,
): Next {
  const { callId, from, to } = event;
  const fresh: Call = { callId, from, to, epoch: 0, phase: { at: 'checking' }, failures: 0 };
  if (event.type === 'channel-parked') {
    // the switch reads the variable when parking begins; a second CHANNEL_PARK follows
    if (event.silent) return { call, commands: [{ type: 'park-again', callId }] };
    // above 0: forked before and back from a transfer that this controller did not see
    if (call === undefined) return askPlace(fresh, event.epoch + 1);
    // back from a transfer that nobody answered; every other second park is a repeated event
    const back = call.phase.at === 'leaving' && call.phase.by.type === 'transfer';
    return back ? askPlace({ ...call, failures: 0 }, call.epoch + 1) : { call, commands: [] };
  }
  // what was asked of the switch while the connection broke may be lost
  if (call?.phase.at === 'leaving') return leave(call, call.phase.by);
  const epoch = Math.max(event.epoch, call?.epoch ?? 0);
  return epoch === 0 ? askPlace(call ?? fresh, 1) : askPlace(call ?? fresh, epoch, { probe: true });
}

function granted(call: Call, probe: boolean, url: string): Next {
  // the edge has no live socket for this epoch: the fork was lost while nobody watched
  if (probe) return askPlace(call, call.epoch + 1);
  const { callId, epoch } = call;
  return {
    call: { ...call, phase: { at: 'starting' } },
    commands: [
      // a broken fork stays attached and refuses a new one under its name
      ...(epoch > 1 || call.failures > 0 ? [{ type: 'stop-fork' as const, callId }] : []),
      { type: 'start-fork', callId, epoch, url },
    ],
  };
}

function refused(
  call: Call,
  phase: { attempt: number; probe: boolean },
  reason: 'taken' | 'full' | 'unreachable' | 'invalid',
): Next {
  if (reason === 'taken') return { call: { ...call, phase: { at: 'forked', sinceMs: 0 } }, commands: [] };
  const waits = call.epoch === 1 ? FIRST_PLACE_RETRY_MS : NEXT_PLACE_RETRY_MS;
  const afterMs = waits[phase.attempt];
  if (reason === 'invalid' || afterMs === undefined) {
    return leave(call, {
      type: 'kill',
      cause: reason === 'full' ? 'SWITCH_CONGESTION' : 'NORMAL_TEMPORARY_FAILURE',
    });
  }
  return askPlace(call, call.epoch, { afterMs, attempt: phase.attempt + 1, probe: phase.probe });
}

function askPlace(call: Call, epoch: number, { afterMs = 0, attempt = 0, probe = false } = {}): Next {
  const { callId, from, to } = call;
  return {
    call: { ...call, epoch, phase: { at: 'placing', attempt, probe } },
    commands: [{ type: 'ask-place', callId, epoch, from, to, afterMs }],
  };
}

function forkAgain(call: Call): Next {
  const afterMs = FORK_RETRY_MS[call.failures - 1];
  return afterMs === undefined
    ? leave(call, { type: 'kill', cause: 'NORMAL_TEMPORARY_FAILURE' })
    : askPlace(call, call.epoch + 1, { afterMs });
}

const failed = (call: Call): Call => ({ ...call, failures: call.failures + 1 });

const check = (call: Call): Next => ({
  call: { ...call, phase: { at: 'checking' } },
  commands: [{ type: 'check-channel', callId: call.callId }],
});

function leave(call: Call, by: Departure): Next {
  const { callId } = call;
  return {
    call: { ...call, phase: { at: 'leaving', by } },
    commands:
      by.type === 'kill'
        ? [{ type: 'kill', callId, cause: by.cause }]
        : // the fork survives uuid_transfer and would go on listening to the human
          [
            { type: 'stop-fork', callId },
            { type: 'transfer', callId, target: by.target },
          ],
  };
}
