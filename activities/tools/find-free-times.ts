import { z } from 'zod';
import { parseAppointmentId } from '../../domain/schedule/appointment-id.ts';
import type { Tool } from '../run-tool.ts';
import { readArguments } from './arguments.ts';

/** What this tool needs from the schedule. */
export interface Schedule {
  findFreeTimes(query: {
    tenant: string;
    resource: string;
    timeZone: string;
    day: string;
    durationMin: number;
    count: number;
    notBefore?: string;
    notAfter?: string;
    now: string;
    except: { callId: string; n: number };
    /** an earlier call's appointment that is being moved: it is in nobody's way, but its own time is none to move to */
    moves?: { callId: string; n: number };
  }): Promise<{ day: string; times: string[] }>;
}

const clock = z.string().regex(/^([01]\d|2[0-4]):[0-5]\d$/, 'expected HH:MM');
const argumentsSchema = z.object({
  resource: z.string().min(1),
  day: z.iso.date(),
  durationMin: z.int().min(1).max(1440),
  count: z.int().min(1).max(100),
  notBefore: clock.optional(),
  notAfter: clock.optional(),
  /** the appointment that is being moved: it does not stand in its own way */
  n: z.int().min(1).default(1),
  /** an earlier call's appointment that is being moved */
  moves: z.string().nullish(),
});

/** Free times of the day, or of the next day that has any; never in the past. `times` empty: nothing within 30 days. */
export const findFreeTimes =
  ({ schedule }: { schedule: Schedule }): Tool =>
  async ({ facts, request, at }) => {
    const { args, refusal } = readArguments(argumentsSchema, request);
    if (refusal !== null) return refusal;
    const { n, moves: id, ...wanted } = args;
    const moves = id ? parseAppointmentId(id) : null;
    const { day, times } = await schedule.findFreeTimes({
      ...wanted,
      tenant: facts.tenant,
      timeZone: facts.timeZone,
      now: at,
      except: { callId: facts.callId, n },
      ...(moves === null ? {} : { moves }),
    });
    const data = { day, times, count: times.length, other_day: day !== args.day };
    return { name: request.name, status: 'ok', data };
  };
