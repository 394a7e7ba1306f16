/**
 * Text of the switch's commands. Nothing that a caller or a document can choose goes in unchecked: the switch's
 * tokeniser reads quotes, pipes, backslashes and `${…}`, so each part must match a pattern, or the command is refused.
 */
const CHANNEL = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const EXTENSION = /^[A-Za-z0-9+][A-Za-z0-9_.-]{0,63}$/;
const SIP_ADDRESS = /^sip:[A-Za-z0-9_.+-]{1,64}@[A-Za-z0-9.-]{1,128}(:\d{1,5})?$/;

/** Channel variable that marks a parked call as ours (0, by the dialplan) and keeps the epoch of its last fork. */
export const EPOCH_VARIABLE = 'holdfast_epoch';
/** The value, or an error that names it: what does not match goes into no command. */
export const must = (pattern: RegExp, what: string, value: string): string => {
  if (!pattern.test(value))
    throw new Error(`unsafe ${what} ${JSON.stringify(value)}: not passed to the switch`);
  return value;
};
const channel = (callId: string) => must(CHANNEL, 'channel id', callId);

export const isChannelId = (text: string): boolean => CHANNEL.test(text);
export const isTransferTarget = (text: string): boolean => EXTENSION.test(text) || SIP_ADDRESS.test(text);

export const checkChannel = (callId: string): string => `uuid_exists ${channel(callId)}`;
export const readEpoch = (callId: string): string => `uuid_getvar ${channel(callId)} ${EPOCH_VARIABLE}`;
export const writeEpoch = (callId: string, epoch: number): string =>
  `uuid_setvar ${channel(callId)} ${EPOCH_VARIABLE} ${Number(epoch)}`;
/** A parked channel writes no audio, and the module plays only into what is written. */
export const keepWriting = (callId: string): string =>
  `uuid_setvar ${channel(callId)} send_silence_when_idle -1`;
export const parkAgain = (callId: string): string => `uuid_transfer ${channel(callId)} park inline`;
export const killChannel = (callId: string, cause: string): string =>
  `uuid_kill ${channel(callId)} ${must(/^[A-Z_]+$/, 'hang-up cause', cause)}`;
/** To a dialplan extension, or away by SIP REFER where the target is a SIP address. */
export const transferChannel = (callId: string, target: string, context: string): string =>
  SIP_ADDRESS.test(target)
    ? `uuid_deflect ${channel(callId)} ${target}`
    : `uuid_transfer ${channel(callId)} ${must(EXTENSION, 'transfer target', target)} XML ${must(EXTENSION, 'dialplan context', context)}`;

/** A file that a module has written for this very call, and nothing else of the disk. */
const FILE = /^\/[A-Za-z0-9._/-]{1,400}$/;
export const isCallFile = (callId: string, file: string): boolean =>
  FILE.test(file) && !file.includes('..') && file.includes(callId);
export const playFile = (callId: string, file: string): string => {
  if (!isCallFile(channel(callId), file))
    throw new Error(`unsafe file ${JSON.stringify(file)}: not passed to the switch`);
  return `uuid_broadcast ${callId} ${file} aleg`;
};
export const stopPlaying = (callId: string): string => `uuid_break ${channel(callId)} all`;

/** `show channels` in full: who is parked, who rings. */
export const SHOW_CHANNELS = 'show channels as json';
/** `_undef_` where the channel talks to nobody. */
export const readPartner = (callId: string): string => `uuid_getvar ${channel(callId)} bridge_uuid`;
/** Both channels must have been answered. */
export const connectChannels = (callId: string, other: string): string =>
  `uuid_bridge ${channel(callId)} ${channel(other)}`;
export const recordCall = (callId: string, folder: string): string[] => [
  `uuid_setvar ${channel(callId)} RECORD_STEREO true`,
  `uuid_record ${channel(callId)} start ${must(/^\/[A-Za-z0-9._/-]{1,200}$/, 'folder', folder)}/${callId}.wav`,
];
/** `source`: what the switch plays to who waits, e.g. `local_stream://moh`. */
export const playMusic = (callId: string, source: string): string =>
  `uuid_broadcast ${channel(callId)} ${must(MUSIC, 'music', source)} aleg`;
export const MUSIC = /^[A-Za-z0-9_]+:\/\/[A-Za-z0-9._/=-]{1,200}$|^\/[A-Za-z0-9._/-]{1,200}$/;

/** How a human is rung. `dial`: for extensions and numbers, `{target}` in it; `sipDial` for `sip:user@host`. */
export interface RingOptions {
  callId: string;
  legId: string;
  target: string;
  dial: string;
  sipDial: string;
  /** number of the caller, as the switch gave it */
  from: string;
  title: string;
  ringSeconds: number;
}

/** A dial string of a configuration: `user/{target}`, `sofia/gateway/trunk/{target}`. */
export const DIAL = /^[A-Za-z0-9_./@:{}-]{1,200}$/;

/**
 * Rings a human on a channel of a known id and parks whoever answers. What callers have said or chosen is shown on the
 * telephone, letters and digits of any script only; nothing of it can end a value, nor be expanded.
 */
export function ringOperator(options: RingOptions): string {
  const { callId, legId, target, ringSeconds } = options;
  const number = options.from.replace(/[^0-9+]/g, '').slice(0, 20);
  const title = shown(options.title);
  const variables = [
    `origination_uuid=${channel(legId)}`,
    `origination_caller_id_number=${number === '' ? 'anonymous' : number}`,
    `origination_caller_id_name='${title === '' ? 'Holdfast' : title}'`,
    `originate_timeout=${Math.round(Number(ringSeconds))}`,
    // ringing of the operator's network is no answer
    'ignore_early_media=true',
    'send_silence_when_idle=-1',
    // nobody connects them: the operator is not left on a dead line
    'park_timeout=60',
    `sip_h_X-Holdfast-Call=${channel(callId)}`,
    `holdfast_for=${channel(callId)}`,
  ];
  return `originate {${variables.join(',')}}${dialString(options, target)} &park()`;
}

function dialString({ dial, sipDial }: RingOptions, target: string): string {
  const pattern = SIP_ADDRESS.test(target) ? sipDial : dial;
  const checked = SIP_ADDRESS.test(target) ? target : must(EXTENSION, 'transfer target', target);
  return must(DIAL, 'dial string', pattern).replaceAll('{target}', checked);
}

/** Text for a telephone's display: letters, digits, spaces, dots and dashes. */
const shown = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[^\p{L}\p{N} .-]+/gu, ' ')
    .replace(/ +/g, ' ')
    .trim()
    .slice(0, 60);

/** Causes of a hang-up, by the reason that the edge gives. */
const CAUSES: Readonly<Record<string, string>> = {
  'no-route': 'NO_ROUTE_DESTINATION',
  busy: 'USER_BUSY',
  rejected: 'CALL_REJECTED',
  congestion: 'SWITCH_CONGESTION',
};
export const hangUpCause = (reason: unknown): string =>
  (typeof reason === 'string' ? CAUSES[reason] : undefined) ?? 'NORMAL_CLEARING';
