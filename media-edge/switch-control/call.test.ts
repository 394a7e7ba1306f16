import { describe, expect, it } from '@jest/globals';
import {
  type Call,
  type CallCommand,
  type CallEvent,
  FIRST_PLACE_RETRY_MS,
  FORK_RETRY_MS,
  OTHERS_FORK_MS,
  OTHERS_PLACE_MS,
  OWNER_FIRST_MS,
  stepCall,
} from './call.ts';
import type { TransferCommand } from './transfer.ts';

const callId = '0a0b0c0d-1111-2222-3333-444455556666';
const parties = { callId, from: '+380', to: '0800' };
const at = (phase: Call['phase'], more: Partial<Call> = {}): Call => ({
  ...parties,
  epoch: 1,
  failures: 0,
  owner: true,
  held: false,
  transfer: null,
  settled: {},
  phase,
  ...more,
});
const placing = (more: Partial<Extract<Call['phase'], { at: 'placing' }>> = {}, call: Partial<Call> = {}) =>
  at({ at: 'placing', attempt: 0, probe: false, ...more }, call);
const forked = (sinceMs = 0, call: Partial<Call> = {}) => at({ at: 'forked', sinceMs }, call);
const killing = at({ at: 'leaving', by: { type: 'kill', cause: 'NORMAL_CLEARING' } });
const handedOver = at({ at: 'leaving', by: { type: 'handed-over' } });
const order = { id: 't1', target: '1000', warm: null };
const legId = '11111111-2222-8333-8444-555555555555';
const asked: CallEvent = { type: 'transfer-asked', order, legId };
const transferring = (more: Partial<Call> = {}) => stepCall(forked(0, more), asked).call ?? forked();
const parked: CallEvent = { type: 'channel-parked', ...parties, epoch: 0 };
const found = (epoch: number): CallEvent => ({ type: 'channel-found', ...parties, epoch });
const ask = (epoch: number, afterMs = 0): CallCommand => ({ type: 'ask-place', ...parties, epoch, afterMs });
const kill = (cause: string): CallCommand => ({ type: 'kill', callId, cause });
const stop = (below: number): CallCommand => ({ type: 'stop-fork', callId, below });
const check = (afterMs = 0): CallCommand => ({ type: 'check-channel', callId, afterMs });
const find = (epoch: number, afterMs = 0): CallCommand => ({ type: 'find-call', callId, epoch, afterMs });
const inTransfer = (command: TransferCommand): CallCommand => ({
  type: 'transfer',
  callId,
  transferId: 't1',
  command,
});
const start = (epoch: number): CallCommand => ({ type: 'start-fork', callId, epoch, url: 'ws://e/p' });
const granted = (epoch: number): CallEvent => ({ type: 'place-granted', epoch, url: 'ws://e/p' });
const refused = (reason: 'taken' | 'full' | 'unreachable' | 'invalid', epoch = 1): CallEvent => ({
  type: 'place-refused',
  epoch,
  reason,
});
const digit: CallEvent = { type: 'digit-pressed', digit: '5', sequence: '7' };

