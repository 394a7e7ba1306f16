import type { Log } from '../../platform/log.ts';
import type { EdgePool } from './edge-pool.ts';
import type { EslClient, EslEvent } from './esl/client.ts';
import type { ForkModule } from './fork-module.ts';
import * as say from './switch-command.ts';
import { readChannels, readOperatorEvent } from './switch-event.ts';
import { PICKED_UP, type TransferCommand, type TransferEnd, type TransferEvent } from './transfer.ts';

/** How humans are reached at one switch. */
export interface TransferSettings {
  /** dialplan context of targets that are handed over unannounced */
  context: string;
  /** `{target}` in it: how an extension or number is rung, e.g. `user/{target}` */
  dial: string;
  /** the same for `sip:user@host` */
  sipDial: string;
  /** what the caller hears meanwhile beside the agent's words, e.g. `local_stream://moh`; '' for nothing */
  music: string;
}

export interface TransferDeskParts {
  esl: Pick<EslClient, 'api' | 'bgapi'>;
  edges: EdgePool;
  module: ForkModule;
  settings: TransferSettings;
  /** tells this controller from others of the same switch */
  controllerId: string;
  log: Log;
  /** what the edge is told about the caller's number */
  callerOf: (callId: string) => string;
  onEvent: (callId: string, transferId: string, event: TransferEvent) => void;
}

/** A briefing that never ends must not keep the caller waiting, ms. */
const TOLD_WITHIN_MS = 25_000;
/** The switch makes a channel a moment after it was asked to: a hang-up in between finds none. */
const HANG_UP_AGAIN_MS = [0, 500, 2_000];
/** The connection to the switch comes back within this, mostly. */
const LOOK_AGAIN_MS = 500;
/** A report is worth repeating for a minute: by then an edge is back, or none will be. */
const LAST_REPORTS = 60;
const LAST_REPORT_AGAIN_MS = 1_000;
const ORPHAN_AFTER = 3;
/** On top of the ringing: the switch's own answer. */
const RING_MARGIN_MS = 10_000;

/** Performs what transfer.ts decides. It decides nothing itself. */
export interface TransferDesk {
  perform(callId: string, transferId: string, command: TransferCommand): Promise<void>;
  /** from now on events of this channel are about the call's transfer */
  watch(callId: string, transferId: string, legId: string): void;
  /** true: the event was about an operator's channel, and nobody else's business */
  handle(event: EslEvent): boolean;
  /** channels of operators that this controller knows of, each with its call */
  callOf(legId: string): string | undefined;
  forget(callId: string): void;
  stop(): void;
}

