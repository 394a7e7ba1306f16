import { z } from 'zod';
import type { PlaceRequest } from '../../contracts/edge-api.ts';

/** POST /calls is not retried here: call.ts decides when to ask again. */
const PLACE_TIMEOUT_MS = 2_000;
/** A digit is worth little after a second; the edge drops a `sequence` that it has seen, so that a retry is safe. */
const DIGIT_TIMEOUT_MS = 1_000;
const DIGIT_ATTEMPTS = 3;

export type Placed =
  | { type: 'granted'; url: string }
  | { type: 'refused'; reason: 'taken' | 'full' | 'unreachable' | 'invalid'; detail: string };

/** The edge's internal HTTP, as far as the switch needs it. */
export interface EdgeClient {
  place(request: PlaceRequest): Promise<Placed>;
  /** Rejects when the edge did not take the digit. */
  sendDigit(callId: string, digit: string, sequence: string): Promise<void>;
}

const placeReply = z.object({ url: z.string(), path: z.string() });

export function createEdgeClient(baseUrl: string): EdgeClient {
  const post = (path: string, body: object, timeoutMs: number) =>
    fetch(`${baseUrl.replace(/\/$/, '')}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(timeoutMs),
    });
  return {
    async place(request) {
      try {
        const response = await post('/calls', request, PLACE_TIMEOUT_MS);
        const text = await response.text();
        if (response.status === 201) {
          const { url, path } = placeReply.parse(JSON.parse(text));
          return { type: 'granted', url: `${url.replace(/\/$/, '')}${path}` };
        }
        const reason = REASONS[response.status] ?? (response.status >= 500 ? 'unreachable' : 'invalid');
        return { type: 'refused', reason, detail: `${response.status} ${text.slice(0, 200)}` };
      } catch (error) {
        return { type: 'refused', reason: 'unreachable', detail: String(error) };
      }
    },
    async sendDigit(callId, digit, sequence) {
      for (let attempt = 1; ; attempt++) {
        try {
          const response = await post(`/calls/${callId}/dtmf`, { digit, sequence }, DIGIT_TIMEOUT_MS);
          await response.arrayBuffer();
          if (response.ok) return;
          if (response.status < 500) throw new Refused(`the edge refused the digit: ${response.status}`);
          throw new Error(`the edge answered ${response.status}`);
        } catch (error) {
          if (error instanceof Refused || attempt >= DIGIT_ATTEMPTS) throw error;
        }
      }
    },
  };
}

class Refused extends Error {}
const REASONS: Record<number, 'taken' | 'full'> = { 409: 'taken', 503: 'full' };
