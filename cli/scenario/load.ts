import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Fault, parseScenario } from '../../domain/scenario/bundle.ts';
import type { Scenario } from '../../domain/scenario/schema.ts';
import { readScenarioFiles } from './read-folder.ts';

/** The folder of a scenario: given itself, or by its name below scenarios/. */
export const folderOf = (name: string): string =>
  existsSync(name) || name.includes('/') ? name : join('scenarios', name);

/** Every folder of scenarios/. */
export async function allFolders(): Promise<string[]> {
  const entries = await readdir('scenarios', { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => join('scenarios', entry.name));
}

/** Reads a scenario's folder; faults are named with the folder. */
export async function loadScenario(folder: string): Promise<{ scenario: Scenario } | { faults: Fault[] }> {
  if (!existsSync(folder))
    throw new Error(`no scenario at ${folder}: choose ${(await allFolders()).join(', ')} or another folder`);
  if (!(await stat(folder)).isDirectory())
    throw new Error(
      `${folder} is a file: name the folder of a scenario, such as ${(await allFolders()).join(', ')}`,
    );
  const result = parseScenario(await readScenarioFiles(folder));
  if ('scenario' in result) return result;
  return { faults: result.faults.map((fault) => ({ ...fault, file: join(folder, fault.file) })) };
}

/** A fault as a line for people. */
export const faultLine = ({ file, line, message }: Fault): string => `${file}:${line}: ${message}`;

/** Reads a scenario that must be right; throws with every fault named. */
export async function mustLoad(folder: string): Promise<Scenario> {
  const result = await loadScenario(folder);
  if ('scenario' in result) return result.scenario;
  throw new Error(result.faults.map(faultLine).join('\n'));
}
