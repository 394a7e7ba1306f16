/**
 * How long a web call is silent when its edge is killed: from SIGKILL to the first sound of the agent's next words in the
 * page of a real Chromium, on a stack that starts the edge again. `node tests/web-call/measure-return.ts [kills]`.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { startStackUnderFire } from '../chaos/stack-under-fire.ts';
import { heardBy, startBrowser } from './browser.ts';
import { startSite } from './site.ts';

const KILLS = Number(process.argv[2] ?? 5);
/** of the energy that Chromium counts: the first syllable */
const AUDIBLE = 0.0005;
/** the supervisor counts crashes in a row */
const CALM_MS = 61_000;
const WITHIN_MS = 30_000;

const stack = await startStackUnderFire({ WEB_CALL_SECRET: 'a web call secret of the measure' });
const browser = await startBrowser({ afterS: 600, text: 'nothing' });
const site = await startSite({
  scriptUrl: `${stack.state().edge.publicUrl.replace(/^ws/, 'http')}/web-call.js`,
  async makeToken(origin) {
    const { url, token } = stack.state().admin;
    const answer = await fetch(`${url}/web-calls/tokens`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ to: '100', origins: [origin], from: '+380671234567' }),
    });
    return ((await answer.json()) as { token: string }).token;
  },
});
const measured: number[] = [];
try {
  for (let kill = 0; kill < KILLS; kill++) {
    const page = await browser.visitor(true);
    await page.goto(site.url('data-token-url="/token"'));
    await page.getByRole('button', { name: 'Call us', exact: true }).click();
    const shows = (words: string) =>
      page.getByRole('status').filter({ hasText: words }).waitFor({ timeout: WITHIN_MS });
    await shows('In the call');
    while ((await heardBy(page)).energy < 0.01) await sleep(50);
    await sleep(4000);
    stack.forgetEvents();
    const killedAt = performance.now();
    const since = () => Math.round(performance.now() - killedAt);
    await stack.kill('media-edge');
    const restarted = stack.restarted('media-edge').then(since);
    await shows('Reconnecting');
    const live = shows('In the call').then(since);
    await live;
    while ((await heardBy(page)).energy < AUDIBLE) await sleep(10);
    const heardMs = since();
    measured.push(heardMs);
    console.log(`edge ready ${await restarted} ms, call live ${await live} ms, first words ${heardMs} ms`);
    await page.getByRole('button', { name: 'Hang up', exact: true }).click();
    await page.context().close();
    await sleep(CALM_MS);
  }
  measured.sort((a, b) => a - b);
  console.log(
    `first words: median ${measured[Math.floor(measured.length / 2)]} ms, longest ${measured.at(-1)} ms`,
  );
} finally {
  await site.stop();
  await browser.close();
  await stack.stop();
}
