import {
  type Client,
  isGrpcServiceError,
  WithStartWorkflowOperation,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import {
  CALL_ERRORS,
  CALL_TASK_QUEUE,
  CALL_WORKFLOW,
  type CallInput,
  type CallOpening,
  type CallState,
  type Channel,
  callState,
  callWorkflowId,
  type EndReason,
  endCall,
  type OpenCall,
  openCall,
  openCallUpdateId,
  submitTurn,
  type Turn,
  type TurnOutcome,
} from '../../../contracts/call-messages.ts';

/** A conversation with the call workflow over Temporal; the text channel has one epoch and no edge. */
export interface Conversations {
  open(call: OpenCall): Promise<CallOpening>;
  say(callId: string, turn: Turn): Promise<TurnOutcome>;
  look(callId: string): Promise<CallState>;
  end(callId: string, reason: EndReason): Promise<void>;
}

/** The session does not exist, or has ended: its answer is a status, not a fault. */
export class NoSuchSession extends Error {
  override name = 'NoSuchSession';
  readonly kind: 'unknown' | 'ended';
  constructor(callId: string, kind: 'unknown' | 'ended') {
    super(
      kind === 'unknown'
        ? `no session ${callId}: start one with POST /dialog without a sessionId`
        : `session ${callId} has ended: start a new one with POST /dialog without a sessionId`,
    );
    this.kind = kind;
  }
}

/** The call is no text session: nobody types into it. */
export class NoTextSession extends Error {
  override name = 'NoTextSession';
  constructor(callId: string, channel: Channel) {
    const what = channel === 'phone' ? 'a phone call' : 'a call from a page';
    super(
      `${callId} is ${what}, which is held and ended by voice only: leave sessionId out of POST /dialog to start a text session`,
    );
  }
}

const TURN_DEADLINE_MS = 30_000;

/**
 * Talks to Temporal through `client`; each request ends after 30 s at the latest. A session without a message for
 * `idleMs` ends by itself.
 */
export function createConversations(client: Client, { idleMs }: { idleMs: number }): Conversations {
  const handle = (callId: string) => client.workflow.getHandle(callWorkflowId(callId));
  const bounded = <T>(work: () => Promise<T>) => client.withDeadline(Date.now() + TURN_DEADLINE_MS, work);

  return {
    open: (call) =>
      bounded(() =>
        client.workflow
          .executeUpdateWithStart(openCall, {
            args: [call],
            updateId: openCallUpdateId(call.callId, call.epoch),
            startWorkflowOperation: new WithStartWorkflowOperation<(input: CallInput) => Promise<unknown>>(
              CALL_WORKFLOW,
              {
                workflowId: callWorkflowId(call.callId),
                taskQueue: CALL_TASK_QUEUE,
                workflowIdConflictPolicy: 'USE_EXISTING',
                workflowIdReusePolicy: 'REJECT_DUPLICATE',
                workflowTaskTimeout: '2s',
                staticSummary: `text session on ${call.opening.tenant}/${call.opening.scenario}`,
                args: [{ callId: call.callId, silenceLimitMs: idleMs }],
              },
            ),
          })
          .catch((error: unknown) => {
            throw asMissing(call.callId, error);
          }),
      ),
    say: (callId, turn) =>
      bounded(() =>
        handle(callId)
          .executeUpdate(submitTurn, { args: [turn], updateId: turn.turnId })
          .catch((error: unknown) => {
            throw asMissing(callId, error);
          }),
      ),
    look: (callId) =>
      bounded(() =>
        handle(callId)
          .query(callState)
          .catch((error: unknown) => {
            throw asMissing(callId, error);
          }),
      ),
    async end(callId, reason) {
      await bounded(() =>
        handle(callId)
          .signal(endCall, { reason, at: new Date().toISOString(), usage: [], stages: [] })
          .catch((error: unknown) => {
            throw asMissing(callId, error);
          }),
      );
    },
  };
}

const ALREADY_EXISTS = 6;

function asMissing(callId: string, error: unknown): unknown {
  if (error instanceof WorkflowNotFoundError) {
    return new NoSuchSession(callId, /completed/.test(error.message) ? 'ended' : 'unknown');
  }
  if (error instanceof Error && error.name === 'WorkflowExecutionAlreadyStartedError')
    return new NoSuchSession(callId, 'ended');
  if (isGrpcServiceError(error) && error.code === ALREADY_EXISTS) return new NoSuchSession(callId, 'ended');
  const cause = error instanceof WorkflowUpdateFailedError ? error.cause : undefined;
  if (cause instanceof ApplicationFailure && cause.type === CALL_ERRORS.ended)
    return new NoSuchSession(callId, 'ended');
  return error;
}
