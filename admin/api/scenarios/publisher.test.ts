import { appendFile, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Route } from '../../../domain/opening.ts';
import { createLog, type Log } from '../../../platform/log.ts';
import { sha256 } from '../../../platform/sha256.ts';
import { publishScenarios, type ScenarioShelf, watchScenarios } from './publisher.ts';

const CLINIC = fileURLToPath(new URL('../../../scenarios/clinic', import.meta.url));
const silent = createLog('test', 'silent');
const route = (to: string, tenant: string, scenario = 'clinic'): Route => ({
  to,
  tenant,
  scenario,
  language: 'uk',
});

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast publish '));
  await cp(CLINIC, join(folder, 'clinic'), { recursive: true });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const writeRoutes = (...routes: Route[]) =>
  writeFile(join(folder, 'routes.yaml'), JSON.stringify({ routes }));

function fakeShelf() {
  const published: string[] = [];
  const texts: { hash: string; text: string }[] = [];
  let routes: readonly Route[] | null = null;
  const shelf: ScenarioShelf = {
    publish: async ({ tenant, scenario, hash, text }) => {
      published.push(`${tenant}/${scenario.name}`);
      texts.push({ hash, text });
    },
    setRoutes: async (all) => {
      routes = all;
    },
  };
  return { shelf, published, texts, routes: () => routes };
}

function keepingLog(): { log: Log; faults: string[] } {
  const faults: string[] = [];
  const log = { ...silent, error: (_: string, context: { fault: string }) => faults.push(context.fault) };
  return { log: log as unknown as Log, faults };
}

describe('publishScenarios', () => {
  it('publishes once per tenant, under the hash of its text, and sets the routes', async () => {
    const routes = [route('100', 'a'), route('101', 'a'), route('*', 'b')];
    await writeRoutes(...routes);
    const shelf = fakeShelf();
    expect(await publishScenarios(folder, shelf.shelf, silent)).toEqual([]);
    expect(shelf.published).toEqual(['a/clinic', 'b/clinic']);
    expect(shelf.texts[0]).toEqual(shelf.texts[1]);
    expect(shelf.texts[0]?.hash).toBe(sha256(shelf.texts[0]?.text ?? ''));
    expect(shelf.routes()).toEqual(routes);
  });

  it('a comment or another order of the files changes no hash', async () => {
    await writeRoutes(route('*', 'a'));
    const before = fakeShelf();
    await publishScenarios(folder, before.shelf, silent);
    await appendFile(join(folder, 'clinic', 'slots.yaml'), '\n# a remark\n');
    const after = fakeShelf();
    await publishScenarios(folder, after.shelf, silent);
    expect(after.texts).toEqual(before.texts);
  });

  it('a faulty scenario is named with file and line and left alone; others and the routes are published', async () => {
    await cp(CLINIC, join(folder, 'second'), { recursive: true });
    await writeRoutes(route('100', 'a'), route('101', 'b', 'second'));
    const file = join(folder, 'clinic', 'scenario.yaml');
    const text = await readFile(file, 'utf8');
    const line = text.split('\n').indexOf('    next: ASK_CLIENT_NAME') + 1;
    await writeFile(file, text.replace('next: ASK_CLIENT_NAME', 'next: NOWHERE'));
    const [shelf, { log, faults }] = [fakeShelf(), keepingLog()];
    const answered = await publishScenarios(folder, shelf.shelf, log);
    expect(faults).toEqual(answered);
    expect(faults[0]).toMatch(new RegExp(`^clinic/scenario.yaml:${line} .*NOWHERE`));
    expect(shelf.published).toEqual(['b/clinic']);
    expect(shelf.routes()).toHaveLength(2);
  });

  it('a route to a folder without a scenario is a fault', async () => {
    await writeRoutes(route('*', 'a', 'shop'));
    const [fault] = await publishScenarios(folder, fakeShelf().shelf, silent);
    expect(fault).toContain(`names the scenario "shop", but ${join(folder, 'shop')} has no scenario.yaml`);
  });

  it('a faulty routes.yaml publishes nothing and leaves the routes as they are', async () => {
    await writeFile(join(folder, 'routes.yaml'), 'routes: 7');
    const shelf = fakeShelf();
    expect((await publishScenarios(folder, shelf.shelf, silent))[0]).toContain('routes.yaml is not valid');
    expect([shelf.published, shelf.routes()]).toEqual([[], null]);
  });

  it('no routes.yaml: throws with the file and the repair', async () => {
    await expect(publishScenarios(folder, fakeShelf().shelf, silent)).rejects.toThrow(
      /cannot read .*routes\.yaml \(ENOENT\): set SCENARIOS_DIR/,
    );
  });
});

describe('watchScenarios', () => {
  it('tries again what failed, without another change', async () => {
    let runs = 0;
    const published = Promise.withResolvers<void>();
    const publish = async () => {
      runs++;
      if (runs < 3) throw new Error('the shelf is away');
      published.resolve();
    };
    const stop = watchScenarios(folder, publish, silent, { tryAgainMs: 5 });
    try {
      await appendFile(join(folder, 'clinic', 'slots.yaml'), '\n');
      await published.promise;
      expect(runs).toBe(3);
    } finally {
      stop();
    }
  });

  it('publishes after a change, once for a burst of writes, and survives a failure', async () => {
    let runs = 0;
    let ran = Promise.withResolvers<void>();
    const stop = watchScenarios(
      folder,
      async () => {
        runs++;
        ran.resolve();
        throw new Error('the shelf is away');
      },
      silent,
    );
    try {
      for (let i = 0; i < 5; i++) await appendFile(join(folder, 'clinic', 'slots.yaml'), '\n');
      await ran.promise;
      expect(runs).toBe(1);
      ran = Promise.withResolvers<void>();
      await appendFile(join(folder, 'clinic', 'questions.yaml'), '\n');
      await ran.promise;
      expect(runs).toBe(2);
    } finally {
      stop();
    }
  });
});
