import { Context, cancellationSignal, heartbeat } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import type {
  CallActivities,
  CallRecord,
  SheetActivities,
  StreamReplyInput,
} from '../../contracts/activities.ts';
import type { ToolResult } from '../../domain/dialog/types.ts';
import type { UsageEvent } from '../../domain/money/usage.ts';
import { lookUpFirst, scriptedStep, startState } from './scripted-dialog.ts';

/** What happened outside the workflow, by call, as a database and a sheet would show it. */
export interface World {
  /** appointment by call and number, guarded by turn number as PostgreSQL guards it */
  appointments: Map<string, { time: string | null; turnSeq: number }>;
  records: Map<string, CallRecord>;
  /** names of finished activities after the call, in order */
  finished(callId: string): string[];
  usage: Map<string, readonly UsageEvent[]>;
  callbacks: Map<string, string>;
  replies: StreamReplyInput[];
  /** calls whose sheet is away */
  sheetDown: Set<string>;
  /** how often a tool has run, by call and name */
  toolRuns: Map<string, number>;
  /** how many rows wait for the sheet's writer, which takes one at a time */
  rowsWaiting: number;
}

/** Activities that obey the caller's words; whatever leaves the workflow ends in `world`. */
export function scriptedActivities(): {
  activities: CallActivities & SheetActivities;
  world: World;
} {
  const finished = new Map<string, string[]>();
  const world: World = {
    appointments: new Map(),
    records: new Map(),
    finished: (callId) => finished.get(callId) ?? [],
    usage: new Map(),
    callbacks: new Map(),
    replies: [],
    sheetDown: new Set(),
    toolRuns: new Map(),
    rowsWaiting: 0,
  };
  const finish = (callId: string, name: string) => {
    finished.set(callId, [...world.finished(callId), name]);
  };
  const write = (key: string, time: string | null, turnSeq: number) => {
    if ((world.appointments.get(key)?.turnSeq ?? -1) <= turnSeq)
      world.appointments.set(key, { time, turnSeq });
  };
  const activities: CallActivities & SheetActivities = {
    async prepareCall({ scenarioHash }) {
      if (scenarioHash === 'unknown')
        throw ApplicationFailure.nonRetryable('no scenario "unknown"', 'NoScenario');
      if (scenarioHash === 'slow') await new Promise((resolve) => setTimeout(resolve, 400));
      if (scenarioHash === 'away') {
        // a database that is away: the local attempts fail, the patient one waits
        if (Context.current().info.isLocal) throw new Error('connection refused');
        await pause(400);
      }
      const start = scenarioHash === 'known' ? lookUpFirst : scriptedStep(startState, { type: 'started' });
      const maxCallMs = scenarioHash === 'short' ? 700 : 60_000;
      return { start, noInputMs: 7_000, maxCallMs, model: scenarioHash === 'model' ? 'scripted' : null };
    },
    extractSlots: async ({ text, confidence }) => {
      if (text === 'break') throw ApplicationFailure.nonRetryable('the rules broke', 'Broken');
      return { text, confidence, intents: [], slots: [] };
    },
    advanceDialog: async ({ state, event }) => scriptedStep(state, event),
    async runTool({ facts, request, turnSeq }): Promise<ToolResult> {
      const { name } = request;
      const key = `${facts.callId} ${name}`;
      const runs = (world.toolRuns.get(key) ?? 0) + 1;
      world.toolRuns.set(key, runs);
      const result = (status: ToolResult['status']): ToolResult => ({ name, status, data: {} });
      if (name === 'set-appointment' || name === 'change-appointment') {
        write(`${facts.callId} ${request.args.n}`, (request.args.time as string | null) ?? null, turnSeq);
        if (request.args.time === 'zombie') await pause(1_000);
        return result('ok');
      }
      if (name === 'request-callback') world.callbacks.set(facts.callId, 'asked for');
      if (name === 'slow') await pause(1_500, true);
      if (name === 'steady') await pause(300);
      if (name === 'broken') throw ApplicationFailure.nonRetryable('broken', 'Broken');
      if (name === 'flaky' && runs === 1) throw new Error('lost the connection');
      return result(name === 'taken' ? 'conflict' : 'ok');
    },
    async streamReply(input) {
      world.replies.push(input);
      const { attempt } = Context.current().info;
      if (input.caller === 'edge away' || (input.caller === 'edge flickers' && attempt === 1))
        throw new Error('the edge is gone');
      if (input.caller.startsWith('slowly')) await pause(3_000);
      heartbeat({ spoken: input.reply.text, usage: [] });
      return {
        text: `model: ${input.reply.text}`,
        status: 'complete',
        usage: [usageEvent(`llm-${input.turnId}-${attempt}`, input.turnId, 10)],
      };
    },
    async settleAppointments({ facts, appointments }) {
      for (const { n, time, turnSeq } of appointments) write(`${facts.callId} ${n}`, time, turnSeq);
      finish(facts.callId, 'settleAppointments');
    },
    async settleOrders({ facts }) {
      finish(facts.callId, 'settleOrders');
    },
    async requestCallback({ facts, reason }) {
      world.callbacks.set(facts.callId, reason);
      finish(facts.callId, 'requestCallback');
    },
    async withdrawCallback({ facts }) {
      world.callbacks.delete(facts.callId);
      finish(facts.callId, 'withdrawCallback');
    },
    async saveCall(record) {
      world.records.set(record.state.callId, record);
      finish(record.state.callId, 'saveCall');
    },
    async accountCost({ callId, usage }) {
      world.usage.set(callId, usage);
      finish(callId, 'accountCost');
      return { totalMicroUsd: usage.length * 1000, savedMicroUsd: 0, items: [], unpriced: [] };
    },
    async scoreQuality({ state }) {
      finish(state.callId, 'scoreQuality');
      return { score: 100 };
    },
    async exportToSheet({ state }) {
      if (world.sheetDown.has(state.callId)) throw new Error('503 the sheet is down');
      finish(state.callId, 'exportToSheet');
      return { row: 2 };
    },
    async flushSheetRows() {
      const written = Math.min(1, world.rowsWaiting);
      world.rowsWaiting -= written;
      return { written };
    },
    async storeRecording({ callId }) {
      finish(callId, 'storeRecording');
    },
  };
  return { activities, world };
}

/** A usage event of a model, for tests. */
export const usageEvent = (id: string, turnId: string | null, quantity: number): UsageEvent => ({
  id,
  turnId,
  attempt: 1,
  component: 'llm',
  provider: 'scripted',
  model: 'scripted',
  unit: 'output-token',
  quantity,
  cachedQuantity: 0,
});

/** For normal activities. Beats while it waits, so that a cancelled activity hears of it; `deaf` plays the one that does not listen. */
async function pause(ms: number, deaf = false): Promise<void> {
  const until = Date.now() + ms;
  while (Date.now() < until) {
    if (!deaf) cancellationSignal().throwIfAborted();
    heartbeat({ spoken: '', usage: [] });
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
