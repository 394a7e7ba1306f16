import { abandoned, beginOrRepeat, bridged, handedOver, lastWords, moveTransfer } from './call-transfer.ts';
import type { Call, CallEvent, Next } from './call-types.ts';

export type { Call, CallCommand, CallEvent } from './call-types.ts';

/** Waits before asking for a place again, ms: short for a caller who heard nothing yet, longer while an edge restarts. */
export const FIRST_PLACE_RETRY_MS = [200, 400, 800, 1_600];
const NEXT_PLACE_RETRY_MS = [200, 400, 800, ...Array<number>(9).fill(1_500)];
/** Waits before a fork that did not last is made again, ms. */
export const FORK_RETRY_MS = [0, 300, 1_000, 2_000, 4_000];
/** Whoever made the fork that was lost replaces it at once; another controller only after this, ms. */
export const OWNER_FIRST_MS = 1_200;
/** A fork that another controller has begun is up by then, ms. */
export const OTHERS_FORK_MS = 1_000;
export const OTHERS_PLACE_MS = 3_000;
/** A fork that lived this long counts as good: its loss is the first failure again. */
const GOOD_AFTER_MS = 10_000;

/**
 * What the switch must do for one parked call. Pure: event in, commands out; every race is a row of call.test.ts.
 * Several controllers may watch one switch: the edge gives a place in one epoch to one of them, the switch refuses a
 * second fork of the same name (one per epoch), and the controller that made a fork is the first to replace it.
 */
export function stepCall(call: Call | undefined, event: CallEvent): Next {
  if (event.type === 'channel-parked' || event.type === 'channel-found') return arrive(call, event);
  if (call === undefined) return { call, commands: [] };
  const stay: Next = { call, commands: [] };
  if (event.type === 'channel-gone')
    return { call: undefined, commands: call.transfer === null ? [] : lastWords(call.transfer) };
  if (event.type === 'transfer-moved') return moveTransfer(call, event.id, event.event);
  const { callId, phase } = call;
  if (phase.at === 'leaving') return stay;
  switch (event.type) {
    case 'place-granted':
      return phase.at === 'placing' && event.epoch === call.epoch
        ? granted(call, phase.probe, event.url)
        : stay;
    case 'place-refused':
      return phase.at === 'placing' && event.epoch === call.epoch ? refused(call, phase, event.reason) : stay;
    case 'fork-refused':
      // a fork that hangs since its socket broke, another controller's live one, or a channel that is gone
      return phase.at === 'starting' && event.epoch === call.epoch ? check(failed(call), 0, true) : stay;
    case 'fork-connected':
      if (phase.at === 'forked') return stay;
      // also another controller's, while this one was about to make one
      return {
        call: { ...call, phase: { at: 'forked', sinceMs: event.atMs }, owner: phase.at === 'starting' },
        // this edge was not told
        commands: call.held ? [{ type: 'tell-held', callId, held: true }] : [],
      };
    case 'fork-failed':
      return phase.at === 'starting' ? check(failed(call), 0) : stay;
    case 'edge-lost':
    case 'fork-dropped': {
      if (phase.at === 'placing' || phase.at === 'checking') return stay;
      if (event.type === 'edge-lost' && phase.at !== 'forked') return stay;
      const good = phase.at === 'forked' && event.atMs - phase.sinceMs >= GOOD_AFTER_MS;
      const mine = phase.at === 'starting' || call.owner;
      return check(failed(good ? { ...call, failures: 0 } : call), mine ? 0 : OWNER_FIRST_MS);
    }
    case 'channel-checked':
      if (phase.at !== 'checking') return stay;
      if (!event.exists) return { call: undefined, commands: [] };
      if (event.bridged === true) return handedOver(call, []);
      return phase.refused === true ? find(call, OTHERS_FORK_MS) : forkAgain(call);
    case 'disconnect-asked':
      return leave(call, event.cause);
    case 'transfer-asked':
      return beginOrRepeat(call, event.order, event.legId);
    case 'bridged':
      return bridged(call);
    case 'line-held':
      return {
        call: { ...call, held: event.held },
        commands: [{ type: 'tell-held', callId, held: event.held }],
      };
    case 'digit-pressed':
      return {
        call,
        commands: [{ type: 'send-digit', callId, digit: event.digit, sequence: event.sequence }],
      };
  }
}

