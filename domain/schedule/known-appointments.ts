import type { Json } from '../json.ts';
import { isGivenName } from '../slots/name-lists.ts';
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
  /** all of the name that is said aloud to whoever calls */
  given: string | null;
  age: number | null;
  weight: number | null;
  /** true: an appointment of theirs lies in the past */
  visited: true | null;
}

/** Age and weight are asked again after so long. */
const FRESH_MS = 180 * 24 * 60 * 60 * 1000;
/** Nobody grows older than this from one booking to the next: two ages further apart are two people. */
const YEARS_OF_ONE = 5;

const NOBODY: KnownClient = { name: null, given: null, age: null, weight: null, visited: null };
const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value.trim() : '');
const numberOf = (value: Json | undefined): number | null => (typeof value === 'number' ? value : null);

/**
 * Who calls from the number under which these were made: the one client who has ever used it. Where there were several,
 * or a father and a son of one name, nobody is named: whoever happens to call has no business to hear of the others. Age and
 * weight only for half a year, because they change and decide on discounts and scanners.
 */
export function clientOf(appointments: readonly KnownAppointment[], now: string): KnownClient {
  const own = [...appointments]
    .filter(({ details }) => textOf(details.name) !== '')
    .sort((a, b) => Date.parse(b.bookedAt) - Date.parse(a.bookedAt));
  const name = own.map(({ details }) => textOf(details.name)).find((one) => one.includes(' '));
  if (name === undefined) return NOBODY;
  const isOne = own.every(({ details }) => {
    const other = textOf(details.name);
    return other === name || name.split(' ').includes(other) || isSamePerson(other, name);
  });
  const ages = own.map(({ details }) => numberOf(details.age)).filter((age) => age !== null);
  if (!isOne || Math.max(...ages) - Math.min(...ages) > YEARS_OF_ONE) return NOBODY;
  const fresh = own.filter(({ bookedAt }) => Date.parse(now) - Date.parse(bookedAt) < FRESH_MS);
  const { age, weight } = fresh
    .map(({ details }) => ({ age: numberOf(details.age), weight: numberOf(details.weight) }))
    .find((known) => known.age !== null || known.weight !== null) ?? { age: null, weight: null };
  const visited = own.some(({ time }) => time !== null && Date.parse(time) < Date.parse(now));
  return { name, given: givenName(name), age, weight, visited: visited ? true : null };
}

/** "Koval Ivan" is Ivan, too. */
const givenName = (name: string): string => {
  const words = name.split(/\s+/);
  return words.find(isGivenName) ?? words[0] ?? name;
};

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
    /** E.164, the number that it was made with or corrected to */
    phone: string | null;
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
                phone: textOf(details.phone) || null,
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
