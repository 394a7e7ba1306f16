import { afterAll, describe, expect, it } from '@jest/globals';
import fastify from 'fastify';
import { requireBearer } from './auth.ts';

const TOKEN = 'a-token-of-the-tests';
const server = fastify();
requireBearer(server, TOKEN);
for (const path of ['/healthz', '/readyz', '/metrics', '/calls']) server.get(path, async () => 'in');
afterAll(() => server.close());

describe('requireBearer', () => {
  it.each<[rule: string, path: string, header: string | undefined, status: number]>([
    ['the token opens', '/calls', `Bearer ${TOKEN}`, 200],
    ['the scheme may be written small', '/calls', `bearer ${TOKEN}`, 200],
    ['no header', '/calls', undefined, 401],
    ['another token', '/calls', 'Bearer another-token-tests', 401],
    ['the start of the token', '/calls', `Bearer ${TOKEN.slice(0, -1)}`, 401],
    ['another scheme', '/calls', `Basic ${TOKEN}`, 401],
    ['no scheme', '/calls', TOKEN, 401],
    ['the token in the query is none', `/calls?token=${TOKEN}`, undefined, 401],
    ['an unknown path tells nothing without a token', '/nowhere', undefined, 401],
    ['an unknown path with the token', '/nowhere', `Bearer ${TOKEN}`, 404],
    ['health is open', '/healthz', undefined, 200],
    ['so is readiness, with a query too', '/readyz?verbose', undefined, 200],
    ['so are metrics', '/metrics', undefined, 200],
    ['what only begins like health is not', '/healthzz', undefined, 401],
  ])('%s: %s', async (_rule, url, authorization, status) => {
    const answer = await server.inject({
      url,
      headers: authorization === undefined ? {} : { authorization },
    });
    expect(answer.statusCode).toBe(status);
    if (status !== 401) return;
    expect(answer.headers['www-authenticate']).toBe('Bearer');
    expect(answer.json()).toEqual({ error: 'send the header "Authorization: Bearer <ADMIN_TOKEN>"' });
  });
});
