import { Client, Connection } from '@temporalio/client';
import type { StackState } from '../../stack/state.ts';
import { startBenchChild } from '../child.ts';
import { type Figure, median, percentile } from '../figures.ts';
import { openingOf } from '../opening-of.ts';
import { startInstantModel } from './instant-model.ts';
import { startModelWorker } from './model-worker.ts';
import { startReplySink } from './reply-sink.ts';
import { openEcho, openTalk, type Talker } from './turns.ts';

const ROUNDS = 3;
/** a caller speaks every four seconds or so */
const TURN_EVERY_MS = 4_000;
/** turns of all calls together in one round */
const LEAST_TURNS = 40;
/** one call alone may speak faster: it has nobody to disturb */
const ALONE_TURNS = 40;

/**
 * `empty`: local activities and reply of a streamed turn with nothing in them, Temporal's own part of it. `streamed`:
 * the model's words are there at once. `model`: they come over HTTP from a server that answers at once.
 */
const VARIANTS = ['echo', 'empty', 'text', 'streamed', 'model'] as const;
type Variant = (typeof VARIANTS)[number];
const each = <T>(make: (variant: Variant) => T) =>
  Object.fromEntries(VARIANTS.map((variant) => [variant, make(variant)])) as Record<Variant, T>;

/**
 * submitTurn → first reply text, beside a bare update on the same server in the same run: variants interleaved,
 * median of three rounds, at 1, 20 and 50 calls.
 */
export async function orchestration(stack: StackState, progress: (line: string) => void): Promise<Figure[]> {
  const stops: (() => Promise<unknown>)[] = [];
  try {
    const connection = await Connection.connect({ address: stack.temporal.address });
    stops.push(() => connection.close());
    const sink = await startReplySink();
    stops.push(sink.stop);
    const model = await startInstantModel();
    stops.push(model.stop);
    const instantWorker = await startModelWorker(stack, connection, 'instant', model.url);
    stops.push(instantWorker.stop);
    const modelWorker = await startModelWorker(stack, connection, 'real', model.url);
    stops.push(modelWorker.stop);
    const echoWorker = await startBenchChild('./echo-worker.ts', import.meta.url, {
      TEMPORAL_ADDRESS: stack.temporal.address,
    });
    stops.push(echoWorker.stop);
    const client = new Client({ connection });
    const instantClient = new Client({ connection, namespace: instantWorker.namespace });
    const modelClient = new Client({ connection, namespace: modelWorker.namespace });
    const opening = await openingOf(stack);
    const open: Record<Variant, () => Promise<Talker>> = {
      echo: () => openEcho(client, null),
      empty: () => openEcho(client, sink),
      text: () => openTalk(client, opening, sink, false),
      streamed: () => openTalk(instantClient, opening, sink, true),
      model: () => openTalk(modelClient, opening, sink, true),
    };

    const figures: Figure[] = [];
    for (const calls of [1, 20, 50]) {
      const rounds = each((): number[][] => []);
      const talkers = each((): Talker[] => []);
      for (const variant of VARIANTS) talkers[variant] = await many(calls, open[variant]);
      for (let round = 1; round <= ROUNDS; round++) {
        progress(`orchestration: ${calls} calls, round ${round} of ${ROUNDS}`);
        if (calls === 1) await turnByTurn(talkers, rounds);
        else for (const variant of VARIANTS) rounds[variant].push(await oneRound(talkers[variant]));
      }
      await Promise.all(Object.values(talkers).flatMap((group) => group.map((talker) => talker.end())));
      const at = (variant: Variant, share: number) =>
        median(rounds[variant].map((samples) => percentile(samples, share)));
      const figure = (name: string, variant: Variant, share: number, ratio: number | null): Figure => ({
        suite: 'orchestration',
        name: `${name}, ${calls} calls, p${share * 100}`,
        value: at(variant, share),
        baseline: at('echo', share),
        unit: 'ms',
        goal: ratio === null ? null : { ratio },
      });
      figures.push(
        figure('scenario text: submit → result', 'text', 0.5, 2),
        figure('scenario text: submit → result', 'text', 0.95, 2),
        figure('scenario text: submit → result', 'text', 0.99, null),
        figure('streamed: submit → first text', 'streamed', 0.5, 1.5),
        figure('streamed: submit → first text', 'streamed', 0.95, 2),
        figure('streamed: submit → first text', 'streamed', 0.99, null),
        figure('the same shape, empty: submit → first text', 'empty', 0.5, null),
        figure('the same shape, empty: submit → first text', 'empty', 0.95, null),
        figure('streamed, with a model’s HTTP round trip', 'model', 0.5, null),
        figure('streamed, with a model’s HTTP round trip', 'model', 0.95, null),
      );
    }
    return figures;
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

/** One call of each kind: they take turns in turn, so that whatever else the machine does meets all of them. */
async function turnByTurn(
  talkers: Record<Variant, readonly Talker[]>,
  rounds: Record<Variant, number[][]>,
): Promise<void> {
  const samples = each((): number[] => []);
  for (let turn = 0; turn < ALONE_TURNS; turn++)
    for (const variant of VARIANTS) samples[variant].push((await talkers[variant][0]?.turn()) ?? Number.NaN);
  for (const variant of VARIANTS) rounds[variant].push(samples[variant]);
}

/** Each talker takes turns at its own pace, begun at different moments; answers all latencies. */
async function oneRound(talkers: readonly Talker[]): Promise<number[]> {
  const samples: number[] = [];
  const roundMs = Math.ceil(LEAST_TURNS / talkers.length) * TURN_EVERY_MS;
  const startMs = performance.now();
  await Promise.all(
    talkers.map(async (talker, index) => {
      for (let dueMs = (index / talkers.length) * TURN_EVERY_MS; dueMs < roundMs; dueMs += TURN_EVERY_MS) {
        await new Promise((resolve) => setTimeout(resolve, Math.max(0, startMs + dueMs - performance.now())));
        samples.push(await talker.turn());
      }
    }),
  );
  return samples;
}

const many = async <T>(count: number, make: () => Promise<T>): Promise<T[]> => {
  const made: T[] = [];
  for (let i = 0; i < count; i++) made.push(await make());
  return made;
};
