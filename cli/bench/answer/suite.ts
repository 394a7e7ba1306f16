import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { homeFolder } from '../../stack/paths.ts';
import { FOREIGN, without } from '../../stack/settings.ts';
import { startStack } from '../../stack/stack.ts';
import { startBenchChild } from '../child.ts';
import type { Figure } from '../figures.ts';
import { shareFigures } from '../shares.ts';
import type { CallersOrder, CallersReport } from './callers.ts';

const CALLS = [1, 20, 100];
/** one line alone disturbs nobody and may speak sooner */
const everyMs = (calls: number) => (calls === 1 ? 2_500 : 8_000);
const MEASURE_MS = 40_000;
const SETTLE_MS = 12_000;
const GOALS = { p50: { limit: 440 }, p95: { limit: 480 } };

/**
 * End of the caller's speech → first audio, with a speech server whose endpoint is 200 ms and a model whose first word
 * takes 50 ms, in a whole stack; beside it endpoint, model and voice of the same servers with nothing between them.
 */
export async function answer(progress: (line: string) => void): Promise<Figure[]> {
  // in the bench's own folder, which goes with it, also on Ctrl-C
  const home = join(homeFolder(), 'answer');
  await mkdir(home, { recursive: true });
  await chmod(home, 0o711); // else PostgreSQL, which is not root, keeps its data elsewhere
  const stops: (() => Promise<unknown>)[] = [];
  try {
    const speech = await startBenchChild<number>('./speech-server.ts', import.meta.url);
    stops.push(speech.stop);
    const model = await startBenchChild<string>('./model-server.ts', import.meta.url);
    stops.push(model.stop);
    const servers = { SPEECH_URL: `http://127.0.0.1:${speech.first}`, MODEL_URL: model.first };
    const bare = await startBenchChild<number>('./bare-agent.ts', import.meta.url, servers);
    stops.push(bare.stop);
    const stack = await startStack({
      env: {
        ...without(FOREIGN, process.env),
        ...{ HOLDFAST_HOME: home, HOLDFAST_PORTS: 'any', SPEECH_URL: servers.SPEECH_URL },
        ...{ LLM_BASE_URL: model.first, LLM_MODEL: 'bench' },
        SCENARIOS_DIR: fileURLToPath(new URL('scenarios', import.meta.url)),
      },
    });
    stops.push(stack.stop);
    const { edge, edgeToken } = stack.state;

    const figures: Figure[] = [];
    for (const calls of CALLS) {
      progress(`answer: ${calls} lines, bare`);
      const floor = await callers({ url: `ws://127.0.0.1:${bare.first}`, suffix: '' }, calls);
      progress(`answer: ${calls} calls`);
      const ours = await callers({ url: `${edge.publicUrl}/fs`, suffix: `/${edgeToken}` }, calls);
      figures.push(
        ...shareFigures({
          suite: 'answer',
          name: `end of speech → first audio, ${calls} calls, ${ours.answersMs.length} turns`,
          unit: 'ms',
          samples: ours.answersMs,
          baseline: floor.answersMs,
          goals: GOALS,
        }),
        {
          ...{ suite: 'answer', name: `turns without an answer, ${calls} calls`, unit: 'count' },
          ...{ value: ours.unanswered, baseline: floor.unanswered, goal: { limit: 0 } },
        },
      );
    }
    return figures;
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

async function callers(at: { url: string; suffix: string }, calls: number): Promise<CallersReport> {
  const load = await startBenchChild<string>('./callers.ts', import.meta.url);
  try {
    load.send({ ...at, calls, everyMs: everyMs(calls) } satisfies CallersOrder);
    await sleep(SETTLE_MS);
    await load.ask<CallersReport>('report'); // what came before has warmed everything up
    await sleep(MEASURE_MS);
    const report = await load.ask<CallersReport>('report');
    if (report.open < calls) throw new Error(`only ${report.open} of ${calls} lines are open`);
    return report;
  } finally {
    await load.stop();
  }
}
