import type { Log } from '../../platform/log.ts';
import type { EdgePool } from './edge-pool.ts';
import type { EslClient } from './esl/client.ts';
import type { ForkModule } from './fork-module.ts';
import * as say from './switch-command.ts';
import { readChannels } from './switch-event.ts';
import type { TransferCommand, TransferEvent } from './transfer.ts';

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

/** The switch makes a channel a moment after it was asked to: a hang-up in between finds none. */
const HANG_UP_AGAIN_MS = [0, 500, 2_000];
/** On top of the ringing: the switch's own answer. */
const RING_MARGIN_MS = 10_000;

export interface OperatorLineParts {
  esl: Pick<EslClient, 'api' | 'bgapi'>;
  edges: EdgePool;
  module: ForkModule;
  settings: TransferSettings;
  /** tells this controller from others of the same switch */
  controllerId: string;
  log: Log;
  /** what the edge is told about the caller's number */
  callerOf: (callId: string) => string;
}

type Step<T extends TransferCommand['type']> = Extract<TransferCommand, { type: T }>;

/** What is done at the switch with a human's channel. Answers what has come of it, null where events will tell. */
export interface OperatorLine {
  look(callId: string, legId: string, warm: boolean): Promise<TransferEvent>;
  ring(callId: string, step: Step<'ring-operator'>): Promise<TransferEvent | null>;
  tell(callId: string, step: Step<'tell-operator'>): Promise<TransferEvent | null>;
  connect(callId: string, legId: string): Promise<TransferEvent | null>;
  handOver(callId: string, target: string): Promise<TransferEvent | null>;
  hangUp(callId: string, legId: string): Promise<void>;
  stopMusic(callId: string): Promise<void>;
  forget(callId: string): void;
}

export function createOperatorLine(parts: OperatorLineParts): OperatorLine {
  const { esl, edges, module, settings, controllerId, log, callerOf } = parts;
  const music = new Set<string>();

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
    const from = callerOf(callId);
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

  return {
    ...{ look, ring, tell, connect, handOver, hangUp, stopMusic },
    forget: (callId) => void music.delete(callId),
  };
}

/** `-ERR NO_ANSWER` → NO_ANSWER */
const causeOf = (answer: string): string => /^-ERR ([A-Z_]{3,40})$/.exec(answer)?.[1] ?? 'REFUSED';
