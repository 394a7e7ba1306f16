import type { Json } from '../json.ts';
import { appointmentId } from './appointment-id.ts';
import { isSamePerson } from './same-person.ts';

/** An appointment as it stands in the book, whoever made it; `time` null: it holds none any more. */
export interface KnownAppointment {
  callId: string;
  n: number;
  resource: string;
  /** ISO 8601 with offset, where it stands now */
  time: string | null;
  details: Readonly<Record<string, Json>>;
  /** ISO 8601, when it was booked; a later move or cancellation is no booking */
  bookedAt: string;
}

/** Whom a number belongs to, as far as the book tells; null where it does not. */
export interface KnownClient {
  name: string | null;
  age: number | null;
  weight: number | null;
  /** true: an appointment of theirs lies in the past */
  visited: true | null;
}

/** Age and weight are asked again after so long. */
const FRESH_MS = 180 * 24 * 60 * 60 * 1000;

const NOBODY: KnownClient = { name: null, age: null, weight: null, visited: null };
const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value.trim() : '');
const numberOf = (value: Json | undefined): number | null => (typeof value === 'number' ? value : null);

/**
 * Who calls from the number under which these were made: whoever was booked last. What else is known is that person's
 * alone; age and weight only for half a year, because they change and decide on discounts and scanners.
 */
export function clientOf(appointments: readonly KnownAppointment[], now: string): KnownClient {
  const newestFirst = [...appointments]
    .filter(({ details }) => textOf(details.name).includes(' '))
    .sort((a, b) => Date.parse(b.bookedAt) - Date.parse(a.bookedAt));
  const [last] = newestFirst;
  if (last === undefined) return NOBODY;
  const name = textOf(last.details.name);
  const own = newestFirst.filter(
    ({ details }) => isSamePerson(textOf(details.name), name) || details === last.details,
  );
  const fresh = own.filter(({ bookedAt }) => Date.parse(now) - Date.parse(bookedAt) < FRESH_MS);
  // both of one booking: a father and his son may have one name and one telephone
  const { age, weight } = fresh
    .map(({ details }) => ({ age: numberOf(details.age), weight: numberOf(details.weight) }))
    .find((known) => known.age !== null || known.weight !== null) ?? { age: null, weight: null };
  const visited = own.some(({ time }) => time !== null && Date.parse(time) < Date.parse(now));
  return { name, age, weight, visited: visited ? true : null };
}

/** An appointment to come, as the dialog gets it. */
export interface FoundAppointment {
  id: string;
  data: {
    time: string;
    /** YYYY-MM-DD */
    day: string;
    resource: string;
    study: string | null;
    name: string;
    price: string | null;
  };
}

/**
 * What a caller who gives this name may hear of the appointments under a phone number. Where the name belongs to nobody
 * there, nothing comes out, not even that there is something: `agrees` is false as for a number that nobody knows.
 */
export function appointmentsFor(
  name: string,
  appointments: readonly KnownAppointment[],
  now: string,
): { agrees: boolean; found: FoundAppointment[] } {
  const own = appointments.filter(({ details }) => isSamePerson(textOf(details.name), name));
  const found = own
    .flatMap(({ callId, n, resource, time, details }): FoundAppointment[] =>
      time === null || Date.parse(time) <= Date.parse(now)
        ? []
        : [
            {
              id: appointmentId({ callId, n }),
              data: {
                time,
                day: time.slice(0, 10),
                resource,
                study: textOf(details.study) || null,
                name: textOf(details.name),
                price: priceOf(details.price),
              },
            },
          ],
    )
    .sort((a, b) => Date.parse(a.data.time) - Date.parse(b.data.time));
  return { agrees: own.length > 0, found };
}

const priceOf = (price: Json | undefined): string | null =>
  typeof price === 'string' || typeof price === 'number' ? `${price}` : null;
