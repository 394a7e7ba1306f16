import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type CallerEvent, createCaller } from './caller/caller.ts';
import {
  type Check,
  type ConversationTemplate,
  drawConversation,
  readConversation,
  spokenLines,
  type Values,
} from './caller/conversation.ts';
import { createEar, type Ear } from './caller/ear.ts';
import { rememberValue, type ValueSounds } from './caller/value-ear.ts';
import { createVoices, mumble, type Render, type VoiceName } from './caller/voice.ts';
import { seededRandom } from './random.ts';
import { createRecording } from './recording.ts';
import type { SimulatedSwitch } from './switch.ts';

export interface PlaceCallOptions {
  switch: SimulatedSwitch;
  conversation: ConversationTemplate;
  /** draws voice and variables; the same seed gives the same words */
  seed: number;
  /** default: the conversation's own */
  from?: string;
  to?: string;
  /** channel UUID, which becomes the call id */
  callId?: string;
  render?: Render;
  onEvent?(event: CallerEvent | { type: 'answered'; callId: string }): void;
  /** stereo WAV: left the caller, right the agent as heard */
  recordingPath?: string;
  maxMs?: number;
  /** hangs up, or ends the preparation */
  signal?: AbortSignal;
}

/** How the call went, seen from the telephone. */
export interface CallReport {
  callId: string;
  from: string;
  to: string;
  voice: string;
  /** what the seed drew */
  values: Values;
  /** `gave-up`: the caller was not understood or nobody spoke */
  ended: 'caller' | 'gave-up' | 'switch';
  cause: string;
  transferredTo: string | null;
  durationMs: number;
  events: CallerEvent[];
  recordingPath: string | null;
}

const RATE_HZ = 8_000;
const MAX_CALL_MS = 10 * 60_000;
const RENDERED_AT_ONCE = 4;
const MUMBLED = 'well you know I was wondering about some other thing';
const renderOnce = createVoices();

const OWN = fileURLToPath(new URL('conversations/', import.meta.url));

/** Reads conversations/<name>.yaml beside this file, or any path that ends in .yaml. Throws with every fault. */
export async function loadConversation(nameOrPath: string): Promise<ConversationTemplate> {
  const path = nameOrPath.endsWith('.yaml') ? nameOrPath : `${OWN}${nameOrPath}.yaml`;
  const text = await readFile(path, 'utf8').catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    const names = (await readdir(OWN)).map((file) => file.replace(/\.yaml$/, '')).join(', ');
    throw new Error(`no conversation "${nameOrPath}": choose ${names}, or a path that ends in .yaml`);
  });
  return readConversation(nameOrPath, text);
}

/** One telephone call, from INVITE to hang-up. Rejects when the caller cannot be prepared; a bad call is a report. */
export async function placeCall(options: PlaceCallOptions): Promise<CallReport> {
  const { render: renderAnyway = renderOnce, onEvent = () => {}, signal } = options;
  const render: Render = async (voice, text) => {
    signal?.throwIfAborted();
    return renderAnyway(voice, text);
  };
  const conversation = drawConversation(options.conversation, seededRandom(options.seed));
  const { voice } = conversation;
  const [from, to] = [options.from ?? conversation.from, options.to ?? conversation.to];
  const phrases = conversation.answers.flatMap((answer) => answer.asked);
  const lines = await renderAll(render, voice, spokenLines(conversation));
  const values = await rememberAll(conversation.checks, (text) => render(conversation.agentVoice, text));
  const ear = createEar({ phrases: await renderAll(render, conversation.agentVoice, phrases), values });
  const mumbling = await render(voice, MUMBLED);
  signal?.throwIfAborted();
  return hold({
    options,
    conversation: { ...conversation, from, to },
    values: conversation.values,
    ear,
    lines,
    mumbling,
    onEvent,
  });
}

async function rememberAll(
  checks: Readonly<Record<string, Check>>,
  render: (text: string) => Promise<Int16Array>,
): Promise<Map<string, ValueSounds>> {
  const values = new Map<string, ValueSounds>();
  for (const [name, check] of Object.entries(checks)) values.set(name, await rememberValue(check, render));
  return values;
}

/** Few at a time: a synthesiser takes a whole core. */
async function renderAll(
  render: Render,
  voice: VoiceName,
  texts: readonly string[],
): Promise<Map<string, Int16Array>> {
  const rendered = new Map<string, Int16Array>();
  const left = [...new Set(texts)];
  const work = async () => {
    for (let text = left.pop(); text !== undefined; text = left.pop())
      rendered.set(text, await render(voice, text));
  };
  await Promise.all(Array.from({ length: RENDERED_AT_ONCE }, work));
  return rendered;
}

function hold(call: {
  options: PlaceCallOptions;
  conversation: ReturnType<typeof drawConversation>;
  values: Values;
  ear: Ear;
  lines: ReadonlyMap<string, Int16Array>;
  mumbling: Int16Array;
  onEvent(event: CallerEvent | { type: 'answered'; callId: string }): void;
}): Promise<CallReport> {
  const { options, conversation, values, ear, lines, mumbling, onEvent } = call;
  const callId = options.callId ?? randomUUID();
  const maxMs = options.maxMs ?? MAX_CALL_MS;
  const recording = createRecording({ rateHz: RATE_HZ, maxMs });
  const events: CallerEvent[] = [];
  const { from, to, voice } = conversation;

  return new Promise((resolve, reject) => {
    const hangUp = () => options.switch.channel(callId)?.hangUp('NORMAL_CLEARING');
    options.signal?.addEventListener('abort', hangUp, { once: true });
    const finish = async (end: Extract<CallerEvent, { type: 'hung-up' }>) => {
      options.signal?.removeEventListener('abort', hangUp);
      if (options.recordingPath) await recording.write(options.recordingPath);
      const transfer = events.find((event) => event.type === 'transferred');
      resolve({
        callId,
        from,
        to,
        voice,
        values,
        ended: end.gaveUp ? 'gave-up' : end.by,
        cause: end.cause,
        transferredTo: transfer?.target ?? null,
        durationMs: end.atMs,
        events,
        recordingPath: options.recordingPath ?? null,
      });
    };
    const caller = createCaller({
      conversation,
      ear,
      lines,
      mumbling: (ms) => mumble(mumbling, ms),
      press: (key) => options.switch.channel(callId)?.press(key),
      hangUp,
      record: recording.add,
      maxMs,
      onEvent: (event) => {
        events.push(event);
        onEvent(event);
        if (event.type === 'hung-up') finish(event).catch(reject);
      },
    });
    onEvent({ type: 'answered', callId });
    options.switch.call(caller, { from, to, uuid: callId });
  });
}
