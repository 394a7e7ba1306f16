import type { CallRecord, WrapUpActivities } from '../contracts/activities.ts';
import { type QualityScore, scoreQuality } from '../domain/quality/score.ts';

/** What scoring needs from the records. */
export interface QualityArchive {
  saveQuality(callId: string, quality: QualityScore): Promise<void>;
}

/** Scores how well the call went, by rules, and keeps the reasons. */
export const createScoreQualityActivities = ({
  calls,
}: {
  calls: QualityArchive;
}): Pick<WrapUpActivities, 'scoreQuality'> => ({
  async scoreQuality(record) {
    const quality = scoreQuality(scoredCall(record));
    await calls.saveQuality(record.state.callId, quality);
    return { score: quality.score };
  },
});

const scoredCall = ({ outcome, state }: CallRecord) => ({
  outcome,
  turns: state.transcript.map((turn) => ({ ...turn, latencyMs: turn.stages?.totalMs ?? null })),
});
