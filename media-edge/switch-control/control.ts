import { createHash, randomUUID } from 'node:crypto';
import type { Log } from '../../platform/log.ts';
import { type Call, type CallCommand, type CallEvent, stepCall } from './call.ts';
import { createCallQueues } from './call-queues.ts';
import { createCallerNews } from './caller-news.ts';
import { createChannelWork } from './channel-work.ts';
import type { EdgePool } from './edge-pool.ts';
import type { EslClient, EslEvent } from './esl/client.ts';
import { createFilePlayer } from './file-player.ts';
import { FORK_MODULES, type ForkModule } from './fork-module.ts';
import type { TransferSettings } from './operator-line.ts';
import * as say from './switch-command.ts';
import { readChannels, readSwitchEvent } from './switch-event.ts';
import { createTransferDesk } from './transfer-desk.ts';

export interface ControlParts {
  esl: Pick<EslClient, 'api' | 'bgapi'>;
  edges: EdgePool;
  log: Log;
  transfers: TransferSettings;
  /** what forks the audio at this switch; jambonz' mod_audio_fork by default */
  module?: ForkModule;
  /** folder at the switch where it records calls by itself; '' for none */
  recordTo?: string;
  /** tells this controller from others; a new one for each run */
  controllerId?: string;
  nowMs?: () => number;
}

/** The calls of one switch, under control. */
export interface Control {
  handle(event: EslEvent): void;
  /** After each (re)connect: what the switch has is the truth. Rejects when the switch does not answer. */
  resync(): Promise<void>;
  /** an edge does not answer any more: its calls get another one */
  edgeLost(callIds: readonly string[]): void;
  calls(): number;
  stop(): void;
}

/** Events remembered to drop repeated ones. */
const SEQUENCES_KEPT = 4_096;
/** Controllers that must both wait for a third one do not wake at once, ms. */
const SPREAD_MS = 400;

/** Steps of a transfer that take as long as they take: nothing of the call waits for them. */
const ALONE: ReadonlySet<string> = new Set([
  'claim-transfer',
  'report-transfer',
  'ring-operator',
  'hang-up-operator',
  'hand-over',
  'report-at-last',
]);

