import {
  ApplicationFailure,
  Client,
  Connection,
  ServiceError,
  WithStartWorkflowOperation,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import {
  CALL_ERRORS,
  CALL_TASK_QUEUE,
  CALL_WORKFLOW,
  type CallInput,
  callWorkflowId,
  endCall,
  openCall,
  openCallUpdateId,
  submitTurn,
} from '../../contracts/call-messages.ts';
import { type CallClient, CallClientError, type CallFault } from './call-client.ts';

/** One try of a message. A turn may take longer: the next try joins it. */
const TRY_MS = 10_000;

/**
 * The call workflow on a Temporal server. The connection is made on first use and comes back by itself. `taskQueue`: tests
 * have their own.
 */
export function createTemporalCallClient(
  address: string,
  namespace = 'default',
  taskQueue = CALL_TASK_QUEUE,
): CallClient & { close(): Promise<void> } {
  const connection = Connection.lazy({ address });
  const client = new Client({ connection, namespace });
  const ask = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await client.withDeadline(Date.now() + TRY_MS, work);
    } catch (error) {
      throw new CallClientError(faultOf(error), error);
    }
  };
  return {
    open: (call, leg) =>
      ask(() =>
        client.workflow.executeUpdateWithStart(openCall, {
          args: [call],
          updateId: openCallUpdateId(call.callId, call.epoch, leg),
          // an operation object can be used once
          startWorkflowOperation: new WithStartWorkflowOperation<(input: CallInput) => Promise<unknown>>(
            CALL_WORKFLOW,
            {
              workflowId: callWorkflowId(call.callId),
              taskQueue,
              workflowIdConflictPolicy: 'USE_EXISTING',
              workflowIdReusePolicy: 'REJECT_DUPLICATE',
              workflowTaskTimeout: '2s',
              staticSummary: `${call.channel} call on ${call.opening.tenant}/${call.opening.scenario}`,
              args: [{ callId: call.callId }],
            },
          ),
        }),
      ),
    submit: (callId, turn) =>
      ask(() =>
        client.workflow
          .getHandle(callWorkflowId(callId))
          .executeUpdate(submitTurn, { args: [turn], updateId: turn.turnId }),
      ),
    end: (callId, end) => ask(() => client.workflow.getHandle(callWorkflowId(callId)).signal(endCall, end)),
    close: () => connection.close(),
  };
}

/** gRPC status codes after which the same message may be sent again: deadline, exhausted, aborted, internal, unavailable, cancelled, unknown. */
const PASSING = new Set([1, 2, 4, 8, 10, 13, 14]);

/** What an error of the client says about the message (reference: errors the edge sees). */
export function faultOf(error: unknown): CallFault {
  if (error instanceof WorkflowNotFoundError || error instanceof WorkflowExecutionAlreadyStartedError)
    return 'ended';
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return 'unreachable';
  if (error instanceof WorkflowUpdateFailedError) {
    const type = error.cause instanceof ApplicationFailure ? error.cause.type : undefined;
    if (type === CALL_ERRORS.ended) return 'ended';
    if (type === CALL_ERRORS.staleEpoch) return 'stale';
    return 'failed';
  }
  if (error instanceof ServiceError) return faultOfCause(error.cause);
  return faultOfCause(error);
}

function faultOfCause(cause: unknown): CallFault {
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined;
  if (typeof code !== 'number') return 'failed';
  return PASSING.has(code) ? 'unreachable' : 'failed';
}
