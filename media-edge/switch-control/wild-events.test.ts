import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createControl } from './control.ts';
import type { EdgePool } from './edge-pool.ts';
import type { EslEvent } from './esl/client.ts';
import { FORK_MODULES } from './fork-module.ts';
import { operatorLegId } from './operator-leg.ts';

const CALLS = Array.from({ length: 4 }, (_, n) => `0a0b0c0d-1111-2222-3333-44445555666${n}`);
const HOSTILE = ["'", '|', `$${'{'}system rm}`, '\n\nuuid_kill', '\\', '"', '{', ','].join('');
const WARM = { say: HOSTILE, title: HOSTILE, language: 'en', ringSeconds: 20 };

/** Small and repeatable: the same seed tells the same story. */
function random(seed: number) {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)] as T;
  return { next, pick };
}

const fork = (name: string, body = ''): EslEvent => ({
  ...{ 'Event-Name': 'CUSTOM', 'Event-Subclass': `mod_audio_fork::${name}`, _body: body },
});
/** All that a switch can say of a call, and some that it cannot. */
const events = (callId: string): EslEvent[] => {
  const legId = operatorLegId(callId, 't1');
  const parties = { 'Caller-Caller-ID-Number': HOSTILE, 'Caller-Destination-Number': HOSTILE };
  const park = { 'Event-Name': 'CHANNEL_PARK', ...parties, variable_send_silence_when_idle: '-1' };
  const own: EslEvent[] = [
    { ...park, variable_holdfast_epoch: '0' },
    { ...park, variable_holdfast_epoch: '3' },
    { ...park, variable_holdfast_epoch: '0', variable_send_silence_when_idle: undefined },
    { ...park, variable_holdfast_epoch: HOSTILE },
    { 'Event-Name': 'CHANNEL_HANGUP_COMPLETE', 'Hangup-Cause': HOSTILE },
    { 'Event-Name': 'DTMF', 'DTMF-Digit': '5' },
    { 'Event-Name': 'CHANNEL_HOLD' },
    { 'Event-Name': 'CHANNEL_UNHOLD' },
    { 'Event-Name': 'DTMF', 'DTMF-Digit': HOSTILE },
    { 'Event-Name': 'CHANNEL_BRIDGE', 'Bridge-A-Unique-ID': callId, 'Bridge-B-Unique-ID': legId },
    { 'Event-Name': 'PLAYBACK_STOP', 'Playback-File-Path': HOSTILE },
    ...[fork('connect'), fork('connect_failed'), fork('disconnect'), fork('disconnect', '{"reason":1}')],
    ...[fork('disconnect', '{'), fork('transfer', '{"target":"1000"}'), fork('buffer_overrun')],
    fork('transfer', JSON.stringify({ target: '1000', id: 't1', warm: WARM })),
    fork('transfer', JSON.stringify({ target: HOSTILE, id: HOSTILE })),
    fork('play_audio', JSON.stringify({ file: HOSTILE })),
  ];
  const operators: EslEvent[] = [
    { 'Event-Name': 'CHANNEL_ANSWER' },
    { 'Event-Name': 'CHANNEL_PARK' },
    { 'Event-Name': 'CHANNEL_HANGUP_COMPLETE', 'Hangup-Cause': 'NO_ANSWER' },
    fork('disconnect', '{"reason":"told"}'),
  ];
  return [
    ...own.map((event) => ({ ...event, 'Unique-ID': callId })),
    ...operators.map((event) => ({ ...event, 'Unique-ID': legId })),
    { 'Event-Name': 'CHANNEL_PARK', 'Unique-ID': HOSTILE },
    { 'Event-Name': 'CUSTOM' },
    {},
  ];
};

