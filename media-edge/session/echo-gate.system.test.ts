import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { WebSocket } from 'ws';
import { type SpeechWorker, startSpeech } from '../../cli/stack/speech.ts';
import type { ListenEvent } from '../../contracts/speech.ts';
import { createSynthesizer } from '../speech/synthesize.ts';
import { seededRandom } from '../transports/testing/emulated-switch.ts';
import { createEchoGate } from './echo-gate.ts';

const CALLS = 50;
const RATE_HZ = 8000;
const FRAME = 320;
const AGENT = [
  'Good morning. You have reached the clinic. How can I help you today?',
  'We have time on Monday at ten or at eleven. Which would you like?',
  'Let me repeat that: your appointment is on Tuesday at half past nine, is that right?',
  'Please tell me your telephone number, digit by digit.',
  'Thank you. The examination costs two thousand four hundred. Shall I book it?',
];
const CALLER = ['no wait I want another day', 'on monday please', 'can you repeat that', 'yes please do'];

let home: string;
let speech: SpeechWorker;
let agent: Buffer[];
let caller: Buffer[];
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'holdfast-echo-'));
  speech = await startSpeech({ folder: home, env: { ...process.env, SPEECH_URL: '' } });
  agent = await Promise.all(AGENT.map((text) => speak(text, 'default')));
  caller = await Promise.all(CALLER.map((text) => speak(text, 'en-us+m3')));
}, 120_000);
afterAll(async () => {
  await speech?.stop();
  await rm(home, { recursive: true, force: true });
});

async function speak(text: string, voice: string): Promise<Buffer> {
  const synthesize = createSynthesizer(speech.url);
  const chunks: Buffer[] = [];
  const utterance = { text, language: 'en' as const, model: 'espeak-ng', sampleRateHz: RATE_HZ };
  await synthesize({ ...utterance, voice }, (pcm) => void chunks.push(pcm)).catch(() =>
    // not every build of the engine has the other voice
    synthesize({ ...utterance, voice: 'default' }, (pcm) => void chunks.push(pcm)),
  );
  const pcm = Buffer.concat(chunks);
  return pcm.subarray(0, pcm.length & ~1);
}

const loudness = (pcm: Buffer) => {
  let sum = 0;
  for (let at = 0; at + 1 < pcm.length; at += 2) sum += pcm.readInt16LE(at) ** 2;
  return Math.sqrt(sum / (pcm.length / 2));
};

/** One call: the agent speaks, its echo comes back through the line with noise; later perhaps the caller speaks into it. */
function lineOf(seed: number, words: Buffer | null) {
  const random = seededRandom(seed);
  const ours = Buffer.concat([agent[seed % agent.length] ?? Buffer.alloc(0), Buffer.alloc(RATE_HZ)]);
  const wayBytes = Math.round(20 + random() * 280) * 16;
  const wordsAt = Math.round((1000 + random() * 1000) / 20) * FRAME;
  const gain = words === null ? 0 : loudness(ours) / loudness(words) / 10 ** (6 / 20);
  const back = Buffer.alloc(ours.length);
  for (let at = 0; at + 1 < back.length; at += 2) {
    const echo = at >= wayBytes ? ours.readInt16LE(at - wayBytes) * 10 ** (-25 / 20) : 0;
    const noise = (random() - 0.5) * 60;
    const word =
      words !== null && at >= wordsAt && at - wordsAt + 1 < words.length
        ? words.readInt16LE(at - wordsAt) * gain
        : 0;
    back.writeInt16LE(Math.max(-32_768, Math.min(32_767, Math.round(echo + noise + word))), at);
  }
  return { ours, back, wordsAtMs: wordsAt / 16 };
}

function gated({ ours, back }: { ours: Buffer; back: Buffer }): Buffer {
  const gate = createEchoGate(RATE_HZ);
  const out: Buffer[] = [];
  let sent = 0;
  for (let at = 0; at < back.length; at += FRAME) {
    const nowMs = (at + FRAME) / 16;
    for (; sent < ours.length && sent / 16 < nowMs + 400; sent += 1280)
      gate.played(ours.subarray(sent, sent + 1280), sent / 16);
    const heard = gate.hear(back.subarray(at, at + FRAME), nowMs);
    if (heard !== null) out.push(heard);
  }
  return Buffer.concat(out);
}

/** When the worker's VAD hears speech in the audio, ms; null when it hears none. */
async function speechStart(pcm: Buffer): Promise<number | null> {
  const url = new URL('/v1/listen', speech.url.replace(/^http/, 'ws'));
  const query = { encoding: 'linear16', sample_rate: `${RATE_HZ}`, language: 'en', model: 'none' };
  for (const [name, value] of Object.entries({
    ...query,
    vad_events: 'true',
    x_events: 'true',
    endpointing: 'false',
  }))
    url.searchParams.set(name, value);
  const socket = new WebSocket(url, { perMessageDeflate: false });
  let startMs: number | null = null;
  socket.on('message', (data) => {
    const event = JSON.parse(data.toString()) as ListenEvent;
    if (event.type === 'SpeechStarted') startMs ??= event.timestamp * 1000;
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  for (let at = 0; at < pcm.length; at += 3200) socket.send(pcm.subarray(at, at + 3200));
  socket.send('{"type":"CloseStream"}');
  await new Promise((resolve) => socket.once('close', resolve));
  return startMs;
}

describe(`${CALLS} calls with an echo of -25 dB`, () => {
  it('our own voice is never taken for the caller’s; without the gate it would be', async () => {
    let without = 0;
    const starts: (number | null)[] = [];
    for (let call = 0; call < CALLS; call++) {
      const line = lineOf(call, null);
      starts.push(await speechStart(gated(line)));
      if ((await speechStart(line.back)) !== null) without++;
    }
    expect(starts.filter((start) => start !== null)).toEqual([]);
    expect(without).toBeGreaterThan(CALLS / 2);
  }, 300_000);

  it('a caller who speaks into it, 6 dB softer than we do, is heard at once', async () => {
    const late: number[] = [];
    for (let call = 0; call < CALLS; call++) {
      const words = caller[call % caller.length] ?? null;
      const line = lineOf(call, words);
      const start = await speechStart(gated(line));
      late.push(start === null ? Infinity : start - line.wordsAtMs);
    }
    late.sort((a, b) => a - b);
    // the recogniser's own clock: a worker's VAD dates the start back to the first sound
    expect(late.at(-1)).toBeLessThan(500);
    expect(late[0]).toBeGreaterThan(-300);
  }, 300_000);
});
