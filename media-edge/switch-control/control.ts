import type { Log } from '../../platform/log.ts';
import { type Call, type CallCommand, type CallEvent, stepCall } from './call.ts';
import type { EdgeClient } from './edge-client.ts';
import type { EslClient, EslEvent } from './esl/client.ts';
import { FORK_MODULES, type ForkModule } from './fork-module.ts';
import { EMPTY_QUEUE, type PlayEvent, type PlayQueue, stepPlayQueue } from './play-queue.ts';
import * as say from './switch-command.ts';
import { readParkedChannels, readSwitchEvent } from './switch-event.ts';

export interface ControlParts {
  esl: Pick<EslClient, 'api' | 'bgapi'>;
  edge: EdgeClient;
  log: Log;
  /** dialplan context of transfer targets that are extensions */
  transferContext: string;
  /** what forks the audio at this switch; jambonz' mod_audio_fork by default */
  module?: ForkModule;
  nowMs?: () => number;
}

/** Events remembered to drop repeated ones. */
const SEQUENCES_KEPT = 4_096;

/** Performs what call.ts decides, for all calls of one switch. It decides nothing itself. */
export function createControl(parts: ControlParts) {
  const { esl, edge, log, transferContext, module = FORK_MODULES.jambonz, nowMs = Date.now } = parts;
  const dialect = module.dialect === undefined ? {} : { dialect: module.dialect };
  const calls = new Map<string, Call>();
  const playing = new Map<string, PlayQueue>();
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
    playing.delete(callId);
    clearTimeout(timers.get(callId));
    timers.delete(callId);
  };

  const schedule = (callId: string, command: CallCommand) => {
    // waiting for a place must not hold up a hang-up
    if (command.type === 'ask-place') return askPlace(command);
    if (command.type === 'send-digit') return sendDigit(command);
    inOrder(callId, command.type, () => perform(command));
  };
  const inOrder = (callId: string, command: string, work: () => Promise<unknown>) => {
    const after = (queues.get(callId) ?? Promise.resolve())
      .then(work)
      .then(() => undefined)
      .catch((error: unknown) => log.warn('switch command failed', { callId, command, error }));
    queues.set(callId, after);
    void after.then(() => queues.get(callId) === after && queues.delete(callId));
  };

  /** files that a module has written for the edge; only calls under control are played to */
  const play = (callId: string, event: PlayEvent) => {
    if (!calls.has(callId)) return;
    const { queue, commands } = stepPlayQueue(playing.get(callId) ?? EMPTY_QUEUE, event);
    playing.set(callId, queue);
    for (const command of commands)
      inOrder(callId, command.type, () =>
        esl.api(command.type === 'play' ? say.playFile(callId, command.file) : say.stopPlaying(callId)),
      );
  };

  const askPlace = ({ callId, epoch, from, to, afterMs }: Extract<CallCommand, { type: 'ask-place' }>) => {
    clearTimeout(timers.get(callId));
    timers.set(
      callId,
      setTimeout(async () => {
        const placed = await edge.place({ callId, epoch, from, to, ...dialect });
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
        return void (await esl.api(module.stop(callId)));
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
      let answer = '';
      for (const command of module.start(callId, epoch, url)) answer = await esl.api(command);
      return answer;
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
      else if ('play' in read) play(read.callId, read.play);
      else apply(read.callId, read.event);
    },

    /** After each (re)connect: what the switch has is the truth. Rejects when the switch does not answer. */
    async resync(): Promise<void> {
      // a switch that was started again counts from 1
      seen.clear();
      const knownBefore = new Set(calls.keys());
      const parked = readParkedChannels(await esl.api('show channels as json'));
      const present = new Set(parked.map(({ callId }) => callId));
      for (const [callId, { phase }] of calls) {
        const gone = !present.has(callId) && !(await exists(callId));
        if (gone || (phase.at === 'leaving' && !present.has(callId))) apply(callId, { type: 'channel-gone' });
      }
      for (const { callId, from, to } of parked) {
        const epoch = await esl.api(say.readEpoch(callId));
        // parked while the switch was being asked: its event has told, and it is on its way
        if (calls.has(callId) && !knownBefore.has(callId)) continue;
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
