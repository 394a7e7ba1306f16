import { cancellationSignal } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import { createAdvanceDialogActivities } from '../activities/advance-dialog.ts';
import { createExtractSlotsActivities } from '../activities/extract-slots.ts';
import { createPrepareCallActivities } from '../activities/prepare-call.ts';
import { createRecordActivities } from '../activities/records.ts';
import { createRunToolActivities } from '../activities/run-tool.ts';
import { cacheScenarios } from '../activities/scenario-source.ts';
import { createStreamReplyActivities, type ReplyModel } from '../activities/stream-reply.ts';
import { temporalAttempt } from '../activities/temporal-attempt.ts';
import { createWakeSheetWriter, temporalRecordAttempt } from '../activities/temporal-records.ts';
import { createTools } from '../activities/tools/index.ts';
import { createReplyChannel } from '../adapters/edge/reply-channel.ts';
import { openModel } from '../adapters/llm/index.ts';
import {
  createRecordStores,
  type Database,
  readScenario,
  withAdvisoryLock,
} from '../adapters/postgres/index.ts';
import { openSheet } from '../adapters/sheets/index.ts';
import { openStorage } from '../adapters/storage/index.ts';
import { createStoreClient } from '../adapters/store-api/client.ts';
import type { CallActivities, SheetActivities } from '../contracts/activities.ts';
import type { StoreApi } from '../contracts/store-api.ts';
import { parseRetention } from '../domain/recording/retention.ts';
import type { Log } from '../platform/log.ts';
import { counter } from '../platform/metrics.ts';
import type { WorkerConfig } from './config.ts';
import { startRecordingKeeper, TAKEN } from './recording-keeper.ts';

const lostUsage = counter({
  name: 'holdfast_usage_lost_total',
  help: 'usage reports of cancelled replies that could not be stored; their cost is missing',
});

/** Wires every activity of the call worker to the outside. Rejects where the sheet's credentials are wrong. */
export async function composeActivities(
  config: WorkerConfig,
  { db, client, log }: { db: Database; client: Client; log: Log },
): Promise<{ activities: CallActivities & SheetActivities; close(): Promise<void> }> {
  const stores = createRecordStores(db);
  const scenarios = cacheScenarios({ byHash: (hash) => readScenario(db, hash) });
  const channel = createReplyChannel({ secret: config.EDGE_SECRET });
  const sheet = await openSheet(config);
  const storage = openStorage(config);
  const store = storeOf(config);
  const activities = {
    ...createPrepareCallActivities({
      scenarios,
      model: config.LLM_BASE_URL === undefined ? null : config.LLM_MODEL,
    }),
    ...createExtractSlotsActivities({ scenarios }),
    ...createAdvanceDialogActivities({ scenarios }),
    ...createRunToolActivities({
      tools: createTools({ ...stores, store }),
      signal: cancellationSignal,
      onUnknownTool: (name) => log.error('a scenario names a tool that does not exist', { tool: name }),
    }),
    ...createStreamReplyActivities({
      model: openModel(config) ?? NO_MODEL,
      channel,
      attempt: temporalAttempt,
      onLostUsage: (callId, usage) => {
        stores.usage.add(callId, usage).catch((error: unknown) => {
          lostUsage.inc(usage.length);
          log.error('usage of a cancelled reply could not be stored', { callId, error });
        });
      },
    }),
    ...createRecordActivities({
      ...stores,
      store,
      sheet,
      recordings: storage,
      wakeSheetWriter: createWakeSheetWriter(client),
      attempt: temporalRecordAttempt,
    }),
  };
  const retention = parseRetention(config.RECORDING_KEEP_DAYS);
  if (typeof retention === 'string') throw new Error(`RECORDING_KEEP_DAYS: ${retention}`);
  const stopKeeping = startRecordingKeeper({
    ...{
      recordings: storage,
      calls: stores.calls,
      retention,
      now: Date.now,
      log,
    },
    alone: (work) => withAdvisoryLock(db, { name: 'recording-keeper', taken: TAKEN }, work),
  });
  return {
    activities,
    async close() {
      await stopKeeping();
      channel.close();
      storage.close();
    },
  };
}

/** The shop's store, null where no scenario of this worker needs one. */
const storeOf = ({ STORE_URL, STORE_TOKEN }: WorkerConfig): StoreApi | null =>
  STORE_URL === undefined ? null : createStoreClient({ url: STORE_URL, token: STORE_TOKEN ?? '' });

/** A call that was opened by a worker with a model may come to one without: it then speaks the scenario's text. */
const NO_MODEL: ReplyModel = {
  provider: 'none',
  words: () => ({
    text: noModel(),
    usage: () => ({ inputTokens: 0, outputTokens: 0, cachedInputTokens: 0 }),
  }),
};

const noModel = (): AsyncIterable<string> => ({
  [Symbol.asyncIterator]: () => ({
    next: () => Promise.reject(new Error('this worker has no model: set LLM_BASE_URL')),
  }),
});
