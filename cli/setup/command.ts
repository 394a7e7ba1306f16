import { parseArgs } from 'node:util';
import type { Command } from '../command.ts';
import { projectRoot } from '../stack/paths.ts';
import { SETUP_PARTS } from './setup.mjs';
import { cacheFolder, findOnPath, findTemporalCli } from './tool-paths.mjs';

const usage = `npm run setup [-- --json]

Installs what is missing, as every other command does first: npm packages, the Python environment (.venv), Debian
packages (redis-server, espeak-ng, flite) and the Temporal CLI; npm test also Debian's chromium. Logs: .local/logs/setup-*.log
  HOLDFAST_CACHE   where the built Temporal CLI is kept; default ~/.cache/holdfast
  PYTHON           the Python to make .venv with; default python3`;

/** `npm run setup`: start.mjs has installed everything before this runs; it says what is there. */
export const command: Command = {
  name: 'setup',
  summary: 'install what is missing and say what is there',
  usage,
  needs: 'nothing',
  async run(args) {
    const { values } = parseArgs({ args: [...args], options: { json: { type: 'boolean', default: false } } });
    const at = { root: projectRoot, env: process.env };
    const parts = SETUP_PARTS.map((part) => ({ name: part.name, ready: part.isReady(at) }));
    const tools = {
      node: process.version,
      temporal: process.env.TEMPORAL_ADDRESS ?? findTemporalCli() ?? '',
      redis: process.env.REDIS_URL ?? findOnPath('redis-server') ?? '',
      'espeak-ng': findOnPath('espeak-ng') ?? '',
      flite: findOnPath('flite') ?? '',
      cache: cacheFolder(),
    };
    if (values.json) console.log(JSON.stringify({ parts, tools }));
    else {
      for (const { name, ready } of parts) console.log(`${name.padEnd(20)} ${ready ? 'ready' : 'missing'}`);
      for (const [name, path] of Object.entries(tools)) console.log(`${name.padEnd(20)} ${path}`);
    }
    return parts.every(({ ready }) => ready) ? 0 : 1;
  },
};
