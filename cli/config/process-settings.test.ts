import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { plannedProcesses } from '../stack/planned-processes.ts';
import { processSettings, refuseFaults } from './process-settings.ts';

let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'holdfast config '));
});
afterAll(() => rm(home, { recursive: true, force: true }));

describe('the environment of a stack', () => {
  it.each([
    { env: {}, value: '8090', source: 'stack' },
    { env: { EDGE_PORT: '18090' }, value: '18090', source: 'environment' },
  ])('a port that somebody chose is in force: $env', async ({ env, value, source }) => {
    const edge = plannedProcesses(home, env).find(({ name }) => name === 'media-edge');
    if (!edge) throw new Error('there is no media-edge');
    const { settings, faults } = await processSettings(edge, env);
    expect(settings.find(({ name }) => name === 'EDGE_PORT')).toMatchObject({ value, source });
    expect(faults).toEqual([]);
  });

  it('that is sound is not refused', () => expect(refuseFaults(home, {})).resolves.toBeUndefined());

  it('is refused before anything starts, with the faults of every process, each once', async () => {
    const env = {
      ADMIN_PORT: 'abc',
      EDGE_MAX_CALLS: 'many',
      LLM_BASE_URL: 'nonsense',
      TEMPORAL_ADDRESS: 'foo',
    };
    const refusal = await refuseFaults(home, env).catch((error: Error) => error.message);
    const lines = `${refusal}`.split('\n').slice(1);
    expect(lines.map((line) => /✖ (\w+): .*"(\w+)"/.exec(line)?.slice(1))).toEqual(
      expect.arrayContaining(Object.entries(env)),
    );
    expect(lines).toHaveLength(4);
  });
});
