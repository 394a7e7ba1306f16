/**
 * A span of the day as the value of a time slot: `14:00-16:00` from two up to four, `10:00-` from ten on, `-12:00`
 * before noon. Half open: who is free until four wants to begin earlier.
 */
export interface TimeRange {
  from?: string;
  to?: string;
}

/** The range that a value is, null when it is a time or anything else. */
export function parseTimeRange(value: string): TimeRange | null {
  const match = /^(\d{2}:\d{2})?-(\d{2}:\d{2})?$/.exec(value);
  const [, from, to] = match ?? [];
  if (from === undefined && to === undefined) return null;
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

export const formatTimeRange = ({ from = '', to = '' }: TimeRange): string => `${from}-${to}`;

/** Whether a time, HH:MM, lies within. */
export const isWithinRange = (time: string, { from = '00:00', to = '24:00' }: TimeRange): boolean =>
  time >= from && time < to;
