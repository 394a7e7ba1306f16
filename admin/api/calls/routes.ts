import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { CallState } from '../../../contracts/call-messages.ts';
import type { Outcome } from '../../../domain/dialog/types.ts';
import type { Json } from '../../../domain/json.ts';
import type { CostBreakdown } from '../../../domain/money/cost.ts';
import { NoSuchSession } from '../text-channel/conversation.ts';
import type { RecordingRecord } from './recording-routes.ts';

/** One line of the list of calls. `live` calls have neither end, outcome nor cost yet. */
export interface CallLine {
  callId: string;
  startedAt: string;
  endedAt: string | null;
  tenant: string;
  scenario: string;
  state: string;
  outcome: Outcome | null;
  costMicroUsd: number | null;
  live: boolean;
}

/** The call that somebody has to return. */
export interface LeftCallback {
  /** E.164 where known; '' when hidden */
  phone: string;
  reason: string;
  /** ISO 8601 */
  requestedAt: string;
  /** ISO 8601, null: still to be done */
  doneAt: string | null;
  /** by slot: for whom, what, when */
  details: Readonly<Record<string, Json>>;
}

/** What is on record about a finished call besides its state. */
export interface CallAfterwards {
  costBreakdown: CostBreakdown | null;
  costMicroUsd: number | null;
  qualityScore: number | null;
  sheetRow: number | null;
  /** null: nobody has to call back */
  callback: LeftCallback | null;
  /** its key in the storage; null: there is none, or it is not joined yet */
  recording: string | null;
  /** null: nothing is known of one yet */
  playback: RecordingRecord | null;
}

/** Calls on record, read only. */
export interface CallArchive {
  recent(limit: number): Promise<CallLine[]>;
  afterwards(callId: string): Promise<CallAfterwards | null>;
}

/** Calls under way, from Temporal. */
export interface LiveCalls {
  running(limit: number): Promise<CallLine[]>;
  /** also of closed calls, as long as Temporal keeps their history; throws NoSuchSession */
  look(callId: string): Promise<CallState>;
  /** false for a call that has ended, and for one whose workflow was terminated and never came to its end */
  isRunning(callId: string): Promise<boolean>;
}

/** Neither running nor on record: the answer names the id and the repair. */
export class NoSuchCall extends Error {
  override name = 'NoSuchCall';
  constructor(callId: string) {
    super(`no call ${callId}: GET /calls or \`npm run calls\` lists them`);
  }
}

const COUNT = 'expected a whole number from 1 to 500';
const limit = z.coerce.number(COUNT).int(COUNT).min(1, COUNT).max(500, COUNT).default(50);

/** GET /calls and /calls/{id}: calls on record and live ones, newest first. */
export function callRoutes({
  archive,
  live,
}: {
  archive: CallArchive;
  live: LiveCalls;
}): FastifyPluginAsyncZod {
  return async (server) => {
    server.get('/calls', { schema: { querystring: z.object({ limit }) } }, async ({ query }) => {
      const [running, recent] = await Promise.all([live.running(query.limit), archive.recent(query.limit)]);
      const done = new Set(recent.map((call) => call.callId));
      // a call that is wrapping up is in both lists for a moment
      const calls = [...running.filter((call) => !done.has(call.callId)), ...recent];
      return { calls: calls.sort((a, b) => b.startedAt.localeCompare(a.startedAt)).slice(0, query.limit) };
    });

    server.get(
      '/calls/:id',
      { schema: { params: z.object({ id: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/) }) } },
      async ({ params }) => {
        const [state, afterwards] = await Promise.all([
          live.look(params.id).catch((error: unknown) => {
            throw error instanceof NoSuchSession ? new NoSuchCall(params.id) : error;
          }),
          archive.afterwards(params.id),
        ]);
        const unended = state.ended === null;
        const isRunning = unended && (await live.isRunning(params.id));
        return { ...state, live: isRunning, cutShort: unended && !isRunning, afterwards };
      },
    );
  };
}
