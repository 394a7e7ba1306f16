import type { CallbackList } from '../../activities/request-callback.ts';
import { createTools } from '../../activities/tools/index.ts';
import type { StoreApi } from '../../contracts/store-api.ts';
import type { CallFacts, ToolRequest, ToolResult } from '../../domain/dialog/types.ts';
import type { Scenario } from '../../domain/scenario/schema.ts';
import {
  type CalendarAtFirst,
  createMemoryAppointments,
  type HeldAppointment,
} from './memory-appointments.ts';

/** The real tools on a calendar, call-backs and a store in memory. */
export interface MemoryTools {
  run(request: ToolRequest, turn: { facts: CallFacts; turnSeq: number; at: string }): Promise<ToolResult>;
  /** every appointment that holds a time, those of earlier calls first */
  held(): readonly HeldAppointment[];
  callbacks: readonly LeftCallback[];
}

/** A request to call back as it was left. */
export type LeftCallback = Pick<Parameters<CallbackList['add']>[0], 'phone' | 'reason' | 'details'>;

/** How the calendar behaves. */
export interface MemoryCalendar extends CalendarAtFirst {
  /** tool → its result each time */
  broken?: Readonly<Record<string, 'failed' | 'late'>>;
}

export function createMemoryTools(
  scenario: Scenario,
  { broken = {}, ...calendar }: MemoryCalendar = {},
  store: StoreApi | null = null,
): MemoryTools {
  const book = createMemoryAppointments(scenario, calendar);
  const callbacks: LeftCallback[] = [];
  const add: CallbackList['add'] = async ({ phone, reason, details }) => {
    callbacks.push({ phone, reason, details });
  };
  const tools = createTools({ ...book, store, callbacks: { add } });
  return {
    callbacks,
    held: () => book.rows().filter(({ time }) => time !== null),
    async run(request, turn) {
      const fault = broken[request.name];
      if (fault !== undefined) return { name: request.name, status: fault, data: {} };
      const tool = tools[request.name];
      if (tool === undefined) throw new Error(`no tool "${request.name}"`);
      return tool({ ...turn, scenarioHash: '', request }, new AbortController().signal);
    },
  };
}
