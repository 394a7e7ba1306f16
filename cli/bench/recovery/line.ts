import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import { callWorkflowId, type Turn, type TurnOutcome } from '../../../contracts/call-messages.ts';
import type { ChosenOpening } from '../../../domain/opening.ts';
import type { CallClient } from '../../../media-edge/brain/call-client.ts';

/** A call of the bench, held by the edge's own client. */
export interface BenchCall {
  callId: string;
  /** Rejects after 10 s. */
  say(text: string, changes?: Partial<Turn>): { turnId: string; outcome: Promise<TurnOutcome> };
  /** pid of the worker that has the call in memory */
  holder(): Promise<number>;
  /** ends it without anything that follows a call */
  drop(): Promise<void>;
}

/** Opens a call whose replies go to `edgeUrl`. */
export async function openBenchCall(
  { client, calls }: { client: Client; calls: CallClient },
  opening: ChosenOpening,
  edgeUrl: string,
): Promise<BenchCall> {
  const callId = `bench-${randomUUID()}`;
  const at = () => new Date().toISOString();
  const parties = { from: '+380671234567', to: '*', channel: 'phone' } as const;
  await calls.open({ callId, epoch: 1, ...parties, at: at(), opening, edge: { url: edgeUrl } }, 'bench');
  const handle = client.workflow.getHandle(callWorkflowId(callId));
  return {
    callId,
    say(text, changes = {}) {
      const turnId = randomUUID();
      const said = { kind: 'speech', text, confidence: 0.95, language: 'en' } as const;
      const turn = { turnId, epoch: 1, ...said, at: at(), usage: [], stages: [], ...changes };
      return { turnId, outcome: calls.submit(callId, turn) };
    },
    async holder() {
      const { events } = await handle.fetchHistory();
      const last = events?.findLast((event) => event.workflowTaskCompletedEventAttributes);
      const identity = last?.workflowTaskCompletedEventAttributes?.identity ?? '';
      const [, pid] = /-(\d+)@/.exec(identity) ?? [];
      if (pid === undefined) throw new Error(`worker "${identity}" does not tell its pid`);
      return Number(pid);
    },
    drop: async () => {
      await handle.terminate('bench over');
    },
  };
}
