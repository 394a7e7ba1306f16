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
