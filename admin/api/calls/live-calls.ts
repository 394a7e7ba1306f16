import type { Client } from '@temporalio/client';
import { CALL_WORKFLOW, callWorkflowId } from '../../../contracts/call-messages.ts';
import type { Conversations } from '../text-channel/conversation.ts';
import type { CallLine, LiveCalls } from './routes.ts';

/** Reads running calls from Temporal's visibility: which ones they are and where they stand. */
export function createLiveCalls(client: Client, { look }: Pick<Conversations, 'look'>): LiveCalls {
  return {
    look,
    async isRunning(callId) {
      const { status } = await client.workflow.getHandle(callWorkflowId(callId)).describe();
      return status.name === 'RUNNING';
    },
    async running(limit) {
      const lines: CallLine[] = [];
      const query = `WorkflowType = '${CALL_WORKFLOW}' AND ExecutionStatus = 'Running'`;
      for await (const run of client.workflow.list({ query, pageSize: limit })) {
        lines.push({
          callId: run.workflowId.replace(/^call-/, ''),
          startedAt: run.startTime.toISOString(),
          endedAt: null,
          tenant: text(run.searchAttributes.CallTenant),
          scenario: text(run.searchAttributes.CallScenario),
          state: text(run.searchAttributes.CallState),
          outcome: null,
          costMicroUsd: null,
          live: true,
        });
        if (lines.length === limit) break;
      }
      return lines;
    },
  };
}

const text = (attribute: unknown): string => (Array.isArray(attribute) ? String(attribute[0] ?? '') : '');
