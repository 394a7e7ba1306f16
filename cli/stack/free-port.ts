import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Where other ports are looked for: below the range out of which kernels give ports to outgoing connections (Linux from
 * 32768, others from 49152). A port of that range may be gone by the time a process listens on it.
 */
const QUIET_PORTS = { first: 10_000, count: 20_000 } as const;
const TRIES = 100;

/** The preferred TCP port where it is free, else any free one. `taken` are ports given away but not yet listened on. */
export async function freePort(preferred = 0, taken: Set<number> = new Set()): Promise<number> {
  if (preferred !== 0 && !taken.has(preferred) && (await canListen(preferred)))
    return claim(preferred, taken);
  for (let tried = 0; tried < TRIES; tried++) {
    const port = QUIET_PORTS.first + randomInt(QUIET_PORTS.count);
    if (!taken.has(port) && (await canListen(port))) return claim(port, taken);
  }
  for (;;) {
    const port = await canListen(0);
    if (port && !taken.has(port)) return claim(port, taken);
  }
}

const claim = (port: number, taken: Set<number>): number => {
  taken.add(port);
  return port;
};

/** The port that was bound, or 0 where it is taken or not allowed. */
const canListen = (port: number): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(0));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      const bound = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(bound));
    });
  });
