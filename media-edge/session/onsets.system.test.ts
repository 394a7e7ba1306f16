import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createVoices } from '../../cli/sim/caller/voice.ts';
import { overPhoneLine } from '../../cli/sim/g711.ts';
import { type SpeechWorker, startSpeech } from '../../cli/stack/speech.ts';
import { createListenClient } from '../speech/listen-client.ts';
import { seededRandom } from '../transports/testing/emulated-switch.ts';
import { startDecisions } from './decisions.ts';
import { createEchoGate } from './echo-gate.ts';
import { createHissWatch } from './hiss-watch.ts';

const RATE_HZ = 8000;
const FRAME = 160;
/** the caller's sound begins so long after the agent's first word */
const BEGINS_MS = 1000;
const LASTS_MS = 3500;
const AGENT =
  'Good morning. You have reached the clinic. How can I help you today? We have time on Monday at ten or at eleven.';

let home: string;
let speech: SpeechWorker;
let agent: Int16Array;
const voices = createVoices();
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'holdfast-onsets-'));
  const env = { ...process.env, SPEECH_URL: '', STT_ROUTES: 'en:scripted' };
  speech = await startSpeech({ folder: home, env });
  agent = overPhoneLine(await voices('espeak:en-us', AGENT));
}, 120_000);
afterAll(async () => {
  await speech?.stop();
  await rm(home, { recursive: true, force: true });
});

const random = seededRandom(3);
const noise = (ms: number, db: number, shape: (share: number) => number = () => 1): Int16Array =>
  Int16Array.from(
    { length: ms * 8 },
    (_, i) => (random() * 2 - 1) * 32_767 * 10 ** (db / 20) * shape(i / (ms * 8)),
  );
const silence = (ms: number) => new Int16Array(ms * 8);
const join16 = (...parts: Int16Array[]): Int16Array => Int16Array.from(parts.flatMap((part) => [...part]));
const fades = (share: number) => Math.exp(-4 * share);
/** three voices of an organ that change every half second */
const music = Int16Array.from({ length: 2400 * 8 }, (_, i) => {
  const second = i / RATE_HZ;
  const root = [262, 330, 294, 392, 349][Math.floor(second * 2) % 5] ?? 262;
  return [1, 1.25, 1.5].reduce((sum, of) => sum + 1400 * Math.sin(2 * Math.PI * root * of * second), 0);
});
const softer = (pcm: Int16Array, db: number) => pcm.map((sample) => Math.round(sample * 10 ** (db / 20)));

/** What the agent does while this sounds on the caller's side, and when the voice detector reports a `voice`, in order. */
async function onset(name: string, sound: Int16Array, words: string[]): Promise<string[]> {
  if (words.length > 0)
    await fetch(new URL('/x/script', speech.url), {
      method: 'POST',
      body: JSON.stringify({ key: name, lines: words }),
      headers: { 'content-type': 'application/json' },
    });
  const gate = createEchoGate(RATE_HZ);
  const hiss = createHissWatch(RATE_HZ);
  const startedAt = performance.now();
  const now = () => performance.now() - startedAt;
  const log: string[] = [];
  const quiet = {
    debug: () => undefined,
    info: () => undefined,
    warn: () => undefined,
    error: () => undefined,
  };
  const decisions = startDecisions({
    ...{ epoch: 1, turnsBefore: 0, now },
    onEvent({ type }) {
      if (type === 'speech-started') log.push('voice');
    },
    onCommand(command) {
      if (command.type === 'finalize') return ears.finalize(command.utterance);
      if (!/^(pause|resume|stop)-speaking$/.test(command.type)) return;
      log.push(command.type.replace('-speaking', ''));
    },
  });
  const ears = createListenClient({
    ...{ urls: [speech.url], callId: name, language: 'en', sampleRateHz: RATE_HZ, now, log: quiet },
    onEvent: decisions.dispatch,
  });
  decisions.dispatch({
    ...{ type: 'leg-opened', greeting: AGENT, noInputMs: 7000 },
    expects: { slot: null, language: 'en', hints: [], patience: 'choice' },
  });
  const line = join16(silence(BEGINS_MS), sound, silence(LASTS_MS)).map(
    (sample) => sample + (random() - 0.5) * 12,
  );
  // no pause can be taken back here: the agent plays on, as the worst of echoes would have it
  for (let frame = 0; frame < (BEGINS_MS + LASTS_MS) / 20; frame++) {
    const dueMs = (frame + 1) * 20;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, dueMs - now())));
    const ours = Buffer.from(agent.slice(frame * FRAME, (frame + 1) * FRAME).buffer);
    gate.played(ours, dueMs - 20);
    hiss.played(ours, dueMs - 20);
    const pcm = Buffer.from(overPhoneLine(line.slice(frame * FRAME, (frame + 1) * FRAME)).buffer);
    if (hiss.hear(pcm, now())) decisions.dispatch({ type: 'hiss-started' });
    const heard = gate.hear(pcm, now());
    if (heard !== null) ears.hear(heard);
  }
  const seen = [...log];
  ears.close();
  decisions.dispatch({ type: 'leg-replaced' });
  return seen;
}

const outcome = (log: readonly string[]) =>
  log.includes('stop') ? 'stops' : log.includes('pause') ? 'resumes' : 'undisturbed';

describe('a sound on the caller’s side while the agent speaks', () => {
  const said = (text: string) => voices('flite:rms', text);
  const rows: {
    name: string;
    sound: () => Promise<Int16Array> | Int16Array;
    words?: string;
    agent: string[];
  }[] = [
    ...[
      'sorry i need another day',
      'should it not be monday',
      'no wait another day',
      'all of that again please',
    ].map((words) => ({ name: `"${words}"`, words, sound: () => said(words), agent: ['stops'] })),
    {
      name: '"for whom is that", softly',
      words: 'for whom is that',
      sound: async () => softer(await said('for whom is that'), -6),
      agent: ['stops'],
    },
    {
      name: 'a cough',
      sound: () => join16(noise(70, -14, fades), noise(180, -24, fades)),
      agent: ['undisturbed', 'resumes'],
    },
    { name: 'a long hiss, such as of a bus', sound: () => noise(1500, -26), agent: ['resumes'] },
    { name: 'a click', sound: () => noise(4, -6), agent: ['undisturbed'] },
    {
      name: 'a breath',
      sound: () => noise(700, -48, (share) => Math.sin(Math.PI * share)),
      agent: ['undisturbed'],
    },
    {
      name: 'typing',
      sound: () =>
        join16(
          ...Array.from({ length: 12 }, (_, i) => join16(noise(20, -22, fades), silence(70 + 17 * (i % 4)))),
        ),
      agent: ['undisturbed'],
    },
    { name: 'music on hold', sound: () => music, agent: ['undisturbed', 'resumes'] },
    {
      name: 'our own echo at -25 dB',
      sound: () => softer(agent.slice((BEGINS_MS - 120) * 8, (BEGINS_MS + 2500) * 8), -25),
      agent: ['undisturbed'],
    },
  ];

  it('stops it for words, whatever they begin with, and for nothing else', async () => {
    const logs = await Promise.all(
      rows.map(async ({ name, sound, words }) =>
        onset(name, await sound(), words === undefined ? [] : [words]),
      ),
    );
    const seen = rows.map(({ name, agent }, i) => ({ name, agent: outcome(logs[i] ?? []), may: agent }));
    expect(seen.filter(({ agent, may }) => !may.includes(agent))).toEqual([]);
    // it does not wait for the detector where a word begins with a hiss
    for (const log of logs.slice(0, 2)) expect(log[0]).toBe('pause');
  }, 60_000);
});
