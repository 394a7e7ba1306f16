import type { ChangeableBook } from '../../activities/tools/change-appointment.ts';
import type { Schedule } from '../../activities/tools/find-free-times.ts';
import type { ToolPorts } from '../../activities/tools/index.ts';
import type { KnownAppointments } from '../../activities/tools/made-under.ts';
import type { AppointmentBook } from '../../activities/tools/set-appointment.ts';
import type { Json } from '../../domain/json.ts';
import type { Scenario } from '../../domain/scenario/schema.ts';
import { parseAppointmentId } from '../../domain/schedule/appointment-id.ts';
import { zonedIso } from '../../domain/schedule/zoned-time.ts';
import { addDays, weekdayOf } from '../../domain/slots/calendar.ts';

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const DAYS_AHEAD = 30;
const minutes = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
const clock = (total: number): string =>
  `${`${Math.floor(total / 60)}`.padStart(2, '0')}:${`${total % 60}`.padStart(2, '0')}`;

const isSame = (one: string | null, other: string | null): boolean =>
  one === null || other === null ? one === other : Date.parse(one) === Date.parse(other);

/** An appointment in memory; `time` null: it holds none. */
export interface HeldAppointment {
  callId: string;
  n: number;
  resource: string;
  time: string | null;
  details: Readonly<Record<string, Json>>;
}

/** What stands before the call: times that nobody can have, times that vanish when they are wanted, earlier bookings. */
export interface CalendarAtFirst {
  /** days (YYYY-MM-DD) or instants */
  taken?: readonly string[];
  snatched?: readonly string[];
  booked?: readonly HeldAppointment[];
}

/** The book of appointments in memory, with the meaning of the one in PostgreSQL for a single call. */
export function createMemoryAppointments(
  scenario: Scenario,
  { taken = [], snatched = [], booked = [] }: CalendarAtFirst,
): Pick<ToolPorts, 'appointments' | 'schedule' | 'known'> & { rows(): readonly HeldAppointment[] } {
  const rows: HeldAppointment[] = booked.map((one) => ({ ...one }));
  const others = new Set(taken);
  const isTaken = (resource: string, time: string, except: HeldAppointment | undefined): boolean => {
    if (snatched.includes(time)) others.add(time);
    const isHeld = (one: HeldAppointment): boolean => one.resource === resource && isSame(one.time, time);
    return others.has(time) || rows.some((one) => one !== except && isHeld(one));
  };
  /** the turn that wrote a row last, and which call has changed it */
  const written = new Map<HeldAppointment, { turnSeq: number; changedBy: string | null }>();
  const rowOf = ({ callId, n }: { callId: string; n: number }): HeldAppointment | undefined =>
    rows.find((one) => one.callId === callId && one.n === n);

  const appointments: AppointmentBook & ChangeableBook = {
    async set({ callId, n, resource, time, details, turnSeq }) {
      const row = rowOf({ callId, n });
      const last = row === undefined ? undefined : written.get(row);
      if (row !== undefined && last !== undefined && (last.turnSeq > turnSeq || last.changedBy !== null))
        return { status: 'stored', time: row.time };
      if (time !== null && isTaken(resource, time, row)) return { status: 'conflict', reason: 'taken' };
      const wanted = { callId, n, resource, time, details };
      const stored = row === undefined ? wanted : Object.assign(row, wanted);
      if (row === undefined) rows.push(stored);
      written.set(stored, { turnSeq, changedBy: null });
      return { status: 'stored', time };
    },
    async change({ callId, of, resource, time, turnSeq, details: { phone } }) {
      const key = parseAppointmentId(of.id);
      const row = key === null ? undefined : rowOf(key);
      if (row?.resource !== resource) return { status: 'conflict', reason: 'changed' };
      const last = written.get(row);
      const isOurs = last?.changedBy === callId;
      if (isOurs && last.turnSeq > turnSeq) return { status: 'stored', time: row.time };
      if (!isOurs && !isSame(row.time, of.time)) return { status: 'conflict', reason: 'changed' };
      const contact: Record<string, Json> = phone === undefined ? {} : { phone };
      if (isSame(row.time, time)) {
        row.details = { ...row.details, ...contact };
        return { status: 'stored', time };
      }
      if (time !== null && isTaken(resource, time, row)) return { status: 'conflict', reason: 'taken' };
      row.time = time;
      row.details = { ...row.details, ...contact };
      written.set(row, { turnSeq, changedBy: callId });
      return { status: 'stored', time };
    },
  };

  type Query = Parameters<Schedule['findFreeTimes']>[0];
  const freeOn = (day: string, query: Query): string[] => {
    const resource = scenario.resources[query.resource];
    const hours = resource?.hours[WEEKDAYS[weekdayOf(day) - 1] ?? 'mon'];
    if (resource === undefined || hours === undefined || scenario.holidays.includes(day)) return [];
    const own = rowOf(query.except);
    const free: string[] = [];
    for (let at = minutes(hours[0]); at <= minutes(hours[1]) - query.durationMin; at += resource.stepMin) {
      const time = clock(at);
      if (time < (query.notBefore ?? '00:00') || time > (query.notAfter ?? '24:00')) continue;
      const noon = zonedIso(`${day}T12:00:00Z`, scenario.timeZone);
      const instant = `${day}T${time}:00${noon.slice(-6)}`;
      const held = rows.some((one) => one !== own && one.time === instant && one.resource === query.resource);
      if (!others.has(day) && !others.has(instant) && !held) free.push(instant);
    }
    return free.slice(0, query.count);
  };
  const schedule: Schedule = {
    async findFreeTimes(query) {
      for (let ahead = 0; ahead <= DAYS_AHEAD; ahead++) {
        const day = addDays(query.day, ahead);
        const times = freeOn(day, query);
        if (times.length > 0) return { day, times };
      }
      return { day: query.day, times: [] };
    },
  };
  const known: KnownAppointments = {
    madeUnder: async ({ phone }) =>
      rows
        .filter(({ details }) => details.phone === phone)
        .map((row, index) => ({ ...row, bookedAt: new Date(Date.UTC(2026, 9, 1, 0, index)).toISOString() }))
        .reverse(),
  };
  return { appointments, schedule, known, rows: () => rows };
}
