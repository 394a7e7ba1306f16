import {
  ActivityFailure,
  type Duration,
  type LocalActivityOptions,
  TimeoutFailure,
} from '@temporalio/common';
import {
  type ActivityOptions,
  ApplicationFailure,
  isCancellation,
  proxyActivities,
  proxyLocalActivities,
} from '@temporalio/workflow';
import type {
  LocalCallActivities,
  ReplyActivities,
  ToolActivities,
  WrapUpActivities,
} from '../contracts/activities.ts';

/** Without any message for so long outside a transfer the edge is gone: silence turns come every `noInputMs` (≈ 8 s). */
export const SILENCE_LIMIT_MS = 90_000;
/** A telephone rings for two minutes at most, and whoever rings it may die and be replaced meanwhile. */
export const TRANSFER_LIMIT_MS = 5 * 60_000;
/** A person at a keyboard may think for longer than a caller may be silent. */
export const TEXT_IDLE_MS = 30 * 60_000;
/** `maxCallMs` bounds what a line costs; a text session has no line, only its history's size to bound. */
export const TEXT_SESSION_LIMIT_MS = 24 * 60 * 60_000;
/** A scenario that asks for more tools in one turn than this is going round in circles while the caller waits. */
export const TOOL_ROUNDS_PER_TURN = 4;

// They hold back every other message of the call while they run, and repeat when the worker dies inside: so at most
// a second each, and retried soon, because a lost worker task is retried by the server anyway.
const LOCAL: LocalActivityOptions = {
  startToCloseTimeout: '1s',
  retry: { initialInterval: '50ms', backoffCoefficient: 1, maximumAttempts: 3 },
};
const local = proxyLocalActivities<LocalCallActivities>(LOCAL);

// The same verbs where the local attempts failed, e.g. a worker meets a scenario while PostgreSQL is away: as normal
// activities they may wait without holding back the hang-up.
const PATIENT: ActivityOptions = {
  startToCloseTimeout: '2s',
  scheduleToCloseTimeout: '30s',
  cancellationType: 'TRY_CANCEL',
  retry: { initialInterval: '200ms', backoffCoefficient: 1.5, maximumInterval: '2s' },
};
const patient = proxyActivities<LocalCallActivities>(PATIENT);

interface WithOptions<O, I, R> {
  executeWithOptions(options: O, args: [I]): Promise<R>;
}
/** `summary` is the activity's line in the history. */
const patiently =
  <I, R>(quick: WithOptions<LocalActivityOptions, I, R>, slow: WithOptions<ActivityOptions, I, R>) =>
  async (summary: string, input: I): Promise<R> => {
    try {
      return await quick.executeWithOptions({ ...LOCAL, summary }, [input]);
    } catch (error) {
      if (isCancellation(error) || cannotHeal(error)) throw error;
      return slow.executeWithOptions({ ...PATIENT, summary }, [input]);
    }
  };

/** A local activity fails with its own failure, a normal one with an ActivityFailure around it. */
const cannotHeal = (error: unknown): boolean => {
  const failure = error instanceof ActivityFailure ? error.cause : error;
  if (failure instanceof TimeoutFailure) return false;
  return !(failure instanceof ApplicationFailure) || failure.nonRetryable === true;
};

export const prepareCall = patiently(local.prepareCall, patient.prepareCall);
export const extractSlots = patiently(local.extractSlots, patient.extractSlots);
export const advanceDialog = patiently(local.advanceDialog, patient.advanceDialog);

/**
 * A tool has the scenario's deadline in all. Half of it for one attempt, so that a tool lost with its worker gets a
 * second one; the server counts it, so that it holds with every worker dead. TRY_CANCEL: a superseding turn must not
 * wait for a dead worker.
 */
export const toolOptions = (deadlineMs: number, summary: string): ActivityOptions => ({
  scheduleToCloseTimeout: deadlineMs,
  startToCloseTimeout: Math.max(200, Math.ceil(deadlineMs / 2)),
  cancellationType: 'TRY_CANCEL',
  retry: { initialInterval: '50ms', backoffCoefficient: 2, maximumInterval: '500ms' },
  summary,
});
export const { runTool } = proxyActivities<ToolActivities>({ scheduleToCloseTimeout: '10s' });

/**
 * The reply stream. The heartbeat of 1 s finds a dead worker within a second, one retry continues behind what was
 * spoken. On the same task queue (by leaving it out), so that the server hands it back eagerly.
 */
export const replyOptions = (summary: string): ActivityOptions => ({
  startToCloseTimeout: '20s',
  heartbeatTimeout: '1s',
  cancellationType: 'TRY_CANCEL',
  retry: { initialInterval: '50ms', backoffCoefficient: 1, maximumAttempts: 2 },
  summary,
});
export const { streamReply } = proxyActivities<ReplyActivities>({ startToCloseTimeout: '20s' });

/** After the call late is fine and lost is not; a sheet or a database may be away for days. */
export const WRAP_UP_LIMIT: Duration = '3 days';
const afterwards = (summary: string) =>
  proxyActivities<WrapUpActivities>({
    startToCloseTimeout: '30s',
    scheduleToCloseTimeout: WRAP_UP_LIMIT,
    retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '5m' },
    summary,
  });
export const { settleAppointments } = afterwards('the appointments as they were left');
export const { settleOrders } = afterwards('the orders as they were left');
export const { requestCallback } = afterwards('somebody calls back');
export const { withdrawCallback } = afterwards('nobody has to call back');
export const { saveCall } = afterwards('the call on record');
export const { accountCost } = afterwards('what it cost');
export const { scoreQuality } = afterwards('how good it was');
export const { storeRecording } = afterwards('its recording');

/**
 * Ends only when the row stands in the sheet, which takes some seconds. An attempt that waits holds a slot of the
 * worker, so with the sheet away for a day it must give the slot back to tools and replies between its attempts.
 */
export const { exportToSheet } = proxyActivities<WrapUpActivities>({
  summary: 'its row in the sheet',
  startToCloseTimeout: '20s',
  heartbeatTimeout: '10s',
  scheduleToCloseTimeout: WRAP_UP_LIMIT,
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '5m' },
});
