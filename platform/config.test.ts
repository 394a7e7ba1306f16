import { expect, it } from '@jest/globals';
import { z } from 'zod';
import { httpUrl, loadConfig, port, postgresUrl } from './config.ts';

const schema = z.object({
  HTTP_PORT: port.default(8080),
  MAX_CALLS: z.coerce.number().int().min(1).default(200),
  PEER_URL: httpUrl.optional(),
  DATABASE_URL: postgresUrl.optional(),
  SOME_TOKEN: z.string().min(8, 'needs at least 8 characters'),
});
const token = 'long enough';
const faultOf = (env: Record<string, string>): string => {
  try {
    loadConfig(schema, env);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
};

it.each<{ rule: string; env: Record<string, string>; says: string }>([
  {
    rule: 'a port that is no number is named with its value',
    env: { HTTP_PORT: 'abc', SOME_TOKEN: token },
    says: '✖ HTTP_PORT: expected a port, 0-65535 (is "abc")',
  },
  {
    rule: 'an address that is none is named with an example',
    env: { PEER_URL: 'here', SOME_TOKEN: token },
    says: '✖ PEER_URL: expected an address like http://127.0.0.1:8081 (is "here")',
  },
  {
    rule: 'a number that is none is named with its value',
    env: { MAX_CALLS: 'many', SOME_TOKEN: token },
    says: '✖ MAX_CALLS: expected a number (is "many")',
  },
  {
    rule: 'the value of an address with a password is not shown',
    env: { DATABASE_URL: 'me:secret', SOME_TOKEN: token },
    says: '✖ DATABASE_URL: expected postgres://user:password@host:5432/database',
  },
  {
    rule: 'nor is a secret',
    env: { SOME_TOKEN: 'short' },
    says: '✖ SOME_TOKEN: needs at least 8 characters',
  },
  { rule: 'what is not set is said to be so', env: {}, says: '✖ SOME_TOKEN is not set' },
  { rule: 'an empty value counts as unset', env: { SOME_TOKEN: '' }, says: '✖ SOME_TOKEN is not set' },
])('$rule', ({ env, says }) => expect(faultOf(env).split('\n').slice(1)).toEqual([says]));

it('every fault is named at once', () => {
  expect(faultOf({ HTTP_PORT: '99999', SOME_TOKEN: 'short' }).split('\n')).toHaveLength(3);
});
