import { type RawData, WebSocket } from 'ws';
import type { ListenCommand, ListenEvent } from '../../contracts/speech.ts';
import type { Expects } from '../../domain/dialog/types.ts';
import type { Language } from '../../domain/language.ts';
import { expandHints } from '../../domain/slots/hint-lists.ts';
import type { Log } from '../../platform/log.ts';
import { counter } from '../../platform/metrics.ts';
import { plainText } from '../../platform/plain-text.ts';
import type { Ears, EarsEvent } from './ears.ts';
import { createUtteranceAudio } from './utterance-audio.ts';

/** The longest utterance that is heard again after a lost connection. */
const KEEP_AUDIO_MS = 15_000;
/** Kept before the start of speech, as the worker's own pre-roll. */
const PRE_ROLL_MS = 500;
const CONNECT_WITHIN_MS = 2000;
const RETRY_MS = [50, 100, 200, 500, 1000, 2000];
/** About sixteen seconds at 8 kHz that the worker has not read: it hangs. */
const MOST_UNSENT_BYTES = 256 * 1024;

const reconnects = counter({
  name: 'edge_listen_reconnects_total',
  help: 'Lost connections to the recogniser',
});

export interface ListenOptions {
  /** speech workers, http(s) or ws(s); the next one is tried when one fails */
  urls: readonly string[];
  callId: string;
  language: Language;
  sampleRateHz: number;
  onEvent: (event: EarsEvent) => void;
  now: () => number;
  log: Log;
}

/** Ears over the speech worker's WebSocket `/v1/listen`. Reconnects by itself and replays the open utterance. */
export function createListenClient(options: ListenOptions): Ears {
  const { sampleRateHz, onEvent, now, log, callId } = options;
  const bytesPerMs = (sampleRateHz * 2) / 1000;
  const audio = createUtteranceAudio(KEEP_AUDIO_MS * bytesPerMs);
  let socket: WebSocket | null = null;
  let open = false;
  let closed = false;
  let failures = 0;
  let lost = false;
  let retry: NodeJS.Timeout | null = null;
  let expects: Expects | null = null;
  let engine = '';
  /** call position at the first byte of this connection */
  let base = 0;
  /** first byte that a new connection has to hear; null: no utterance is open */
  let keepFrom: number | null = null;
  let speechStart = 0;
  let lastHeardAt = 0;
  /** finals of this utterance that came without being asked for */
  let prefix = '';
  let asked: number[] = [];
  let reportedBytes = 0;

  const send = (command: ListenCommand) => {
    if (open) socket?.send(JSON.stringify(command));
  };
  const sendConfigure = () => {
    if (expects === null) return;
    const { hints, language, completeWhen } = expects;
    send({
      type: 'Configure',
      x: {
        hints: expandHints(hints, language),
        language,
        ...(completeWhen === undefined ? {} : { completeWhen }),
      },
    });
  };

  const connect = () => {
    retry = null;
    const url = options.urls[failures % options.urls.length] ?? '';
    const next = new WebSocket(listenUrl(url, options), {
      perMessageDeflate: false,
      handshakeTimeout: CONNECT_WITHIN_MS,
      maxPayload: 1024 * 1024,
      // masks guard browsers' proxies; between our own processes they only cost time
      generateMask: (mask) => void mask.fill(0),
    });
    socket = next;
    next.on('open', () => {
      open = true;
      failures = 0;
      if (lost) onEvent({ type: 'ears-back' });
      lost = false;
      sendConfigure();
      const { pcm, from } = audio.since(keepFrom ?? audio.end - PRE_ROLL_MS * bytesPerMs);
      base = from;
      prefix = '';
      if (pcm.length > 0) next.send(pcm);
      for (const _ of asked) send({ type: 'Finalize' });
    });
    next.on('message', (data, binary) => {
      if (!binary && socket === next) receive(data);
    });
    next.on('error', (error) => log.debug('recogniser connection failed', { callId, error: error.message }));
    next.on('close', () => {
      if (socket !== next || closed) return;
      open = false;
      socket = null;
      reconnects.inc();
      if (!lost) onEvent({ type: 'ears-lost' });
      lost = true;
      retry = setTimeout(connect, RETRY_MS[Math.min(failures, RETRY_MS.length - 1)]);
      failures++;
    });
  };

  const receive = (data: RawData) => {
    const event = parse(data);
    if (event === null) return log.warn('the recogniser sent an unreadable frame', { callId });
    switch (event.type) {
      case 'SpeechStarted':
        speechStart = event.timestamp;
        keepFrom ??= Math.max(0, position(event.timestamp) - PRE_ROLL_MS * bytesPerMs);
        return onEvent({ type: 'speech-started' });
      case 'SpeechEnded':
        return onEvent({
          type: 'speech-ended',
          speechEndAt: wallTime(event.timestamp),
          speechMs: Math.max(0, (event.timestamp - speechStart) * 1000),
          turnProbability: event.x?.turn_probability ?? 1,
        });
      case 'Results':
        return results(event);
      case 'Error':
        return log.warn('the recogniser reported a fault', { callId, description: event.description });
    }
  };

  const results = (event: Extract<ListenEvent, { type: 'Results' }>) => {
    const best = event.channel.alternatives[0];
    const text = [prefix, plainText(best?.transcript ?? '')].filter((part) => part !== '').join(' ');
    const confidence = text === '' ? null : (best?.confidence ?? null);
    engine = event.x?.engine ?? engine;
    if (event.from_finalize === true) {
      const utterance = asked.shift();
      prefix = '';
      keepFrom = null;
      if (utterance !== undefined) onEvent({ type: 'final', utterance, text, confidence });
      return;
    }
    if (event.is_final) prefix = text;
    onEvent({ type: 'interim', text, confidence });
  };

  const position = (seconds: number): number => base + Math.round(seconds * 1000) * bytesPerMs;
  const wallTime = (seconds: number): number =>
    Math.min(now(), lastHeardAt - (audio.end - position(seconds)) / bytesPerMs);

  connect();
  return {
    get engine() {
      return engine;
    },
    hear(pcm) {
      audio.add(pcm);
      lastHeardAt = now();
      if (!open || socket === null) return;
      if (socket.bufferedAmount > MOST_UNSENT_BYTES) return socket.terminate();
      socket.send(pcm);
    },
    configure(next) {
      expects = next;
      sendConfigure();
    },
    finalize(utterance) {
      asked = [...asked.slice(-3), utterance];
      send({ type: 'Finalize' });
    },
    takeHeardSeconds() {
      const bytes = audio.end - reportedBytes;
      reportedBytes = audio.end;
      return bytes / bytesPerMs / 1000;
    },
    close() {
      closed = true;
      if (retry !== null) clearTimeout(retry);
      send({ type: 'CloseStream' });
      socket?.close(1000);
      const last = socket;
      setTimeout(() => last?.terminate(), 1000).unref();
    },
  };
}

function listenUrl(base: string, { callId, language, sampleRateHz }: ListenOptions): URL {
  const url = new URL('/v1/listen', base.replace(/^http/, 'ws'));
  const query = {
    encoding: 'linear16',
    sample_rate: `${sampleRateHz}`,
    language,
    interim_results: 'true',
    vad_events: 'true',
    x_events: 'true',
    endpointing: 'false',
    x_key: callId,
  };
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url;
}

function parse(data: RawData): ListenEvent | null {
  try {
    const value: unknown = JSON.parse(data.toString());
    return typeof value === 'object' && value !== null && 'type' in value ? (value as ListenEvent) : null;
  } catch {
    return null;
  }
}
