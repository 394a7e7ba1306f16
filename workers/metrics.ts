import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { MetricsExporterConfig } from '@temporalio/worker';
import { answerHealth, listen, type Readiness } from '../platform/health.ts';
import type { ListenAddress } from '../platform/listen-fault.ts';
import { metrics } from '../platform/metrics.ts';

/** The SDK's default buckets begin at 50 ms; a turn's parts take a tenth of that. Seconds. */
const BUCKETS = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10];
const HISTOGRAMS = [
  'workflow_task_schedule_to_start_latency',
  'workflow_task_execution_latency',
  'workflow_task_replay_latency',
  'workflow_endtoend_latency',
  'activity_schedule_to_start_latency',
  'activity_execution_latency',
  'local_activity_execution_latency',
  'local_activity_succeed_endtoend_latency',
  'request_latency',
  'long_request_latency',
];

/** Where the SDK's core serves its own metrics, and how; names as in the public dashboards. */
export const sdkMetrics = (bindAddress: string): MetricsExporterConfig => ({
  prometheus: {
    bindAddress,
    countersTotalSuffix: true,
    unitSuffix: true,
    useSecondsForDurations: true,
    histogramBucketOverrides: Object.fromEntries(HISTOGRAMS.map((name) => [`temporal_${name}`, BUCKETS])),
  },
});

/** A free port of this machine, for the listener inside the SDK, which cannot pick one itself. */
export async function freePort(host: string): Promise<number> {
  const server = await listen(createServer(), { host, port: 0 });
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}

/** Health, and the process's metrics together with the SDK's on one /metrics. */
export function serveWorkerHealth(at: ListenAddress, ready: Readiness, sdkAddress: string): Promise<Server> {
  const server = createServer(async (request, response) => {
    if (request.method === 'GET' && request.url?.split('?')[0] === '/metrics') {
      const [own, sdk] = await Promise.all([metrics.metrics(), sdkText(sdkAddress)]);
      response.writeHead(200, { 'content-type': metrics.contentType }).end(`${own}\n${sdk}`);
      return;
    }
    if (await answerHealth(request, response, ready)) return;
    response
      .writeHead(404, { 'content-type': 'application/json' })
      .end(`${JSON.stringify({ error: `no such path: ${request.url}` })}\n`);
  });
  return listen(server, at);
}

/** A scrape must not fail because the SDK's listener is slow. */
async function sdkText(address: string): Promise<string> {
  try {
    const answer = await fetch(`http://${address}/metrics`, { signal: AbortSignal.timeout(1_000) });
    return await answer.text();
  } catch {
    return '';
  }
}