function arrive(
  call: Call | undefined,
  event: Extract<CallEvent, { type: 'channel-parked' | 'channel-found' }>,
): Next {
  const { callId, from, to } = event;
  const fresh: Call = {
    ...{ callId, from, to, epoch: 0, phase: { at: 'checking' }, failures: 0 },
    ...{ owner: false, held: false, transfer: null, settled: {} },
  };
  if (event.type === 'channel-parked') {
    // the switch reads the variable when parking begins; a second CHANNEL_PARK follows
    if (event.silent) return { call, commands: [{ type: 'park-again', callId }] };
    // above 0: forked before and back from a transfer that this controller did not see
    if (call === undefined) return askPlace(fresh, event.epoch + 1);
    // back from a dialplan in which nobody answered: the fork has stayed
    if (call.transfer !== null && call.phase.at !== 'leaving')
      return moveTransfer(call, call.transfer.order.id, {
        type: 'caller-parked',
        cause: event.cause ?? 'NO_ANSWER',
      });
    // back from a human; every other second park is a repeated event
    const back = call.phase.at === 'leaving' && call.phase.by.type === 'handed-over';
    return back ? askPlace({ ...call, failures: 0 }, call.epoch + 1) : { call, commands: [] };
  }
  // what was asked of the switch while the connection broke may be lost
  if (call?.phase.at === 'leaving' && call.phase.by.type === 'kill') return leave(call, call.phase.by.cause);
  const epoch = Math.max(event.epoch, call?.epoch ?? 0);
  if (epoch === 0) return askPlace(call ?? fresh, 1);
  const { held = call?.held ?? false } = event;
  const found = find({ ...(call ?? fresh), epoch, held, owner: false }, 0);
  // it may have changed while nobody watched
  const tell = { type: 'tell-held' as const, callId, held };
  return event.held === undefined ? found : { ...found, commands: [...found.commands, tell] };
}

function granted(call: Call, probe: boolean, url: string): Next {
  // the edge has no live socket for this epoch: the fork was lost while nobody watched
  if (probe) return askPlace(call, call.epoch + 1);
  const { callId, epoch } = call;
  return {
    call: { ...call, phase: { at: 'starting' } },
    commands: [
      // a broken fork stays attached and refuses a new one under its name
      ...(epoch > 1 ? [{ type: 'stop-fork' as const, callId, below: epoch }] : []),
      { type: 'start-fork', callId, epoch, url },
    ],
  };
}

function refused(
  call: Call,
  phase: { attempt: number; probe: boolean },
  reason: 'taken' | 'full' | 'unreachable' | 'invalid',
): Next {
  if (reason === 'taken') {
    // another controller has the place: its fork comes, or that controller has died
    if (!phase.probe) return find(call, OTHERS_PLACE_MS);
    return { call: { ...call, phase: { at: 'forked', sinceMs: 0 }, owner: false }, commands: [] };
  }
  const waits = call.epoch === 1 ? FIRST_PLACE_RETRY_MS : NEXT_PLACE_RETRY_MS;
  const afterMs = waits[phase.attempt];
  if (reason === 'invalid' || afterMs === undefined) {
    return leave(call, reason === 'full' ? 'SWITCH_CONGESTION' : 'NORMAL_TEMPORARY_FAILURE');
  }
  if (phase.probe) return find(call, afterMs, phase.attempt + 1);
  return askPlace(call, call.epoch, { afterMs, attempt: phase.attempt + 1 });
}

function askPlace(call: Call, epoch: number, { afterMs = 0, attempt = 0 } = {}): Next {
  const { callId, from, to } = call;
  return {
    call: { ...call, epoch, owner: false, phase: { at: 'placing', attempt, probe: false } },
    commands: [{ type: 'ask-place', callId, epoch, from, to, afterMs }],
  };
}

/** Is the call's present fork alive, whoever made it? */
function find(call: Call, afterMs: number, attempt = 0): Next {
  const { callId, epoch } = call;
  return {
    call: { ...call, phase: { at: 'placing', attempt, probe: true } },
    commands: [{ type: 'find-call', callId, epoch, afterMs }],
  };
}

function forkAgain(call: Call): Next {
  const afterMs = FORK_RETRY_MS[call.failures - 1];
  return afterMs === undefined
    ? leave(call, 'NORMAL_TEMPORARY_FAILURE')
    : askPlace(call, call.epoch + 1, { afterMs });
}

const failed = (call: Call): Call => ({ ...call, failures: call.failures + 1 });

const check = (call: Call, afterMs: number, refused = false): Next => ({
  call: { ...call, phase: { at: 'checking', ...(refused ? { refused } : {}) } },
  commands: [{ type: 'check-channel', callId: call.callId, afterMs }],
});

function leave(call: Call, cause: string): Next {
  const { callId, transfer } = call;
  return {
    call: { ...call, phase: { at: 'leaving', by: { type: 'kill', cause } } },
    commands: [...(transfer === null ? [] : abandoned(transfer)), { type: 'kill', callId, cause }],
  };
}
