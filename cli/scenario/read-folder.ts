import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SourceFile } from '../../domain/scenario/bundle.ts';

/** The YAML files of a scenario folder, by name. Throws when the folder cannot be read or holds none. */
export async function readScenarioFiles(folder: string): Promise<SourceFile[]> {
  const names = (await readdir(folder)).filter((name) => /\.ya?ml$/.test(name)).sort();
  if (names.length === 0)
    throw new Error(`${folder} holds no .yaml file: name a folder such as scenarios/clinic`);
  return Promise.all(names.map(async (name) => ({ name, text: await readFile(join(folder, name), 'utf8') })));
}
