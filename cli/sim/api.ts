import { randomUUID } from 'node:crypto';
import type { Channel } from './channel.ts';

/** What the switch's commands may reach. */
export interface ApiParts {
  channel(uuid: string): Channel | undefined;
  channels(): Iterable<Channel>;
  /** extensions that exist in the dialplan */
  extensionExists(name: string): boolean;
  /** sends a channel into the dialplan's extension, which rings the operator of that name where there is one */
  dialExtension(channel: Channel, extension: string): void;
  /** rings somebody on a new channel; answers as the switch does once it knows how it ended */
  originate(dialString: string): Promise<string>;
}

const NO_CHANNEL = '-ERR No such channel!\n';
const OK = '+OK\n';
const FORK_OK = '+OK Success\n';
const FORK_FAILED = '-ERR Operation Failed\n';

/** Runs one API command of the switch and answers its text, byte for byte as FreeSWITCH and the module do. */
export function runApi(parts: ApiParts, line: string): string | Promise<string> {
  const [name = '', rest = ''] = splitOnce(line.trim());
  if (name === 'uuid_audio_fork') return audioFork(parts, tokenise(rest));
  if (name === 'show') return rest === 'channels as json' ? showChannels(parts) : '-USAGE: show channels\n';
  if (name === 'status') return 'UP 0 years, 0 days\nFreeSWITCH is ready\n';
  if (name === 'create_uuid') return randomUUID();
  if (name === 'originate') return originate(parts, tokenise(rest));
  if (name === 'uuid_hold') return hold(parts, rest.split(' '));
  const [uuid = '', ...args] = rest.split(' ');
  const channel = parts.channel(uuid);
  switch (name) {
    case 'uuid_exists':
      return channel ? 'true' : 'false';
    case 'uuid_kill':
      if (!channel) return NO_CHANNEL;
      channel.hangUp(args[0] ?? 'NORMAL_CLEARING');
      return OK;
    case 'uuid_setvar':
      if (args.length < 1 || args.length > 2) return '-USAGE: <uuid> <var> [value]\n';
      if (!channel) return NO_CHANNEL;
      channel.variables.set(args[0] ?? '', args.slice(1).join(' '));
      return OK;
    case 'uuid_getvar':
      return channel ? (channel.variables.get(args[0] ?? '') ?? '_undef_') : NO_CHANNEL;
    case 'uuid_recv_dtmf':
      if (!channel) return NO_CHANNEL;
      for (const digit of args[0] ?? '') channel.press(digit);
      return OK;
    case 'uuid_transfer':
      return channel ? transfer(parts, channel, args) : NO_CHANNEL;
    case 'uuid_bridge':
      return args.length < 1 ? '-USAGE: <uuid> <other_uuid>\n' : bridge(parts, channel, args[0] ?? '');
    case 'uuid_broadcast':
      if (args.length < 1) return '-USAGE: <uuid> <path> [aleg|bleg|holdb|both]\n';
      if (!channel) return '-ERR invalid uuid\n';
      channel.broadcast(args[0] ?? '');
      return '+OK Message sent\n';
    case 'uuid_break':
      if (!channel) return NO_CHANNEL;
      channel.stopBroadcast();
      return OK;
    case 'uuid_record':
      if (args.length < 2)
        return '-USAGE: <uuid> [start|stop|mask|unmask] <path> [<limit>] [<recording_vars>]\n';
      if (!channel) return '-ERR Cannot locate session!\n';
      channel.record(args[1] ?? '', args[0] === 'start');
      return FORK_OK;
    case 'uuid_deflect':
      if (!channel) return `-ERR No such channel ${uuid}!\n`;
      channel.sendAway(args[0] ?? '');
      channel.hangUp('BLIND_TRANSFER');
      return '+OK:200 OK\n';
    default:
      return `-ERR ${name} Command not found!\n`;
  }
}

function transfer(parts: ApiParts, channel: Channel, [extension = '', dialplan]: string[]): string {
  if (dialplan === 'inline') {
    if (extension !== 'park') return '-ERR only park is simulated inline\n';
    channel.park();
    return OK;
  }
  channel.variables.set('transfer_destination', extension);
  // an unknown extension is found out later: the call ends for want of a route
  if (parts.extensionExists(extension)) parts.dialExtension(channel, extension);
  else channel.hangUp('NO_ROUTE_DESTINATION');
  return OK;
}

