import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bundleText, parseScenario } from '../../domain/scenario/bundle.ts';
import { drawScenario } from '../../domain/scenario/draw.ts';
import { sha256 } from '../../platform/sha256.ts';
import type { Command } from '../command.ts';
import { readScenarioFiles } from './read-folder.ts';

const usage = `npm run scenario -- check [folder …]   checks scenarios; default: every folder of scenarios/
npm run scenario -- draw [folder]      prints a scenario as a Mermaid state diagram; default: scenarios/clinic

  --json   one JSON object per line
  --help

Example: npm run scenario -- draw scenarios/clinic > clinic.mmd`;

const print = (line: string) => process.stdout.write(`${line}\n`);

async function allFolders(): Promise<string[]> {
  const entries = await readdir('scenarios', { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => join('scenarios', entry.name));
}

/** Prints the faults of each folder; answers how many there were. */
async function check(folders: readonly string[], json: boolean): Promise<number> {
  let faults = 0;
  for (const folder of folders) {
    const result = parseScenario(await readScenarioFiles(folder));
    if ('faults' in result) {
      faults += result.faults.length;
      for (const fault of result.faults) {
        const file = join(folder, fault.file);
        print(json ? JSON.stringify({ ...fault, file }) : `${file}:${fault.line}: ${fault.message}`);
      }
      continue;
    }
    const { scenario } = result;
    const hash = sha256(bundleText(scenario));
    const states = Object.keys(scenario.states).length;
    print(
      json
        ? JSON.stringify({ folder, scenario: scenario.name, version: scenario.version, states, hash })
        : `${folder}: ${scenario.name} version ${scenario.version} is right: ${states} states in ${scenario.languages.join(', ')}; bundle ${hash.slice(0, 12)}`,
    );
  }
  return faults;
}

async function draw(folder: string, json: boolean): Promise<number> {
  const result = parseScenario(await readScenarioFiles(folder));
  if ('faults' in result) return check([folder], json);
  const mermaid = drawScenario(result.scenario);
  print(json ? JSON.stringify({ folder, mermaid }) : mermaid.trimEnd());
  return 0;
}

const explain = ({ code, path, message }: NodeJS.ErrnoException): string =>
  path !== undefined && (code === 'ENOENT' || code === 'ENOTDIR')
    ? `${path} is no folder (${code}): name one such as scenarios/clinic`
    : message;

export const command: Command = {
  name: 'scenario',
  summary: 'check and draw conversations',
  usage,
  needs: 'nothing',
  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h' } },
    });
    const [verb, ...folders] = positionals;
    if (values.help === true) {
      print(usage);
      return 0;
    }
    try {
      if (verb === 'check')
        return (await check(folders.length > 0 ? folders : await allFolders(), values.json)) > 0 ? 1 : 0;
      if (verb === 'draw') return (await draw(folders[0] ?? 'scenarios/clinic', values.json)) > 0 ? 1 : 0;
    } catch (error) {
      process.stderr.write(`${explain(error as NodeJS.ErrnoException)}\n`);
      return 1;
    }
    process.stderr.write(`${verb === undefined ? 'say what to do' : `unknown: "${verb}"`}\n${usage}\n`);
    return 2;
  },
};
