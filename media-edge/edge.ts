import type { Server } from 'node:http';
import { performance } from 'node:perf_hooks';
import type { ObjectStorage } from '../adapters/storage/index.ts';
import type { Snapshot } from '../domain/opening.ts';
import { callerNumber } from '../domain/schedule/phone-number.ts';
import { listen } from '../platform/health.ts';
import type { Log } from '../platform/log.ts';
import { gauge } from '../platform/metrics.ts';
import { createBrain } from './brain/brain.ts';
import type { CallClient } from './brain/call-client.ts';
import { createCallAcceptor } from './calls/accept-call.ts';
import { createAdmission } from './calls/admission.ts';
import { type CallRegister, createCallRegister } from './calls/call-register.ts';
import { createDepartures } from './calls/departures.ts';
import { drain } from './calls/drain.ts';
import { createChannelJoiner } from './calls/join-channel.ts';
import { watchLiveness } from './calls/liveness.ts';
import { createInternalListener } from './http/internal-listener.ts';
import { createPublicListener } from './http/public-listener.ts';
import { callPhrases, phrasesToSpeakAhead } from './opening/call-phrases.ts';
import { createTicker } from './playback/ticker.ts';
import { createRecorder, noRecorder } from './recording/recorder.ts';
import { createSegmentFiles, type OpenSegment } from './recording/segment-files.ts';
import { openSpool } from './recording/spool.ts';
import { startBriefing } from './session/briefing.ts';
import { createAudioCache, type SharedCache } from './speech/audio-cache.ts';
import { createEarsAtRate } from './speech/ears-at-rate.ts';
import { createSpeakAhead } from './speech/speak-ahead.ts';
import { createSynthesizer } from './speech/synthesize.ts';
import { createVoices } from './speech/voices.ts';
import { type AudioSocketSettings, listenForAudioSockets } from './tcp/audio-socket-server.ts';
import { DIALECTS } from './transports/dialects.ts';
import { startWebCallService, type WebCallSettings } from './webrtc/service.ts';

/** Telephone audio: what is spoken ahead is spoken at this rate. */
const USUAL_RATE_HZ = 8000;
/** After the grace of a drain the last messages have so long to get out. */
const LAST_MESSAGES_MS = 5000;
/** So long a stop waits for the storage; what is left is uploaded by the next start. */
const LAST_UPLOADS_MS = 5000;

const calls = gauge({ name: 'edge_calls', help: 'Calls on this edge', labels: ['dialect'] });
const places = gauge({ name: 'edge_places', help: 'Calls this edge can take' });

export interface EdgeOptions {
  host: string;
  internalHost: string;
  port: number;
  internalPort: number;
  advertiseUrl?: string;
  publicUrl?: string;
  secret: string;
  staticToken: string;
  maxCalls: number;
  speechUrls: readonly string[];
  speechApiKey: string;
  speaker: { model: string; voice: string };
  cacheBytes: number;
  sharedCache: SharedCache | null;
  /** where recordings go */
  storage: ObjectStorage;
  /** where they are written first, on a disk of this machine */
  spool: { directory: string; maxMb: number };
  openSegment?: OpenSegment;
  /** absent: no port for Asterisk's AudioSocket */
  audioSocket?: AudioSocketSettings;
  /** absent: no calls from pages */
  webCalls?: WebCallSettings;
  /** Asterisk's HTTP server whose waiting channels we connect to, e.g. ws://127.0.0.1:8088/media */
  asteriskMediaUrl?: string;
  calls: CallClient;
  snapshot: () => Snapshot | null;
  log: Log;
}

export interface Edge {
  /** ws://host:port of the public listener */
  publicUrl: string;
  /** http://host:port of the internal listener */
  internalUrl: string;
  /** port of AudioSocket, null where there is none */
  audioSocketPort: number | null;
  /** a new snapshot has come: its fixed phrases are spoken ahead */
  snapshotChanged(snapshot: Snapshot): void;
  stop(graceMs: number): Promise<void>;
}

