import { resolve } from 'node:path';
import type { TranscriptTurn, TurnStages } from '../../contracts/call-messages.ts';
import { callWorkflowId } from '../../contracts/call-messages.ts';
import { percentile } from '../bench/figures.ts';
import { dollars, type ShownCall, stagesLine } from '../calls/format.ts';
import type { CallerEvent } from '../sim/caller/caller.ts';
import type { VoiceCall } from './voice-call.ts';

/** One turn of the caller: what was said into the telephone, what was understood, what came back. */
export interface DemoTurn {
  caller: string;
  heard: string;
  agent: string;
  stages: TurnStages | null;
}

/** The last line of `npm run demo -- --json`. */
export interface DemoReport {
  callId: string;
  workflowId: string;
  outcome: string | null;
  finalState: string;
  slots: Record<string, unknown>;
  turns: DemoTurn[];
  costUsd: number | null;
  costBreakdown: unknown;
  sheetRow: number | null;
  /** absolute path of the edge's stereo WAV; null in a call by text */
  recording: string | null;
  latencyMs: { p50: number | null; p95: number | null };
  /** empty when booking and row exist exactly once and agree with what was said */
  disagreements: string[];
}

/** How far a turn's end at the edge and at the telephone may lie apart and still be one turn, ms. */
const SAME_TURN_MS = 2_500;

/** The turns in which the caller spoke, with what was really said where the telephone is known. */
export function callerTurns(transcript: readonly TranscriptTurn[], voice: VoiceCall | null): DemoTurn[] {
  const said = voice === null ? [] : voice.report.events.filter((event) => event.type === 'said');
  return transcript
    .filter(({ kind, superseded }) => (kind === 'speech' || kind === 'dtmf') && !superseded)
    .map((turn) => ({
      caller: voice === null ? turn.caller : (nearest(said, voice.answeredAtMs, Date.parse(turn.at)) ?? ''),
      heard: turn.caller,
      agent: turn.agent,
      stages: turn.stages,
    }));
}

type Said = Extract<CallerEvent, { type: 'said' }>;

function nearest(said: readonly Said[], answeredAtMs: number, atMs: number): string | undefined {
  const distance = (event: Said) => Math.abs(answeredAtMs + event.endMs - atMs);
  const best = [...said].sort((a, b) => distance(a) - distance(b))[0];
  return best !== undefined && distance(best) <= SAME_TURN_MS ? best.text : undefined;
}

/** Everything about the finished call, for machines. */
export function demoReport(
  call: ShownCall,
  voice: VoiceCall | null,
  found: { recordingsDir: string; disagreements: string[] },
): DemoReport {
  const turns = callerTurns(call.transcript, voice);
  const totals = turns.flatMap(({ stages }) => (stages?.totalMs === undefined ? [] : [stages.totalMs]));
  const share = (p: number) => (totals.length === 0 ? null : Math.round(percentile(totals, p)));
  return {
    callId: call.callId,
    workflowId: callWorkflowId(call.callId),
    outcome: call.outcome,
    finalState: call.dialog.at,
    slots: Object.fromEntries(Object.entries(call.dialog.slots).map(([name, slot]) => [name, slot.value])),
    turns,
    costUsd: call.afterwards?.costMicroUsd == null ? null : call.afterwards.costMicroUsd / 1e6,
    costBreakdown: call.afterwards?.costBreakdown ?? null,
    sheetRow: call.afterwards?.sheetRow ?? null,
    recording: call.afterwards?.recording ? resolve(found.recordingsDir, call.afterwards.recording) : null,
    latencyMs: { p50: share(0.5), p95: share(0.95) },
    disagreements: found.disagreements,
  };
}

/** One turn as it happens. */
export function turnLines(turn: TranscriptTurn): string {
  const caller =
    turn.kind === 'greeting'
      ? []
      : [
          `caller  ${turn.kind === 'silence' ? '(silence)' : turn.kind === 'dtmf' ? `keys ${turn.caller}` : turn.caller}`,
        ];
  return [...caller, `agent   ${turn.agent}`, `        [${turn.state}]`].join('\n');
}

/** The end of the demo, for people. */
export function outcomeLines(report: DemoReport, where: { sheet: string; uiUrl: string }): string {
  const slots = Object.entries(report.slots).map(
    ([name, value]) => `  ${name.padEnd(20)} ${JSON.stringify(value)}`,
  );
  const stages = report.turns.flatMap(({ heard, stages: at }) =>
    at === null ? [] : [`  ${heard.slice(0, 44).padEnd(46)}${stagesLine(at)}`],
  );
  const { p50, p95 } = report.latencyMs;
  return [
    '',
    `outcome    ${report.outcome}, last state ${report.finalState}`,
    'slots',
    ...slots,
    ...(stages.length === 0 ? [] : ['latency, from the end of the caller’s speech', ...stages]),
    ...(p50 === null ? [] : [`  end of speech → first audio: p50 ${p50} ms, p95 ${p95} ms`]),
    `sheet row  ${report.sheetRow} of ${where.sheet}`,
    `cost       ${dollars(report.costUsd === null ? null : report.costUsd * 1e6)}`,
    ...(report.recording === null ? [] : [`recording  ${report.recording}`]),
    `workflow   ${where.uiUrl}/namespaces/default/workflows/${report.workflowId}`,
    ...report.disagreements.map((one) => `DISAGREES  ${one}`),
  ].join('\n');
}