/** What a command may look like: nothing of a caller's can be in it. */
const SAFE =
  /^(show channels as json|uuid_\w+ [\^|A-Za-z0-9:/._-]+.*|originate \{[\p{L}\p{N}_=,+' .-]*\}user\/1000 &park\(\))$/su;

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

describe('a switch that answers late, wrong or not at all, and says things twice and out of order', () => {
  it.each(Array.from({ length: 40 }, (_, index) => ({ seed: index + 1 })))(
    'story $seed: nothing is thrown, nothing hostile is said, and nothing is left of a call that has ended',
    async ({ seed }) => {
      const { next, pick } = random(seed);
      const commands: string[] = [];
      const thrown: unknown[] = [];
      const onRejection = (reason: unknown) => void thrown.push(reason);
      process.on('unhandledRejection', onRejection);
      const waits = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
      const api = async (command: string): Promise<string> => {
        commands.push(command);
        await waits(pick([0, 0, 5, 400, 5_000]));
        if (next() < 0.15) throw new Error('event socket lost');
        const rows = CALLS.map((uuid) => ({ uuid, application: pick(['park', 'bridge', HOSTILE]) }));
        if (command.startsWith('show'))
          return pick([JSON.stringify({ rows }), '{', '-ERR', '{"rows":[null]}']);
        return pick([
          '+OK\n',
          '+OK Success\n',
          '-ERR No such channel!\n',
          'true',
          'false',
          '0',
          '_undef_',
          '',
          HOSTILE,
        ]);
      };
      const answer =
        <T>(...from: T[]) =>
        async () => {
          await waits(pick([0, 10, 900]));
          return pick(from);
        };
      const edges: EdgePool = {
        place: answer(
          { type: 'granted' as const, url: 'ws://edge:8090/fs/x/t' },
          { type: 'granted' as const, url: `ws://edge/${HOSTILE}` },
          { type: 'refused' as const, reason: 'taken' as const, detail: '' },
          { type: 'refused' as const, reason: 'unreachable' as const, detail: '' },
        ),
        connectedEpoch: answer(null, 0, 1, 9),
        tellHeld: answer('ok' as const, 'unknown' as const, 'unreachable' as const),
        sendDigit: answer('ok' as const, 'unreachable' as const),
        claimTransfer: answer('ok' as const, 'taken' as const, 'unknown' as const, 'unreachable' as const),
        reportTransfer: answer('ok' as const, 'unknown' as const, 'unreachable' as const),
        ...{ callsOn: () => [], forget: () => undefined, views: () => [], stop: () => undefined },
      };
      const quiet = () => undefined;
      const control = createControl({
        // it decides who waits for how long: a story is the same at every run
        controllerId: `control-${seed}`,
        ...{ esl: { api, bgapi: api }, edges, module: pick(Object.values(FORK_MODULES)) },
        log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
        transfers: {
          ...{ context: 'default', dial: 'user/{target}', sipDial: 'sofia/external/{target}' },
          music: pick(['', 'local_stream://moh']),
        },
      });
      const stories = CALLS.map(events);
      for (let told = 0; told < 250; told++) {
        const event = pick(pick(stories));
        const sequence =
          next() < 0.1 ? {} : { 'Event-Sequence': `${Math.floor(told * (next() < 0.2 ? 0.9 : 1))}` };
        control.handle({ ...event, ...sequence });
        if (next() < 0.03) control.resync().catch(quiet);
        if (next() < 0.03) control.edgeLost(CALLS);
        if (next() < 0.3) await jest.advanceTimersByTimeAsync(pick([1, 50, 1_000, 9_000]));
      }
      // looks that are under way would still find the calls
      await jest.advanceTimersByTimeAsync(120_000);
      for (const callId of CALLS)
        control.handle({ 'Event-Name': 'CHANNEL_HANGUP_COMPLETE', 'Unique-ID': callId, 'Hangup-Cause': 'X' });
      await jest.advanceTimersByTimeAsync(60_000);
      process.off('unhandledRejection', onRejection);
      expect(thrown).toEqual([]);
      expect(control.calls()).toBe(0);
      // what is under way runs out: no timer of a call is left
      expect(jest.getTimerCount()).toBe(0);
      expect(commands.length).toBeGreaterThan(20);
      expect(commands.filter((command) => !SAFE.test(command) || /[$\\\n]/.test(command))).toEqual([]);
    },
  );
});
