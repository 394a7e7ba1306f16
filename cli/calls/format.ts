import type { RecordingRecord } from '../../admin/api/calls/recording-routes.ts';
import type { CallAfterwards, CallLine, LeftCallback } from '../../admin/api/calls/routes.ts';
import type { CallState, TranscriptTurn, TurnStages } from '../../contracts/call-messages.ts';
import type { CostBreakdown } from '../../domain/money/cost.ts';
import { placeOf, type RecordingOffsets } from '../../domain/recording/offsets.ts';

/** A call as `GET /calls/{id}` answers it. */
export type ShownCall = CallState & {
  live: boolean;
  /** its workflow was terminated: nothing that follows a call was done */
  cutShort: boolean;
  afterwards: CallAfterwards | null;
};

/** Micro-USD as dollars with six digits: calls cost fractions of a cent. */
export const dollars = (microUsd: number | null): string =>
  microUsd === null ? '-' : `$${(microUsd / 1e6).toFixed(6)}`;

/** The list of calls as a table, one line each. */
export function callTable(calls: readonly CallLine[]): string {
  if (calls.length === 0) return 'no calls yet: npm run demo places one';
  const rows = calls.map((call) => [
    clockOf(call.startedAt),
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
  const after = call.afterwards;
  return [
    `call ${call.callId}  ${call.channel}, ${call.opening.tenant}/${call.opening.scenario}, from ${call.from || 'hidden'} to ${call.to || '-'}`,
    `  ${clockOf(call.startedAt)} UTC, ${whereItStands(call)}`,
    'transcript',
    ...call.transcript.flatMap((turn) =>
      [...turnLines(turn, placeOf(turn.stages?.at, after?.playback ?? null)), ...detailLines(turn)].map(
        (line) => `  ${line}`,
      ),
    ),
    'slots',
    ...slotLines(
      Object.fromEntries(Object.entries(call.dialog.slots).map(([name, slot]) => [name, slot.value])),
    ),
    ...(after === null
      ? []
      : [
          `cost      ${dollars(after.costMicroUsd)}`,
          ...(after.costBreakdown ? costLines(after.costBreakdown) : []).map((line) => `  ${line}`),
          `quality   ${after.qualityScore ?? '-'}`,
          `sheet row ${after.sheetRow ?? '-'}`,
          ...(after.callback ? callbackLines(after.callback) : []),
          `recording ${recordingLine(after.playback)}`,
        ]),
  ].join('\n');
}

function whereItStands({ live, cutShort, outcome, ended, dialog }: ShownCall): string {
  if (live) return `live in ${dialog.at}`;
  if (cutShort) return `cut short in ${dialog.at}: its workflow was ended from outside, no record and no row`;
  return `${outcome} (${ended}), last state ${dialog.at}`;
}

/** Where somebody has to call back, why, and what about. */
function callbackLines({ phone, reason, requestedAt, doneAt, details }: LeftCallback): string[] {
  const done = doneAt === null ? '' : ` (done ${clockOf(doneAt)} UTC)`;
  const where = phone === '' ? '(number hidden)' : phone;
  return [`call back ${where}, asked ${clockOf(requestedAt)} UTC: ${reason}${done}`, ...slotLines(details)];
}

/** Who said what in a turn; `place`: where in the recording, minutes and seconds. */
export function turnLines(
  { kind, caller, agent, superseded }: TranscriptTurn,
  place: Partial<RecordingOffsets> = {},
): string[] {
  const words = { silence: '(silence)', dtmf: `keys ${caller}` }[kind as string] ?? caller;
  const isPlaced = place.callerFromMs != null || place.agentFromMs != null;
  const at = (ms: number | null | undefined) =>
    isPlaced ? `${ms == null ? '' : minutesOf(ms)}`.padStart(7).concat('  ') : '';
  return [
    ...(words === '' || kind === 'greeting'
      ? []
      : [`${at(place.callerFromMs)}caller  ${words}${superseded ? '  (superseded)' : ''}`]),
    ...(agent === '' ? [] : [`${at(place.agentFromMs)}agent   ${agent}`]),
  ];
}

/** What became of the recording, in a line. */
export function recordingLine(recording: RecordingRecord | null): string {
  if (recording === null) return '-';
  const { status, key, durationMs, missingMs, fault, removedAt } = recording;
  if (status === 'removed') return `removed at ${clockOf(removedAt ?? '')} UTC`;
  if (status === 'refused') return 'none: the caller did not want one';
  if (status !== 'stored') return `${status}: ${fault}`;
  const gaps = missingMs ? `, ${minutesOf(missingMs)} of it was not recorded` : '';
  return `${key}, ${minutesOf(durationMs ?? 0)}${gaps}${fault === null ? '' : `; ${fault}`}`;
}

/** 83450 → 1:23.4 */
function minutesOf(ms: number): string {
  const tenths = Math.floor(ms / 100);
  const seconds = String(Math.floor(tenths / 10) % 60).padStart(2, '0');
  return `${Math.floor(tenths / 600)}:${seconds}.${tenths % 10}`;
}

/** What is known about a turn when it is over: what was heard of the answer, where the dialog stood, how long it took. */
export function detailLines(turn: TranscriptTurn): string[] {
  const stages = turn.stages === null ? '' : stagesLine(turn.stages);
  return [heardOnly(turn), [turn.state, stages].filter(Boolean).join('  ')]
    .filter(Boolean)
    .map((line) => `        ${line}`);
}

/** What is known, in columns. */
export const slotLines = (slots: Readonly<Record<string, unknown>>): string[] =>
  Object.entries(slots).map(([name, value]) => `  ${name.padEnd(20)} ${JSON.stringify(value)}`);

const clockOf = (iso: string): string => iso.slice(0, 19).replace('T', ' ');

/** Where the time of an answer went, from the end of the caller's speech; the stages add up to the first audio. */
export const STAGES = ['turn end', 'transcript', 'held back', 'reply', 'speech'] as const;
export function stagesOf(at: TurnStages): Record<(typeof STAGES)[number], number | undefined> {
  const { turnEndMs, transcriptMs, submitMs, replyMs, speechMs } = at;
  // until the call was open, or until the words had to be sent again
  const heldBackMs = (submitMs ?? 0) - (turnEndMs ?? 0) - (transcriptMs ?? 0);
  return {
    'turn end': turnEndMs,
    transcript: transcriptMs,
    'held back': heldBackMs < 1 ? undefined : heldBackMs,
    reply: replyMs,
    speech: speechMs,
  };
}

/** The stages of a turn in one line, milliseconds. */
export function stagesLine(at: TurnStages): string {
  const stages = stagesOf(at);
  const parts = STAGES.flatMap((name) =>
    stages[name] === undefined ? [] : [`${name} ${Math.round(stages[name])}`],
  );
  const total = at.totalMs === undefined ? '' : `${Math.round(at.totalMs)} ms to the first audio`;
  const filler = at.fillerPlayed ? ' (a filler first)' : '';
  if (parts.length === 0 && total === '') return '';
  return `${[parts.join(' + '), total].filter(Boolean).join(' = ')}${total ? '' : ' ms'}${filler}`;
}

/** What the caller heard of an answer, where it was not all of it; '' where it was, or is not known. */
const heardOnly = ({ heard, agent }: Pick<TranscriptTurn, 'heard' | 'agent'>): string =>
  heard === null || heard === agent ? '' : `(heard only: ${heard === '' ? 'nothing' : heard})`;

/** Cost by item, in columns. */
export function costLines({ items, unpriced }: CostBreakdown): string[] {
  const rows = items.map((item) => [
    item.component,
    `${item.provider}/${item.model}`,
    `${Number(item.quantity.toFixed(3))} ${item.unit}`,
    dollars(item.costMicroUsd),
    item.savedMicroUsd > 0 ? `${dollars(item.savedMicroUsd)} saved by the cache` : '',
  ]);
  return [
    ...(rows.length === 0 ? [] : aligned(rows).split('\n')),
    ...unpriced.map(
      (item) => `${item.component} ${item.provider}/${item.model} has no price: add it to the price list`,
    ),
  ];
}

/** Rows in columns, two spaces between. */
export function aligned(rows: readonly (readonly string[])[]): string {
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
