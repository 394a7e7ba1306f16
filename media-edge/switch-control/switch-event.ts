import { z } from 'zod';
import { languageSchema } from '../../domain/language.ts';
import { plainText } from '../../platform/plain-text.ts';
import type { CallEvent } from './call.ts';
import type { EslEvent } from './esl/client.ts';
import { operatorLegId } from './operator-leg.ts';
import type { PlayEvent } from './play-queue.ts';
import { EPOCH_VARIABLE, hangUpCause, isCallFile, isChannelId, isTransferTarget } from './switch-command.ts';

/** What to subscribe to. */
export const EVENT_NAMES = [
  ...['CHANNEL_PARK', 'CHANNEL_ANSWER', 'CHANNEL_BRIDGE', 'CHANNEL_HANGUP_COMPLETE'],
  ...['CHANNEL_HOLD', 'CHANNEL_UNHOLD'],
  ...['DTMF', 'PLAYBACK_START', 'PLAYBACK_STOP'],
] as const;
export const EVENT_SUBCLASSES = [
  ...[
    'connect',
    'connect_failed',
    'disconnect',
    'transfer',
    'buffer_overrun',
    'play_audio',
    'kill_audio',
  ].map((name) => `mod_audio_fork::${name}`),
  ...['connect', 'disconnect', 'error', 'json', 'play'].map((name) => `mod_audio_stream::${name}`),
];

/** `event` is for the call, `play` for its queue of files, `problem` for the log. */
export type ReadEvent =
  /** `other`: the channel at the other side of a bridge */
  | { callId: string; event: CallEvent; other?: string }
  | { callId: string; play: PlayEvent }
  | { callId: string; played: string }
  | { problem: string }
  | null;

