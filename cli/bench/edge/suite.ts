import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startChild } from '../../stack/child.ts';
import { freePort } from '../../stack/free-port.ts';
import { projectRoot } from '../../stack/paths.ts';
import type { StackState } from '../../stack/state.ts';
import { probeHttp, waitUntil } from '../../stack/wait-until.ts';
import { startBenchChild } from '../child.ts';
import type { Figure } from '../figures.ts';
import { cpuPerSecond, residentBytes } from '../process-usage.ts';
import type { LoadOrder, LoadReport } from './load.ts';

const CALLS = 100;
/** as many as one core is promised to carry, while so many new ones come every second and as many hang up */
const CROWD = 200;
const NEW_PER_SECOND = 5;
const SETTLE_MS = 8_000;
const MEASURE_MS = 15_000;
/** the greeting's pieces of two minutes each; the other phrases that the edge speaks ahead must not count as calls */
const CACHE_MB = 16;
const IDLE_CPU_MS_PER_S = 30;
const IDLE_WITHIN_MS = 60_000;

/** CPU and memory of the edge per call, all lines talking both ways, beside a bare ws echo of the same frames. */
export async function edgeLoad(stack: StackState, progress: (line: string) => void): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-bench-'));
  const stops: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
  try {
    const echo = await startBenchChild<number>('./echo-server.ts', import.meta.url);
    stops.push(echo.stop);
    progress(`edge: ${CALLS} lines on a bare ws echo`);
    const bare = await underLoad(echo.pid, { url: `ws://127.0.0.1:${echo.first}`, suffix: '', ...steady });

    const speech = await startBenchChild<number>('./talking-speech.ts', import.meta.url);
    stops.push(speech.stop);
    const edge = await startEdge(stack, `http://127.0.0.1:${speech.first}`, folder);
    stops.push(edge.stop);
    // from its start: what speaking ahead leaves in its heap would else be taken for room that calls do not need
    const freshBytes = residentBytes(edge.pid);
    progress('edge: waiting until it has spoken its phrases ahead');
    await idle(edge.pid);
    progress(`edge: ${CALLS} calls on a media-edge`);
    const ourLines = { url: `${edge.url}/fs`, suffix: `/${stack.edgeToken}` };
    const ours = await underLoad(edge.pid, { ...ourLines, ...steady }, freshBytes);
    progress('edge: waiting until their ends are written');
    await idle(edge.pid);
    progress(`edge: ${CROWD} calls, ${NEW_PER_SECOND} new ones a second`);
    const crowd = { calls: CROWD, renewPerSecond: NEW_PER_SECOND };
    const crowded = await underLoad(edge.pid, { ...ourLines, ...crowd }, freshBytes);

    const figure = (
      name: string,
      value: number,
      baseline: number | null,
      unit: string,
      goal: Figure['goal'],
      calls = `${CALLS} calls`,
    ) => ({ suite: 'edge', name: `${name}, ${calls}`, value, baseline, unit, goal });
    const many = `${CROWD} calls, ${NEW_PER_SECOND} new a second`;
    return [
      figure('CPU per call and second', ours.cpu / CALLS, bare.cpu / CALLS, 'ms', { ratio: 5 }),
      figure('memory per call, caches included', ours.bytes / CALLS / 1e6, bare.bytes / CALLS / 1e6, 'MB', {
        limit: 2,
      }),
      figure('playout underruns', ours.report.underruns, bare.report.underruns, 'count', { limit: 0 }),
      figure('frames heard', ours.report.framesHeard, bare.report.framesHeard, 'count', null),
      figure('share of one core', crowded.cpu / 10, null, '%', { limit: 100 }, many),
      figure('memory per call', crowded.bytes / CROWD / 1e6, null, 'MB', { limit: 1.5 }, many),
      figure('playout underruns', crowded.report.underruns, null, 'count', { limit: 0 }, many),
      figure('calls greeted', crowded.report.greeted, null, 'count', null, many),
      figure('frames heard', crowded.report.framesHeard, null, 'count', null, many),
    ];
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

const steady = { calls: CALLS, renewPerSecond: 0 };

/** Puts the lines on the process, lets it settle, then measures. The load runs in a process of its own. */
async function underLoad(pid: number, order: LoadOrder, beforeBytes = residentBytes(pid)) {
  const load = await startBenchChild<string>('./load.ts', import.meta.url);
  const { calls } = order;
  try {
    load.send(order);
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
    const settled = await load.ask<LoadReport>('report');
    if (settled.open < calls - order.renewPerSecond) {
      throw new Error(
        `only ${settled.open} of ${calls} lines are open: ${settled.refused[0] ?? 'no reason given'}`,
      );
    }
    const cpu = await cpuPerSecond(pid, MEASURE_MS);
    const report = await load.ask<LoadReport>('report');
    return { cpu, bytes: residentBytes(pid) - beforeBytes, report };
  } finally {
    await load.stop();
  }
}

async function idle(pid: number): Promise<void> {
  for (const deadline = Date.now() + IDLE_WITHIN_MS; Date.now() < deadline; ) {
    if ((await cpuPerSecond(pid, 2_000)) < IDLE_CPU_MS_PER_S) return;
  }
  throw new Error(`the edge has not become idle within ${IDLE_WITHIN_MS / 1000} s: see its log`);
}

/** An edge of its own beside the stack's, so that nothing else speaks through it. */
async function startEdge(stack: StackState, speechUrl: string, folder: string) {
  const [port, internalPort] = [await freePort(), await freePort()];
  const child = startChild({
    name: 'bench-edge',
    command: process.execPath,
    args: [join(projectRoot, 'media-edge/main.ts')],
    logPath: join(folder, 'edge.log'),
    env: {
      ...process.env,
      EDGE_PORT: `${port}`,
      EDGE_INTERNAL_PORT: `${internalPort}`,
      EDGE_ADVERTISE_URL: `http://127.0.0.1:${internalPort}`,
      EDGE_PUBLIC_URL: `ws://127.0.0.1:${port}`,
      EDGE_SECRET: stack.edgeSecret,
      EDGE_TOKEN: stack.edgeToken,
      EDGE_MAX_CALLS: `${CROWD * 2}`,
      TTS_CACHE_MB: `${CACHE_MB}`,
      TEMPORAL_ADDRESS: stack.temporal.address,
      DATABASE_URL: stack.databaseUrl,
      REDIS_URL: '',
      SPEECH_URL: speechUrl,
      RECORDINGS_DIR: join(folder, 'recordings'),
    },
  });
  await waitUntil(() => probeHttp(`http://127.0.0.1:${internalPort}/readyz`), {
    what: 'the media-edge of the bench',
    timeoutMs: 30_000,
    child,
  });
  return { pid: child.pid, url: `ws://127.0.0.1:${port}`, stop: () => child.stop() };
}
