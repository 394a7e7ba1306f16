import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { projectRoot } from '../stack/paths.ts';
import { masked, type Setting } from './in-force.ts';

/** The speech worker describes its own fields and faults; this only asks it. */
const SCRIPT = `
import json, os
from speech.config import Config, ConfigFault, read_config
fields = [{"name": f.alias or n, "default": "" if f.default is None or not isinstance(f.default, (str, int, float)) else str(f.default),
           "description": f.description or ""} for n, f in Config.model_fields.items()]
try:
    read_config(os.environ)
    faults = ""
except ConfigFault as fault:
    faults = str(fault)
print(json.dumps({"fields": fields, "faults": faults}))
`;

const answer = z.object({
  fields: z.array(z.object({ name: z.string(), default: z.string(), description: z.string() })),
  faults: z.string(),
});

/** The settings of the Python process, in the shape of the others'; what the stack sets stands before the environment. */
export async function speechSettings(
  env: NodeJS.ProcessEnv,
  stack: Readonly<Record<string, string>>,
): Promise<{ settings: Setting[]; faults: string }> {
  const { stdout } = await promisify(execFile)(join(projectRoot, '.venv', 'bin', 'python'), ['-c', SCRIPT], {
    cwd: join(projectRoot, 'gpu-workers'),
    env,
    timeout: 30_000,
  });
  const { fields, faults } = answer.parse(JSON.parse(stdout));
  const settings = fields.map(({ name, default: fallback, description }): Setting => {
    const given = env[name] ?? '';
    const set = stack[name];
    if (set !== undefined) return { name, value: masked(name, set), source: 'stack', description };
    return {
      name,
      value: masked(name, given || fallback),
      source: given ? 'environment' : fallback ? 'default' : 'unset',
      description,
    };
  });
  return { settings, faults };
}
