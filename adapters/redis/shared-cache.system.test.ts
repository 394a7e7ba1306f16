import { randomUUID } from 'node:crypto';
import { connect, createServer, type Socket } from 'node:net';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { connectRedis, type RedisCache } from './shared-cache.ts';

const url = process.env.TEST_REDIS_URL ?? '';
const onError = jest.fn();
const open: { close(): void }[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
  onError.mockClear();
});

async function connected(at = url): Promise<RedisCache> {
  const cache = await connectRedis(at, onError);
  open.push(cache);
  return cache;
}

/** A write is in the background: reads until it is there. */
async function readWritten(cache: RedisCache, key: string): Promise<Buffer | null> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const value = await cache.get(key);
    if (value) return value;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return null;
}

describe('a cache in a real Redis', () => {
  it('gives back every byte, to another connection, too', async () => {
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, value) => value));
    const key = randomUUID();
    const [writer, reader] = [await connected(), await connected()];
    writer.set(key, bytes);
    expect(await readWritten(reader, key)).toEqual(bytes);
  });

  it('has a miss for what nobody wrote', async () => {
    expect(await (await connected()).get(randomUUID())).toBeNull();
  });

  it('reports nothing while all is well', () => expect(onError).not.toHaveBeenCalled());
});

describe('a Redis with a fault', () => {
  it('that is not there is named at the start, without its password', async () => {
    const failed = connectRedis('redis://:secret@127.0.0.1:9', onError);
    await expect(failed).rejects.toThrow('REDIS_URL redis://…@127.0.0.1:9 cannot be reached');
    await expect(failed).rejects.not.toThrow(/secret/);
  });

  it('that falls silent is a miss, and one that comes back is used again', async () => {
    const line = await startLine(new URL(url));
    const cache = await connected(`redis://127.0.0.1:${line.port}`);
    const key = randomUUID();
    cache.set(key, Buffer.from('kept'));
    expect(await readWritten(cache, key)).toEqual(Buffer.from('kept'));
    line.hold();
    expect(await cache.get(key)).toBeNull();
    line.cut();
    expect(await cache.get(key)).toBeNull();
    cache.set(key, Buffer.from('dropped, not thrown'));
    line.release();
    expect(await readWritten(cache, key)).toEqual(Buffer.from('kept'));
    expect(onError).toHaveBeenCalled();
  });
});

/** A line to the real server that can be held and cut. */
async function startLine(to: URL) {
  let held = false;
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    if (held) return void near.destroy();
    const far = connect(Number(to.port), to.hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    }
    near.on('data', (data) => held || far.write(data)).on('close', () => far.destroy());
    far.on('data', (data) => held || near.write(data)).on('close', () => near.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  open.push({
    close: () => {
      cut();
      server.close();
    },
  });
  const address = server.address();
  return {
    port: typeof address === 'object' ? (address?.port ?? 0) : 0,
    hold: () => {
      held = true;
    },
    cut,
    release: () => {
      held = false;
    },
  };
}