/** The event of ours that an event of the switch stands for; null for all that is no business of ours. */
export function readSwitchEvent(event: EslEvent, atMs: number): ReadEvent {
  const callId = event['Unique-ID'] ?? '';
  if (!isChannelId(callId)) return null;
  switch (event['Event-Name']) {
    case 'CHANNEL_PARK': {
      const epoch = event[`variable_${EPOCH_VARIABLE}`];
      // a parked channel of another application carries no such variable
      if (epoch === undefined || !/^\d{1,9}$/.test(epoch)) return null;
      return {
        callId,
        event: {
          type: 'channel-parked',
          callId,
          ...parties(event),
          epoch: Number(epoch),
          silent: event.variable_send_silence_when_idle !== '-1',
          cause: causeOf(event.variable_originate_disposition),
        },
      };
    }
    case 'CHANNEL_BRIDGE': {
      const [one = callId, other = ''] = [event['Bridge-A-Unique-ID'], event['Bridge-B-Unique-ID']];
      return { callId: one, event: { type: 'bridged' }, other };
    }
    case 'CHANNEL_HANGUP_COMPLETE':
      return { callId, event: { type: 'channel-gone' } };
    case 'CHANNEL_HOLD':
    case 'CHANNEL_UNHOLD':
      return { callId, event: { type: 'line-held', held: event['Event-Name'] === 'CHANNEL_HOLD' } };
    case 'PLAYBACK_START':
      return { callId, played: event['Playback-File-Path'] ?? '' };
    case 'DTMF': {
      const digit = event['DTMF-Digit'] ?? '';
      if (!/^[0-9A-D*#]$/.test(digit)) return { problem: 'digit that is no key of a telephone' };
      return { callId, event: { type: 'digit-pressed', digit, sequence: event['Event-Sequence'] ?? '' } };
    }
    case 'PLAYBACK_STOP':
      return { callId, play: { type: 'playback-stopped', file: event['Playback-File-Path'] ?? '', atMs } };
    case 'CUSTOM':
      return (event['Event-Subclass'] ?? '').startsWith('mod_audio_stream::')
        ? readStreamEvent(callId, event, atMs)
        : readForkEvent(callId, event, atMs);
    default:
      return null;
  }
}

function readForkEvent(callId: string, event: EslEvent, atMs: number): ReadEvent {
  const body = event._body ?? '';
  switch (event['Event-Subclass']) {
    case 'mod_audio_fork::connect':
      return { callId, event: { type: 'fork-connected', atMs } };
    case 'mod_audio_fork::connect_failed':
      return { callId, event: { type: 'fork-failed' } };
    case 'mod_audio_fork::disconnect':
      // with a body: the edge's own message; without: the socket dropped
      if (body === '') return { callId, event: { type: 'fork-dropped', atMs } };
      return { callId, event: { type: 'disconnect-asked', cause: hangUpCause(readJson(body).reason) } };
    case 'mod_audio_fork::transfer':
      return readTransfer(callId, readJson(body));
    case 'mod_audio_fork::play_audio':
      return readFile(callId, readJson(body), atMs);
    case 'mod_audio_fork::kill_audio':
      return { callId, play: { type: 'playback-cleared', stopped: true } };
    case 'mod_audio_fork::buffer_overrun':
      return { problem: 'the edge does not read the audio: the module dropped its buffer' };
    default:
      return null;
  }
}

/** mod_audio_stream relays whatever the edge says as `json`; a socket that drops comes with a body here. */
function readStreamEvent(callId: string, event: EslEvent, atMs: number): ReadEvent {
  const body = readJson(event._body ?? '');
  switch (event['Event-Subclass']) {
    case 'mod_audio_stream::connect':
      return { callId, event: { type: 'fork-connected', atMs } };
    case 'mod_audio_stream::error':
      return { callId, event: { type: 'fork-failed' } };
    case 'mod_audio_stream::disconnect':
      return { callId, event: { type: 'fork-dropped', atMs } };
    case 'mod_audio_stream::play':
      return readFile(callId, body, atMs);
    case 'mod_audio_stream::json':
      if (body.type === 'killAudio') return { callId, play: { type: 'playback-cleared', stopped: false } };
      if (body.type === 'disconnect') {
        const { reason } = isObject(body.data) ? body.data : {};
        return { callId, event: { type: 'disconnect-asked', cause: hangUpCause(reason) } };
      }
      if (body.type === 'transfer') return readTransfer(callId, isObject(body.data) ? body.data : {});
      return null;
    default:
      return null;
  }
}

function readTransfer(callId: string, body: Record<string, unknown>): ReadEvent {
  const { target, id = 'transfer', warm } = body;
  if (typeof target !== 'string' || !isTransferTarget(target))
    return { problem: 'transfer without a target that is an extension or sip:user@host' };
  const briefed = briefing.safeParse(warm);
  if (typeof id !== 'string' || id.length > 128 || (warm !== undefined && !briefed.success))
    return { problem: 'transfer whose id or briefing cannot be read' };
  return {
    callId,
    event: {
      type: 'transfer-asked',
      order: { id, target, warm: briefed.data ?? null },
      legId: operatorLegId(callId, id),
    },
  };
}

const briefing = z.object({
  say: z.string().max(600).overwrite(plainText),
  title: z.string().max(200).overwrite(plainText),
  language: languageSchema,
  ringSeconds: z.int().min(1).max(120),
});

/** Causes are words in capitals; anything else is the switch's own text. */
const causeOf = (text: string | undefined): string =>
  text !== undefined && /^[A-Z_]{3,40}$/.test(text) ? text : 'NO_ANSWER';

/** What an event says of an operator's channel. */
export function readOperatorEvent(
  event: EslEvent,
): { what: 'answered' | 'told' | 'gone'; cause: string } | null {
  const cause = causeOf(event['Hangup-Cause']);
  switch (event['Event-Name']) {
    case 'CHANNEL_ANSWER':
      return { what: 'answered', cause };
    // who knows enough presses a key
    case 'DTMF':
      return { what: 'told', cause };
    case 'CHANNEL_HANGUP_COMPLETE':
      return { what: 'gone', cause };
    case 'CUSTOM': {
      const subclass = event['Event-Subclass'] ?? '';
      const ends = /::(disconnect|connect_failed|error)$/.test(subclass);
      const asked = subclass.endsWith('::json') && readJson(event._body ?? '').type === 'disconnect';
      return ends || asked ? { what: 'told', cause } : null;
    }
    default:
      return null;
  }
}

function readFile(callId: string, { file }: Record<string, unknown>, atMs: number): ReadEvent {
  if (typeof file !== 'string' || !isCallFile(callId, file))
    return { problem: 'the module has written a file whose name is not of this call' };
  return { callId, play: { type: 'file-written', file, atMs } };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function readJson(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

/** The numbers of caller and called; they go to the edge as JSON, never into a command. */
const parties = (event: EslEvent) => ({
  from: event['Caller-Caller-ID-Number'] ?? '',
  to: event['Caller-Destination-Number'] ?? '',
});

/** A channel of `show channels as json`, as far as anybody needs it. */
export interface SeenChannel {
  callId: string;
  from: string;
  to: string;
  parked: boolean;
  /** its telephone has put the call on hold */
  held: boolean;
  /** its other side has picked up */
  answered: boolean;
}

/** Channels of `show channels as json`. Throws when the answer is no such list. */
export function readChannels(answer: string): SeenChannel[] {
  const { rows = [] } = JSON.parse(answer) as { rows?: Record<string, string>[] };
  return rows
    .filter((row) => isChannelId(row.uuid ?? ''))
    .map((row) => ({
      ...{ callId: row.uuid ?? '', from: row.cid_num ?? '', to: row.dest ?? '' },
      ...{ parked: row.application === 'park', answered: ['ACTIVE', 'HELD'].includes(row.callstate ?? '') },
      held: row.callstate === 'HELD',
    }));
}
