/** A moment as a clock on the wall shows it. */
export interface WallClock {
  /** YYYY-MM-DD */
  day: string;
  /** HH:MM:SS */
  time: string;
  /** of the zone at that moment, e.g. `+02:00` */
  offset: string;
}

/** What clocks in an IANA time zone show at a moment (ISO 8601 or epoch ms). Throws a RangeError on an unknown zone. */
export function wallClock(at: string | number, timeZone: string): WallClock {
  const date = new Date(at);
  if (Number.isNaN(date.getTime()))
    throw new RangeError(`"${at}" is not a time: use ISO 8601 with an offset`);
  const parts = Object.fromEntries(
    formatterOf(timeZone)
      .formatToParts(date)
      .map(({ type, value }) => [type, value]),
  );
  return {
    day: `${parts.year}-${parts.month}-${parts.day}`,
    time: `${parts.hour}:${parts.minute}:${parts.second}`,
    offset: parts.timeZoneName === 'GMT' ? '+00:00' : `${parts.timeZoneName}`.slice('GMT'.length),
  };
}

/** ISO 8601 with the zone's own offset: what the dialog shows and stores, e.g. `2026-11-25T10:00:00+02:00`. */
export function zonedIso(at: string | number, timeZone: string): string {
  const { day, time, offset } = wallClock(at, timeZone);
  return `${day}T${time}${offset}`;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter takes far longer than using it. */
function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known !== undefined) return known;
  const formatter = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'longOffset',
  });
  formatters.set(timeZone, formatter);
  return formatter;
}
