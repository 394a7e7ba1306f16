import { Redis } from 'ioredis';

/** A slower answer than this is worth less than making the audio anew. */
const ANSWER_WITHIN_MS = 60;
const CONNECT_WITHIN_MS = 2000;
const KEEP_SECONDS = 24 * 3600;

export interface RedisCache {
  /** a miss, a failure and a slow answer are all null */
  get(key: string): Promise<Buffer | null>;
  /** written in the background; a failure is reported, not thrown */
  set(key: string, value: Buffer): void;
  close(): void;
}

/**
 * Connects to a Redis that several processes share as a cache. Rejects when it cannot be reached at start; losing it
 * later costs only latency: reads miss, writes are dropped, and the connection comes back by itself.
 */
export async function connectRedis(url: string, onError: (error: Error) => void): Promise<RedisCache> {
  const redis = new Redis(url, {
    lazyConnect: true,
    // a lost Redis must answer at once, not queue up
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    connectTimeout: CONNECT_WITHIN_MS,
    commandTimeout: CONNECT_WITHIN_MS,
    retryStrategy: (times) => Math.min(times * 200, 2000),
  });
  let lastReported = 0;
  const report = (error: Error) => {
    // a lost connection is tried again several times a second
    if (Date.now() - lastReported < 10_000) return;
    lastReported = Date.now();
    onError(error);
  };
  redis.on('error', report);
  try {
    await redis.connect();
  } catch (error) {
    redis.disconnect();
    throw new Error(`REDIS_URL ${redact(url)} cannot be reached: start Redis or leave REDIS_URL empty`, {
      cause: error,
    });
  }
  return {
    get: (key) => withinTime(redis.getBuffer(key).catch(() => null)),
    set: (key, value) => void redis.set(key, value, 'EX', KEEP_SECONDS).catch(report),
    close: () => redis.disconnect(),
  };
}

const redact = (url: string): string => url.replace(/\/\/[^@/]*@/, '//…@');

/** The answer, or a miss when it is slow. */
function withinTime(answer: Promise<Buffer | null>): Promise<Buffer | null> {
  const { promise, resolve } = Promise.withResolvers<Buffer | null>();
  const timer = setTimeout(resolve, ANSWER_WITHIN_MS, null);
  void answer.then((value) => {
    clearTimeout(timer);
    resolve(value);
  });
  return promise;
}
