import { parseArgs } from 'node:util';
import type { Command } from '../command.ts';
import { homeFolder } from '../stack/paths.ts';
import { plannedProcesses } from '../stack/planned-processes.ts';
import type { NodeProcess } from '../stack/processes.ts';
import { readState } from '../stack/state.ts';
import type { Setting } from './in-force.ts';
import { processSettings } from './process-settings.ts';
import { speechSettings } from './speech-settings.ts';

const usage = `npm run config [-- --json] [-- PROCESS…]

Prints what every process reads from its environment and what is in force: from the environment, from the local stack,
or a default. Secrets are masked. Every fault of every process is named; then the exit code is 1.
Example: npm run config -- media-edge`;

/** `npm run config`: the configuration of every process. */
export const command: Command = {
  name: 'config',
  summary: 'print the configuration in force, and every fault in it',
  usage,
  needs: 'setup',
  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false } },
    });
    const planned = plannedProcesses(homeFolder(), process.env);
    const names = [...planned.map(({ name }) => name), 'speech'];
    const unknown = positionals.find((name) => !names.includes(name));
    if (unknown) throw new Error(`no process "${unknown}": ${names.join(', ')}`);
    let sound = true;
    for (const name of positionals.length > 0 ? positionals : names) {
      const one = planned.find((process) => process.name === name);
      const { settings, faults } = one
        ? await ofProcess(one)
        : await speechSettings(process.env, speechPort());
      sound &&= faults === '';
      if (values.json) {
        for (const setting of settings) console.log(JSON.stringify({ process: name, ...setting }));
        if (faults) console.log(JSON.stringify({ process: name, faults }));
      } else console.log(page(name, settings, faults));
    }
    return sound ? 0 : 1;
  },
};

async function ofProcess(one: NodeProcess): Promise<{ settings: Setting[]; faults: string }> {
  const { settings, faults } = await processSettings(one, process.env);
  return { settings, faults: faults.join('\n') };
}

/** The one thing that a running stack decides for its speech worker. */
function speechPort(): Record<string, string> {
  const running = process.env.SPEECH_URL ? null : readState(homeFolder());
  return running ? { SPEECH_PORT: String(running.ports.speech) } : {};
}

function page(name: string, settings: readonly Setting[], faults: string): string {
  const width = Math.max(...settings.map((setting) => setting.name.length));
  const lines = settings.map((one) => {
    const left = `  ${one.name.padEnd(width)}  ${one.source.padEnd(11)}  ${one.value}`;
    return one.description ? `${left.padEnd(width + 48)}  # ${one.description}` : left;
  });
  return [name, ...lines, ...(faults ? ['faults:', faults] : []), ''].join('\n');
}
