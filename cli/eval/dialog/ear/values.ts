import type { Language } from '../../../../domain/language.ts';
import { sayDay } from '../../../../domain/slots/phrases/say-date.ts';
import { sayTime } from '../../../../domain/slots/phrases/say-time.ts';
import { dayAfter } from '../calendar.ts';
import { plainWords } from './plain-words.ts';

const DAYS_AHEAD = 70;
const [FIRST_MINUTE, LAST_MINUTE, GRID_MIN] = [7 * 60, 20 * 60 - 15, 15];
/** the agent names the part of the day once for several times; within the hours above it is not needed */
const DAY_PART = / in the \w+$/;
/** "eight, nine or ten in the morning", but not "five minutes" */
const IN_A_LIST = /^(?: \w+){0,5} in the (?:morning|afternoon|evening)/;

/** Times of day (HH:MM) that are named in the text, in the order in which they stand there. */
export function timesIn(text: string, language: Language): string[] {
  const words = plainWords(text);
  const found: { time: string; at: number; end: number }[] = [];
  for (let minute = FIRST_MINUTE; minute <= LAST_MINUTE; minute += GRID_MIN) {
    const time = `${`${Math.floor(minute / 60)}`.padStart(2, '0')}:${`${minute % 60}`.padStart(2, '0')}`;
    const said = sayTime(time, language);
    if (said === undefined) continue;
    for (const form of new Set([said, said.replace(DAY_PART, '')])) {
      const needle = plainWords(form);
      for (let at = words.indexOf(needle); at >= 0; at = words.indexOf(needle, at + 1))
        if (form === said || IN_A_LIST.test(words.slice(at + needle.length - 1)))
          found.push({ time, at, end: at + needle.length });
    }
  }
  // "eight" is a part of "eight thirty"
  const whole = found.filter(
    (one) =>
      !found.some(
        (other) => other.at <= one.at && other.end >= one.end && other.end - other.at > one.end - one.at,
      ),
  );
  return [...new Set(whole.sort((a, b) => a.at - b.at).map(({ time }) => time))];
}

/** Days (YYYY-MM-DD) from `today` on that are named in the text. */
export function daysIn(text: string, today: string, language: Language): string[] {
  const words = plainWords(text);
  return Array.from({ length: DAYS_AHEAD }, (_, ahead) => dayAfter(today, ahead)).filter((day) => {
    const said = sayDay(day, language);
    return said !== undefined && words.includes(plainWords(said));
  });
}

/** All digits of the text in a row. */
export const digitsIn = (text: string): string => text.replace(/\D/g, '');
