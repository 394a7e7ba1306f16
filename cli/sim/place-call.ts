import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type CallerEvent, createCaller } from './caller/caller.ts';
import {
  type ConversationTemplate,
  drawConversation,
  readConversation,
  spokenLines,
  type Values,
} from './caller/conversation.ts';
import { type Ear, startEar } from './caller/ear.ts';
import { createVoices, mumble, type Render } from './caller/voice.ts';
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
  /** interpreter with pocketsphinx, for conversations that have answers */
  python?: string;
  render?: Render;
  onEvent?(event: CallerEvent | { type: 'answered'; callId: string }): void;
  /** stereo WAV: left the caller, right the agent as heard */
  recordingPath?: string;
  maxMs?: number;
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
const MUMBLED = 'well you know I was wondering about some other thing';
const renderOnce = createVoices();

/** Reads conversations/<name>.yaml beside this file, or any path that ends in .yaml. Throws with every fault. */
export async function loadConversation(nameOrPath: string): Promise<ConversationTemplate> {
  const path = nameOrPath.endsWith('.yaml')
    ? nameOrPath
    : fileURLToPath(new URL(`conversations/${nameOrPath}.yaml`, import.meta.url));
  return readConversation(nameOrPath, await readFile(path, 'utf8'));
}

/** One telephone call, from INVITE to hang-up. Rejects when the caller cannot be prepared; a bad call is a report. */
export async function placeCall(options: PlaceCallOptions): Promise<CallReport> {
  const { render = renderOnce, python = 'python3', onEvent = () => {} } = options;
  const conversation = drawConversation(options.conversation, seededRandom(options.seed));
  const { voice, values } = conversation;
  const [from, to] = [options.from ?? conversation.from, options.to ?? conversation.to];
  const texts = spokenLines(conversation);
  const prepareEar = startEar({ python, phrases: conversation.answers.flatMap(({ asked }) => asked) });
  const rendered = Promise.all(texts.map(async (text) => [text, await render(voice, text)] as const));
  // both are awaited whatever happens to the other
  const [earOrNot, linesOrNot, mumblingOrNot] = await Promise.allSettled([
    prepareEar,
    rendered,
    render(voice, MUMBLED),
  ]);
  const ear = settled(earOrNot);
  try {
    const lines = new Map(settled(linesOrNot));
    const mumbling = settled(mumblingOrNot);
    return await hold({
      options,
      conversation: { ...conversation, from, to },
      values,
      ear,
      lines,
      mumbling,
      onEvent,
    });
  } finally {
    ear.close();
  }
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
    const finish = async (end: Extract<CallerEvent, { type: 'hung-up' }>) => {
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
      hangUp: () => options.switch.channel(callId)?.hangUp('NORMAL_CLEARING'),
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

function settled<T>(result: PromiseSettledResult<T>): T {
  if (result.status === 'rejected') throw result.reason;
  return result.value;
}
