import { createTools, type ToolPorts } from '../../activities/tools/index.ts';
import type { StoreApi } from '../../contracts/store-api.ts';
import type { CallFacts, ToolRequest, ToolResult } from '../../domain/dialog/types.ts';
import type { Json } from '../../domain/json.ts';
import type { Scenario } from '../../domain/scenario/schema.ts';
import { addDays, weekdayOf } from '../../domain/slots/calendar.ts';
import type { Conversation } from './play.ts';

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const DAYS_AHEAD = 30;

const minutes = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
const clock = (total: number): string =>
  `${`${Math.floor(total / 60)}`.padStart(2, '0')}:${`${total % 60}`.padStart(2, '0')}`;

/** Tools with the meaning of the real ones on a calendar in memory: desired states, keyed by n. */
export interface MemoryTools {
  run(request: ToolRequest, turn: { facts: CallFacts; turnSeq: number; at: string }): Promise<ToolResult>;
  /** n → instant that is held */
  held: ReadonlyMap<number, string>;
  callbacks: readonly string[];
}

export function createMemoryTools(
  scenario: Scenario,
  { taken = [], snatched = [], broken = {} }: Partial<NonNullable<Conversation['calendar']>> = {},
  store: StoreApi | null = null,
): MemoryTools {
  // the tools of a shop are the real ones, on a store in memory; they need none of the other ports
  const real = createTools({ store } as unknown as ToolPorts);
  const held = new Map<number, string>();
  const callbacks: string[] = [];
  const others = new Set(taken);
  const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

  const freeOn = (day: string, args: ToolRequest['args']): string[] => {
    const resource = scenario.resources[text(args.resource)];
    const hours = resource?.hours[WEEKDAYS[weekdayOf(day) - 1] ?? 'mon'];
    if (resource === undefined || hours === undefined || scenario.holidays.includes(day)) return [];
    const free: string[] = [];
    const last = minutes(hours[1]) - Number(args.durationMin);
    for (let at = minutes(hours[0]); at <= last; at += resource.stepMin) {
      const time = clock(at);
      if (time < (text(args.notBefore) || '00:00') || time > (text(args.notAfter) || '24:00')) continue;
      const instant = `${day}T${time}:00+02:00`;
      if (!others.has(day) && !others.has(instant)) free.push(instant);
    }
    return free.slice(0, Number(args.count));
  };

  type Performed = { status: 'ok' | 'conflict'; data: Record<string, Json> };
  const tools: Record<string, (args: ToolRequest['args']) => Performed> = {
    'find-free-times': (args) => {
      const first = text(args.day);
      for (let ahead = 0; ahead <= DAYS_AHEAD; ahead++) {
        const day = addDays(first, ahead);
        const times = freeOn(day, args);
        if (times.length > 0) return { status: 'ok', data: { day, times } };
      }
      return { status: 'ok', data: { day: first, times: [] } };
    },
    'set-appointment': (args): Performed => {
      const n = Number(args.n);
      if (args.time === null) {
        held.delete(n);
        return { status: 'ok', data: { time: null } };
      }
      const time = text(args.time);
      if (others.has(time) || snatched.includes(time)) {
        others.add(time);
        return { status: 'conflict', data: {} };
      }
      held.set(n, time);
      return { status: 'ok', data: { time } };
    },
    'request-callback': (args) => {
      callbacks.push(text(args.reason));
      return { status: 'ok', data: {} };
    },
  };

  return {
    held,
    callbacks,
    async run(request, turn) {
      const fault = broken[request.name];
      if (fault !== undefined) return { name: request.name, status: fault, data: {} };
      const tool = tools[request.name];
      if (tool !== undefined) return { name: request.name, ...tool(request.args) };
      const performed = real[request.name];
      if (performed === undefined) throw new Error(`no tool "${request.name}"`);
      return performed({ ...turn, scenarioHash: '', request }, new AbortController().signal);
    },
  };
}
