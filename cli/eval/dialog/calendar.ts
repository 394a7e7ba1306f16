/** Monday 0 … Sunday 6 of a day YYYY-MM-DD. */
export const weekdayIndex = (day: string): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;

/** The day `days` after another one. */
export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** Whole days from one day to a later one. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** The day that a persona means by `tomorrow`, `+3`, `-30`, a weekday (the next one after today) or a date. */
export function dayNamed(name: string, today: string): string {
  if (name === 'tomorrow') return dayAfter(today, 1);
  if (/^[+-]/.test(name)) return dayAfter(today, Number(name));
  const weekday = WEEKDAYS.indexOf(name);
  return weekday < 0 ? name : dayAfter(today, ((weekday - weekdayIndex(today) + 6) % 7) + 1);
}
