import { createFork, type Fork, type ForkOptions, type Jitter } from './fork.ts';
import { overPhoneLine } from './g711.ts';
import type { Random } from './random.ts';

/** Samples of one 20 ms frame at 8 kHz. */
export const FRAME_SAMPLES = 160;

/** Who holds the telephone: asked for one frame and given one frame, every 20 ms. */
export interface Party {
  /** what is said now, null for silence */
  speak(): Int16Array | null;
  /** what the telephone plays */
  hear(frame: Int16Array): void;
  /** the call went to another extension */
  transferred(target: string): void;
  hungUp(cause: string): void;
}

/** Event of a channel: name and the headers that this event has beside those of every event of the channel. */
export type ChannelEvent = (name: string, headers: Readonly<Record<string, string>>, body?: string) => void;

export interface Channel {
  readonly uuid: string;
  readonly from: string;
  readonly to: string;
  readonly variables: Map<string, string>;
  application(): 'park' | 'bridge' | '';
  park(): void;
  fork(bug: string, options: Omit<ForkOptions, 'jitter'>): boolean;
  forkNamed(bug: string): Fork | undefined;
  stopFork(bug: string, text?: string): boolean;
  transfer(target: string): void;
  press(digit: string): void;
  /** one 20 ms frame both ways */
  tick(): void;
  hangUp(cause: string): void;
}

interface ChannelOptions {
  uuid: string;
  from: string;
  to: string;
  variables: Readonly<Record<string, string>>;
  party: Party;
  random: Random;
  jitter: Omit<Jitter, 'random'>;
  emit: ChannelEvent;
  ended(): void;
}

/** One call's leg at the simulated switch: PCMU, 20 ms frames, answered. */
export function createChannel(options: ChannelOptions): Channel {
  const { uuid, from, to, party, random, emit } = options;
  const variables = new Map(Object.entries(options.variables));
  const forks = new Map<string, Fork>();
  const startedMs = Date.now();
  let application: 'park' | 'bridge' | '' = '';
  /** read when parking begins, as the switch does: setting the variable later changes nothing */
  let writes = false;
  let ended = false;

  const channel: Channel = {
    uuid,
    from,
    to,
    variables,
    application: () => application,
    park() {
      application = 'park';
      writes = Number(variables.get('send_silence_when_idle') ?? 0) !== 0;
      emit('CHANNEL_PARK', {});
    },
    fork(bug, fork) {
      // a fork whose socket broke is still attached
      if (ended || forks.has(bug)) return false;
      const started = createFork({ ...fork, jitter: { ...options.jitter, random } }, (subclass, body) =>
        emit('CUSTOM', { 'Event-Subclass': `mod_audio_fork::${subclass}` }, body),
      );
      forks.set(bug, started);
      return true;
    },
    forkNamed: (bug) => forks.get(bug),
    stopFork(bug, text) {
      const fork = forks.get(bug);
      if (fork === undefined) return false;
      fork.stop(text);
      return forks.delete(bug);
    },
    transfer(target) {
      if (ended) return;
      // the forks go on: who transfers stops them first
      application = 'bridge';
      writes = true;
      emit('CHANNEL_BRIDGE', { 'Other-Leg-Destination-Number': target });
      party.transferred(target);
    },
    press(digit) {
      if (!ended) emit('DTMF', { 'DTMF-Digit': digit, 'DTMF-Duration': '800', 'DTMF-Source': 'RTP' });
    },
    tick() {
      if (ended) return;
      const spoken = party.speak();
      const said = spoken === null ? lineNoise(random) : overPhoneLine(spoken);
      for (const fork of forks.values()) fork.send(said);
      // a parked channel without generated silence writes no frame, so nothing is played
      const played = writes ? [...forks.values()].map((fork) => fork.play()) : [];
      const heard = played.find((frame) => frame !== null);
      party.hear(heard ? overPhoneLine(heard) : new Int16Array(FRAME_SAMPLES));
    },
    hangUp(cause) {
      if (ended) return;
      ended = true;
      for (const fork of forks.values()) fork.stop();
      emit('CHANNEL_HANGUP_COMPLETE', {
        'Hangup-Cause': cause,
        variable_billsec: String(Math.round((Date.now() - startedMs) / 1000)),
      });
      party.hungUp(cause);
      options.ended();
    },
  };
  return channel;
}

/** PCMU silence decodes to 0 or small values (−1 to 8), never to a gap. */
const lineNoise = (random: Random): Int16Array =>
  new Int16Array(FRAME_SAMPLES).map(() => (random() < 0.8 ? 0 : Math.floor(random() * 10) - 1));
