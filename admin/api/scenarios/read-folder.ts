import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface NamedText {
  /** path relative to the scenario's folder */
  name: string;
  text: string;
}

/** The YAML files of one scenario folder, sorted by name so that the bundle's hash does not depend on the disk. */
export async function readScenarioFolder(folder: string): Promise<NamedText[]> {
  const names = (await readdir(folder)).filter((name) => /\.ya?ml$/.test(name)).sort();
  return Promise.all(names.map(async (name) => ({ name, text: await readFile(join(folder, name), 'utf8') })));
}

/** Names of the folders below `directory` that hold a scenario, i.e. a scenario.yaml. */
export async function scenarioFolders(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  const holds = await Promise.all(
    entries.map(
      async (entry) =>
        entry.isDirectory() && (await readdir(join(directory, entry.name))).includes('scenario.yaml'),
    ),
  );
  return entries.filter((_, index) => holds[index]).map((entry) => entry.name);
}
