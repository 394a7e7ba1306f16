/**
 * Text of the switch's commands. Nothing that a caller or a document can choose goes in unchecked: the switch's
 * tokeniser reads quotes, pipes, backslashes and `${…}`, so each part must match a pattern, or the command is refused.
 */
const CHANNEL = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const FORK_URL = /^wss?:\/\/[A-Za-z0-9.-]{1,255}(:\d{1,5})?\/[A-Za-z0-9._~/=-]{0,2000}$/;
const EXTENSION = /^[A-Za-z0-9+][A-Za-z0-9_.-]{0,63}$/;
const SIP_ADDRESS = /^sip:[A-Za-z0-9_.+-]{1,64}@[A-Za-z0-9.-]{1,128}(:\d{1,5})?$/;

/** Channel variable that marks a parked call as ours (0, by the dialplan) and keeps the epoch of its last fork. */
export const EPOCH_VARIABLE = 'holdfast_epoch';
/** Name of the media bug; a second one of this name is refused by the module. */
const BUG = 'agent';
/** mod_audio_fork plays only where this is also the codec's rate, Hz (marks and prebuffer need it) */
const RATE_HZ = 8000;

const must = (pattern: RegExp, what: string, value: string): string => {
  if (!pattern.test(value))
    throw new Error(`unsafe ${what} ${JSON.stringify(value)}: not passed to the switch`);
  return value;
};
const channel = (callId: string) => must(CHANNEL, 'channel id', callId);

export const isChannelId = (text: string): boolean => CHANNEL.test(text);
export const isTransferTarget = (text: string): boolean => EXTENSION.test(text) || SIP_ADDRESS.test(text);

/** Both ways of audio: the caller mono to the edge, the edge's stream into the call; `^^|` allows any field but `|`. */
export const startFork = (callId: string, epoch: number, url: string): string =>
  [
    `uuid_audio_fork ^^|${channel(callId)}|start|${must(FORK_URL, 'fork URL', url)}|mono|${RATE_HZ}|${BUG}`,
    `'{"callId":"${channel(callId)}","epoch":${Number(epoch)}}'|true|true|${RATE_HZ}`,
  ].join('|');
export const stopFork = (callId: string): string => `uuid_audio_fork ${channel(callId)} stop ${BUG}`;
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
