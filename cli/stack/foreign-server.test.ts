import { describe, expect, it } from '@jest/globals';
import { foreignServer } from './foreign-server.ts';

const refused = () => Promise.reject(new Error('connect ECONNREFUSED'));
const faultOf = (variable: string, value: string) =>
  foreignServer({ name: 'Any', variable, value, probe: refused, timeoutMs: 1 }).catch(
    (error: Error) => error.message,
  );

describe('a server of the environment that does not answer', () => {
  it.each([
    ['DATABASE_URL', 'postgres://me:hidden@db/calls', 'postgres://me:***@db/calls'],
    ['REDIS_URL', 'redis://:hidden@cache:6379', 'redis://:***@cache:6379'],
    ['TEMPORAL_ADDRESS', 'temporal:7233', 'temporal:7233'],
    ['SPEECH_URL', 'http://speech:8081', 'http://speech:8081'],
  ])(
    '%s is named with its value, without a password, and with both repairs',
    async (variable, value, shown) => {
      const message = await faultOf(variable, value);
      expect(message).toContain(`Any at ${variable}=${shown} is not ready after`);
      expect(message).toContain('connect ECONNREFUSED');
      expect(message).toContain(`start it or correct ${variable}, or unset it`);
      expect(message).not.toContain('hidden');
    },
  );

  it('is nothing to wait for once it answers', async () => {
    const probe = async () => 'PONG';
    await expect(
      foreignServer({ name: 'Redis', variable: 'REDIS_URL', value: 'redis://x', probe, timeoutMs: 1 }),
    ).resolves.toBeUndefined();
  });
});
