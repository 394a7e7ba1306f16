import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { configSchema as edge } from '../../media-edge/config.ts';
import { configSchema as worker } from '../../workers/config.ts';
import { faultsBetween } from './faults-between.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-config-'));
  writeFileSync(join(folder, 'key.json'), 'no key');
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('faults between the settings of a process', () => {
  it.each([
    ['a spreadsheet without a key', { GOOGLE_SHEET_ID: 'x' }, ['GOOGLE_SHEET_ID=x', 'set both or neither']],
    ['a key without a spreadsheet', { GOOGLE_CREDENTIALS_PATH: 'k' }, ['GOOGLE_CREDENTIALS_PATH=k']],
    [
      'a key file that is not there',
      { GOOGLE_SHEET_ID: 'x', GOOGLE_CREDENTIALS_PATH: '/nowhere/key.json' },
      ['/nowhere/key.json does not exist', 'GOOGLE_CREDENTIALS_PATH must name'],
    ],
    ['a bucket without keys', { RECORDINGS_BUCKET: 'clinic-calls' }, ['RECORDINGS_BUCKET=clinic-calls']],
  ])('%s is one, in the words of the process', async (_rule, given, words) => {
    const faults = await faultsBetween(worker, given);
    expect(faults).toHaveLength(1);
    for (const part of words) expect(faults[0]).toContain(part);
  });

  it('a key file that holds no key is one', async () => {
    const path = join(folder, 'key.json');
    const faults = await faultsBetween(worker, { GOOGLE_SHEET_ID: 'x', GOOGLE_CREDENTIALS_PATH: path });
    expect(faults).toEqual([expect.stringContaining(`${path} is not JSON`)]);
  });

  it.each([
    ['nothing set', worker, {}],
    ['a process that writes no rows', edge, { GOOGLE_SHEET_ID: 'x' }],
    [
      'a bucket with its keys',
      edge,
      { RECORDINGS_BUCKET: 'calls', AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' },
    ],
  ])('%s is none', async (_rule, schema, given) => expect(await faultsBetween(schema, given)).toEqual([]));
});
