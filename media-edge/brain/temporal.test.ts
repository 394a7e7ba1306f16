import { describe, expect, it } from '@jest/globals';
import {
  ApplicationFailure,
  ServiceError,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { CALL_ERRORS } from '../../contracts/call-messages.ts';
import type { CallFault } from './call-client.ts';
import { faultOf } from './temporal.ts';

const update = (type?: string) =>
  new WorkflowUpdateFailedError('failed', ApplicationFailure.nonRetryable('why', type));
const service = (code: number) =>
  new ServiceError('service', { cause: Object.assign(new Error('grpc'), { code }) });

describe('what an error of the client says about a message', () => {
  it.each<[string, unknown, CallFault]>([
    ['a closed workflow', new WorkflowNotFoundError('already completed', 'call-c1', undefined), 'ended'],
    [
      'an openCall for a closed call',
      new WorkflowExecutionAlreadyStartedError('closed', 'call-c1', 'call'),
      'ended',
    ],
    ['a turn behind the end', update(CALL_ERRORS.ended), 'ended'],
    ['a turn of a lost epoch', update(CALL_ERRORS.staleEpoch), 'stale'],
    ['a turn that the validator refused', update(CALL_ERRORS.badInput), 'failed'],
    ['a fault of the handler', update(), 'failed'],
    ['our own deadline', new WorkflowUpdateRPCTimeoutOrCancelledError('late'), 'unreachable'],
    ['no server', service(14), 'unreachable'],
    ['a server that is too busy', service(8), 'unreachable'],
    ['a request that is wrong', service(3), 'failed'],
    ['no permission', service(7), 'failed'],
    ['anything else', new Error('x'), 'failed'],
  ])('%s', (_, error, kind) => {
    expect(faultOf(error)).toBe(kind);
  });
});
