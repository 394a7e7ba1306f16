import type { Language } from './language.ts';
import type { Scenario } from './scenario/schema.ts';

/** Which scenario answers a dialled number. `to` = '*' is the default route of the installation. */
export interface Route {
  to: string;
  tenant: string;
  scenario: string;
  language: Language;
}

/** What an edge needs in order to answer without asking anybody; refreshed in the background from PostgreSQL. */
export interface Snapshot {
  routes: readonly Route[];
  /** `tenant/scenario` → hash of the published bundle */
  published: Readonly<Record<string, string>>;
  /** hash → bundle */
  scenarios: Readonly<Record<string, Scenario>>;
  flags: Readonly<Record<string, boolean | string>>;
}

/** What was chosen when the call came in; frozen in the workflow at openCall. */
export interface ChosenOpening {
  tenant: string;
  scenario: string;
  /** sha256 of the scenario bundle; a worker that does not know it loads it from PostgreSQL */
  scenarioHash: string;
  language: Language;
  promptVersion: string;
  /** arm of an experiment, null outside one */
  variant: string | null;
  flags: Readonly<Record<string, boolean | string>>;
  timeZone: string;
}

/** The facts of an incoming call that decide its opening. */
export interface Incoming {
  callId: string;
  from: string;
  to: string;
}

/**
 * Picks tenant, scenario, language and version for a call. Pure: the same snapshot and call give the same opening.
 * Null when neither the dialled number nor `*` has a route, or the route's scenario is not published.
 */
export function chooseOpening(
  snapshot: Snapshot,
  { to }: Incoming,
  language?: Language,
): ChosenOpening | null {
  const route = snapshot.routes.find((r) => r.to === to) ?? snapshot.routes.find((r) => r.to === '*');
  if (route === undefined) return null;
  const hash = snapshot.published[`${route.tenant}/${route.scenario}`];
  const scenario = hash === undefined ? undefined : snapshot.scenarios[hash];
  if (hash === undefined || scenario === undefined) return null;
  return {
    tenant: route.tenant,
    scenario: route.scenario,
    scenarioHash: hash,
    language: language ?? route.language,
    promptVersion: `${scenario.version}`,
    variant: null,
    flags: snapshot.flags,
    timeZone: scenario.timeZone,
  };
}
