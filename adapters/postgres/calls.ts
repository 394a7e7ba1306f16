import type { CallRecord } from '../../contracts/activities.ts';
import type { Json } from '../../domain/json.ts';
import type { QualityScore } from '../../domain/quality/score.ts';
import type { Database } from './database.ts';
import { recordingOf } from './recordings.ts';

/** Writes the finished call with its transcript; the same call again replaces both. */
export async function saveCall({ kysely }: Database, record: CallRecord): Promise<void> {
  const { state } = record;
  const { opening, dialog } = state;
  const call = {
    saved_at: new Date(),
    tenant: opening.tenant,
    channel: state.channel,
    from_number: state.from,
    to_number: state.to,
    started_at: state.startedAt,
    ended_at: record.endedAt,
    ended: record.ended,
    outcome: record.outcome,
    final_state: dialog.at,
    language: dialog.language,
    time_zone: opening.timeZone,
    scenario: opening.scenario,
    scenario_hash: opening.scenarioHash,
    prompt_version: opening.promptVersion,
    variant: opening.variant,
    flags: JSON.stringify(opening.flags),
    slots: JSON.stringify(dialog.slots),
    appointments: JSON.stringify(record.appointments),
  };
  const turns = state.transcript.map((turn, seq) => ({
    call_id: state.callId,
    seq,
    turn_id: turn.turnId,
    kind: turn.kind,
    caller: turn.caller,
    confidence: turn.confidence,
    agent: turn.agent,
    heard: turn.heard,
    state: turn.state,
    at: turn.at,
    stages: turn.stages === null ? null : JSON.stringify(turn.stages),
    superseded: turn.superseded,
  }));
  await kysely.transaction().execute(async (transaction) => {
    // also locks the call's row, so that a second attempt waits here and then writes the same
    await transaction
      .insertInto('calls')
      .values({ call_id: state.callId, ...call })
      .onConflict((conflict) => conflict.column('call_id').doUpdateSet(call))
      .execute();
    await transaction.deleteFrom('turns').where('call_id', '=', state.callId).execute();
    if (turns.length > 0) await transaction.insertInto('turns').values(turns).execute();
  });
}

/** Stores a call's quality score with the rules that led to it. */
export async function saveQuality(
  { kysely }: Database,
  callId: string,
  quality: QualityScore,
): Promise<void> {
  const columns = { quality_score: quality.score, quality_reasons: JSON.stringify(quality.reasons) };
  await kysely
    .insertInto('calls')
    .values({ call_id: callId, ...columns })
    .onConflict((conflict) => conflict.column('call_id').doUpdateSet(columns))
    .execute();
}

/** One saved call as lists show it. */
export interface CallSummary {
  callId: string;
  tenant: string;
  channel: string;
  from: string;
  startedAt: string;
  endedAt: string | null;
  ended: string | null;
  outcome: string;
  state: string | null;
  language: string | null;
  scenario: string | null;
  /** null until accountCost has run */
  totalCostUsd: string | null;
  qualityScore: number | null;
}

/** The newest saved calls first; `before` (ISO 8601, a startedAt) pages on. */
export async function readCalls(
  { kysely }: Database,
  { limit, before, tenant }: { limit: number; before?: string; tenant?: string },
): Promise<CallSummary[]> {
  let query = kysely
    .selectFrom('calls')
    .selectAll()
    .where('saved_at', 'is not', null)
    .orderBy('started_at', 'desc')
    .limit(limit);
  if (before !== undefined) query = query.where('started_at', '<', new Date(before));
  if (tenant !== undefined) query = query.where('tenant', '=', tenant);
  return (await query.execute()).map(summaryOf);
}

/** A saved call with transcript, cost and quality; null when it has not been saved (it may still be running). */
export async function readCall({ kysely }: Database, callId: string) {
  const row = await kysely
    .selectFrom('calls')
    .selectAll()
    .where('call_id', '=', callId)
    .where('saved_at', 'is not', null)
    .executeTakeFirst();
  if (row === undefined) return null;
  const turns = await kysely
    .selectFrom('turns')
    .selectAll()
    .where('call_id', '=', callId)
    .orderBy('seq')
    .execute();
  return {
    ...summaryOf(row),
    to: row.to_number ?? '',
    timeZone: row.time_zone ?? 'UTC',
    scenarioHash: row.scenario_hash,
    promptVersion: row.prompt_version,
    variant: row.variant,
    slots: row.slots,
    appointments: row.appointments,
    costBreakdown: row.cost_breakdown,
    qualityReasons: row.quality_reasons,
    recording: recordingOf(row),
    turns: turns.map((turn) => ({
      turnId: turn.turn_id,
      kind: turn.kind,
      caller: turn.caller,
      confidence: turn.confidence,
      agent: turn.agent,
      heard: turn.heard,
      state: turn.state,
      at: turn.at.toISOString(),
      stages: turn.stages as Json,
      superseded: turn.superseded,
    })),
  };
}

interface SummaryRow {
  call_id: string;
  tenant: string | null;
  channel: string | null;
  from_number: string | null;
  started_at: Date | null;
  ended_at: Date | null;
  ended: string | null;
  outcome: string | null;
  final_state: string | null;
  language: string | null;
  scenario: string | null;
  total_cost_usd: string | null;
  quality_score: number | null;
}

/** A CHECK of the table sees to it that a saved row has these columns; '' would be a row written by hand. */
const summaryOf = (row: SummaryRow): CallSummary => ({
  callId: row.call_id,
  tenant: row.tenant ?? '',
  channel: row.channel ?? '',
  from: row.from_number ?? '',
  startedAt: row.started_at?.toISOString() ?? '',
  endedAt: row.ended_at?.toISOString() ?? null,
  ended: row.ended,
  outcome: row.outcome ?? '',
  state: row.final_state,
  language: row.language,
  scenario: row.scenario,
  totalCostUsd: row.total_cost_usd,
  qualityScore: row.quality_score,
});
