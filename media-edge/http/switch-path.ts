import type { WebSocketDialect } from '../transports/dialect.ts';

/** What the URL of a switch says. */
export interface SwitchPath {
  dialect: WebSocketDialect;
  callId: string;
  token: string;
  query: URLSearchParams;
}

const CALL_ID = /^[A-Za-z0-9._-]{1,128}$/;

/**
 * Reads `/<dialect>/<callId>/<token>`, or `/<dialect>/<token>?callId=<callId>` for a switch that can only add to the
 * query of a configured address (Asterisk).
 */
export function readSwitchPath(
  url: string,
  dialects: readonly WebSocketDialect[],
): SwitchPath | { status: number; error: string } {
  const mark = url.indexOf('?');
  const [, path = '', second = '', third, ...more] = (mark < 0 ? url : url.slice(0, mark)).split('/');
  const query = new URLSearchParams(mark < 0 ? '' : url.slice(mark + 1));
  const dialect = dialects.find((known) => known.path === path);
  const asked = third === undefined ? query.get('callId') : null;
  const callId = asked ?? second;
  if (dialect === undefined || more.length > 0 || !CALL_ID.test(callId))
    return {
      status: 404,
      error: `no such path: switches connect to /<dialect>/<callId>/<token>, dialects ${dialects.map((known) => known.path).join(', ')}`,
    };
  const token = asked === null ? third : second;
  if (token === undefined || token === '')
    return { status: 401, error: 'the path carries no token: ask for a place by POST /calls' };
  return { dialect, callId, token, query };
}
