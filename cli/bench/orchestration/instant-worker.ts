import { createStreamReplyActivities, type ReplyModel } from '../../../activities/stream-reply.ts';
import { temporalAttempt } from '../../../activities/temporal-attempt.ts';
import { createReplyChannel } from '../../../adapters/edge/reply-channel.ts';
import { runBenchWorker } from '../bench-worker.ts';
import { INSTANT_WORDS } from './instant-model.ts';

// A call-worker whose model has its words ready: what is left of a streamed turn is orchestration.
const model: ReplyModel = {
  provider: 'bench',
  words: () => ({
    text: (async function* () {
      yield* INSTANT_WORDS;
    })(),
    usage: () => ({ inputTokens: 1, outputTokens: INSTANT_WORDS.length, cachedInputTokens: 0 }),
  }),
};

await runBenchWorker((_activities, { EDGE_SECRET }) =>
  createStreamReplyActivities({
    model,
    channel: createReplyChannel({ secret: EDGE_SECRET }),
    attempt: temporalAttempt,
    onLostUsage: () => undefined,
  }),
);
