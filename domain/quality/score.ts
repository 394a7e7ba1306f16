import type { Outcome } from '../dialog/types.ts';

/** One line of the transcript, as far as it tells how well the call went. */
export interface ScoredTurn {
  kind: 'greeting' | 'speech' | 'dtmf' | 'silence' | 'event';
  caller: string;
  agent: string;
  /** the part of `agent` that was heard, null where nobody knows */
  heard: string | null;
  /** the dialog's state after the turn */
  state: string;
  superseded: boolean;
  /** caller's end of speech → first audio, null where not measured */
  latencyMs: number | null;
}

export interface ScoredCall {
  outcome: Outcome;
  /** oldest first */
  turns: readonly ScoredTurn[];
}

/** Points that a rule took, with how often it applied. */
export interface QualityReason {
  rule: 'not-completed' | 'repeat' | 'no-match' | 'barge-in' | 'silence' | 'slow';
  count: number;
  points: number;
}

export interface QualityScore {
  /** 0..100 */
  score: number;
  /** what was taken off, most first; empty: a perfect call */
  reasons: QualityReason[];
}

/** How far an outcome is from what the caller wanted. A kind "no" is a good call; a call that leads nowhere is not. */
const OUTCOME_POINTS: Readonly<Record<Outcome, number>> = {
  booked: 0,
  rescheduled: 0,
  cancelled: 0,
  ordered: 0,
  informed: 0,
  declined: 5,
  transferred: 20,
  callback: 25,
  abandoned: 45,
  failed: 60,
};

/** Points each time, and the most that a rule may take: one bad line must not hide everything else. */
const RULES = {
  repeat: { each: 4, atMost: 16 },
  'no-match': { each: 6, atMost: 24 },
  'barge-in': { each: 2, atMost: 10 },
  silence: { each: 4, atMost: 16 },
} as const;

/** Thresholds of the slowest turns (p95), milliseconds; the first that is passed counts. */
const SLOW = [
  { overMs: 3_000, points: 20 },
  { overMs: 2_000, points: 12 },
  { overMs: 1_200, points: 6 },
] as const;

/**
 * Scores a finished call by rules alone: was it completed, how often did the agent say the same again, not understand, get
 * interrupted or hear nothing, and how slow were its slowest answers.
 */
export function scoreQuality({ outcome, turns }: ScoredCall): QualityScore {
  const live = turns.filter((turn) => !turn.superseded);
  const counts = {
    repeat: count(live, (turn, before) => turn.agent !== '' && turn.agent === before?.agent),
    'no-match': count(live, isMiss),
    'barge-in': count(
      live,
      ({ agent, heard }) => heard !== null && heard.trim().length < agent.trim().length,
    ),
    silence: count(live, ({ kind }) => kind === 'silence'),
  };
  const reasons: QualityReason[] = Object.entries(RULES).map(([rule, { each, atMost }]) => {
    const name = rule as keyof typeof RULES;
    return { rule: name, count: counts[name], points: Math.min(counts[name] * each, atMost) };
  });
  reasons.push({ rule: 'not-completed', count: 1, points: OUTCOME_POINTS[outcome] }, slowness(live));
  const taken = reasons.filter(({ points }) => points > 0).sort((a, b) => b.points - a.points);
  return { score: Math.max(0, 100 - taken.reduce((total, { points }) => total + points, 0)), reasons: taken };
}

/**
 * The agent did not understand: it heard speech without words, or a spoken answer has left the dialog where it was for
 * the second time running (once is a read-back or a question in between).
 */
function isMiss(turn: ScoredTurn, before?: ScoredTurn, beforeThat?: ScoredTurn): boolean {
  if (turn.kind !== 'speech') return false;
  if (turn.caller.trim() === '') return true;
  return before?.kind === 'speech' && turn.state === before.state && before.state === beforeThat?.state;
}

function slowness(turns: readonly ScoredTurn[]): QualityReason {
  const latencies = turns
    .flatMap(({ latencyMs }) => (latencyMs === null ? [] : [latencyMs]))
    .sort((a, b) => a - b);
  const p95 = latencies[Math.ceil(latencies.length * 0.95) - 1] ?? 0;
  const threshold = SLOW.find(({ overMs }) => p95 > overMs);
  return {
    rule: 'slow',
    count: threshold === undefined ? 0 : latencies.filter((latency) => latency > threshold.overMs).length,
    points: threshold?.points ?? 0,
  };
}

const count = (
  turns: readonly ScoredTurn[],
  applies: (turn: ScoredTurn, before?: ScoredTurn, beforeThat?: ScoredTurn) => boolean,
): number => turns.filter((turn, index) => applies(turn, turns[index - 1], turns[index - 2])).length;
