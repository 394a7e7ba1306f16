import { join } from 'node:path';
import { WEB_CALL_PATH } from '../../contracts/web-call.ts';
import { spoolFolder } from '../../media-edge/config.ts';
import type { StackState } from '../stack/state.ts';

/** What people open or connect to, as a table; `env` is the stack's. */
export function linkTable(state: StackState, env: NodeJS.ProcessEnv): string {
  const rows: [string, string][] = [
    ['Temporal', state.temporal.address],
    ['Temporal Web UI', state.temporal.uiUrl || '(TEMPORAL_UI_URL is not set)'],
    ['PostgreSQL', state.databaseUrl.replace(/:[^:@/]*@/, ':***@')],
    ['Redis', state.redisUrl.replace(/:[^:@/]*@/, ':***@') || '(none: the cache is in memory)'],
    ['speech worker', state.speechUrl],
    ['media-edge, switches', state.edge.publicUrl],
    ['media-edge, internal', state.edge.internalUrl],
    ['admin API', state.admin.url],
    ['call from a page', `${state.admin.url}${WEB_CALL_PATH}?to=%2B380440000001`],
    ['sheet', state.sheetCsvPath],
    ['recordings', env.RECORDINGS_BUCKET ? `s3://${env.RECORDINGS_BUCKET}` : state.recordingsDir],
    [
      'recordings, waiting',
      spoolFolder({ EDGE_SPOOL_DIR: env.EDGE_SPOOL_DIR, RECORDINGS_DIR: state.recordingsDir }),
    ],
    ['logs', join(state.home, 'logs')],
    ['passwords and tokens', join(state.home, 'stack.json')],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return `\n${rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`).join('\n')}\n\nCtrl-C stops it.`;
}
