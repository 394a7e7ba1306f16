import { plannedProcesses } from '../stack/planned-processes.ts';
import { FIXED_PORTS } from '../stack/ports.ts';
import type { NodeProcess } from '../stack/processes.ts';
import { faultsBetween } from './faults-between.ts';
import { type Setting, settingsInForce } from './in-force.ts';

/** What one process of the stack would read in this environment, and every fault in it, a line each. */
export async function processSettings(
  one: NodeProcess,
  env: NodeJS.ProcessEnv,
): Promise<{ settings: Setting[]; faults: string[] }> {
  const schema = await one.configSchema();
  // a port that somebody chose is not the stack's to choose
  const chosen = Object.entries(one.env).filter(([name]) => !(FIXED_PORTS.includes(name) && env[name]));
  const stack = Object.fromEntries(chosen);
  const { settings, given, faults } = settingsInForce(schema, { environment: env, stack });
  return { settings, faults: [...faults, ...(await faultsBetween(schema, given))] };
}

/** Throws when a process of the stack would refuse this environment, with the faults of all of them. */
export async function refuseFaults(home: string, env: NodeJS.ProcessEnv): Promise<void> {
  const lines = new Set<string>();
  for (const one of plannedProcesses(home, env))
    for (const fault of (await processSettings(one, env)).faults) lines.add(fault);
  if (lines.size > 0)
    throw new Error(`the environment has faults (npm run config shows all of it):\n${[...lines].join('\n')}`);
}
