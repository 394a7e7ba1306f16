import type { Server } from 'node:http';
import { performance } from 'node:perf_hooks';
import type { Snapshot } from '../domain/opening.ts';
import { listen } from '../platform/health.ts';
import type { Log } from '../platform/log.ts';
import { gauge } from '../platform/metrics.ts';
import { createBrain } from './brain/brain.ts';
import type { CallClient } from './brain/call-client.ts';
import { createCallAcceptor } from './calls/accept-call.ts';
import { createCallRegister } from './calls/call-register.ts';
import { drain } from './calls/drain.ts';
import { watchLiveness } from './calls/liveness.ts';
import { createInternalListener } from './http/internal-listener.ts';
import { createPublicListener } from './http/public-listener.ts';
import { callPhrases, phrasesToSpeakAhead } from './opening/call-phrases.ts';
import { createTicker } from './playback/ticker.ts';
import { createRecorder, type OpenRecording } from './session/recorder.ts';
import { createAudioCache, type SharedCache } from './speech/audio-cache.ts';
import { createListenClient } from './speech/listen-client.ts';
import { createSpeakAhead } from './speech/speak-ahead.ts';
import { createSynthesizer } from './speech/synthesize.ts';
import { createVoice } from './speech/voice.ts';

/** Telephone audio. */
const SAMPLE_RATE_HZ = 8000;
/** After the grace of a drain the last messages have so long to get out. */
const LAST_MESSAGES_MS = 5000;

const calls = gauge({ name: 'edge_calls', help: 'Calls on this edge' });
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
  recordingsDirectory: string;
  openRecording?: OpenRecording;
  calls: CallClient;
  snapshot: () => Snapshot | null;
  log: Log;
}

export interface Edge {
  /** ws://host:port of the public listener */
  publicUrl: string;
  /** http://host:port of the internal listener */
  internalUrl: string;
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
  const voice = createVoice({
    cache: createAudioCache(options.cacheBytes, options.sharedCache),
    synthesize: createSynthesizer(options.speechUrls[0] ?? '', options.speechApiKey),
    choose: () => speaker,
    sampleRateHz: SAMPLE_RATE_HZ,
    log,
  });
  const ahead = createSpeakAhead(voice);

  const accept = createCallAcceptor({
    register,
    snapshot,
    log,
    parts({ callId, epoch, from, to, leg }, opening) {
      const known = snapshot();
      const facts = { callId, tenant: opening.tenant, from, to, timeZone: opening.timeZone };
      const phrases = known === null ? null : callPhrases(known, opening, facts);
      if (phrases === null) throw new Error(`scenario ${opening.scenarioHash} is not in the snapshot`);
      const sampleRateHz = leg.sampleRateHz;
      return {
        edgeUrl: internalUrl,
        ears: (onEvent) =>
          createListenClient({
            ...{
              urls: options.speechUrls,
              callId,
              language: opening.language,
              sampleRateHz,
              onEvent,
              now,
              log,
            },
          }),
        brain: (listener) => createBrain(callId, options.calls, listener, log),
        voice,
        speechModel: speaker.model,
        recorder: createRecorder({
          ...{
            directory: options.recordingsDirectory,
            key: `${callId}-${epoch}.wav`,
            sampleRateHz,
            ticker,
            now,
            log,
          },
          openFile: options.openRecording,
        }),
        ticker,
        phrases,
        now,
        log,
      };
    },
  });

  const missing = () =>
    snapshot() === null ? 'routes and scenarios have not been read yet: is DATABASE_URL reachable?' : null;
  const publicServer = await listen(
    createPublicListener({
      ...{ register, secret, staticToken: options.staticToken, sampleRateHz: SAMPLE_RATE_HZ, log },
      ...{ accept, missing },
    }),
    { host, port: options.port, variables: { host: 'EDGE_HOST', port: 'EDGE_PORT' } },
  );
  const publicUrl = options.publicUrl ?? `ws://${host}:${portOf(publicServer)}`;
  const internalServer = await listen(
    createInternalListener({
      ...{ register, secret, publicUrl, missing, log },
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
  const internalUrl = options.advertiseUrl ?? `http://${internalHost}:${portOf(internalServer)}`;
  const stopWatching = watchLiveness(register);
  const counting = setInterval(() => calls.set(register.counts().active), 1000).unref();

  return {
    publicUrl,
    internalUrl,
    snapshotChanged: (next) => ahead.speak(phrasesToSpeakAhead(next)),
    async stop(graceMs) {
      ahead.stop();
      await drain(register, { graceMs, lastMs: LAST_MESSAGES_MS });
      clearInterval(counting);
      stopWatching();
      for (const server of [publicServer, internalServer]) {
        server.close();
        server.closeAllConnections();
      }
    },
  };
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
