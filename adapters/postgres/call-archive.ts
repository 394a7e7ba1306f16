import type { TurnStages } from '../../contracts/call-messages.ts';
import type { Outcome } from '../../domain/dialog/types.ts';
import type { CostBreakdown } from '../../domain/money/cost.ts';
import { readCallback } from './callbacks.ts';
import { readCall, readCalls } from './calls.ts';
import type { Database } from './database.ts';

/** Finished calls as the admin API shows them; amounts in integer micro-USD. */
export const createCallArchive = (db: Database) => ({
  async recent(limit: number) {
    return (await readCalls(db, { limit })).map((call) => ({
      callId: call.callId,
      startedAt: call.startedAt,
      endedAt: call.endedAt,
      tenant: call.tenant,
      scenario: call.scenario ?? '',
      state: call.state ?? '',
      outcome: call.outcome as Outcome,
      costMicroUsd: microUsd(call.totalCostUsd),
      live: false,
    }));
  },

  /** what was said, and what of it was recorded; null: not on record */
  async find(callId: string) {
    const call = await readCall(db, callId);
    if (call === null) return null;
    return {
      recording: call.recording ?? null,
      turns: call.turns.map(({ stages, ...turn }) => ({
        ...turn,
        heardAt: (stages as TurnStages | null)?.at,
      })),
    };
  },

  async afterwards(callId: string) {
    const call = await readCall(db, callId);
    if (call === null) return null;
    const [row, callback] = await Promise.all([
      db.kysely
        .selectFrom('sheet_rows')
        .select('written_row')
        .where('call_id', '=', callId)
        .executeTakeFirst(),
      readCallback(db, callId),
    ]);
    return {
      costBreakdown: call.costBreakdown as unknown as CostBreakdown | null,
      costMicroUsd: microUsd(call.totalCostUsd),
      qualityScore: call.qualityScore,
      sheetRow: row?.written_row ?? null,
      callback: callback && {
        ...{ phone: callback.phone, reason: callback.reason, requestedAt: callback.requestedAt },
        ...{ doneAt: callback.doneAt, details: callback.details },
      },
      recording: call.recording ? call.recording.key : null,
      playback: call.recording ?? null,
    };
  },
});

/** numeric(14,6) as text → integer micro-USD. */
const microUsd = (usd: string | null): number | null => (usd === null ? null : Math.round(Number(usd) * 1e6));
