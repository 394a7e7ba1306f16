import { type NativeConnection, Worker } from '@temporalio/worker';
import type { CallActivities, SheetActivities } from '../contracts/activities.ts';
import { CALL_TASK_QUEUE } from '../contracts/call-messages.ts';

export interface CallWorkerParts {
  connection: NativeConnection;
  namespace: string;
  /** path of the bundle (workflows-bundle.ts) */
  codePath: string;
  activities: CallActivities & Partial<SheetActivities>;
  /** tests use a queue of their own */
  taskQueue?: string;
  maxCachedWorkflows?: number;
  identity?: string;
}

/** A worker with the settings that a live call needs; each with its reason. */
export const createCallWorker = ({
  connection,
  namespace,
  codePath,
  activities,
  taskQueue = CALL_TASK_QUEUE,
  maxCachedWorkflows = 600,
  identity,
}: CallWorkerParts): Promise<Worker> =>
  Worker.create({
    connection,
    namespace,
    taskQueue,
    workflowBundle: { codePath },
    activities: { ...activities },
    ...(identity === undefined ? {} : { identity }),
    // after a kill the next turn goes to another worker so much later; the default of 10 s is silence on the line
    stickyQueueScheduleToStartTimeout: '500ms',
    // a call that falls out of the cache is replayed before its next turn; the default follows the heap's size
    maxCachedWorkflows,
    // more than simultaneous replies: a full slot table turns eager dispatch off without a word
    maxConcurrentActivityTaskExecutions: 200,
    // a heartbeat timeout of 1 s needs beats that are not held back
    maxHeartbeatThrottleInterval: '500ms',
    defaultHeartbeatThrottleInterval: '500ms',
    // running replies may end; the container's grace is 60 s
    shutdownGraceTime: '30s',
    shutdownForceTime: '45s',
  });
