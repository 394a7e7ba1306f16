import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { waitUntil } from '../../cli/stack/wait-until.ts';
import { WEB_CALL_TOKEN_KIND, type WebCallClaims } from '../../contracts/web-call.ts';
import { claimsId, signClaims } from '../../platform/signed-claims.ts';
import { type StackUnderFire, startStackUnderFire } from '../chaos/stack-under-fire.ts';
import { heardBy, startBrowser, type TestBrowser } from './browser.ts';
import { type Site, startSite } from './site.ts';

const SECRET = 'a web call secret of the tests';
const WITHIN_MS = 30_000;

let stack: StackUnderFire;
let browser: TestBrowser;
let site: Site;
let publicUrl: string;
beforeAll(async () => {
  [stack, browser] = await Promise.all([
    startStackUnderFire({ WEB_CALL_SECRET: SECRET }),
    // the greeting lasts less
    startBrowser({ afterS: 5, text: 'a haircut please' }),
  ]);
  publicUrl = stack.state().edge.publicUrl.replace(/^ws/, 'http');
  site = await startSite({ scriptUrl: `${publicUrl}/web-call.js`, makeToken: askForToken });
}, 120_000);
afterAll(async () => {
  await site?.stop();
  await browser?.close();
  await stack?.stop();
}, 60_000);

const admin = (path: string, body?: object): Promise<Response> => {
  const { url, token } = stack.state().admin;
  return fetch(`${url}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
};
/** As a site's backend does. */
async function askForToken(origin: string): Promise<string> {
  const answer = await admin('/web-calls/tokens', { to: '100', origins: [origin], from: '+380671234567' });
  expect(answer.status).toBe(201);
  return ((await answer.json()) as { token: string }).token;
}
const claims = (more: Partial<WebCallClaims> = {}): WebCallClaims => ({
  ...{ id: claimsId(), to: '100', tenant: 'chaos', origins: [site.origin], from: '' },
  ...more,
});
const tokenOf = (more: Partial<WebCallClaims>, lastsMs = 60_000) =>
  signClaims(SECRET, WEB_CALL_TOKEN_KIND, claims(more), Date.now() + lastsMs);

const state = (page: Page, words: string) =>
  page.getByRole('status').filter({ hasText: words }).waitFor({ timeout: WITHIN_MS });
const words = (page: Page, said: string) =>
  page.getByRole('log').getByText(said, { exact: false }).last().waitFor({ timeout: WITHIN_MS });
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const finished = (): Promise<unknown> =>
  waitUntil(
    async () => {
      const { calls } = (await (await admin('/calls')).json()) as {
        calls: { callId: string; live: boolean }[];
      };
      const call = calls.find(({ callId, live }) => callId.startsWith('web-') && !live);
      if (call === undefined) throw new Error('the call is not on record yet');
      return (await admin(`/calls/${call.callId}`)).json();
    },
    { what: 'the record of the call', timeoutMs: WITHIN_MS },
  );

describe('a call from a page that embeds the button by one tag', () => {
  it('is heard and read by both sides, survives the edge, and is on record when the visitor hangs up', async () => {
    const page = await browser.visitor(true);
    await page.goto(site.url('data-token-url="/token"'));
    await press(page, 'Call us');
    await state(page, 'In the call');
    await words(page, 'Would you like a haircut, or a shave?');
    await words(page, 'a haircut please');
    await words(page, 'Which day would suit you?');
    expect((await heardBy(page)).energy).toBeGreaterThan(0.001);

    await stack.kill('media-edge');
    await state(page, 'Reconnecting');
    await state(page, 'In the call');
    // the open question is asked again, and nothing that was answered
    await words(page, 'Which day?');
    await press(page, 'Mute');
    expect(await page.getByRole('button', { name: 'Unmute' }).getAttribute('aria-pressed')).toBe('true');
    await press(page, 'Hang up');
    await state(page, 'You have ended the call.');

    expect(await finished()).toMatchObject({
      channel: 'web',
      ended: 'caller-hung-up',
      transcript: expect.arrayContaining([expect.objectContaining({ caller: 'a haircut please' })]),
    });
    await page.context().close();
  }, 90_000);

  it('does not come about without the microphone, and the visitor reads how to repair that', async () => {
    const page = await browser.visitor(false);
    await page.goto(site.url('data-token-url="/token"'));
    await press(page, 'Call us');
    await state(page, 'The microphone is blocked for this page.');
    await page.getByRole('button', { name: 'Call again' }).waitFor();
    await page.context().close();
  });

  it.each([
    ['expired', () => tokenOf({}, -1000), 'Reload it to call.'],
    [
      'for other pages',
      () => tokenOf({ origins: ['https://elsewhere.example'] }),
      'not possible from this page',
    ],
    [
      'somebody else’s',
      () => signClaims('another secret', WEB_CALL_TOKEN_KIND, claims(), Date.now() + 60_000),
      'not possible from this page',
    ],
    ['missing', () => '', 'not possible from this page'],
  ])('is refused with a token that is %s, before the microphone is asked for', async (_what, token, said) => {
    const page = await browser.visitor(true);
    await page.goto(site.url(`data-token="${token()}"`));
    await press(page, 'Call us');
    await state(page, said);
    expect(
      await page.evaluate(() => (globalThis as unknown as { connections: unknown[] }).connections.length),
    ).toBe(0);
    await page.context().close();
  });

  it('is linked by npm run up: a page of the admin API that makes its own tokens', async () => {
    const page = await browser.visitor(true);
    await page.goto(`${stack.state().admin.url}/web-call?to=100&lang=uk`);
    await press(page, 'Зателефонувати');
    await state(page, 'Триває розмова');
    await press(page, 'Завершити');
    await state(page, 'Ви завершили дзвінок.');
    await page.context().close();
  });
});
