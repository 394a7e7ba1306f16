import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { TranscriptTurn, TurnStages } from '../../contracts/call-messages.ts';
import { callWorkflowId } from '../../contracts/call-messages.ts';
import { percentile } from '../bench/figures.ts';
import type { ShownCall } from '../calls/format.ts';
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
  /** absolute path of the stereo WAV, or its key where the storage is no folder; null in a call by text */
  recording: string | null;
  /** end of the caller's speech → first audio of the answer; null by text */
  latencyMs: { p50: number | null; p95: number | null };
}

/** How far a turn's end at the edge and at the telephone may lie apart and still be one turn, ms. */
const SAME_TURN_MS = 2_500;

/** The turns in which the caller spoke, with what was really said where the telephone is known. */
function callerTurns(transcript: readonly TranscriptTurn[], voice: VoiceCall | null): DemoTurn[] {
  const said = voice === null ? [] : voice.report.events.filter((event) => event.type === 'said');
  return transcript
    .filter(({ kind, superseded }) => (kind === 'speech' || kind === 'dtmf') && !superseded)
    .map((turn) => ({
      caller:
        voice === null || turn.kind === 'dtmf'
          ? turn.caller
          : (nearest(said, voice.answeredAtMs, Date.parse(turn.at)) ?? ''),
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
  { recordingsDir }: { recordingsDir: string },
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
    recording: placeOfRecording(call.afterwards?.recording ?? null, recordingsDir),
    latencyMs: { p50: share(0.5), p95: share(0.95) },
  };
}

function placeOfRecording(key: string | null, recordingsDir: string): string | null {
  if (key === null) return null;
  const path = resolve(recordingsDir, key);
  return existsSync(path) ? path : key;
}