export function createTransferDesk(parts: TransferDeskParts): TransferDesk {
  const { esl, edges, module, settings, controllerId, log, onEvent } = parts;
  const legs = new Map<string, { callId: string; transferId: string }>();
  const timers = new Map<string, Set<NodeJS.Timeout>>();
  const music = new Set<string>();

  const after = (callId: string, ms: number, work: () => Promise<void>) => {
    const own = timers.get(callId) ?? new Set();
    timers.set(callId, own);
    const timer = setTimeout(() => {
      own.delete(timer);
      work().catch((error: unknown) => log.warn('transfer: a step failed', { callId, error }));
    }, ms);
    own.add(timer);
  };

  const look = async (callId: string, legId: string, warm: boolean): Promise<TransferEvent> => {
    const channels = readChannels(await esl.api(say.SHOW_CHANNELS));
    const partner = (await esl.api(say.readPartner(callId))).trim();
    const seen = (state: 'none' | 'ringing' | 'answered' | 'connected'): TransferEvent => ({
      type: 'operator-seen',
      state,
    });
    const bridged = say.isChannelId(partner);
    if (!warm) {
      const parked = channels.some((channel) => channel.callId === callId && channel.parked);
      return seen(bridged ? 'connected' : parked ? 'none' : 'ringing');
    }
    const leg = channels.find((channel) => channel.callId === legId);
    if (bridged && partner === legId) return seen('connected');
    return seen(leg === undefined ? 'none' : leg.answered ? 'answered' : 'ringing');
  };

  const ring = async (
    callId: string,
    { legId, target, warm }: Extract<TransferCommand, { type: 'ring-operator' }>,
  ): Promise<TransferEvent | null> => {
    const from = parts.callerOf(callId);
    const { title, ringSeconds } = warm;
    const command = say.ringOperator({ callId, legId, target, ...settings, from, title, ringSeconds });
    if (settings.music !== '') {
      music.add(callId);
      await esl.api(say.playMusic(callId, settings.music));
    }
    const answer = (await esl.bgapi(command, ringSeconds * 1000 + RING_MARGIN_MS)).trim();
    // its channel tells the rest
    if (answer.startsWith('+OK')) return null;
    // there is one already: another controller was first
    if ((await esl.api(say.checkChannel(legId))).trim() === 'true') return null;
    return { type: 'refused', cause: causeOf(answer) };
  };

  const stopMusic = async (callId: string) => {
    if (music.delete(callId)) await esl.api(say.stopPlaying(callId));
  };

  /** The human hears the briefing on a connection to an edge of their own; without one they hear the caller at once. */
  const tell = async (
    callId: string,
    transferId: string,
    { legId, briefing }: Extract<TransferCommand, { type: 'tell-operator' }>,
  ): Promise<TransferEvent | null> => {
    const { say: words, language } = briefing;
    const placed = await edges.place({
      ...{ callId: legId, epoch: 1, from: '', to: '', by: controllerId, briefing: { say: words, language } },
      ...(module.dialect === undefined ? {} : { dialect: module.dialect }),
    });
    // another controller of the same switch is telling
    const others = placed.type === 'refused' && placed.reason === 'taken';
    if (placed.type === 'granted') {
      let answer = '';
      for (const command of module.start(legId, 1, placed.url)) answer = await esl.api(command);
      if (!answer.startsWith('+OK')) log.warn('the operator is not told', { callId, answer: answer.trim() });
    } else if (!others) {
      log.warn('no edge tells the operator what the call is about', { callId, reason: placed.reason });
      return { type: 'operator-told' };
    }
    after(callId, TOLD_WITHIN_MS, async () => onEvent(callId, transferId, { type: 'operator-told' }));
    return null;
  };

  const connect = async (callId: string, legId: string): Promise<TransferEvent | null> => {
    for (const command of module.stop(legId, 2)) await esl.api(command);
    await stopMusic(callId);
    const answer = (await esl.api(say.connectChannels(callId, legId))).trim();
    // CHANNEL_BRIDGE tells that they hear each other
    return answer.startsWith('+OK') ? null : { type: 'refused', cause: 'NOT_CONNECTED' };
  };

  const handOver = async (callId: string, target: string): Promise<TransferEvent | null> => {
    const answer = (await esl.bgapi(say.transferChannel(callId, target, settings.context))).trim();
    if (!answer.startsWith('+OK')) return { type: 'refused', cause: causeOf(answer) };
    // by SIP REFER the caller leaves this switch: it says what the other side answered, and no more
    const refer = /^\+OK:\s*(\d{3})?/.exec(answer);
    if (refer === null) return null;
    return refer[1] === undefined || refer[1].startsWith('2')
      ? { type: 'sent-away' }
      : { type: 'refused', cause: `SIP_${refer[1]}` };
  };

  const hangUp = async (callId: string, legId: string) => {
    for (const ms of HANG_UP_AGAIN_MS) {
      await new Promise((resolve) => setTimeout(resolve, ms).unref());
      if ((await esl.api(say.killChannel(legId, 'ORIGINATOR_CANCEL'))).startsWith('+OK')) return;
    }
    log.debug('the operator had hung up', { callId });
  };

  /**
   * What cannot be done twice is done by whoever has the claim in that very moment: a process that stood still for a while
   * may have lost it. Its next renewal tells transfer.ts so.
   */
  const lost = async (callId: string, transferId: string): Promise<boolean> =>
    (await edges.claimTransfer(callId, { transferId, by: controllerId })) === 'taken';

  /** The call is over: nobody asks for the report again, so it is repeated here until an edge has taken it. */
  const reportAtLast = async (callId: string, transferId: string, end: TransferEnd) => {
    for (let tries = 0; tries < LAST_REPORTS; tries++) {
      // an edge that is there knows the call, or will not any more
      const orphan = transferId === PICKED_UP || tries >= ORPHAN_AFTER;
      if ((await edges.reportTransfer(callId, { transferId, ...end, orphan })) === 'ok') return;
      await new Promise((resolve) => setTimeout(resolve, LAST_REPORT_AGAIN_MS).unref());
    }
    log.error('no edge has taken the report of a transfer', { callId, transferId });
  };

  const perform: TransferDesk['perform'] = async (callId, transferId, command) => {
    const told = (event: TransferEvent | null) => {
      if (event !== null) onEvent(callId, transferId, event);
    };
    switch (command.type) {
      case 'claim-transfer':
        return after(callId, command.afterMs, async () => {
          const answer = await edges.claimTransfer(callId, { transferId, by: controllerId });
          told({ type: 'claim-answered', answer: answer === 'ok' ? 'yours' : answer });
        });
      case 'report-transfer': {
        await stopMusic(callId).catch(() => undefined); // the connection broke: the caller has to be told first
        const { end, orphan } = command;
        // also when the call is over by then
        await new Promise((resolve) => setTimeout(resolve, command.afterMs).unref());
        const answer = await edges.reportTransfer(callId, { transferId, ...end, orphan });
        const taken = answer === 'ok' ? 'taken' : answer === 'taken' ? 'unknown' : answer;
        return told({ type: 'reported', answer: taken });
      }
      case 'report-at-last':
        return reportAtLast(callId, transferId, command.end);
      case 'look-for-operator':
        return told(await look(callId, command.legId, command.warm));
      case 'ring-operator':
        if (await lost(callId, transferId)) return;
        return told(await ring(callId, command));
      case 'tell-operator':
        return told(await tell(callId, transferId, command));
      case 'connect-operator':
        if (await lost(callId, transferId)) return;
        return told(await connect(callId, command.legId));
      case 'hand-over':
        if (await lost(callId, transferId)) return;
        return told(await handOver(callId, command.target));
      case 'hang-up-operator':
        return hangUp(callId, command.legId);
    }
  };

  const attempt: TransferDesk['perform'] = async (callId, transferId, command) => {
    try {
      await perform(callId, transferId, command);
    } catch (error) {
      log.warn('transfer: the switch did not answer', { callId, command: command.type, error });
      // it may have been done all the same: what the switch has is the truth
      if (command.type === 'claim-transfer' || command.type === 'report-transfer') return;
      if (command.type === 'hang-up-operator') return;
      const legId = 'legId' in command ? command.legId : '';
      const warm = command.type === 'look-for-operator' ? command.warm : command.type !== 'hand-over';
      after(callId, LOOK_AGAIN_MS, () =>
        attempt(callId, transferId, { type: 'look-for-operator', legId, warm }),
      );
    }
  };

  return {
    perform: attempt,
    watch: (callId, transferId, legId) => void legs.set(legId, { callId, transferId }),
    handle(event) {
      const leg = legs.get(event['Unique-ID'] ?? '');
      if (leg === undefined) return false;
      const read = readOperatorEvent(event);
      if (read === null) return event['Event-Name'] !== 'CHANNEL_BRIDGE';
      const { callId, transferId } = leg;
      if (read.what === 'answered') onEvent(callId, transferId, { type: 'operator-answered' });
      else if (read.what === 'told') onEvent(callId, transferId, { type: 'operator-told' });
      else {
        legs.delete(event['Unique-ID'] ?? '');
        onEvent(callId, transferId, { type: 'operator-gone', cause: read.cause });
      }
      return true;
    },
    callOf: (legId) => legs.get(legId)?.callId,
    forget(callId) {
      for (const timer of timers.get(callId) ?? []) clearTimeout(timer);
      timers.delete(callId);
      music.delete(callId);
      for (const [legId, leg] of legs) if (leg.callId === callId) legs.delete(legId);
    },
    stop() {
      for (const own of timers.values()) for (const timer of own) clearTimeout(timer);
      timers.clear();
    },
  };
}

/** `-ERR NO_ANSWER` → NO_ANSWER */
const causeOf = (answer: string): string => /^-ERR ([A-Z_]{3,40})$/.exec(answer)?.[1] ?? 'REFUSED';
