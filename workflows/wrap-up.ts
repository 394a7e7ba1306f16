import { ActivityFailure } from '@temporalio/common';
import { ApplicationFailure, patched } from '@temporalio/workflow';
import type { CallRecord } from '../contracts/activities.ts';
import type { CallState, EndReason, Recording } from '../contracts/call-messages.ts';
import { wantedOrders } from '../domain/dialog/orders.ts';
import { wantsCallback } from '../domain/dialog/wanted-callback.ts';
import { refusesRecording } from '../domain/recording/consent.ts';
import { callbackWish } from '../domain/schedule/callback-wish.ts';
import type { LiveCall } from './live-call.ts';
import { callbackReason, outcomeAtEnd } from './outcome.ts';
import {
  accountCost,
  exportToSheet,
  requestCallback,
  saveCall,
  scoreQuality,
  settleAppointments,
  settleOrders,
  storeRecording,
  WRAP_UP_LIMIT,
  withdrawCallback,
} from './settings.ts';
import { tellEnd } from './story.ts';

/** What the end of the call adds to the call itself. */
export interface CallEnding {
  ended: EndReason;
  endedAt: string;
  recording: Recording | null;
  state: CallState;
}

/**
 * Everything after the call. The pieces run beside each other, each retried until done, so that one that waits (the
 * sheet is down for a day) holds back no other; what needs the call's own row waits for saveCall alone.
 */
export async function wrapUp(call: LiveCall, { ended, endedAt, recording, state }: CallEnding) {
  const { facts, dialog, appointments } = call;
  // histories whose wrap-up began before this was known replay as they were
  const isNeedless = call.callbackTried && !wantsCallback(dialog) && patched('needless-callback');
  const brokenTools = [...call.brokenTools].filter((name) => !isNeedless || name !== 'request-callback');
  const outcome = outcomeAtEnd({ ended, dialog, brokenTools });
  const record: CallRecord = {
    state: { ...state, ended, outcome },
    endedAt,
    ended,
    outcome,
    recording,
    appointments: appointments.settle(dialog.appointments, call.turnSeq),
  };
  // the row of the sheet and the score need no usage: every payload stays in history
  const lean: CallRecord = { ...record, state: { ...record.state, usage: [] } };
  const refused = refusesRecording(dialog);
  const orders = call.orders.settle(wantedOrders(dialog));
  const reason = callbackReason(outcome, brokenTools);
  tellEnd(call, { outcome, costMicroUsd: null });

  let costMicroUsd = 0;
  const account = async () => {
    const usage = record.state.usage;
    const { totalMicroUsd } = await accountCost({ callId: facts.callId, at: endedAt, usage });
    costMicroUsd = totalMicroUsd;
    tellEnd(call, { outcome, costMicroUsd });
  };
  const unfinished: string[] = [];
  const done = (name: string, work: Promise<unknown>) =>
    work.catch((error: unknown) => {
      if (!(error instanceof ActivityFailure)) throw error;
      unfinished.push(name);
    });
  const saved = done('saveCall', saveCall(lean));
  await Promise.all([
    saved,
    record.appointments.length > 0 &&
      done('settleAppointments', settleAppointments({ facts, appointments: record.appointments })),
    orders.length > 0 &&
      patched('orders-settled') &&
      done('settleOrders', settleOrders({ facts, orders, revision: call.turnSeq + 1, at: endedAt })),
    reason !== null &&
      done(
        'requestCallback',
        requestCallback({ facts, reason, at: endedAt, wish: callbackWish(dialog?.slots ?? {}) }),
      ),
    isNeedless &&
      reason === null &&
      done('withdrawCallback', withdrawCallback({ facts, at: latest(endedAt, state.transcript) })),
    done('exportToSheet', exportToSheet(lean)),
    done('accountCost', saved.then(account)),
    done(
      'scoreQuality',
      saved.then(() => scoreQuality(lean)),
    ),
    (recording !== null || call.request.records === true || refused) &&
      done(
        'storeRecording',
        saved.then(() =>
          storeRecording({ callId: facts.callId, recording, ...(refused ? { refused } : {}) }),
        ),
      ),
  ]);
  if (unfinished.length > 0)
    throw ApplicationFailure.nonRetryable(
      `after ${WRAP_UP_LIMIT} still not done: ${unfinished.join(', ')}; repair it and reset the workflow`,
      'WrapUpUnfinished',
    );
  return { outcome, costMicroUsd };
}

/** The end of the call; or its last turn, where the edge's clock is ahead. */
const latest = (endedAt: string, turns: readonly { at: string }[]): string =>
  new Date(Math.max(Date.parse(endedAt), ...turns.map(({ at }) => Date.parse(at)))).toISOString();
