import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { openDirectory } from '../../adapters/storage/index.ts';
import type { PlaceReply } from '../../contracts/edge-api.ts';
import type { Snapshot } from '../../domain/opening.ts';
import { bundleText, parseScenario } from '../../domain/scenario/bundle.ts';
import { sha256 } from '../../platform/sha256.ts';
import { type Edge, type EdgeOptions, startEdge } from '../edge.ts';
import { createFakeCalls, type FakeCalls } from './fake-calls.ts';
import { type FakeSpeech, startFakeSpeech } from './fake-speech.ts';

export const SECRET = 'a secret of the tests';
export const STATIC_TOKEN = 'static-token-of-the-tests';

/** An edge with real sockets between a fake speech worker and a fake workflow. */
export interface EdgeLab {
  edge: Edge;
  speech: FakeSpeech;
  calls: FakeCalls;
  recordings: string;
  /** what it was started with */
  snapshot: Snapshot;
  errors: string[];
  place(
    callId: string,
    epoch?: number,
  ): Promise<{ status: number; url: string; body: PlaceReply & { error?: string } }>;
  /** a placed call whose socket is open */
  call(callId: string, epoch?: number): Promise<TestLeg>;
  stop(): Promise<void>;
}

export async function startEdgeLab(more: Partial<EdgeOptions> = {}): Promise<EdgeLab> {
  const recordings = await mkdtemp(join(tmpdir(), 'edge-lab-'));
  const speech = await startFakeSpeech();
  const calls = createFakeCalls();
  const snapshot = await clinicSnapshot();
  const errors: string[] = [];
  const note = (message: string) => void errors.push(message);
  const edge = await startEdge({
    ...{
      host: '127.0.0.1',
      internalHost: '127.0.0.1',
      port: 0,
      internalPort: 0,
      secret: SECRET,
      staticToken: STATIC_TOKEN,
      maxCalls: 5,
    },
    ...{ speechUrls: [speech.url], speechApiKey: '', speaker: { model: 'fake', voice: 'default' } },
    ...{
      cacheBytes: 8_000_000,
      sharedCache: null,
      storage: openDirectory(recordings),
      spool: { directory: `${recordings}-spool`, maxMb: 64 },
      calls,
      snapshot: () => snapshot,
    },
    log: { debug: () => undefined, info: () => undefined, warn: note, error: note },
    ...more,
  }).catch(async (error: unknown) => {
    await speech.stop();
    for (const folder of [recordings, `${recordings}-spool`])
      await rm(folder, { recursive: true, force: true });
    throw error;
  });
  const place: EdgeLab['place'] = async (callId, epoch = 1) => {
    const response = await fetch(`${edge.internalUrl}/calls`, {
      method: 'POST',
      body: JSON.stringify({ callId, epoch, from: '+380441234567', to: '100' }),
    });
    const body = (await response.json()) as PlaceReply & { error?: string };
    return { status: response.status, body, url: `${body.url}${body.path}` };
  };
  return {
    ...{ edge, speech, calls, recordings, snapshot, errors, place },
    call: async (callId, epoch) => openLeg((await place(callId, epoch)).url),
    async stop() {
      await edge.stop(0);
      await speech.stop();
      for (const folder of [recordings, `${recordings}-spool`])
        await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A switch's socket of one call. */
export interface TestLeg {
  socket: WebSocket;
  /** bytes of audio received */
  audio: Buffer[];
  texts: string[];
  closed: Promise<{ code: number; reason: string }>;
  /** 20 ms of silence, `count` times, at once */
  frames(count: number): void;
}

export async function openLeg(url: string): Promise<TestLeg> {
  const socket = new WebSocket(url, 'audio.drachtio.org', { perMessageDeflate: false });
  const leg: TestLeg = {
    socket,
    audio: [],
    texts: [],
    closed: new Promise((resolve) =>
      socket.on('close', (code, reason) => resolve({ code, reason: `${reason}` })),
    ),
    frames(count) {
      for (let i = 0; i < count; i++) socket.send(Buffer.alloc(320));
    },
  };
  socket.on('message', (data: Buffer, binary) => {
    if (binary) leg.audio.push(data);
    else leg.texts.push(data.toString());
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('unexpected-response', (_request, response) => {
      let body = '';
      response.on('data', (chunk) => {
        body += chunk;
      });
      response.on('end', () => reject(Object.assign(new Error(body), { status: response.statusCode })));
    });
    socket.once('error', reject);
  });
  return leg;
}

/** Waits for something to become true; rejects after a while, naming what was looked for. */
export async function until<T>(look: () => T | undefined | null | false): Promise<T> {
  for (let waitedMs = 0; waitedMs < 4000; waitedMs += 5) {
    const seen = look();
    if (seen !== undefined && seen !== null && seen !== false) return seen;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error(`never came true: ${look}`);
}

let clinic: Promise<Snapshot> | null = null;
/** The clinic's line on every number, in English. */
function clinicSnapshot(): Promise<Snapshot> {
  clinic ??= (async () => {
    const directory = new URL('../../scenarios/clinic/', import.meta.url);
    const names = (await readdir(directory)).filter((name) => name.endsWith('.yaml'));
    const files = await Promise.all(
      names.map(async (name) => ({ name, text: await readFile(new URL(name, directory), 'utf8') })),
    );
    const parsed = parseScenario(files);
    if ('faults' in parsed) throw new Error(JSON.stringify(parsed.faults));
    const hash = sha256(bundleText(parsed.scenario));
    return {
      routes: [{ to: '*', tenant: 'clinic', scenario: 'clinic', language: 'en' }],
      published: { 'clinic/clinic': hash },
      scenarios: { [hash]: parsed.scenario },
      flags: {},
    };
  })();
  return clinic;
}
