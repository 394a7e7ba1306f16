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
});
