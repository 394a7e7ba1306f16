import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readScenarioFolder, scenarioFolders } from './read-folder.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast folder '));
  for (const name of ['clinic', 'drafts']) await mkdir(join(folder, name));
  await writeFile(join(folder, 'scenario.yaml'), 'no folder of its own');
  for (const name of ['slots.yaml', 'scenario.yaml', 'catalogue.yml', 'notes.md', '.scenario.yaml.swp'])
    await writeFile(join(folder, 'clinic', name), `text of ${name}`);
  await writeFile(join(folder, 'drafts', 'slots.yaml'), '');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a folder of scenarios', () => {
  it('a scenario is its YAML files, by name', async () => {
    expect(await readScenarioFolder(join(folder, 'clinic'))).toEqual(
      ['catalogue.yml', 'scenario.yaml', 'slots.yaml'].map((name) => ({ name, text: `text of ${name}` })),
    );
  });

  it('only folders with a scenario.yaml hold one', async () => {
    expect(await scenarioFolders(folder)).toEqual(['clinic']);
  });
});
