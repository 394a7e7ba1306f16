import { join } from 'node:path';
import { Redis } from 'ioredis';
import { findOnPath } from '../setup/tool-paths.mjs';
import type { Child } from './child.ts';
import { foreignServer } from './foreign-server.ts';
import { freePort } from './free-port.ts';
import { startReady } from './start-ready.ts';

export interface RedisOptions {
  /** logs/ is here; nothing else is written, it is a cache */
  folder: string;
  port?: number;
  env?: NodeJS.ProcessEnv;
  /** ends the start early */
  signal?: AbortSignal;
}

/** A Redis server. `child` is absent where REDIS_URL named one that is not ours. */
export interface RedisServer {
  url: string;
  child?: Child;
  stop(): Promise<void>;
}

/** The server at REDIS_URL, else a redis-server of our own that keeps nothing on disk. */
export async function startRedis(options: RedisOptions): Promise<RedisServer> {
  const env = options.env ?? process.env;
  if (env.REDIS_URL) {
    const url = env.REDIS_URL;
    await foreignServer({
      ...{ name: 'Redis', variable: 'REDIS_URL', value: url },
      ...{ probe: () => ping(url), timeoutMs: 5_000, signal: options.signal },
    });
    return { url, stop: async () => {} };
  }
  const program = findOnPath('redis-server', env);
  if (!program) throw new Error('no redis-server: `apt-get install redis-server`, or set REDIS_URL');
  const port = options.port || (await freePort());
  const url = `redis://127.0.0.1:${port}`;
  const child = await startReady({
    name: 'redis',
    command: program,
    args: [
      ...['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
      ...['--maxmemory', '256mb', '--maxmemory-policy', 'allkeys-lru'],
    ],
    cwd: '/',
    logPath: join(options.folder, 'logs', 'redis.log'),
    env,
    what: `Redis on 127.0.0.1:${port}`,
    probe: () => ping(url),
    timeoutMs: 15_000,
    signal: options.signal,
  });
  return { url, child, stop: () => child.stop(3_000) };
}

async function ping(url: string): Promise<void> {
  const client = new Redis(url, {
    lazyConnect: true,
    connectTimeout: 1_000,
    commandTimeout: 1_000,
    retryStrategy: null,
  });
  client.on('error', () => {}); // connect() rejects with the same error
  try {
    await client.connect();
    await client.ping();
  } finally {
    client.disconnect();
  }
}
