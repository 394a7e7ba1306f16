import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { masked, settingsInForce } from './in-force.ts';

const schema = z.object({
  PORT: z.coerce.number().int().default(8090).describe('where it listens'),
  DATABASE_URL: z.url(),
  LLM_API_KEY: z.string().optional(),
  EDGE_SECRET: z.string().min(16),
});

describe('configuration in force', () => {
  it('says where each value comes from and masks secrets', () => {
    const { settings, faults } = settingsInForce(schema, {
      environment: { DATABASE_URL: 'postgres://me:hidden@db/calls' },
      stack: { EDGE_SECRET: 'a secret of sixteen or more' },
    });
    expect(faults).toEqual([]);
    expect(settings.map(({ name, value, source }) => [name, value, source])).toEqual([
      ['PORT', '8090', 'default'],
      ['DATABASE_URL', 'postgres://me:***@db/calls', 'environment'],
      ['LLM_API_KEY', '', 'unset'],
      ['EDGE_SECRET', '***', 'stack'],
    ]);
  });

  it('names every fault at once, in the words of the process', () => {
    const { faults } = settingsInForce(schema, {
      environment: { PORT: 'ninety', EDGE_SECRET: 'short' },
      stack: {},
    });
    expect(faults).toEqual([
      expect.stringMatching(/^✖ PORT: .* \(is "ninety"\)$/),
      '✖ DATABASE_URL is not set',
      expect.stringMatching(/^✖ EDGE_SECRET: /),
    ]);
    expect(faults.join()).not.toContain('short"');
  });

  it.each([
    ['ADMIN_TOKEN', 'abc', '***'],
    ['FREESWITCH_ESL_PASSWORD', 'ClueCon', '***'],
    ['GOOGLE_CREDENTIALS_PATH', '/etc/key.json', '/etc/key.json'],
    ['REDIS_URL', 'redis://:pass@cache:6379', 'redis://:***@cache:6379'],
    ['EDGE_SECRET', '', ''],
  ])('%s=%s shows as %s', (name, value, shown) => expect(masked(name, value)).toBe(shown));
});
