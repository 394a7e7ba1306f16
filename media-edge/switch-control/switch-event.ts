import type { CallEvent } from './call.ts';
import type { EslEvent } from './esl/client.ts';
import { EPOCH_VARIABLE, isChannelId, isTransferTarget } from './switch-command.ts';

/** What to subscribe to. */
export const EVENT_NAMES = ['CHANNEL_PARK', 'CHANNEL_HANGUP_COMPLETE', 'DTMF'] as const;
export const EVENT_SUBCLASSES = ['connect', 'connect_failed', 'disconnect', 'transfer', 'buffer_overrun'].map(
  (name) => `mod_audio_fork::${name}`,
);

/** The event of ours that an event of the switch stands for; null for all that is no business of ours. `problem` is for the log. */
export function readSwitchEvent(
  event: EslEvent,
  atMs: number,
): { callId: string; event: CallEvent } | { problem: string } | null {
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
        },
      };
    }
    case 'CHANNEL_HANGUP_COMPLETE':
      return { callId, event: { type: 'channel-gone' } };
    case 'DTMF': {
      const digit = event['DTMF-Digit'] ?? '';
      if (!/^[0-9A-D*#]$/.test(digit)) return { problem: 'digit that is no key of a telephone' };
      return { callId, event: { type: 'digit-pressed', digit, sequence: event['Event-Sequence'] ?? '' } };
    }
    case 'CUSTOM':
      return readForkEvent(callId, event, atMs);
    default:
      return null;
  }
}

function readForkEvent(
  callId: string,
  event: EslEvent,
  atMs: number,
): { callId: string; event: CallEvent } | { problem: string } | null {
  const body = event._body ?? '';
  switch (event['Event-Subclass']) {
    case 'mod_audio_fork::connect':
      return { callId, event: { type: 'fork-connected', atMs } };
    case 'mod_audio_fork::connect_failed':
      return { callId, event: { type: 'fork-failed' } };
    case 'mod_audio_fork::disconnect':
      // with a body: the edge's own message; without: the socket dropped
      return { callId, event: body === '' ? { type: 'fork-dropped', atMs } : { type: 'disconnect-asked' } };
    case 'mod_audio_fork::transfer': {
      const target = readTarget(body);
      if (target === null)
        return { problem: 'transfer without a target that is an extension or sip:user@host' };
      return { callId, event: { type: 'transfer-asked', target } };
    }
    case 'mod_audio_fork::buffer_overrun':
      return { problem: 'the edge does not read the audio: the module dropped its buffer' };
    default:
      return null;
  }
}

function readTarget(body: string): string | null {
  try {
    const target = (JSON.parse(body) as { target?: unknown } | null)?.target;
    return typeof target === 'string' && isTransferTarget(target) ? target : null;
  } catch {
    return null;
  }
}

/** The numbers of caller and called; they go to the edge as JSON, never into a command. */
const parties = (event: EslEvent) => ({
  from: event['Caller-Caller-ID-Number'] ?? '',
  to: event['Caller-Destination-Number'] ?? '',
});

/** Parked channels of `show channels as json`. Throws when the answer is no such list. */
export function readParkedChannels(answer: string): { callId: string; from: string; to: string }[] {
  const { rows = [] } = JSON.parse(answer) as { rows?: Record<string, string>[] };
  return rows
    .filter((row) => row.application === 'park' && isChannelId(row.uuid ?? ''))
    .map((row) => ({ callId: row.uuid ?? '', from: row.cid_num ?? '', to: row.dest ?? '' }));
}
