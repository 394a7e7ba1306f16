import { sql } from 'kysely';
import { zonedIso } from '../../domain/schedule/zoned-time.ts';
import type { Database } from './database.ts';

/** How many days a search goes on when the wanted day has nothing free. */
const SEARCH_DAYS = 30;

export interface FreeTimesQuery {
  tenant: string;
  resource: string;
  /** IANA name; working hours are wall-clock times there */
  timeZone: string;
  /** YYYY-MM-DD, the first day to look at */
  day: string;
  durationMin: number;
  count: number;
  /** wall-clock HH:MM within which an appointment may begin */
  notBefore?: string;
  notAfter?: string;
  /** nothing at or before this moment is offered, ISO 8601 */
  now: string;
  /** the caller's own appointment does not stand in its own way when it is moved */
  except: { callId: string; n: number };
  /** another call's appointment that is being moved: not in the way either, but its own time is not offered */
  moves?: { callId: string; n: number };
}

export interface FreeTimes {
  /** the day asked for, or the next one that has a free time */
  day: string;
  /** ISO 8601 with offset, ascending; empty: nothing within 30 days */
  times: string[];
}

/** Free times of the first day, from `day` on, that has any. A time is free when the whole appointment fits. */
export async function findFreeTimes({ kysely }: Database, query: FreeTimesQuery): Promise<FreeTimes> {
  const { rows } = await sql<{ day: string; starts_at: Date }>`
    WITH candidates AS (
      SELECT
        hours.day,
        start_time.local AS local,
        start_time.local AT TIME ZONE ${query.timeZone} AS starts_at
      FROM (
        SELECT dates.day::date AS day, opens, closes, step_min
        FROM generate_series(${query.day}::timestamp, ${query.day}::timestamp + ${SEARCH_DAYS} * interval '1 day',
          interval '1 day') AS dates(day)
        JOIN working_hours ON weekday = extract(isodow FROM dates.day)
        WHERE tenant = ${query.tenant} AND resource = ${query.resource} AND NOT EXISTS (
          SELECT FROM days_off
          WHERE days_off.tenant = working_hours.tenant
            AND days_off.resource = working_hours.resource
            AND days_off.day = dates.day::date
        )
      ) AS hours
      CROSS JOIN LATERAL generate_series(
        hours.day + hours.opens,
        hours.day + hours.closes - ${query.durationMin} * interval '1 minute',
        hours.step_min * interval '1 minute'
      ) AS start_time(local)
    ),
    free AS (
      SELECT * FROM candidates
      WHERE starts_at > ${query.now}::timestamptz
        -- a time that the clocks skip in spring does not exist
        AND starts_at AT TIME ZONE ${query.timeZone} = local
        AND local::time >= ${query.notBefore ?? '00:00'}::time
        AND local::time <= ${query.notAfter ?? '24:00'}::time
        AND NOT EXISTS (
          SELECT FROM appointments
          WHERE appointments.tenant = ${query.tenant}
            AND appointments.resource = ${query.resource}
            AND appointments.starts_at IS NOT NULL
            AND NOT (appointments.call_id = ${query.except.callId} AND appointments.n = ${query.except.n})
            AND NOT (
              appointments.call_id = ${query.moves?.callId ?? ''} AND appointments.n = ${query.moves?.n ?? 0}
              AND appointments.starts_at <> candidates.starts_at
            )
            AND tstzrange(appointments.starts_at, appointments.ends_at)
              && tstzrange(candidates.starts_at,
                candidates.starts_at + ${query.durationMin} * interval '1 minute')
        )
    )
    SELECT day, starts_at FROM free
    WHERE day = (SELECT min(day) FROM free)
    ORDER BY starts_at
    LIMIT ${query.count}
  `.execute(kysely);
  return {
    day: rows[0]?.day ?? query.day,
    times: rows.map((row) => zonedIso(row.starts_at.getTime(), query.timeZone)),
  };
}
