import type { Log } from '../../platform/log.ts';
import { type Call, type CallCommand, type CallEvent, stepCall } from './call.ts';
import type { EdgeClient } from './edge-client.ts';
import type { EslClient, EslEvent } from './esl/client.ts';
import * as say from './switch-command.ts';
import { readParkedChannels, readSwitchEvent } from './switch-event.ts';

export interface ControlParts {
  esl: Pick<EslClient, 'api' | 'bgapi'>;
  edge: EdgeClient;
  log: Log;
  /** dialplan context of transfer targets that are extensions */
  transferContext: string;
  nowMs?: () => number;
}

/** Events remembered to drop repeated ones. */
const SEQUENCES_KEPT = 4_096;

/** Performs what call.ts decides, for all calls of one switch. It decides nothing itself. */
export function createControl({ esl, edge, log, transferContext, nowMs = Date.now }: ControlParts) {
  const calls = new Map<string, Call>();
  /** commands of one call run one after another, those of different calls side by side */
  const queues = new Map<string, Promise<void>>();
  const timers = new Map<string, NodeJS.Timeout>();
  const seen = new Set<string>();

  const apply = (callId: string, event: CallEvent) => {
    const before = calls.get(callId);
    const { call, commands } = stepCall(before, event);
    if (call) calls.set(callId, call);
    else forget(callId);
    if (before?.phase.at !== call?.phase.at || before?.epoch !== call?.epoch) {
      log.info('call moved', {
        callId,
        epoch: call?.epoch,
        event: event.type,
        from_state: before?.phase.at ?? null,
        to_state: call?.phase.at ?? null,
      });
    }
    for (const command of commands) schedule(callId, command);
  };

  const forget = (callId: string) => {
    calls.delete(callId);
    clearTimeout(timers.get(callId));
    timers.delete(callId);
  };

  const schedule = (callId: string, command: CallCommand) => {
    // waiting for a place must not hold up a hang-up
    if (command.type === 'ask-place') return askPlace(command);
    if (command.type === 'send-digit') return sendDigit(command);
    const after = (queues.get(callId) ?? Promise.resolve())
      .then(() => perform(command))
      .catch((error: unknown) => log.warn('switch command failed', { callId, command: command.type, error }));
    queues.set(callId, after);
    void after.then(() => queues.get(callId) === after && queues.delete(callId));
  };

  const askPlace = ({ callId, epoch, from, to, afterMs }: Extract<CallCommand, { type: 'ask-place' }>) => {
    clearTimeout(timers.get(callId));
    timers.set(
      callId,
      setTimeout(async () => {
        const placed = await edge.place({ callId, epoch, from, to });
        if (placed.type === 'granted')
          return apply(callId, { type: 'place-granted', epoch, url: placed.url });
        log.warn('no place for the call', { callId, epoch, reason: placed.reason, detail: placed.detail });
        apply(callId, { type: 'place-refused', epoch, reason: placed.reason });
      }, afterMs),
    );
  };

  /** keys of one call go in the order in which they were pressed */
  const digits = new Map<string, Promise<void>>();
  const sendDigit = ({ callId, digit, sequence }: Extract<CallCommand, { type: 'send-digit' }>) => {
    const after = (digits.get(callId) ?? Promise.resolve())
      .then(() => edge.sendDigit(callId, digit, sequence))
      .catch((error: unknown) => log.warn('digit is lost', { callId, error }));
    digits.set(callId, after);
    void after.then(() => digits.get(callId) === after && digits.delete(callId));
  };

  const perform = async (command: Exclude<CallCommand, { type: 'ask-place' | 'send-digit' }>) => {
    const { callId } = command;
    switch (command.type) {
      case 'stop-fork':
        // -ERR: there was none
        return void (await esl.api(say.stopFork(callId)));
      case 'start-fork': {
        await esl.api(say.writeEpoch(callId, command.epoch));
        const answer = await startFork(command);
        if (answer.startsWith('+OK')) return;
        log.warn('fork refused', { callId, answer: answer.trim() });
        return apply(callId, { type: 'fork-refused', epoch: command.epoch });
      }
      case 'check-channel':
        return apply(callId, {
          type: 'channel-checked',
          exists: (await esl.api(say.checkChannel(callId))).trim() === 'true',
        });
      case 'park-again':
        log.warn('parked without send_silence_when_idle=-1: set it in the dialplan before park', { callId });
        await esl.api(say.keepWriting(callId));
        return void (await esl.api(say.parkAgain(callId)));
      case 'kill':
        return void (await esl.api(say.killChannel(callId, command.cause)));
      case 'transfer': {
        const answer = await esl.bgapi(say.transferChannel(callId, command.target, transferContext));
        if (!answer.startsWith('+OK')) apply(callId, { type: 'transfer-refused' });
      }
    }
  };

  const startFork = async ({ callId, epoch, url }: Extract<CallCommand, { type: 'start-fork' }>) => {
    try {
      return await esl.api(say.startFork(callId, epoch, url));
    } catch (error) {
      return `-ERR ${String(error)}`;
    }
  };

  const repeated = (sequence: string | undefined): boolean => {
    if (sequence === undefined) return false;
    if (seen.has(sequence)) return true;
    seen.add(sequence);
    if (seen.size > SEQUENCES_KEPT) for (const oldest of seen) return !seen.delete(oldest);
    return false;
  };

  return {
    handle(event: EslEvent): void {
      if (repeated(event['Event-Sequence'])) return;
      const read = readSwitchEvent(event, nowMs());
      if (read === null) return;
      if ('problem' in read) log.warn(read.problem, { callId: event['Unique-ID'] });
      else apply(read.callId, read.event);
    },

    /** After each (re)connect: what the switch has is the truth. Rejects when the switch does not answer. */
    async resync(): Promise<void> {
      // a switch that was started again counts from 1
      seen.clear();
      const parked = readParkedChannels(await esl.api('show channels as json'));
      const present = new Set(parked.map(({ callId }) => callId));
      for (const [callId, { phase }] of calls) {
        const gone = !present.has(callId) && !(await exists(callId));
        if (gone || (phase.at === 'leaving' && !present.has(callId))) apply(callId, { type: 'channel-gone' });
      }
      for (const { callId, from, to } of parked) {
        const epoch = await esl.api(say.readEpoch(callId));
        // `_undef_`: parked by somebody else
        if (/^\d+$/.test(epoch.trim())) {
          apply(callId, { type: 'channel-found', callId, from, to, epoch: Number(epoch) });
        }
      }
    },

    calls: () => calls.size,
    stop() {
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
    },
  };

  async function exists(callId: string): Promise<boolean> {
    return (await esl.api(say.checkChannel(callId))).trim() === 'true';
  }
}
