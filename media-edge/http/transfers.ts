import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { Log } from '../../platform/log.ts';
import type { CallClient } from '../brain/call-client.ts';
import type { CallRegister } from '../calls/call-register.ts';
import { parseBody, readJson } from './read-body.ts';

const id = z.string().min(1).max(128);
const claim = z.object({ transferId: id, by: id });
const result = z.object({
  transferId: id,
  answered: z.boolean(),
  cause: z.string().max(64),
  orphan: z.boolean().default(false),
});

/** `POST /calls/{id}/transfer/claim` and `/result`: what controllers of a switch say of a transfer. Answers the status. */
export function createTransferHandler({
  register,
  calls,
  log,
}: {
  register: CallRegister;
  /** for a call that no edge has any more */
  calls: Pick<CallClient, 'end'>;
  log: Log;
}) {
  const unknown = { status: 404, body: { error: 'the call has no such transfer under way on this edge' } };
  return async (callId: string, what: string, request: IncomingMessage): Promise<Answer> => {
    const session = register.get(callId)?.session;
    if (what === 'claim') {
      const { transferId, by } = parseBody(claim, await readJson(request));
      const answer = session?.claimTransfer(transferId, by) ?? 'unknown';
      if (answer === 'unknown') return unknown;
      return answer === 'yours'
        ? { status: 200, body: { status: 'yours' } }
        : { status: 409, body: { error: `transfer ${transferId} is another controller's` } };
    }
    const { transferId, answered, cause, orphan } = parseBody(result, await readJson(request));
    const taken = { status: 202, body: { status: 'taken' } };
    if (session?.endTransfer(transferId, answered) === true) {
      log.info('a transfer has ended', { callId, transferId, answered, cause });
      return taken;
    }
    if (!orphan || !answered) return unknown;
    await calls.end(callId, {
      ...{ reason: 'transferred', at: new Date().toISOString(), usage: [], stages: [] },
    });
    log.info('a transfer has ended whose edge is gone', { callId, transferId });
    return taken;
  };
}

interface Answer {
  status: number;
  body: object;
}

/** Sends such an answer. */
export const sendAnswer = (response: ServerResponse, { status, body }: Answer): void =>
  void response.writeHead(status, { 'content-type': 'application/json' }).end(`${JSON.stringify(body)}\n`);
