import { createServer } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { freePort } from './free-port.ts';

describe('choosing a port', () => {
  it('takes the usual one where it is free, another where it is not, and none twice', async () => {
    const usual = await freePort();
    expect(await freePort(usual)).toBe(usual);
    const taken = new Set<number>();
    expect(await freePort(usual, taken)).toBe(usual);
    expect(await freePort(usual, taken)).not.toBe(usual);
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(usual, '127.0.0.1', resolve));
    expect(await freePort(usual)).not.toBe(usual);
    await new Promise((resolve) => server.close(resolve));
  });

  it('keeps out of the range from which kernels number outgoing connections', async () => {
    const taken = new Set<number>();
    for (let one = 0; one < 20; one++) expect(await freePort(0, taken)).toBeLessThan(32_768);
    expect(taken.size).toBe(20);
  });
});