type Row = { name: string; from: Call | undefined; event: CallEvent; to: string; does: CallCommand[] };
const rows: Row[] = [
  { name: 'a parked call asks for a place', from: undefined, event: parked, to: 'placing', does: [ask(1)] },
  {
    name: 'a call that was forked before this controller knew it gets the next epoch',
    from: undefined,
    event: { ...parked, epoch: 3 },
    to: 'placing',
    does: [ask(4)],
  },
  {
    name: 'a second park of the same call is ignored',
    from: placing(),
    event: parked,
    to: 'placing',
    does: [],
  },
  {
    name: 'a call that writes nothing is parked again first',
    from: undefined,
    event: { ...parked, silent: true },
    to: '-',
    does: [{ type: 'park-again', callId }],
  },
  {
    name: 'with a place the fork starts',
    from: placing(),
    event: granted(1),
    to: 'starting',
    does: [start(1)],
  },
  {
    name: 'a later fork first takes the broken one away',
    from: placing({}, { epoch: 2 }),
    event: granted(2),
    to: 'starting',
    does: [stop(2), start(2)],
  },
  {
    name: 'a place of an older epoch is ignored',
    from: placing({}, { epoch: 2 }),
    event: granted(1),
    to: 'placing',
    does: [],
  },
  {
    name: 'a place that comes after the start is ignored',
    from: at({ at: 'starting' }),
    event: granted(1),
    to: 'starting',
    does: [],
  },
  {
    name: 'a full edge is asked again after a while',
    from: placing(),
    event: refused('full'),
    to: 'placing',
    does: [ask(1, FIRST_PLACE_RETRY_MS[0])],
  },
  {
    name: 'an unreachable edge likewise',
    from: placing({ attempt: 1 }),
    event: refused('unreachable'),
    to: 'placing',
    does: [ask(1, FIRST_PLACE_RETRY_MS[1])],
  },
  {
    name: 'an edge that stays full ends the call as congestion',
    from: placing({ attempt: FIRST_PLACE_RETRY_MS.length }),
    event: refused('full'),
    to: 'leaving',
    does: [kill('SWITCH_CONGESTION')],
  },
  {
    name: 'an edge that stays away ends the call as a failure',
    from: placing({ attempt: FIRST_PLACE_RETRY_MS.length }),
    event: refused('unreachable'),
    to: 'leaving',
    does: [kill('NORMAL_TEMPORARY_FAILURE')],
  },
  {
    name: 'a call under way has more patience with an edge that restarts',
    from: placing({ attempt: FIRST_PLACE_RETRY_MS.length }, { epoch: 2 }),
    event: refused('unreachable', 2),
    to: 'placing',
    does: [ask(2, 1_500)],
  },
  {
    name: 'a request that the edge calls invalid is not repeated',
    from: placing(),
    event: refused('invalid'),
    to: 'leaving',
    does: [kill('NORMAL_TEMPORARY_FAILURE')],
  },
  {
    name: 'a place that another controller has: its fork comes, or it has died',
    from: placing(),
    event: refused('taken'),
    to: 'placing',
    does: [find(1, OTHERS_PLACE_MS)],
  },
  {
    name: 'a live socket of the call means that another controller serves it',
    from: placing({ probe: true }),
    event: refused('taken'),
    to: 'forked',
    does: [],
  },
  {
    name: 'edges that do not say are asked again',
    from: placing({ probe: true }),
    event: refused('unreachable'),
    to: 'placing',
    does: [find(1, FIRST_PLACE_RETRY_MS[0])],
  },
  {
    name: 'the caller puts the agent on hold: the edge is told',
    from: forked(),
    event: { type: 'line-held', held: true },
    to: 'forked',
    does: [{ type: 'tell-held', callId, held: true }],
  },
  {
    name: 'and told again when another edge has the call',
    from: at({ at: 'starting' }, { held: true }),
    event: { type: 'fork-connected', atMs: 5 },
    to: 'forked',
    does: [{ type: 'tell-held', callId, held: true }],
  },
  {
    name: 'and whenever nobody watched',
    from: undefined,
    event: { type: 'channel-found', ...parties, epoch: 1, held: true },
    to: 'placing',
    does: [
      { type: 'find-call', callId, epoch: 1, afterMs: 0 },
      { type: 'tell-held', callId, held: true },
    ],
  },
  {
    name: 'the caller is back',
    from: forked(0, { held: true }),
    event: { type: 'line-held', held: false },
    to: 'forked',
    does: [{ type: 'tell-held', callId, held: false }],
  },
  {
    name: 'the fork connects',
    from: at({ at: 'starting' }),
    event: { type: 'fork-connected', atMs: 5 },
    to: 'forked',
    does: [],
  },
  {
    name: 'a fork that is refused asks whether the channel is still there',
    from: at({ at: 'starting' }),
    event: { type: 'fork-refused', epoch: 1 },
    to: 'checking',
    does: [check()],
  },
  {
    name: 'a fork that cannot connect likewise',
    from: at({ at: 'starting' }),
    event: { type: 'fork-failed' },
    to: 'checking',
    does: [check()],
  },
  {
    name: 'a late failure of an old fork does not touch a good one',
    from: forked(),
    event: { type: 'fork-failed' },
    to: 'forked',
    does: [],
  },
  {
    name: 'a fork that broke asks whether the channel is still there',
    from: forked(),
    event: { type: 'fork-dropped', atMs: 20_000 },
    to: 'checking',
    does: [check()],
  },
  {
    name: 'a drop told twice is one drop',
    from: at({ at: 'checking' }, { failures: 1 }),
    event: { type: 'fork-dropped', atMs: 9 },
    to: 'checking',
    does: [],
  },
  {
    name: 'a channel that is there is forked in the next epoch',
    from: at({ at: 'checking' }, { failures: 1 }),
    event: { type: 'channel-checked', exists: true },
    to: 'placing',
    does: [ask(2, FORK_RETRY_MS[0])],
  },
  {
    name: 'each fork that did not last waits longer',
    from: at({ at: 'checking' }, { failures: 3, epoch: 4 }),
    event: { type: 'channel-checked', exists: true },
    to: 'placing',
    does: [ask(5, FORK_RETRY_MS[2])],
  },
  {
    name: 'too many in a row end the call',
    from: at({ at: 'checking' }, { failures: FORK_RETRY_MS.length + 1 }),
    event: { type: 'channel-checked', exists: true },
    to: 'leaving',
    does: [kill('NORMAL_TEMPORARY_FAILURE')],
  },
  {
    name: 'a channel that is gone is forgotten',
    from: at({ at: 'checking' }),
    event: { type: 'channel-checked', exists: false },
    to: '-',
    does: [],
  },
  {
    name: 'the agent hangs up',
    from: forked(),
    event: { type: 'disconnect-asked', cause: 'NORMAL_CLEARING' },
    to: 'leaving',
    does: [kill('NORMAL_CLEARING')],
  },
  {
    name: 'it may do so while its socket is being checked',
    from: at({ at: 'checking' }),
    event: { type: 'disconnect-asked', cause: 'NORMAL_CLEARING' },
    to: 'leaving',
    does: [kill('NORMAL_CLEARING')],
  },
  {
    name: 'a hang-up asked twice is one',
    from: killing,
    event: { type: 'disconnect-asked', cause: 'NORMAL_CLEARING' },
    to: 'leaving',
    does: [],
  },
  {
    name: 'a socket that closes after the hang-up changes nothing',
    from: killing,
    event: { type: 'fork-dropped', atMs: 9 },
    to: 'leaving',
    does: [],
  },
  {
    name: 'a fork that another controller has just made is not made again',
    from: at({ at: 'checking' }, { owner: false, failures: 1 }),
    event: { type: 'fork-connected', atMs: 5 },
    to: 'forked',
    does: [],
  },
  {
    name: 'nor while a place is being asked for',
    from: placing({}, { epoch: 2 }),
    event: { type: 'fork-connected', atMs: 5 },
    to: 'forked',
    does: [],
  },
  {
    name: 'a fork that is refused since another controller was first: is it alive?',
    from: at({ at: 'checking', refused: true }, { failures: 1 }),
    event: { type: 'channel-checked', exists: true },
    to: 'placing',
    does: [find(1, OTHERS_FORK_MS)],
  },
  {
    name: 'a broken fork of another controller is its own business first',
    from: forked(0, { owner: false }),
    event: { type: 'fork-dropped', atMs: 20_000 },
    to: 'checking',
    does: [check(OWNER_FIRST_MS)],
  },
  {
    name: 'an edge that does not answer any more has lost the call',
    from: forked(),
    event: { type: 'edge-lost', atMs: 20_000 },
    to: 'checking',
    does: [check()],
  },
  {
    name: 'one that is just being connected to will tell by itself',
    from: at({ at: 'starting' }),
    event: { type: 'edge-lost', atMs: 20_000 },
    to: 'starting',
    does: [],
  },
  {
    name: 'a caller who talks with a human gets no fork',
    from: at({ at: 'checking' }, { failures: 1 }),
    event: { type: 'channel-checked', exists: true, bridged: true },
    to: 'leaving',
    does: [],
  },
  {
    name: 'a transfer begins with the question whose it is; the agent stays meanwhile',
    from: forked(),
    event: asked,
    to: 'forked',
    does: [inTransfer({ type: 'claim-transfer', transferId: 't1', afterMs: 0 })],
  },
  {
    name: 'one that is asked for again is the same',
    from: transferring(),
    event: asked,
    to: 'forked',
    does: [],
  },
  {
    name: 'how one has ended is told again',
    from: forked(0, { settled: { t1: { answered: false, cause: 'NO_ANSWER' } } }),
    event: asked,
    to: 'forked',
    does: [
      inTransfer({
        type: 'report-transfer',
        transferId: 't1',
        end: { answered: false, cause: 'NO_ANSWER' },
        orphan: false,
        afterMs: 0,
      }),
    ],
  },
  {
    name: 'a fork that breaks in a transfer is made again, and the transfer goes on',
    from: transferring(),
    event: { type: 'fork-dropped', atMs: 20_000 },
    to: 'checking',
    does: [check()],
  },
  {
    name: 'a human who takes the call by himself ends the agent’s part',
    from: forked(),
    event: { type: 'bridged' },
    to: 'leaving',
    does: [
      {
        ...{ type: 'transfer', callId, transferId: 'picked-up' },
        command: {
          ...{ type: 'report-at-last', transferId: 'picked-up' },
          end: { answered: true, cause: 'PICKED_UP' },
        },
      },
      stop(2),
    ],
  },
  {
    name: 'the socket that the edge closes after that changes nothing',
    from: handedOver,
    event: { type: 'fork-dropped', atMs: 9 },
    to: 'leaving',
    does: [],
  },
  {
    name: 'a call that comes back from a human is forked again',
    from: handedOver,
    event: parked,
    to: 'placing',
    does: [ask(2)],
  },
  {
    name: 'a key goes to the edge',
    from: forked(),
    event: digit,
    to: 'forked',
    does: [{ type: 'send-digit', callId, digit: '5', sequence: '7' }],
  },
  {
    name: 'a key that is pressed on the way out does not',
    from: killing,
    event: digit,
    to: 'leaving',
    does: [],
  },
  { name: 'a key of an unknown call does not', from: undefined, event: digit, to: '-', does: [] },
  {
    name: 'hang-up forgets the call in any phase',
    from: placing(),
    event: { type: 'channel-gone' },
    to: '-',
    does: [],
  },
  {
    name: 'an answer for a forgotten call is nothing',
    from: undefined,
    event: granted(1),
    to: '-',
    does: [],
  },
  {
    name: 'after a reconnect a call that was never forked asks for a place',
    from: undefined,
    event: found(0),
    to: 'placing',
    does: [ask(1)],
  },
  {
    name: 'one that was forked asks whether its epoch lives',
    from: undefined,
    event: found(3),
    to: 'placing',
    does: [find(3)],
  },
  {
    name: 'where it does not, it is forked anew',
    from: placing({ probe: true }, { epoch: 3 }),
    event: granted(3),
    to: 'placing',
    does: [ask(4)],
  },
  {
    name: 'what was asked of the switch before the connection broke is asked again',
    from: killing,
    event: found(1),
    to: 'leaving',
    does: [kill('NORMAL_CLEARING')],
  },
  {
    name: 'the higher of both epochs counts',
    from: forked(0, { epoch: 5 }),
    event: found(3),
    to: 'placing',
    does: [find(5)],
  },
];

describe('a parked call', () => {
  it.each(rows)('$name', ({ from, event, to, does }) => {
    const { call, commands } = stepCall(from, event);
    expect({ to: call?.phase.at ?? '-', does: commands }).toEqual({ to, does });
  });

  it('counts failures anew after a fork that lived for a while', () => {
    const drop = (sinceMs: number) =>
      stepCall(forked(sinceMs, { failures: 3 }), { type: 'fork-dropped', atMs: 20_000 }).call?.failures;
    expect([drop(0), drop(19_000)]).toEqual([1, 4]);
  });
});
