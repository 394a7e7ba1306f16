import { findOnPath } from '../setup/tool-paths.mjs';
import type { StackPorts } from './ports.ts';
import { startPostgres } from './postgres.ts';
import { startRedis } from './redis.ts';
import { startSpeech } from './speech.ts';
import type { Service } from './supervise.ts';
import { startTemporal } from './temporal.ts';

/** Where the servers answer, filled in when they are started. */
export interface ServerAddresses {
  temporal: { address: string; uiUrl: string };
  databaseUrl: string;
  redisUrl: string;
  speechUrl: string;
}

/** The engines that our processes need, as services of the stack. */
export function serverServices(
  at: ServerAddresses,
  { home: folder, ports, env }: { home: string; ports: StackPorts; env: NodeJS.ProcessEnv },
): { servers: Service[]; workers: Service[] } {
  const temporal: Service = {
    name: 'temporal',
    async start(signal) {
      const { temporal: port, temporalUi: uiPort, temporalMetrics: metricsPort } = ports;
      const options = { folder, persistent: true, port, uiPort, metricsPort, env, signal };
      const server = await startTemporal(options);
      at.temporal = { address: server.address, uiUrl: server.uiUrl };
      return server;
    },
  };
  const postgres: Service = {
    name: 'postgres',
    async start(signal) {
      const server = await startPostgres({ folder, durable: true, port: ports.postgres, env, signal });
      at.databaseUrl = server.url;
      return server;
    },
  };
  const redis: Service = {
    name: 'redis',
    async start(signal) {
      const server = await startRedis({ folder, port: ports.redis, env, signal });
      at.redisUrl = server.url;
      return server;
    },
  };
  const speech: Service = {
    name: 'speech',
    async start(signal) {
      const server = await startSpeech({ folder, port: ports.speech, env, signal });
      at.speechUrl = server.url;
      return server;
    },
  };
  // without Redis the edge caches in its own memory: slower after a restart, nothing else
  const hasRedis = Boolean(env.REDIS_URL || findOnPath('redis-server', env));
  return { servers: hasRedis ? [temporal, postgres, redis] : [temporal, postgres], workers: [speech] };
}