function bridge(parts: ApiParts, one: Channel | undefined, otherId: string): string {
  const other = parts.channel(otherId);
  if (!one || !other) return '-ERR Invalid uuid\n';
  const media = (channel: Channel) => channel.callState() !== 'RINGING';
  if (!media(one) && !media(other)) return '-ERR Invalid uuid\n';
  const [first, second] = media(one) ? [one, other] : [other, one];
  second.bridge(first, false);
  first.bridge(second, true);
  return `+OK ${otherId}\n`;
}

function hold(parts: ApiParts, words: readonly string[]): string {
  const off = words[0] === 'off';
  const channel = parts.channel((off ? words[1] : words[0]) ?? '');
  if (!channel) return '-ERR Operation failed\n';
  channel.hold(!off);
  return FORK_OK;
}

function originate(parts: ApiParts, argv: readonly string[]): string | Promise<string> {
  const [dialString, extension] = argv;
  if (dialString === undefined || extension === undefined || argv.length > 7)
    return '-USAGE: <call url> <exten>|&<application_name>(<app_args>) [<dialplan>] …\n';
  return extension === '&park()' ? parts.originate(dialString) : '-ERR only &park() is simulated\n';
}

function audioFork(parts: ApiParts, argv: readonly string[]): string {
  const [uuid, verb, ...args] = argv;
  if (uuid === undefined || verb === undefined) return '-USAGE: uuid_audio_fork <uuid> start|stop|…\n';
  const channel = parts.channel(uuid);
  if (!channel) return FORK_FAILED;
  if (verb === 'start') return startFork(channel, args);
  const bug = args[0] ?? 'audio_fork';
  if (verb === 'stop') return channel.stopFork(bug, args[1]) ? FORK_OK : FORK_FAILED;
  const fork = channel.forkNamed(verb === 'stop_play' ? 'audio_fork' : bug);
  if (!fork) return FORK_FAILED;
  switch (verb) {
    case 'send_text':
      fork.sendText(args[1] ?? '');
      return FORK_OK;
    case 'pause':
    case 'resume':
      fork.pause(verb === 'pause');
      return FORK_OK;
    case 'graceful-shutdown':
      fork.gracefulShutdown();
      return FORK_OK;
    case 'stop_play':
      fork.stopPlay();
      return FORK_OK;
    default:
      return '-USAGE: uuid_audio_fork <uuid> start|stop|…\n';
  }
}

function startFork(channel: Channel, args: readonly string[]): string {
  const [url = '', mix = '', rate, bug = 'audio_fork', metadata, enabled, stream, bidiRate] = args;
  if (rate === undefined || !['mono', 'mixed', 'stereo'].includes(mix))
    return '-USAGE: uuid_audio_fork <uuid> start\n';
  if (mix !== 'mono') return '-ERR only mono is simulated\n';
  // the three are read only when all ten arguments are there
  const playback =
    args.length >= 8 && enabled === 'true' && stream === 'true' && Number(bidiRate) > 0
      ? { rateHz: Number(bidiRate) }
      : null;
  return channel.fork(bug, { url, metadata: metadata || null, playback }) ? FORK_OK : FORK_FAILED;
}

function showChannels(parts: ApiParts): string {
  const rows = [...parts.channels()].map((channel) => ({
    uuid: channel.uuid,
    direction: 'inbound',
    state: 'CS_EXECUTE',
    cid_num: channel.from,
    dest: channel.to,
    application: channel.application(),
    application_data: '',
    dialplan: 'XML',
    read_codec: 'PCMU',
    read_rate: '8000',
    callstate: channel.callState(),
  }));
  return `${JSON.stringify(rows.length === 0 ? { row_count: 0 } : { row_count: rows.length, rows })}\n`;
}

/** `^^|a|b` splits at the given sign, else at spaces; one level of quotes and escapes is stripped. */
function tokenise(text: string): string[] {
  const alternate = text.startsWith('^^') ? text.charAt(2) : null;
  const delimiter = alternate ?? ' ';
  const tokens: string[] = [];
  let token = '';
  let quoted = false;
  const input = alternate === null ? text : text.slice(3);
  for (let at = 0; at < input.length; at++) {
    const sign = input.charAt(at);
    if (sign === '\\' && at + 1 < input.length) token += input.charAt(++at);
    else if (sign === "'") quoted = !quoted;
    else if (sign === delimiter && !quoted) {
      if (alternate !== null || token !== '') tokens.push(token);
      token = '';
    } else token += sign;
  }
  return token === '' && alternate === null ? tokens : [...tokens, token];
}

function splitOnce(text: string): [string, string] {
  const space = text.indexOf(' ');
  return space < 0 ? [text, ''] : [text.slice(0, space), text.slice(space + 1)];
}
