import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { startFakeModelServer } from '../../../adapters/llm/testing/fake-model-server.ts';
import type { TurnOutcome } from '../../../contracts/call-messages.ts';
import { createTemporalCallClient } from '../../../media-edge/brain/temporal.ts';
import { BROKEN_AFTER_MS } from '../../../media-edge/session/reply-stream.ts';
import type { StackState } from '../../stack/state.ts';
import { supervise } from '../../stack/supervise.ts';
import { type Figure, median, percentile } from '../figures.ts';
import { prepareNamespace } from '../namespace.ts';
import { openingOf } from '../opening-of.ts';
import { startBreakingSink } from './breaking-sink.ts';
import { type BenchCall, openBenchCall } from './line.ts';
import { SLOW_MARK, SLOW_MS } from './slow-mark.ts';
import { CALL_WORKER, RECOVERY_NAMESPACE, SLOW_WORKER, startPair, workerService } from './workers.ts';

/** as many as p95 needs to be more than the worst one */
const KILLS = 20;
/** a caller speaks at any moment of the second behind a death: kill by kill so much later, from the very moment on */
const SPEAKS_LATER_MS = 50;
/** two turns of the clinic's call, and where the second one leads when the first one was not forgotten */
const FIRST = { text: 'my name is Anna Kovalenko', state: 'ASK_SYMPTOMS' };
const SECOND = { text: 'i need m r i of the head', state: 'ASK_VISITED_DOCTOR' };
const QUICK = { kind: 'answer', words: ['Certainly. ', 'Have you ', 'seen a doctor?'], gapMs: 0 } as const;
const SLOW = { kind: 'answer', words: Array<string>(30).fill('certainly '), gapMs: 100 } as const;
/** so far into a reply, or into a local activity, the worker dies */
const INTO_REPLY_MS = 500;
const INTO_ACTIVITY_MS = SLOW_MS / 2;
const LONGEST_MS = 20_000;

/** One kill: from SIGKILL, for an idle call from the caller's words behind it, to the next right words; and the same turn's time undisturbed. ms */
interface Recovery {
  recoveredMs: number;
  undisturbedMs: number;
}
interface Bench {
  stack: StackState;
  open(): Promise<BenchCall>;
  sink: Awaited<ReturnType<typeof startBreakingSink>>;
}

