import type { CallAfterwards, CallLine } from '../../admin/api/calls/routes.ts';
import type { CallState, TurnStages } from '../../contracts/call-messages.ts';

/** A call as `GET /calls/{id}` answers it. */
export type ShownCall = CallState & { live: boolean; afterwards: CallAfterwards | null };

/** Micro-USD as dollars with six digits: calls cost fractions of a cent. */
export const dollars = (microUsd: number | null): string =>
  microUsd === null ? '-' : `$${(microUsd / 1e6).toFixed(6)}`;

/** The list of calls as a table, one line each. */
export function callTable(calls: readonly CallLine[]): string {
  if (calls.length === 0) return 'no calls yet: npm run demo places one';
  const rows = calls.map((call) => [
    call.startedAt.slice(0, 19).replace('T', ' '),
    call.callId,
    `${call.tenant}/${call.scenario}`,
    call.live ? `live, ${call.state}` : call.state,
    call.outcome ?? '-',
    dollars(call.costMicroUsd),
  ]);
  return aligned([['started (UTC)', 'call', 'scenario', 'state', 'outcome', 'cost'], ...rows]);
}

/** One call in full: transcript with stages, slots, cost. */
export function callPage(call: ShownCall): string {
  const lines = call.transcript.flatMap((turn) => [
    ...(turn.caller === '' && turn.kind !== 'silence'
      ? []
      : [
          `  caller  ${turn.kind === 'silence' ? '(silence)' : turn.caller}${turn.superseded ? '  (superseded)' : ''}`,
        ]),
    `  agent   ${turn.agent}${cutShort(turn.heard, turn.agent)}`,
    ...(turn.stages === null ? [] : [`          ${stagesLine(turn.stages)}`]),
  ]);
  const slots = Object.entries(call.dialog.slots).map(
    ([name, slot]) => `  ${name.padEnd(20)} ${JSON.stringify(slot.value)}`,
  );
  const after = call.afterwards;
  return [
    `call ${call.callId}  ${call.channel}, ${call.opening.tenant}/${call.opening.scenario}, from ${call.from || 'hidden'} to ${call.to || '-'}`,
    `  ${call.live ? `live in ${call.dialog.at}` : `${call.outcome} (${call.ended}), last state ${call.dialog.at}`}`,
    'transcript',
    ...lines,
    'slots',
    ...slots,
    ...(after === null
      ? []
      : [
          `cost      ${dollars(after.costMicroUsd)}`,
          ...(after.costBreakdown?.items ?? []).map(
            (item) =>
              `  ${item.component} ${item.provider}/${item.model}  ${item.quantity} ${item.unit}  ${dollars(item.costMicroUsd)}, saved ${dollars(item.savedMicroUsd)}`,
          ),
          `quality   ${after.qualityScore ?? '-'}`,
          `sheet row ${after.sheetRow ?? '-'}`,
          `recording ${after.recording ?? '-'}`,
        ]),
  ].join('\n');
}

/** The stages of a turn in one line, milliseconds. */
export function stagesLine({ transcriptMs, submitMs, replyMs, speechMs, totalMs }: TurnStages): string {
  const parts = Object.entries({
    transcript: transcriptMs,
    'turn end': submitMs,
    reply: replyMs,
    speech: speechMs,
    total: totalMs,
  });
  return parts
    .flatMap(([name, ms]) => (ms === undefined ? [] : [`${name} ${Math.round(ms)} ms`]))
    .join(' · ');
}

const cutShort = (heard: string | null, agent: string): string =>
  heard === null || heard === agent ? '' : `\n          (heard only: ${heard === '' ? 'nothing' : heard})`;

function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
