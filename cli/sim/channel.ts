import { randomUUID } from 'node:crypto';
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
  /** 'bridge': in the dialplan's application, which rings somebody */
  application(): 'park' | 'bridge' | '';
  callState(): 'RINGING' | 'ACTIVE' | 'HELD';
  /** a channel that the switch made rings until then */
  answer(): void;
  park(): void;
  fork(bug: string, options: Omit<ForkOptions, 'jitter'>): boolean;
  forkNamed(bug: string): Fork | undefined;
  stopFork(bug: string, text?: string): boolean;
  /** into the dialplan: nothing is written until somebody answers there, or the channel is parked again */
  enterDialplan(): void;
  transfer(target: string): void;
  /** by SIP REFER: the caller leaves this switch */
  sendAway(target: string): void;
  /** both hear each other from the next frame on; `first`: the side that the event names */
  bridge(other: Channel, first: boolean): void;
  partner(): Channel | null;
  press(digit: string): void;
  /** plays a file or a stream until it is stopped */
  broadcast(path: string): void;
  stopBroadcast(): void;
  record(path: string, on: boolean): void;
  /** the telephone puts the other side on hold, or comes back */
  hold(on: boolean): void;
  /** the first half of a 20 ms frame: what is said now */
  speak(): void;
  /** the second half: what the telephone plays */
  tick(): void;
  /** what was said in this frame; for the other side of a bridge */
  said(): Int16Array;
  hangUp(cause: string): void;
}

interface ChannelOptions {
  uuid: string;
  from: string;
  to: string;
  variables: Readonly<Record<string, string>>;
  /** false: it rings first */
  answered?: boolean;
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
  let answered = options.answered ?? true;
  let held = false;
  let partner: Channel | null = null;
  let saidNow: Int16Array = new Int16Array(FRAME_SAMPLES);
  let playing: string | null = null;

  const channel: Channel = {
    uuid,
    from,
    to,
    variables,
    application: () => application,
    callState: () => (held ? 'HELD' : answered ? 'ACTIVE' : 'RINGING'),
    answer() {
      if (ended || answered) return;
      answered = true;
      emit('CHANNEL_ANSWER', {});
    },
    park() {
      if (ended) return;
      partner = null;
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
    enterDialplan() {
      application = 'bridge';
      writes = true;
    },
    transfer(target) {
      if (ended) return;
      // the forks go on: who transfers stops them first
      channel.enterDialplan();
      emit('CHANNEL_BRIDGE', {
        'Bridge-A-Unique-ID': uuid,
        'Bridge-B-Unique-ID': randomUUID(),
        'Other-Leg-Destination-Number': target,
      });
      variables.set('bridge_uuid', randomUUID());
      party.transferred(target);
    },
    sendAway: (target) => party.transferred(target),
    bridge(other, first) {
      if (ended) return;
      partner = other;
      application = '';
      writes = true;
      variables.set('bridge_uuid', other.uuid);
      channel.stopBroadcast();
      if (!first) return;
      emit('CHANNEL_BRIDGE', { 'Bridge-A-Unique-ID': uuid, 'Bridge-B-Unique-ID': other.uuid });
      party.transferred(other.to);
    },
    partner: () => partner,
    press(digit) {
      if (!ended) emit('DTMF', { 'DTMF-Digit': digit, 'DTMF-Duration': '800', 'DTMF-Source': 'RTP' });
    },
    broadcast(path) {
      channel.stopBroadcast();
      playing = path;
      emit('PLAYBACK_START', { 'Playback-File-Path': path });
    },
    stopBroadcast() {
      if (playing === null) return;
      emit('PLAYBACK_STOP', { 'Playback-File-Path': playing, 'Playback-Status': 'break' });
      playing = null;
    },
    record: (path, on) => emit(on ? 'RECORD_START' : 'RECORD_STOP', { 'Record-File-Path': path }),
    hold(on) {
      if (ended || held === on) return;
      held = on;
      emit(on ? 'CHANNEL_HOLD' : 'CHANNEL_UNHOLD', {});
    },
    said: () => saidNow,
    speak() {
      if (ended || !answered) return;
      const spoken = party.speak();
      saidNow = spoken === null ? lineNoise(random) : overPhoneLine(spoken);
      for (const fork of forks.values()) fork.send(saidNow);
    },
    tick() {
      if (ended || !answered) return;
      // a parked channel without generated silence writes no frame, so nothing is played
      const played = writes ? [...forks.values()].map((fork) => fork.play()) : [];
      const heard = played.find((frame) => frame !== null);
      const other = partner?.said();
      if (other === undefined)
        return party.hear(heard ? overPhoneLine(heard) : new Int16Array(FRAME_SAMPLES));
      party.hear(heard ? mixed(overPhoneLine(heard), other) : other);
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
      // a bridge that ends hangs both sides up
      partner?.hangUp('NORMAL_CLEARING');
    },
  };
  return channel;
}

/** The module adds what it plays to what the switch writes. */
const mixed = (one: Int16Array, other: Int16Array): Int16Array =>
  one.map((sample, at) => Math.max(-32_768, Math.min(32_767, sample + (other[at] ?? 0))));

/** PCMU silence decodes to 0 or small values (−1 to 8), never to a gap. */
const lineNoise = (random: Random): Int16Array =>
  new Int16Array(FRAME_SAMPLES).map(() => (random() < 0.8 ? 0 : Math.floor(random() * 10) - 1));
