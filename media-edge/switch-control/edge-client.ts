import { z } from 'zod';
import type { PlaceRequest, TransferClaim, TransferResult } from '../../contracts/edge-api.ts';

/** POST /calls is not retried here: call.ts decides when to ask again. */
const PLACE_TIMEOUT_MS = 2_000;
/** A digit is worth little after a second; the edge drops a `sequence` that it has seen, so that a retry is safe. */
const DIGIT_TIMEOUT_MS = 1_000;
/** Looks and claims are repeated by who asks. */
const LOOK_TIMEOUT_MS = 1_000;

export type Placed =
  | { type: 'granted'; url: string }
  | { type: 'refused'; reason: 'taken' | 'full' | 'unreachable' | 'invalid'; detail: string };

/** How an edge stands; null where it does not answer. */
export interface EdgeCounts {
  calls: number;
  capacity: number;
  draining: boolean;
}

/** The internal HTTP of one edge, as far as the switch needs it. One try each; nothing here rejects. */
export interface EdgeClient {
  url: string;
  counts(): Promise<EdgeCounts | null>;
  place(request: PlaceRequest): Promise<Placed>;
  /** epoch of the call's live socket there; 0: none; null: the edge does not answer */
  connectedEpoch(callId: string): Promise<number | null>;
  sendDigit(callId: string, digit: string, sequence: string): Promise<EdgeAnswer>;
  /** the caller has put the call on hold, or is back; may be told again */
  tellHeld(callId: string, held: boolean): Promise<EdgeAnswer>;
  claimTransfer(callId: string, claim: TransferClaim): Promise<EdgeAnswer>;
  reportTransfer(callId: string, result: TransferResult): Promise<EdgeAnswer>;
}

/** `unknown`: the call, or its transfer, is not on this edge; `taken`: it is another asker's. */
export type EdgeAnswer = 'ok' | 'taken' | 'unknown' | 'unreachable';

const placeReply = z.object({ url: z.string(), path: z.string() });
const counts = z.object({
  active: z.number(),
  reserved: z.number(),
  max: z.number(),
  draining: z.boolean(),
});
const connected = z.object({ epoch: z.number() });

export function createEdgeClient(baseUrl: string): EdgeClient {
  const url = baseUrl.replace(/\/$/, '');
  const ask = async (method: string, path: string, timeoutMs: number, body?: object) => {
    const response = await fetch(`${url}${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(timeoutMs),
    });
    return { status: response.status, text: await response.text() };
  };
  const tell = async (path: string, timeoutMs: number, body: object): Promise<EdgeAnswer> => {
    try {
      const { status } = await ask('POST', path, timeoutMs, body);
      if (status >= 200 && status < 300) return 'ok';
      return status === 409 ? 'taken' : status >= 500 ? 'unreachable' : 'unknown';
    } catch {
      return 'unreachable';
    }
  };
  return {
    url,
    async counts() {
      try {
        const { active, reserved, max, draining } = counts.parse(
          JSON.parse((await ask('GET', '/calls', LOOK_TIMEOUT_MS)).text),
        );
        return { calls: active + reserved, capacity: max, draining };
      } catch {
        return null;
      }
    },
    async place(request) {
      try {
        const { status, text } = await ask('POST', '/calls', PLACE_TIMEOUT_MS, request);
        if (status === 201) {
          const reply = placeReply.parse(JSON.parse(text));
          return { type: 'granted', url: `${reply.url.replace(/\/$/, '')}${reply.path}` };
        }
        const reason = REASONS[status] ?? (status >= 500 ? 'unreachable' : 'invalid');
        return { type: 'refused', reason, detail: `${status} ${text.slice(0, 200)}` };
      } catch (error) {
        return { type: 'refused', reason: 'unreachable', detail: String(error) };
      }
    },
    async connectedEpoch(callId) {
      try {
        const { status, text } = await ask('GET', `/calls/${callId}`, LOOK_TIMEOUT_MS);
        if (status === 200) return connected.parse(JSON.parse(text)).epoch;
        return status === 404 ? 0 : null;
      } catch {
        return null;
      }
    },
    sendDigit: (callId, digit, sequence) =>
      tell(`/calls/${callId}/dtmf`, DIGIT_TIMEOUT_MS, { digit, sequence }),
    tellHeld: (callId, held) => tell(`/calls/${callId}/held`, LOOK_TIMEOUT_MS, { held }),
    claimTransfer: (callId, claim) => tell(`/calls/${callId}/transfer/claim`, LOOK_TIMEOUT_MS, claim),
    reportTransfer: (callId, result) => tell(`/calls/${callId}/transfer/result`, LOOK_TIMEOUT_MS, result),
  };
}

const REASONS: Record<number, 'taken' | 'full'> = { 409: 'taken', 503: 'full' };
