import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { configFaults } from '../../platform/config.ts';
import { projectRoot } from './paths.ts';
import { USUAL_PORTS } from './ports.ts';
import { nodeProcesses } from './processes.ts';
import { FOREIGN, TUNING, without } from './settings.ts';

/** What the stack reads for itself: where it keeps its things, and which ports it takes. */
const OF_THE_STACK = ['HOLDFAST_HOME', 'HOLDFAST_PORTS'];
const listed = new Set([...FOREIGN, ...TUNING]);
const unlisted = (names: Iterable<string>) => [...names].filter((name) => !listed.has(name));

const processes = nodeProcesses({
  ports: USUAL_PORTS,
  env: { FREESWITCH_ESL: 'any' },
  shops: ['any'],
  temporalAddress: '',
  databaseUrl: '',
  redisUrl: '',
  speechUrl: '',
  edge: { publicUrl: '', internalUrl: '' },
  edgeSecret: '',
  edgeToken: '',
  adminToken: '',
  storeToken: '',
  webCallSecret: '',
  recordingsDir: '',
  sheetCsvPath: '',
  scenariosDir: '',
});

describe('the settings of a stack', () => {
  it.each(processes)('name every variable of $name', async ({ configSchema }) => {
    expect(unlisted(Object.keys((await configSchema()).shape))).toEqual([]);
  });

  it.each(processes)('$name says what it expects where a value is no address and no number', async (one) => {
    const schema = await one.configSchema();
    const wrong = Object.fromEntries(Object.keys(schema.shape).map((name) => [name, 'nonsense']));
    const unhelpful = configFaults(schema, wrong).filter((fault) => /Invalid|NaN|received/.test(fault));
    expect(unhelpful).toEqual([]);
  });

  it('name every variable of the speech worker', () => {
    const source = readFileSync(join(projectRoot, 'gpu-workers/speech/config.py'), 'utf8');
    const names = [...source.matchAll(/alias="([A-Z_]+)"/g)].map(([, name]) => `${name}`);
    expect(names).toContain('STT_ROUTES');
    expect(unlisted(names)).toEqual([]);
  });

  it('name every variable that the stack reads itself', () => {
    const folder = join(projectRoot, 'cli/stack');
    const names = readdirSync(folder)
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .flatMap((file) => [...readFileSync(join(folder, file), 'utf8').matchAll(/\benv\??\.([A-Z][A-Z_]+)/g)])
      .map(([, name]) => `${name}`);
    expect(names).toContain('TEMPORAL_ADDRESS');
    expect(unlisted(new Set(names))).toEqual(OF_THE_STACK);
  });

  it('stand in one list each', () => {
    expect(listed.size).toBe(FOREIGN.length + TUNING.length);
  });

  it('are left out, and nothing else', () => {
    const env = { DATABASE_URL: 'postgres://elsewhere/db', LOG_LEVEL: 'DEBUG', PATH: '/bin' };
    expect(without(FOREIGN, env)).toEqual({ LOG_LEVEL: 'DEBUG', PATH: '/bin' });
    expect(without([...FOREIGN, ...TUNING], env)).toEqual({ PATH: '/bin' });
  });
});
