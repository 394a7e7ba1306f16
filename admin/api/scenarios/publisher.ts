import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Route } from '../../../domain/opening.ts';
import { bundleText, parseScenario } from '../../../domain/scenario/bundle.ts';
import type { Scenario } from '../../../domain/scenario/schema.ts';
import { ConfigError } from '../../../platform/config.ts';
import type { Log } from '../../../platform/log.ts';
import { sha256 } from '../../../platform/sha256.ts';
import { readScenarioFolder, scenarioFolders } from './read-folder.ts';
import { parseRoutes } from './routes-file.ts';
import { watchFolders } from './watch-folders.ts';

/** Where published scenarios and routes go. */
export interface ScenarioShelf {
  publish(bundle: { tenant: string; scenario: Scenario; hash: string; text: string }): Promise<void>;
  /** replaces all routes */
  setRoutes(routes: readonly Route[]): Promise<void>;
}

const SETTLE_MS = 200;
/** A change must not be lost because the database was away just then. */
const TRY_AGAIN_MS = 3_000;

/**
 * Publishes every scenario that routes.yaml names. A faulty scenario is logged with file and line and left as it was
 * published before, a faulty routes.yaml likewise, so an author's slip never reaches a caller. Answers the faults.
 * Throws when there is no routes.yaml, or when the shelf cannot be reached.
 */
export async function publishScenarios(directory: string, shelf: ScenarioShelf, log: Log): Promise<string[]> {
  const faults = await publishAll(directory, shelf);
  for (const fault of faults) log.error('scenario not published', { fault });
  return faults;
}

async function publishAll(directory: string, shelf: ScenarioShelf): Promise<string[]> {
  const file = join(directory, 'routes.yaml');
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new ConfigError(
      `cannot read ${file} (${error.code}): set SCENARIOS_DIR to a folder like scenarios/`,
    );
  });
  let routes: Route[];
  try {
    routes = parseRoutes(text);
  } catch (error) {
    return [(error as Error).message];
  }
  const faults: string[] = [];
  const folders = new Set(await scenarioFolders(directory));
  for (const name of new Set(routes.map((route) => route.scenario))) {
    if (!folders.has(name)) {
      faults.push(
        `routes.yaml names the scenario "${name}", but ${join(directory, name)} has no scenario.yaml`,
      );
      continue;
    }
    const parsed = parseScenario(await readScenarioFolder(join(directory, name)));
    if ('faults' in parsed) {
      faults.push(...parsed.faults.map(({ file, line, message }) => `${name}/${file}:${line} ${message}`));
      continue;
    }
    const text = bundleText(parsed.scenario);
    for (const tenant of new Set(
      routes.filter((route) => route.scenario === name).map((route) => route.tenant),
    )) {
      await shelf.publish({ tenant, scenario: parsed.scenario, hash: sha256(text), text });
    }
  }
  await shelf.setRoutes(routes);
  return faults;
}

/**
 * Publishes again after every change below `directory`; a change reaches new calls only. A publication that fails is
 * tried again every `tryAgainMs`. Returns the stop function.
 */
export function watchScenarios(
  directory: string,
  publish: () => Promise<unknown>,
  log: Log,
  { tryAgainMs = TRY_AGAIN_MS } = {},
): () => void {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const publishIn = (ms: number) => {
    clearTimeout(timer);
    if (stopped) return;
    timer = setTimeout(() => {
      publish().catch((error: unknown) => {
        log.error('scenarios not published, trying again soon', { error });
        publishIn(tryAgainMs);
      });
    }, ms);
  };
  // editors write in several steps: wait until the folder is quiet
  const stopWatching = watchFolders(directory, () => publishIn(SETTLE_MS));
  return () => {
    stopped = true;
    clearTimeout(timer);
    stopWatching();
  };
}
