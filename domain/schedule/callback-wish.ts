import type { FilledSlot } from '../dialog/types.ts';
import type { Json } from '../json.ts';

/** What whoever calls back should know. */
export interface CallbackWish {
  /** E.164, null: the number that called */
  phone: string | null;
  /** by the names of the scenario's slots: name, study, date (YYYY-MM-DD), appointment_time (ISO 8601) */
  details: Readonly<Record<string, Json>>;
}

const TOLD = ['name', 'study', 'date', 'appointment_time'] as const;

/** What a call has learned by the names of its slots, as the rows of the sheet have it too; the rest is left out. */
export function callbackWish(slots: Readonly<Record<string, FilledSlot>>): CallbackWish {
  const phone = slots.phone?.confirmed === true ? slots.phone.value : null;
  const details = TOLD.flatMap((name): [string, Json][] => {
    const value = slots[name]?.value;
    return value === undefined ? [] : [[name, value]];
  });
  return { phone: typeof phone === 'string' ? phone : null, details: Object.fromEntries(details) };
}

/** "2026-11-25 10:00" or, where no time was chosen, "2026-11-25"; '' where no day was. */
export function wishedTime({ details: { date, appointment_time: time } }: CallbackWish): string {
  if (typeof time === 'string' && time.length > 'YYYY-MM-DD'.length)
    return `${time.slice(0, 10)} ${time.slice(11, 16)}`;
  return typeof date === 'string' ? date : '';
}
