import { describe, expect, it } from '@jest/globals';
import type { StackState } from '../stack/state.ts';
import { linkTable } from './link-table.ts';

const state = {
  home: '/home',
  temporal: { address: '127.0.0.1:7233', uiUrl: '' },
  databaseUrl: 'postgres://me:hidden@127.0.0.1:5432/holdfast',
  redisUrl: '',
  speechUrl: 'http://127.0.0.1:8081',
  edge: { publicUrl: 'ws://127.0.0.1:8090', internalUrl: 'http://127.0.0.1:8091' },
  admin: { url: 'http://127.0.0.1:8080', token: 'hidden' },
  sheetCsvPath: '/home/sheet.csv',
  recordingsDir: '/home/recordings',
} as StackState;
const rows = (env: NodeJS.ProcessEnv) =>
  linkTable(state, env)
    .split('\n')
    .map((line) => line.trim().split(/ {2,}/));

describe('what `up` prints', () => {
  it.each<[rule: string, env: NodeJS.ProcessEnv, row: string[]]>([
    ['recordings are in a folder', {}, ['recordings', '/home/recordings']],
    ['or in a bucket', { RECORDINGS_BUCKET: 'calls' }, ['recordings', 's3://calls']],
    [
      'what is not uploaded yet waits beside the folder',
      {},
      ['recordings, waiting', '/home/recordings-spool'],
    ],
    [
      'or where EDGE_SPOOL_DIR says',
      { EDGE_SPOOL_DIR: '/disk/spool' },
      ['recordings, waiting', '/disk/spool'],
    ],
  ])('%s', (_rule, env, row) => expect(rows(env)).toContainEqual(row));

  it('shows no password', () => expect(linkTable(state, {})).not.toContain('hidden'));
});
