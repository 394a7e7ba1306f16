import { z } from 'zod';
import { addDays, type Day, dayOf, daysBetween, monthOf, wallClock, weekdayOf, yearOf } from '../calendar.ts';
import { common } from '../common.ts';
import { type DateParts, datePhrases, pastDays } from '../phrases/date.ts';
import { dateHints } from '../phrases/date-hints.ts';
import { sayDay } from '../phrases/say-date.ts';
import { matches, type Sentence, textOf } from '../sentence.ts';
import { CONFIDENCE, type Found, type SlotContext, type SlotType } from '../slot-type.ts';

const schema = z.strictObject({
  type: z.literal('date'),
  /** the furthest day that makes sense, counted from today */
  withinDays: z.int().positive().default(365),
  ...common,
});

/** A day to come, YYYY-MM-DD, in the call's time zone. Days that have passed and days that do not exist give nothing. */
export const date: SlotType<typeof schema> = {
  schema,
  find(sentence, { withinDays }, { open, context }) {
    const today = wallClock(context.at, context.facts.timeZone).day;
    const taken: (Found & { parts: DateParts })[] = [];
    for (const { rule, read, marked, certainty } of datePhrases[sentence.language]) {
      if (!marked && !open) continue;
      for (const match of matches(sentence, rule)) {
        if (taken.some((one) => one.from < match.to && match.from < one.to)) continue;
        if (hasPassed(sentence, match)) continue;
        const parts = read(match.groups);
        const resolved = resolve(parts, today);
        const confidence = Math.min(resolved?.confidence ?? 1, certainty ?? 1);
        // a phrase that names no possible day still keeps shorter rules from reading a part of it
        taken.push({
          value: resolved?.day ?? null,
          confidence,
          from: match.from,
          to: match.to,
          bare: !marked,
          parts,
        });
      }
    }
    const days = taken.filter(({ value }) => {
      const ahead = typeof value === 'string' ? daysBetween(today, value) : -1;
      return ahead >= 0 && ahead <= withinDays;
    });
    return withoutTheirWeekday(days).map(({ value, confidence, from, to, bare }) => ({
      value,
      confidence,
      from,
      to,
      bare,
    }));
  },
  hints: (_definition, language) => [...dateHints[language]],
  say: (value, language) => (typeof value === 'string' ? sayDay(value, language) : undefined),
};

/** Whether the words name a day, but none on which anything can be: one that has passed or does not exist. */
export function namesImpossibleDay(
  sentence: Sentence,
  { withinDays }: z.infer<typeof schema>,
  { at, facts }: SlotContext,
): boolean {
  const today = wallClock(at, facts.timeZone).day;
  const named = datePhrases[sentence.language]
    .filter(({ marked }) => marked)
    .flatMap(({ rule, read }) =>
      matches(sentence, rule).map((match) => ({ match, day: resolve(read(match.groups), today)?.day })),
    );
  const [longest] = named.sort((a, b) => b.match.to - b.match.from - (a.match.to - a.match.from));
  if (longest === undefined) return false;
  const ahead = longest.day === undefined ? -1 : daysBetween(today, longest.day);
  return ahead < 0 || ahead > withinDays || hasPassed(sentence, longest.match);
}

/** "since Tuesday" and "last Tuesday" tell of a pain, not of an appointment. */
const hasPassed = (sentence: Sentence, { from, to }: { from: number; to: number }): boolean =>
  pastDays[sentence.language].before.test(textOf(sentence, from - 1, from)) ||
  pastDays[sentence.language].behind.test(textOf(sentence, to, to + 1));

type Resolved = { day: Day; confidence: number };

function resolve(parts: DateParts, today: Day): Resolved | null {
  switch (parts.is) {
    case 'in-days':
      return Number.isNaN(parts.days)
        ? null
        : { day: addDays(today, parts.days), confidence: CONFIDENCE.sure };
    case 'weekday':
      return nextWeekday(parts.weekday, parts.week, today);
    case 'day': {
      const day = comingDay(parts, today);
      return day === null
        ? null
        : { day, confidence: parts.month === undefined ? CONFIDENCE.likely : CONFIDENCE.sure };
    }
  }
}

/**
 * A weekday by itself is the next one to come; said on that very weekday it is the one in a week, to be confirmed.
 * "Next Tuesday" is Tuesday of the next calendar week, which not everybody means when this week's is still to come.
 */
function nextWeekday(weekday: number, week: 'this' | 'next' | undefined, today: Day): Resolved {
  const ahead = (weekday - weekdayOf(today) + 7) % 7;
  if (week === 'this')
    return { day: addDays(today, ahead), confidence: ahead === 0 ? CONFIDENCE.doubtful : CONFIDENCE.sure };
  const inNextWeek = 8 - weekdayOf(today) + weekday - 1;
  if (week === 'next')
    return {
      day: addDays(today, inNextWeek),
      confidence: inNextWeek === (ahead || 7) ? CONFIDENCE.sure : CONFIDENCE.doubtful,
    };
  return ahead === 0
    ? { day: addDays(today, 7), confidence: CONFIDENCE.doubtful }
    : { day: addDays(today, ahead), confidence: CONFIDENCE.sure };
}

function comingDay({ dayOfMonth, month, year }: Extract<DateParts, { is: 'day' }>, today: Day): Day | null {
  if (year !== undefined) return dayOf(year, month ?? monthOf(today), dayOfMonth);
  if (month !== undefined) {
    const thisYear = dayOf(yearOf(today), month, dayOfMonth);
    return thisYear !== null && thisYear >= today ? thisYear : dayOf(yearOf(today) + 1, month, dayOfMonth);
  }
  // "the fifteenth": of this month if it is still to come, else of the next month that has such a day
  for (let ahead = 0; ahead < 3; ahead += 1) {
    const months = monthOf(today) - 1 + ahead;
    const day = dayOf(yearOf(today) + Math.floor(months / 12), (months % 12) + 1, dayOfMonth);
    if (day !== null && day >= today) return day;
  }
  return null;
}

/** "Tuesday the 24th" is one date; when the two disagree the date counts, unclear, and has to be asked again. */
function withoutTheirWeekday<F extends Found & { parts: DateParts }>(found: readonly F[]): F[] {
  return found.flatMap((one) => {
    const beside = found.filter(
      (other) => other !== one && Math.max(one.from, other.from) - Math.min(one.to, other.to) <= 1,
    );
    if (one.parts.is === 'weekday') return beside.some(({ parts }) => parts.is !== 'weekday') ? [] : [one];
    const named = beside.find(({ parts }) => parts.is === 'weekday');
    if (named?.parts.is !== 'weekday') return [one];
    const agrees = weekdayOf(String(one.value)) === named.parts.weekday;
    const span = { from: Math.min(one.from, named.from), to: Math.max(one.to, named.to) };
    return [{ ...one, ...span, confidence: agrees ? CONFIDENCE.sure : CONFIDENCE.unclear }];
  });
}
