import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DialogReply } from '../../contracts/text-channel.ts';
import { type AdminProcess, eventually, startTextLab, type TextLab } from './text-lab.ts';

const LINE = '380440000001';
const ROUTE = { to: LINE, tenant: 'demo', scenario: 'clinic', language: 'en' } as const;
const OTHER_LINE = '380440000009';

let lab: TextLab;
let admin: AdminProcess;
let scenarioFile: string;

beforeAll(async () => {
  lab = await startTextLab([ROUTE]);
  admin = await lab.startAdmin('admin');
  scenarioFile = join(lab.scenariosDir, 'clinic', 'scenario.yaml');
}, 60_000);
afterAll(() => lab?.stop(), 60_000);

const begin = (to = LINE) =>
  admin.client.request<{ sessionId: string; greeting: string }>('POST', '/session', { to });
const say = (sessionId: string, message: string) =>
  admin.client.request<DialogReply>('POST', '/dialog', { sessionId, message });
const edit = async (change: (text: string) => string) => {
  const before = await readFile(scenarioFile, 'utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  await writeFile(scenarioFile, after);
};
/** Opens sessions until one of them is greeted so. */
const greetedBy = (words: string) =>
  eventually(`a greeting with "${words}"`, async () =>
    (await begin()).greeting.includes(words) ? true : undefined,
  );

describe('a changed scenario', () => {
  it('reaches new calls without a restart; a call under way keeps the one it began with', async () => {
    const { sessionId, greeting } = await begin();
    expect(greeting).toContain('Horizon Diagnostic Clinic');
    await edit((text) =>
      text
        .replace('this is Horizon Diagnostic Clinic', 'this is Meridian Clinic')
        .replace('What is troubling you? Or,', 'What brings you to us? Or,'),
    );
    await greetedBy('Meridian Clinic');
    const { reply } = await say(sessionId, 'my name is Anna Kovalenko');
    expect(reply).toContain('What is troubling you?');
    const { sessionId: later } = await begin();
    expect((await say(later, 'my name is Anna Kovalenko')).reply).toContain('What brings you to us?');
  });

  it('with a fault is logged with file and line and stays as it was, and its repair is published', async () => {
    const line = (await readFile(scenarioFile, 'utf8')).split('\n').indexOf('    next: ASK_CLIENT_NAME') + 1;
    await edit((text) => text.replace('next: ASK_CLIENT_NAME', 'next: ASK_CLIENT_NAMES'));
    await eventually('the fault in the log', async () =>
      (await admin.log()).includes(`clinic/scenario.yaml:${line} `) ? true : undefined,
    );
    expect(await admin.log()).toContain('ASK_CLIENT_NAMES');
    expect((await begin()).greeting).toContain('Meridian Clinic');
    await edit((text) =>
      text.replace('next: ASK_CLIENT_NAMES', 'next: ASK_CLIENT_NAME').replace('Meridian', 'Zenith'),
    );
    await greetedBy('Zenith Clinic');
  });

  it('a new route reaches new calls; a faulty routes.yaml changes nothing', async () => {
    const routes = join(lab.scenariosDir, 'routes.yaml');
    const of = (to: string, language: string) => ({ to, tenant: 'demo', scenario: 'clinic', language });
    await writeFile(routes, JSON.stringify({ routes: [of(LINE, 'en'), of(OTHER_LINE, 'ru')] }));
    const opened = await eventually('the new route', () => begin(OTHER_LINE).catch(() => undefined));
    expect(opened.greeting).toContain('Разговор записывается');
    await writeFile(routes, JSON.stringify({ routes: [of(LINE, 'fr')] }));
    await eventually('the fault in the log', async () =>
      (await admin.log()).includes('routes.yaml is not valid') ? true : undefined,
    );
    expect((await begin(OTHER_LINE)).greeting).toContain('Разговор записывается');
  });
});

describe('an admin process', () => {
  it('that starts with a faulty scenario says so and serves the one that was published', async () => {
    await writeFile(join(lab.scenariosDir, 'routes.yaml'), JSON.stringify({ routes: [ROUTE] }));
    await edit((text) => text.replace('next: ASK_CLIENT_NAME', 'next: NOWHERE'));
    const other = await lab.startAdmin('admin-other');
    expect(await other.log()).toMatch(/clinic\/scenario.yaml:\d+ .*NOWHERE/);
    const { greeting } = await other.client.request<{ greeting: string }>('POST', '/session', { to: LINE });
    expect(greeting).toContain('Zenith Clinic');
    await other.stop();
  });

  it.each<{ what: string; env: Record<string, string>; says: string }>([
    { what: 'a folder without routes', env: { SCENARIOS_DIR: '/nowhere' }, says: 'set SCENARIOS_DIR to' },
    {
      what: 'no PostgreSQL',
      env: { DATABASE_URL: 'postgres://u@127.0.0.1:9/x', DATABASE_WAIT_MS: '1000' },
      says: 'does not answer',
    },
  ])('$what is told before it ends', async ({ env, says }) => {
    const error = await lab.startAdmin(`admin-${says.slice(0, 3)}`, env).catch((reason: Error) => reason);
    expect(String(error)).toContain(says);
    expect(String(error)).toContain('ended with code 1');
  });

  it('names every fault of its environment at once', async () => {
    const started = lab.startAdmin('admin-faulty', { ADMIN_TOKEN: 'short', TEXT_IDLE_MS: 'soon' });
    const error = await started.then(
      () => undefined,
      (reason: Error) => reason,
    );
    expect(error?.message).toContain('ADMIN_TOKEN');
    expect(error?.message).toContain('TEXT_IDLE_MS');
  });
});