/** Call-worker killed by SIGKILL → the next right words, by where the call is and who is left. */
export async function recovery(stack: StackState, progress: (line: string) => void): Promise<Figure[]> {
  const stops: (() => Promise<unknown>)[] = [];
  try {
    const { address } = stack.temporal;
    const connection = await Connection.connect({ address });
    stops.push(() => connection.close());
    await prepareNamespace(connection, RECOVERY_NAMESPACE);
    const client = new Client({ connection, namespace: RECOVERY_NAMESPACE });
    const calls = createTemporalCallClient(address, RECOVERY_NAMESPACE);
    stops.push(() => calls.close());
    const sink = await startBreakingSink();
    stops.push(sink.stop);
    const opening = await openingOf(stack);
    const bench = { stack, sink, open: () => openBenchCall({ client, calls }, opening, sink.url) };
    const measured: [string, number | null, (bench: Bench) => AsyncGenerator<Recovery>][] = [
      ['worker killed, idle', 1_000, (bench) => killedIdle(bench, SPEAKS_LATER_MS)],
      // the server may not have seen the connection close, and then waits for a dead worker's answer
      ['worker killed, idle, spoken in that moment', null, (bench) => killedIdle(bench, 0)],
      ['worker killed, mid-reply', 1_000, killedInReply],
      [`worker killed, half way in a local activity of ${SLOW_MS} ms`, 2_600, killedInLocalActivity],
      ['only worker killed, restarted by the stack, idle', 2_500, onlyWorkerKilled],
    ];
    const figures: Figure[] = [];
    for (const [name, limit, kills] of measured) {
      const samples: Recovery[] = [];
      for await (const one of kills(bench)) {
        samples.push(one);
        progress(`recovery: ${name}, kill ${samples.length} of ${KILLS}: ${Math.round(one.recoveredMs)} ms`);
      }
      const recovered = samples.map(({ recoveredMs }) => recoveredMs);
      const baseline = median(samples.map(({ undisturbedMs }) => undisturbedMs));
      const figure = (share: number, goal: Figure['goal']): Figure => ({
        suite: 'recovery',
        name: `${name} → next right words, p${share * 100}`,
        value: percentile(recovered, share),
        ...{ baseline, unit: 'ms', goal },
      });
      figures.push(figure(0.5, null), figure(0.95, limit === null ? null : { limit }));
    }
    return figures;
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

/** Both workers as they are in a running stack: each has had a call. */
async function servedByBoth(open: Bench['open']): Promise<void> {
  const calls: BenchCall[] = [];
  const workers = new Set<number>();
  for (let tries = 0; workers.size < 2 && tries < 40; tries++) {
    const call = await open();
    calls.push(call);
    await rightly(call.say(FIRST.text).outcome, FIRST.state);
    workers.add(await call.holder());
  }
  for (const call of calls) await call.drop();
}

async function* killedIdle({ stack, open }: Bench, laterMs: number): AsyncGenerator<Recovery> {
  const pair = await startPair(stack, CALL_WORKER);
  try {
    for (let kill = 0; kill < KILLS; kill++) {
      await servedByBoth(open);
      const call = await open();
      const undisturbedMs = await timed(rightly(call.say(FIRST.text).outcome, FIRST.state));
      const killed = pair.kill(await call.holder());
      await killed.gone;
      await sleep(kill * laterMs);
      yield { recoveredMs: await timed(rightly(call.say(SECOND.text).outcome, SECOND.state)), undisturbedMs };
      await call.drop();
      await pair.whole();
    }
  } finally {
    await pair.stop();
  }
}

/** The stream breaks, and the sink does what an edge does: the turn again, with the words that were spoken. */
async function* killedInReply({ stack, open, sink }: Bench): AsyncGenerator<Recovery> {
  const model = await startFakeModelServer();
  const pair = await startPair(stack, CALL_WORKER, { LLM_BASE_URL: model.url, LLM_MODEL: 'bench' });
  try {
    for (let kill = 0; kill < KILLS; kill++) {
      model.behave(QUICK);
      await servedByBoth(open);
      const call = await open();
      const saidAtMs = performance.now();
      const first = call.say(FIRST.text);
      const undisturbedMs = (await soon(sink.watch(first.turnId).firstWords)) - saidAtMs;
      await rightly(first.outcome, FIRST.state);
      model.behave(SLOW, QUICK);
      const lost = call.say(SECOND.text);
      await soon(sink.watch(lost.turnId).firstWords);
      await sleep(INTO_REPLY_MS);
      const killed = pair.kill(await call.holder());
      const spoken = await soon(sink.watch(lost.turnId).broken);
      await sleep(BROKEN_AFTER_MS);
      const heard = { turnId: lost.turnId, text: spoken, complete: false };
      const again = call.say(SECOND.text, { supersedes: lost.turnId, heard });
      const wordsAtMs = await soon(sink.watch(again.turnId).firstWords);
      yield { recoveredMs: wordsAtMs - killed.atMs, undisturbedMs };
      await rightly(again.outcome, SECOND.state);
      if ((await soon(lost.outcome)).delivery !== 'superseded') throw new Error('the lost turn was answered');
      if (!JSON.stringify(model.requests.at(-1)?.messages).includes(spoken.trim()))
        throw new Error('the model was not told what the caller had heard');
      await call.drop();
      await pair.whole();
    }
  } finally {
    await pair.stop();
    await model.close();
  }
}

async function* killedInLocalActivity({ stack, open }: Bench): AsyncGenerator<Recovery> {
  const pair = await startPair(stack, SLOW_WORKER);
  try {
    for (let kill = 0; kill < KILLS; kill++) {
      await servedByBoth(open);
      const call = await open();
      const undisturbedMs = await timed(rightly(call.say(SLOW_MARK + FIRST.text).outcome, FIRST.state));
      const holder = await call.holder();
      const answer = rightly(call.say(SLOW_MARK + SECOND.text).outcome, SECOND.state);
      await sleep(INTO_ACTIVITY_MS);
      const killed = pair.kill(holder);
      await answer;
      yield { recoveredMs: performance.now() - killed.atMs, undisturbedMs };
      await call.drop();
      await pair.whole();
    }
  } finally {
    await pair.stop();
  }
}

/** A new supervision each time: the stack restarts a first crash at once and repeated ones with pauses. */
async function* onlyWorkerKilled({ stack, open }: Bench): AsyncGenerator<Recovery> {
  const service = await workerService(stack, CALL_WORKER);
  for (let kill = 0; kill < KILLS; kill++) {
    const worker = await supervise(service, () => {}, new AbortController().signal);
    try {
      const call = await open();
      const undisturbedMs = await timed(rightly(call.say(FIRST.text).outcome, FIRST.state));
      const killed = worker.current().child;
      process.kill(await call.holder(), 'SIGKILL');
      const killedAtMs = performance.now();
      await killed?.exited;
      await rightly(call.say(SECOND.text).outcome, SECOND.state);
      yield { recoveredMs: performance.now() - killedAtMs, undisturbedMs };
      await call.drop();
    } finally {
      await worker.stop();
    }
  }
}

/** Fast is worth nothing when it is wrong. */
async function rightly(answer: Promise<TurnOutcome>, state: string): Promise<void> {
  const outcome = await soon(answer);
  if (outcome.state !== state) throw new Error(`the call came to ${outcome.state} instead of ${state}`);
}

async function timed(work: Promise<unknown>): Promise<number> {
  const startMs = performance.now();
  await work;
  return performance.now() - startMs;
}

async function soon<T>(answer: Promise<T>): Promise<T> {
  const controller = new AbortController();
  const late = sleep(LONGEST_MS, undefined, { signal: controller.signal }).then(() => {
    throw new Error(`the call did not go on within ${LONGEST_MS / 1000} s`);
  });
  late.catch(() => undefined); // stopped below
  try {
    return await Promise.race([answer, late]);
  } finally {
    controller.abort();
  }
}
