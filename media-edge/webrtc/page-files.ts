import { readdirSync, readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { WEB_CALL_PATH } from '../../contracts/web-call.ts';

const FOLDER = fileURLToPath(new URL('page/', import.meta.url));
const ENTRY = 'web-call.js';
/** A new version reaches pages within minutes, and a busy site does not fetch it at every view. */
const KEPT_S = 300;

/** The script of the call button and its modules by path, read once: nothing else of the disk can be asked for. */
export function readPageFiles(): ReadonlyMap<string, Buffer> {
  const names = readdirSync(FOLDER).filter((name) => name.endsWith('.js'));
  return new Map(
    names.map((name) => [
      name === ENTRY ? `${WEB_CALL_PATH}.js` : `${WEB_CALL_PATH}/${name}`,
      readFileSync(join(FOLDER, name)),
    ]),
  );
}

/** Any site may load it: what it may do with it is decided by the token. */
export function sendPageFile(response: ServerResponse, file: Buffer, method: string): void {
  response
    .writeHead(200, {
      'content-type': 'text/javascript; charset=utf-8',
      'content-length': file.length,
      'cache-control': `public, max-age=${KEPT_S}`,
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
    })
    .end(method === 'HEAD' ? undefined : file);
}
