import { SHEET_COLUMNS } from '../../domain/sheet-row/row.ts';
import { percentile } from '../bench/figures.ts';
import { aligned, costLines, dollars, type ShownCall, STAGES, slotLines, stagesOf } from '../calls/format.ts';
import type { DemoReport, DemoTurn } from './report.ts';
import type { Evidence } from './verdict.ts';

/** The end of the demo, for people: what became of the call and where to look. */
export function outcomeLines(report: DemoReport, { breakdown, evidence, uiUrl }: Shown): string[] {
  return [
    '',
    `outcome    ${report.outcome ?? 'none'}, last state ${report.finalState}, ${report.turns.length} turns of the caller`,
    'slots',
    ...slotLines(report.slots),
    ...latencyLines(report.turns),
    ...bookingLines(evidence),
    `sheet row  ${report.sheetRow ?? '-'} of ${evidence.sheet}`,
    ...evidence.rows.flatMap((row) =>
      aligned(SHEET_COLUMNS.map((name, at) => [`  ${name}`, row[at] ?? ''])).split('\n'),
    ),
    `cost       ${dollars(report.costUsd === null ? null : report.costUsd * 1e6)}`,
    ...(breakdown ? costLines(breakdown) : []).map((line) => `  ${line}`),
    ...(report.recording === null
      ? []
      : [`recording  ${report.recording}  (left the caller, right the agent)`]),
    `workflow   ${uiUrl}/namespaces/default/workflows/${report.workflowId}`,
    `look       npm run calls -- show ${report.callId}`,
  ];
}

interface Shown {
  breakdown: NonNullable<ShownCall['afterwards']>['costBreakdown'];
  evidence: Evidence;
  uiUrl: string;
}

const bookingLines = ({ bookings, timeZone }: Evidence): string[] =>
  bookings.length === 0
    ? ['booking    none']
    : bookings.map(({ startsAt, resource, details }) => {
        const at = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'short', timeZone });
        return `booking    ${at.format(new Date(startsAt))}, ${resource}, ${details.study ?? ''}`;
      });

/** p50 and p95 of each stage, in columns; nothing by text. */
function latencyLines(turns: readonly DemoTurn[]): string[] {
  const timed = turns.flatMap(({ stages }) => (stages?.totalMs === undefined ? [] : [stages]));
  if (timed.length === 0) return [];
  const rows = [...STAGES, 'first audio'].flatMap((name) => {
    const samples = timed.flatMap((at) => {
      const ms = name === 'first audio' ? at.totalMs : stagesOf(at)[name as (typeof STAGES)[number]];
      return ms === undefined ? [] : [ms];
    });
    if (samples.length === 0) return [];
    const share = (p: number) => `${Math.round(percentile(samples, p))}`.padStart(4);
    return [[`  ${name}`, share(0.5), share(0.95)]];
  });
  return [
    'latency, ms from the end of the caller’s speech, patience included',
    ...aligned([['', ' p50', ' p95'], ...rows]).split('\n'),
  ];
}
