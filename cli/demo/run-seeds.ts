import { type ConversationTemplate, drawConversation } from '../sim/caller/conversation.ts';
import { seededRandom } from '../sim/random.ts';
import type { StackState } from '../stack/state.ts';
import { demo } from './demo.ts';
import { eachSeed, type SeedResult, verdictOf } from './seeds.ts';

export interface SeedsOptions {
  template: ConversationTemplate;
  seeds: readonly number[];
  /** calls at the same time */
  atOnce: number;
  text: boolean;
  /** as each call is over */
  onResult(result: SeedResult): void;
  signal: AbortSignal;
}

/** One call per seed on a running stack. A call that cannot be placed is a result, too; an interruption rejects. */
export const runSeeds = (
  stack: StackState,
  { template, seeds, atOnce, text, onResult, signal }: SeedsOptions,
): Promise<SeedResult[]> =>
  eachSeed(seeds, atOnce, async (seed) => {
    const startedMs = Date.now();
    const { voice } = drawConversation(template, seededRandom(seed));
    const heard = { seed, voice: text ? 'text' : voice };
    const result = await demo(stack, { template, seed, text, print: () => {}, signal }).then(
      ({ report, evidence, faults }): SeedResult => ({
        ...heard,
        verdict: verdictOf(evidence, { faults, turns: report.turns.length }),
        outcome: report.outcome,
        callId: report.callId,
        turns: report.turns.length,
        minutes: minutesSince(startedMs),
        latencyMs: report.latencyMs,
        faults,
      }),
      (error: unknown): SeedResult => {
        signal.throwIfAborted();
        return {
          ...heard,
          verdict: 'another outcome',
          outcome: null,
          callId: null,
          turns: 0,
          minutes: minutesSince(startedMs),
          latencyMs: { p50: null, p95: null },
          faults: [error instanceof Error ? error.message : `${error}`],
        };
      },
    );
    onResult(result);
    return result;
  });

const minutesSince = (startedMs: number): number => Math.round((Date.now() - startedMs) / 6_000) / 10;
