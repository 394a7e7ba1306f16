import { randomUUID } from 'node:crypto';
import { runApi } from './api.ts';
import { type Channel, createChannel, type Party } from './channel.ts';
import { type CommandFate, type EslServer, startEslServer } from './esl-server.ts';
import type { Operator } from './operators.ts';
import { seededRandom } from './random.ts';
import { createOperators } from './ring.ts';
import { everyFrame } from './tick.ts';

/** How a call reaches the edge: a controller forks it (event socket), or the dialplan itself with a static token. */
export type Dialplan =
  | { type: 'control'; password: string; port?: number; fateOf?(command: string): CommandFate }
  | { type: 'dialplan-only'; edgeUrl: string; token: string };

export interface SwitchOptions {
  dialplan: Dialplan;
  seed?: number;
  /** chance per frame that the line stalls, and the longest stall in frames; 0 for an even line */
  jitter?: { stalls: number; longestFrames: number };
  /** channel variables that the dialplan sets before park */
  variables?: Readonly<Record<string, string>>;
  /** extensions that a transfer finds; all by default */
  extensions?: readonly string[];
  /** telephones that can be rung, by extension; one that is not named answers a blind transfer at once, and no other */
  operators?: Record<string, Operator>;
}

export interface SimulatedSwitch {
  /** of the event socket; null in dialplan-only mode */
  eslPort: number | null;
  /** An INVITE: the channel is answered and parked. */
  call(party: Party, parties: { from: string; to: string; uuid?: string }): Channel;
  channel(uuid: string): Channel | undefined;
  /** fires an event as it is: for tests of repeated, late and foreign ones */
  publish(headers: Readonly<Record<string, string>>, body?: string): void;
  dropControl(): void;
  close(): Promise<void>;
}

const BUG = 'agent';
const RATE_HZ = 8_000;

/** FreeSWITCH with mod_audio_fork (jambonz), as far as an edge and a controller can see it. */
export async function startSwitch(options: SwitchOptions): Promise<SimulatedSwitch> {
  const { dialplan } = options;
  const random = seededRandom(options.seed ?? 1);
  const channels = new Map<string, Channel>();
  const operators = createOperators({
    operators: options.operators ?? {},
    channel: (uuid) => channels.get(uuid),
    create: (uuid, name, variables, party) => {
      const from = variables.get('origination_caller_id_number') ?? '';
      const channel = make(party, { from, to: name, uuid }, Object.fromEntries(variables), false);
      return channel;
    },
  });
  const esl: EslServer | null =
    dialplan.type === 'control'
      ? await startEslServer({
          password: dialplan.password,
          port: dialplan.port,
          fateOf: dialplan.fateOf,
          api: (command) =>
            runApi(
              {
                channel: (uuid) => channels.get(uuid),
                channels: () => channels.values(),
                extensionExists: (name) => options.extensions?.includes(name) ?? true,
                ...operators,
              },
              command,
            ),
        })
      : null;
  const stopTicking = everyFrame(() => {
    for (const channel of channels.values()) channel.speak();
    for (const channel of channels.values()) channel.tick();
  });

  function make(
    party: Party,
    { from, to, uuid }: { from: string; to: string; uuid: string },
    variables: Readonly<Record<string, string>>,
    answered: boolean,
  ): Channel {
    const channel = createChannel({
      ...{ uuid, from, to, party, random, variables, answered },
      jitter: options.jitter ?? { stalls: 0.02, longestFrames: 5 },
      emit: (name, headers, body) => {
        esl?.publish({ 'Event-Name': name, ...channelHeaders(channel), ...headers }, body);
      },
      ended: () => channels.delete(uuid),
    });
    channels.set(uuid, channel);
    return channel;
  }

  const call: SimulatedSwitch['call'] = (party, { from, to, uuid = randomUUID() }) => {
    const variables = options.variables ?? { send_silence_when_idle: '-1', holdfast_epoch: '0' };
    const channel = make(party, { from, to, uuid }, variables, true);
    if (dialplan.type === 'dialplan-only') {
      const metadata = JSON.stringify({ callId: uuid, from, to });
      const url = `${dialplan.edgeUrl.replace(/\/$/, '')}/fs/${uuid}/${dialplan.token}`;
      channel.fork(BUG, { url, metadata, playback: { rateHz: RATE_HZ } });
    }
    channel.park();
    return channel;
  };

  return {
    eslPort: esl?.port ?? null,
    call,
    channel: (uuid) => channels.get(uuid),
    publish: (headers, body) => esl?.publish(headers, body),
    dropControl: () => esl?.dropConnections(),
    async close() {
      for (const channel of [...channels.values()]) channel.hangUp('MANAGER_REQUEST');
      stopTicking();
      await esl?.close();
    },
  };
}

/** Headers that every event of a channel carries, as far as anybody reads them. */
function channelHeaders(channel: Channel): Record<string, string> {
  const headers: Record<string, string> = {
    'Unique-ID': channel.uuid,
    'Caller-Unique-ID': channel.uuid,
    'Call-Direction': 'inbound',
    'Channel-State': 'CS_EXECUTE',
    'Channel-Call-State': 'ACTIVE',
    'Channel-Name': `sofia/internal/${channel.from}@127.0.0.1`,
    'Answer-State': 'answered',
    'Channel-Read-Codec-Name': 'PCMU',
    'Channel-Read-Codec-Rate': '8000',
    'Caller-Dialplan': 'XML',
    'Caller-Caller-ID-Number': channel.from,
    'Caller-Destination-Number': channel.to,
    'Caller-Context': 'default',
  };
  for (const [name, value] of channel.variables) headers[`variable_${name}`] = value;
  return headers;
}
