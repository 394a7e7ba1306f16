import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { callState, callWorkflowId, resumeTurnId } from '../../../contracts/call-messages.ts';
import { dialQuietly, type QuietTelephone } from '../../sim/dial-quietly.ts';
import { startSwitch } from '../../sim/switch.ts';
import type { StackState } from '../../stack/state.ts';
import { waitUntil } from '../../stack/wait-until.ts';
import { type Figure, median, percentile } from '../figures.ts';
import { type BenchEdge, startBenchControl, startBenchEdge } from './processes.ts';
import { likeness } from './same-words.ts';

const KILLS = 30;
/** the line for call-backs: its greeting is short */
const PARTIES = { from: '+380671234567', to: '+380440000021' };
/** the greeting is over and the question open */
const OVER_AFTER_MS = 600;
/** words by the same voice through the line, to others by the same voice: 0.95 and more, to 0.6 and less */
const SAME_WORDS = 0.85;
const SAID_WITHIN_MS = 15_000;

/** Edge killed by SIGKILL in the middle of a call → the caller hears the next right words; beside the answer of a call. */
export async function reattach(stack: StackState, progress: (line: string) => void): Promise<Figure[]> {
  const stops: (() => Promise<unknown>)[] = [];
  try {
    const connection = await Connection.connect({ address: stack.temporal.address });
    stops.push(() => connection.close());
    const client = new Client({ connection });
    const password = 'of the bench';
    const line = await startSwitch({ dialplan: { type: 'control', password } });
    stops.push(line.close);
    const edges: BenchEdge[] = [];
    for (const name of ['bench-edge-1', 'bench-edge-2']) {
      const edge = await startBenchEdge(stack, name);
      edges.push(edge);
      stops.push(edge.stop);
    }
    const control = await startBenchControl(stack, { port: line.eslPort ?? 0, password }, edges);
    stops.push(async () => control.child?.stop(0));
    progress('reattach: waiting until both edges have spoken their phrases ahead');
    await sleep(SETTLE_MS);

    const recovered: number[] = [];
    const greeted: number[] = [];
    let restarting: Promise<void> = Promise.resolve();
    while (recovered.length < KILLS) {
      const telephone = dialQuietly(line, PARTIES);
      const { uuid } = telephone.channel;
      greeted.push((await soundOf(telephone)) - telephone.answeredAtMs);
      await said(telephone);
      // the other one takes the call over
      await restarting;
      const home = await homeOf(edges, uuid);
      telephone.forget();
      const killedAtMs = home.kill();
      recovered.push((await soundOf(telephone)) - killedAtMs);
      progress(`reattach: kill ${recovered.length} of ${KILLS}: ${Math.round(recovered.at(-1) ?? 0)} ms`);
      await sleep(HEARD_MS);
      await rightWords(stack, client, uuid, telephone.heard());
      telephone.channel.hangUp('NORMAL_CLEARING');
      restarting = home.whole();
    }
    await restarting;
    const baseline = median(greeted);
    const figure = (share: number, goal: Figure['goal']): Figure => ({
      ...{ suite: 'reattach', name: `edge killed → next right words, p${share * 100}` },
      ...{ value: percentile(recovered, share), baseline, unit: 'ms', goal },
    });
    return [figure(0.5, null), figure(0.95, { limit: 2_000 }), figure(1, null)];
  } finally {
    for (const stop of stops.reverse()) await stop().catch(() => undefined);
  }
}

const SETTLE_MS = 10_000;
/** what is compared, and the line's delay */
const HEARD_MS = 1_300;

/** When the agent begins to be heard. */
async function soundOf(telephone: QuietTelephone): Promise<number> {
  for (const untilMs = performance.now() + SAID_WITHIN_MS; performance.now() < untilMs; ) {
    const atMs = telephone.soundAtMs();
    if (atMs !== null) return atMs;
    if (telephone.ended() !== null) throw new Error(`the call ended with ${telephone.ended()}`);
    await sleep(5);
  }
  throw new Error(`nothing was heard within ${SAID_WITHIN_MS / 1000} s`);
}

async function said(telephone: QuietTelephone): Promise<void> {
  const what = 'the end of the greeting';
  await waitUntil(async () => telephone.silentMs() > OVER_AFTER_MS || fail('it goes on'), {
    ...{ what, timeoutMs: SAID_WITHIN_MS },
  });
}

/** The edge that has the call. */
async function homeOf(edges: readonly BenchEdge[], callId: string): Promise<BenchEdge> {
  for (const edge of edges) {
    const answer = await fetch(`${edge.internalUrl}/calls/${callId}`).catch(() => null);
    if (answer?.status === 200) return edge;
  }
  throw new Error(`no edge has call ${callId}`);
}

/** Fast is worth nothing when it is wrong: the short repeat of the open question, in our voice, and said once. */
async function rightWords(
  stack: StackState,
  client: Client,
  callId: string,
  heard: Int16Array,
): Promise<void> {
  const state = await client.workflow.getHandle(callWorkflowId(callId)).query(callState);
  if (state.epoch !== 2) throw new Error(`the call is in epoch ${state.epoch} instead of 2`);
  const repeats = state.transcript.filter(({ turnId }) => turnId === resumeTurnId(2));
  const [words = ''] = repeats.map(({ agent }) => agent);
  if (repeats.length !== 1 || !words.includes('What is your name?'))
    throw new Error(`the agent said ${repeats.length} times "${words}"`);
  const like = likeness(heard, await spoken(stack, words));
  if (like < SAME_WORDS) throw new Error(`what was heard is like "${words}" by ${like.toFixed(2)} only`);
}

/** The same words by the speech worker, as the edges ask for them: by sentences, of which the first is compared. */
async function spoken(stack: StackState, words: string): Promise<Int16Array> {
  const [first = ''] = words.split(/(?<=[.!?])\s/);
  const response = await fetch(`${stack.speechUrl}/v1/audio/speech`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      ...{ model: 'espeak-ng', voice: 'default', input: first, language: 'en' },
      ...{ response_format: 'pcm', sample_rate: 8000 },
    }),
  });
  if (!response.ok)
    throw new Error(`the speech worker answered ${response.status}: ${await response.text()}`);
  const bytes = Buffer.from(await response.arrayBuffer());
  return Int16Array.from({ length: bytes.length / 2 }, (_, at) => bytes.readInt16LE(at * 2));
}

const fail = (message: string): never => {
  throw new Error(message);
};
