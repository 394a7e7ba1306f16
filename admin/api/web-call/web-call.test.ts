import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { WEB_CALL_TOKEN_KIND } from '../../../contracts/web-call.ts';
import type { Snapshot } from '../../../domain/opening.ts';
import type { Scenario } from '../../../domain/scenario/schema.ts';
import { readClaims } from '../../../platform/signed-claims.ts';
import { createServer } from '../server.ts';
import { DEMO_PATHS, demoPage } from './demo-page.ts';
import { createTokenMaker, webCallTokens } from './tokens.ts';

const ADMIN = 'admin-token-of-the-tests';
const SECRET = 'a web call secret of the tests';
const NOW = 1_800_000_000_000;
const PAGE = 'https://clinic.example';
const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

const snapshot: Snapshot = {
  routes: [{ to: '100', tenant: 'clinic', scenario: 'desk', language: 'en' }],
  published: { 'clinic/desk': 'hash' },
  scenarios: { hash: { version: 1, timeZone: 'Europe/Kyiv' } as unknown as Scenario },
  flags: {},
};

let server: FastifyInstance;
const serve = async (secret: string | undefined) => {
  const make = createTokenMaker({ secret, snapshot: () => snapshot, now: () => NOW });
  server = await createServer({
    ...{ token: ADMIN, openPaths: DEMO_PATHS, log, ready: () => null },
    routes: [webCallTokens(make), demoPage({ scriptUrl: 'http://127.0.0.1:8090/web-call.js', make })],
  });
};
beforeEach(() => serve(SECRET));
afterEach(() => server.close());

const ask = (body: object, authorization = `Bearer ${ADMIN}`) =>
  server.inject({ method: 'POST', url: '/web-calls/tokens', headers: { authorization }, payload: body });

describe('POST /web-calls/tokens', () => {
  it('signs who may call whom, from where, and until when', async () => {
    const wanted = {
      ...{
        to: '100',
        origins: [PAGE],
        from: '+380671234567',
        language: 'uk',
        operatorPhone: '+380441112233',
      },
      expiresInSeconds: 60,
    };
    const answer = await ask(wanted);
    expect(answer.statusCode).toBe(201);
    expect(answer.json()).toMatchObject({
      expiresAt: new Date(NOW + 60_000).toISOString(),
      ...{ tenant: 'clinic', scenario: 'desk' },
    });
    const { expiresInSeconds: _, ...claims } = wanted;
    expect(readClaims(SECRET, WEB_CALL_TOKEN_KIND, answer.json().token, NOW)).toEqual({
      claims: { id: expect.stringMatching(/^[\w-]{22}$/), tenant: 'clinic', ...claims, exp: NOW + 60_000 },
    });
  });

  it('every token is for another call', async () => {
    const [a, b] = await Promise.all([
      ask({ to: '100', origins: [PAGE] }),
      ask({ to: '100', origins: [PAGE] }),
    ]);
    expect(a.json().token).not.toBe(b.json().token);
  });

  it.each<[what: string, body: object, status: number, says: RegExp]>([
    ['no page', { to: '100' }, 400, /origins/],
    ['no page in the list', { to: '100', origins: [] }, 400, /origins/],
    ['a page with a path', { to: '100', origins: [`${PAGE}/call`] }, 400, /without a path/],
    ['a page with a slash', { to: '100', origins: [`${PAGE}/`] }, 400, /without a path/],
    ['every page', { to: '100', origins: ['*'] }, 400, /an origin is/],
    ['a page in a file', { to: '100', origins: ['file:///tmp'] }, 400, /an origin is/],
    ['a day', { to: '100', origins: [PAGE], expiresInSeconds: 86_400 }, 400, /3600/],
    ['no time', { to: '100', origins: [PAGE], expiresInSeconds: 0 }, 400, /10/],
    ['an unknown language', { to: '100', origins: [PAGE], language: 'fr' }, 400, /language/],
    [
      'a phone that is none',
      { to: '100', origins: [PAGE], operatorPhone: 'javascript:1' },
      400,
      /phone number/,
    ],
    ['a misspelt name', { to: '100', origins: [PAGE], expires: 60 }, 400, /expires/],
    ['a number that nobody answers', { to: '200', origins: [PAGE] }, 422, /no scenario answers "200"/],
  ])('refuses %s, and says what is wrong', async (_what, body, status, says) => {
    const answer = await ask(body);
    expect(answer.statusCode).toBe(status);
    expect(answer.json().error).toMatch(says);
  });

  it('is for who has the admin token', async () => {
    expect((await ask({ to: '100', origins: [PAGE] }, 'Bearer another')).statusCode).toBe(401);
  });

  it('says so where web calls are off', async () => {
    await server.close();
    await serve(undefined);
    const answer = await ask({ to: '100', origins: [PAGE] });
    expect([answer.statusCode, answer.json().error]).toEqual([
      503,
      expect.stringContaining('WEB_CALL_SECRET'),
    ]);
  });
});

describe('the demo page', () => {
  const open = (more: { method?: 'GET' | 'POST'; url?: string; host?: string; remoteAddress?: string }) => {
    const {
      method = 'GET',
      url = '/web-call?to=100',
      host = '127.0.0.1:8080',
      remoteAddress = '127.0.0.1',
    } = more;
    return server.inject({ method, url, headers: { host }, remoteAddress });
  };

  it('has the button in one tag, and makes tokens for itself', async () => {
    const page = await open({});
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(page.body).toContain(
      '<script src="http://127.0.0.1:8090/web-call.js"\n        data-token-url="/web-call/token?to=100">',
    );
    const token = await open({ method: 'POST', url: '/web-call/token?to=100' });
    expect(token.statusCode).toBe(201);
    expect(readClaims(SECRET, WEB_CALL_TOKEN_KIND, token.json().token, NOW)).toMatchObject({
      claims: { to: '100', origins: ['http://127.0.0.1:8080'] },
    });
  });

  it('writes nothing into the page that could become a tag', async () => {
    const page = await open({ url: `/web-call?to=${encodeURIComponent('"><script>x</script>')}` });
    expect(page.body).not.toContain('<script>x');
  });

  it.each([
    ['from another machine', { remoteAddress: '192.0.2.7' }],
    ['under a name that was pointed here', { host: 'evil.example' }],
    ['under a name that only begins like ours', { host: '127.0.0.1.evil.example' }],
  ])('is not shown %s', async (_what, more) => {
    expect((await open(more)).statusCode).toBe(403);
    expect((await open({ ...more, method: 'POST', url: '/web-call/token?to=100' })).statusCode).toBe(403);
  });

  it('opens nothing else', async () => {
    expect((await open({ url: '/calls' })).statusCode).toBe(401);
    expect((await open({ url: '/web-calls/tokens', method: 'POST' })).statusCode).toBe(401);
  });
});