/** The media edge without the process around it: two listeners and the calls between them. */
export async function startEdge(options: EdgeOptions): Promise<Edge> {
  const { log, secret, snapshot, speaker, host, internalHost } = options;
  const now = () => performance.now();
  const register = createCallRegister(options.maxCalls, Date.now);
  places.set(options.maxCalls);
  const ticker = createTicker();
  const spool = await openSpool({ ...options.spool, storage: options.storage, log });
  const voiceAt = createVoices({
    cache: createAudioCache(options.cacheBytes, options.sharedCache),
    synthesize: createSynthesizer(options.speechUrls[0] ?? '', options.speechApiKey),
    choose: () => speaker,
    log,
  });
  const ahead = createSpeakAhead(voiceAt(USUAL_RATE_HZ), { log });

  const accept = createCallAcceptor({
    register,
    snapshot,
    brief: (leg, briefing) => startBriefing({ leg, briefing, voice: voiceAt(leg.sampleRateHz), ticker, now }),
    log,
    parts({ callId, epoch, from, to, leg }, opening) {
      const known = snapshot();
      const { tenant, timeZone } = opening;
      // as the workflow has it, so that both say the same greeting
      const facts = { callId, tenant, from: callerNumber(from), to, timeZone };
      const phrases = known === null ? null : callPhrases(known, opening, facts);
      if (phrases === null) throw new Error(`scenario ${opening.scenarioHash} is not in the snapshot`);
      const sampleRateHz = leg.sampleRateHz;
      const records = known?.scenarios[opening.scenarioHash]?.record !== false;
      return {
        edgeUrl: internalUrl,
        ears: (onEvent) =>
          createEarsAtRate(
            { urls: options.speechUrls, callId, language: opening.language, sampleRateHz, now, log },
            onEvent,
          ),
        brain: (listener) => createBrain(callId, options.calls, listener, log),
        voice: voiceAt(sampleRateHz),
        speechModel: speaker.model,
        records,
        recorder: records ? recorderOf({ callId, epoch, sampleRateHz }) : noRecorder,
        ticker,
        phrases,
        now,
        log,
      };
    },
  });

  const recorderOf = ({ sampleRateHz, ...call }: { callId: string; epoch: number; sampleRateHz: number }) =>
    createRecorder({
      ...{ sampleRateHz, ticker, now },
      files: createSegmentFiles({
        ...{ ...call, sampleRateHz, startsAtMs: Date.now(), spool, log },
        openSegment: options.openSegment,
      }),
    });

  const missing = () =>
    snapshot() === null ? 'routes and scenarios have not been read yet: is DATABASE_URL reachable?' : null;
  const admission = createAdmission({ register, secret, staticToken: options.staticToken, missing });
  const departures = createDepartures(Date.now);
  const entrance = { admission, departures, accept, log };
  const joinChannel = createChannelJoiner({ ...entrance, mediaUrl: options.asteriskMediaUrl ?? '' });
  const webCalls =
    options.webCalls === undefined
      ? null
      : await startWebCallService({ ...options.webCalls, ...{ register, missing, snapshot, accept, log } });
  const publicServer = await listen(createPublicListener({ ...entrance, dialects: DIALECTS, webCalls }), {
    host,
    port: options.port,
    variables: { host: 'EDGE_HOST', port: 'EDGE_PORT' },
  });
  const publicUrl = options.publicUrl ?? `ws://${host}:${portOf(publicServer)}`;
  const internalServer = await listen(
    createInternalListener({
      ...{ register, secret, publicUrl, missing, joinChannel, departures, log, calls: options.calls },
      dialects: DIALECTS.map(({ path }) => path),
      ready: () => (register.counts().draining ? 'draining' : missing()),
    }),
    {
      host: internalHost,
      port: options.internalPort,
      variables: { host: 'EDGE_INTERNAL_HOST', port: 'EDGE_INTERNAL_PORT' },
    },
  ).catch((error: unknown) => {
    publicServer.close();
    throw error;
  });
  const audioSocketServer =
    options.audioSocket === undefined
      ? null
      : await listenForAudioSockets({ ...entrance, ...options.audioSocket }).catch((error: unknown) => {
          publicServer.close();
          internalServer.close();
          throw error;
        });
  const internalUrl = options.advertiseUrl ?? `http://${internalHost}:${portOf(internalServer)}`;
  const stopWatching = watchLiveness(register);
  const counting = setInterval(() => countCalls(register), 1000).unref();

  return {
    publicUrl,
    internalUrl,
    audioSocketPort: audioSocketServer?.port ?? null,
    snapshotChanged: (next) => ahead.speak(phrasesToSpeakAhead(next)),
    async stop(graceMs) {
      ahead.stop();
      await drain(register, { graceMs, lastMs: LAST_MESSAGES_MS });
      clearInterval(counting);
      stopWatching();
      audioSocketServer?.stop();
      webCalls?.stop();
      await spool.stop(LAST_UPLOADS_MS);
      for (const server of [publicServer, internalServer]) {
        server.close();
        server.closeAllConnections();
      }
    },
  };
}

function countCalls(register: CallRegister): void {
  calls.reset();
  for (const { dialect } of register.list()) calls.inc({ dialect });
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