/** Performs what call.ts decides, for all calls of one switch. It decides nothing itself. */
export function createControl(parts: ControlParts): Control {
  const { esl, edges, log, module = FORK_MODULES.jambonz, recordTo = '', nowMs = Date.now } = parts;
  const { controllerId = `control-${randomUUID()}` } = parts;
  const dialect = module.dialect === undefined ? {} : { dialect: module.dialect };
  const calls = new Map<string, Call>();
  const { inOrder, later, ...queues } = createCallQueues(log);
  const seen = new Set<string>();

  const desk = createTransferDesk({
    ...{ esl, edges, module, controllerId, log, settings: parts.transfers },
    callerOf: (callId) => calls.get(callId)?.from ?? '',
    onEvent: (callId, id, event) => apply(callId, { type: 'transfer-moved', id, event }),
  });
  const player = createFilePlayer({
    isOwner(channelId) {
      const call = calls.get(desk.callOf(channelId) ?? channelId);
      if (call === undefined) return null;
      return desk.callOf(channelId) === undefined ? call.owner : call.transfer?.mine === true;
    },
    run: (channelId, command, name) =>
      inOrder(desk.callOf(channelId) ?? channelId, name, () => esl.api(command)),
  });

  const apply = (callId: string, event: CallEvent) => {
    const before = calls.get(callId);
    if (event.type === 'transfer-asked' && before !== undefined)
      desk.watch(callId, event.order.id, event.legId);
    const { call, commands } = stepCall(before, event);
    if (call) calls.set(callId, call);
    tellMove(callId, before, call, event);
    for (const command of commands) schedule(callId, command);
    if (call === undefined && before !== undefined) forget(callId);
  };

  const tellMove = (callId: string, before: Call | undefined, call: Call | undefined, event: CallEvent) => {
    const stays = before?.phase.at === call?.phase.at && before?.epoch === call?.epoch;
    if (stays && before?.transfer?.at === call?.transfer?.at) return;
    log.info('call moved', {
      ...{
        callId,
        epoch: call?.epoch,
        event: event.type === 'transfer-moved' ? event.event.type : event.type,
      },
      ...{ from_state: before?.phase.at ?? null, to_state: call?.phase.at ?? null },
      ...(call?.transfer || before?.transfer ? { transfer: call?.transfer?.at ?? 'over' } : {}),
    });
  };

  const forget = (callId: string) => {
    calls.delete(callId);
    player.forget(callId);
    desk.forget(callId);
    edges.forget(callId);
    queues.forget(callId);
  };

  const schedule = (callId: string, command: CallCommand) => {
    switch (command.type) {
      // waiting for a place must not hold up a hang-up
      case 'ask-place':
        return later(callId, command.afterMs, () => askPlace(command));
      case 'find-call':
        return later(callId, command.afterMs, () => findCall(command));
      case 'check-channel':
        return later(callId, spread(callId, command.afterMs), async () =>
          inOrder(callId, command.type, () => performAtSwitch(command)),
        );
      case 'send-digit':
      case 'tell-held':
        return tell(command);
      case 'transfer': {
        const { command: step, transferId } = command;
        const work = () => desk.perform(callId, transferId, step);
        const alone = ALONE.has(step.type);
        return alone ? void work() : inOrder(callId, step.type, work);
      }
      default:
        inOrder(callId, command.type, () => performAtSwitch(command));
    }
  };
  const spread = (callId: string, afterMs: number): number =>
    afterMs === 0
      ? 0
      : afterMs +
        (createHash('sha256')
          .update(controllerId + callId)
          .digest()
          .readUInt16LE(0) %
          SPREAD_MS);

  const askPlace = async ({ callId, epoch, from, to }: Extract<CallCommand, { type: 'ask-place' }>) => {
    const placed = await edges.place({
      ...{ callId, epoch, from, to, ...dialect },
      ...{ by: controllerId, reportsTransfers: true },
    });
    if (placed.type === 'granted') return apply(callId, { type: 'place-granted', epoch, url: placed.url });
    log.warn('no place for the call', { callId, epoch, reason: placed.reason, detail: placed.detail });
    apply(callId, { type: 'place-refused', epoch, reason: placed.reason });
  };

  const findCall = async ({ callId, epoch }: Extract<CallCommand, { type: 'find-call' }>) => {
    const connected = await edges.connectedEpoch(callId);
    if (connected === null) apply(callId, { type: 'place-refused', epoch, reason: 'unreachable' });
    else if (connected >= epoch) apply(callId, { type: 'place-refused', epoch, reason: await whose(callId) });
    else apply(callId, { type: 'place-granted', epoch, url: '' });
  };

  /** A live call of this id whose channel here was never forked is another switch's: nobody can serve both. */
  const whose = async (callId: string): Promise<'taken' | 'invalid'> => {
    const forked = Number((await esl.api(say.readEpoch(callId))).trim()) >= 1;
    if (!forked) log.error('another switch has a call of the same id: this one cannot be served', { callId });
    return forked ? 'taken' : 'invalid';
  };

  const performAtSwitch = createChannelWork({ esl, module, recordTo, log, apply });
  const tell = createCallerNews(edges, log);

  const repeated = (sequence: string | undefined): boolean => {
    if (sequence === undefined) return false;
    if (seen.has(sequence)) return true;
    seen.add(sequence);
    if (seen.size > SEQUENCES_KEPT) for (const oldest of seen) return !seen.delete(oldest);
    return false;
  };

  return {
    handle(event) {
      if (repeated(event['Event-Sequence'])) return;
      if (desk.handle(event)) return player.operator(event, nowMs());
      const read = readSwitchEvent(event, nowMs());
      if (read === null) return;
      if ('problem' in read) log.warn(read.problem, { callId: event['Unique-ID'] });
      else if ('play' in read) player.play(read.callId, read.play);
      else if ('played' in read) player.played(read.callId, read.played);
      else {
        const { callId, other = '', event: happened } = read;
        // the switch turns the two sides of a bridge round where only the other one has media
        const swapped = happened.type === 'bridged' && !calls.has(callId) && calls.has(other);
        apply(swapped ? other : callId, happened);
      }
    },

    async resync() {
      // a switch that was started again counts from 1
      seen.clear();
      const knownBefore = new Set(calls.keys());
      const channels = readChannels(await esl.api(say.SHOW_CHANNELS));
      const parked = channels.filter((channel) => channel.parked);
      const present = new Set(parked.map(({ callId }) => callId));
      for (const [callId, { phase }] of calls) {
        const gone = !present.has(callId) && !(await exists(callId));
        if (gone || (phase.at === 'leaving' && !present.has(callId))) apply(callId, { type: 'channel-gone' });
      }
      for (const { callId, from, to, held } of parked) {
        const epoch = await esl.api(say.readEpoch(callId));
        // parked while the switch was being asked: its event has told, and it is on its way
        if (calls.has(callId) && !knownBefore.has(callId)) continue;
        // `_undef_`: parked by somebody else
        if (/^\d+$/.test(epoch.trim())) {
          apply(callId, { type: 'channel-found', callId, from, to, held, epoch: Number(epoch) });
        }
      }
    },

    edgeLost(callIds) {
      for (const callId of callIds)
        if (calls.has(callId)) apply(callId, { type: 'edge-lost', atMs: nowMs() });
    },
    calls: () => calls.size,
    stop() {
      queues.stop();
      desk.stop();
      player.stop();
    },
  };

  async function exists(callId: string): Promise<boolean> {
    return (await esl.api(say.checkChannel(callId))).trim() === 'true';
  }
}
