import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeNewScenario } from '../new.ts';

/**
 * Writes a new scenario `name` below `directory` with one thing changed and answers its folder; throws where the pattern
 * that new scenarios follow has no `from`.
 */
export async function changedScenario(
  directory: string,
  name: string,
  from: string,
  to: string,
): Promise<string> {
  await writeNewScenario(name, directory);
  const folder = join(directory, name);
  const file = join(folder, 'scenario.yaml');
  const text = await readFile(file, 'utf8');
  if (!text.includes(from)) throw new Error(`the pattern has no "${from}"`);
  await writeFile(file, text.replace(from, to));
  return folder;
}
