import { z } from 'zod';
import { LANGUAGES, type Language } from '../../language.ts';
import { addDays, type Day, dayOf, daysBetween, monthOf, wallClock, weekdayOf, yearOf } from '../calendar.ts';
import { common } from '../common.ts';
import { isNegated } from '../negation.ts';
import { type DateParts, type DatePhrase, datePhrases } from '../phrases/date.ts';
import { boundedDays, guessedDays, pastDays, toldDays } from '../phrases/date-bounds.ts';
import { dateHints } from '../phrases/date-hints.ts';
import { easter, type Holiday } from '../phrases/holidays.ts';
import { sayDay } from '../phrases/say-date.ts';
import { standingDays } from '../phrases/standing-days.ts';
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
  patience: 'choice',
  find(sentence, { withinDays }, { open, context }) {
    const today = wallClock(context.at, context.facts.timeZone).day;
    const taken: (Found & { parts: DateParts })[] = [];
    const phrases =
      context.standing === undefined
        ? datePhrases[sentence.language]
        : [...standingPhrases[sentence.language], ...datePhrases[sentence.language]];
    for (const { rule, read, marked, certainty } of phrases) {
      if (!marked && !open) continue;
      for (const match of matches(sentence, rule)) {
        if (taken.some((one) => one.from < match.to && match.from < one.to)) continue;
        if (hasPassed(sentence, match) || isOrder(sentence, match, marked)) continue;
        if (!open && toldDays[sentence.language].test(sentence.text)) continue;
        const parts = read(match.groups);
        const resolved = resolve(parts, today, context.standing);
        const bounds = boundsOf(sentence, match);
        const isGuess =
          parts.is === 'in-days' &&
          guessedDays[sentence.language].test(textOf(sentence, match.from - 2, match.from));
        const confidence = Math.min(
          resolved?.confidence ?? 1,
          certainty ?? 1,
          bounds.certainty,
          isGuess ? CONFIDENCE.doubtful : 1,
        );
        // a phrase that names no possible day still keeps shorter rules from reading a part of it
        taken.push({
          value: resolved?.day ?? null,
          confidence,
          from: match.from - bounds.before,
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
    // "not tomorrow, on Thursday" are two days, the first of them refused
    const refused = days.filter(({ from, to }) => isNegated(sentence, from, to));
    const meant = withoutAnyDay(days).filter((one) => !refused.includes(one));
    const told = [...refused, ...withoutTheirWeekday(meant)];
    return told.map(({ value, confidence, from, to, bare }) => ({
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

const standingPhrases = Object.fromEntries(
  LANGUAGES.map((language) => [
    language,
    standingDays[language].map((one): DatePhrase => ({ ...one, marked: true })),
  ]),
) as Record<Language, DatePhrase[]>;

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

/** "I have to ask my husband first" puts things in order: a day would be "the first", or nothing but "first". */
const isOrder = (sentence: Sentence, { from, to }: { from: number; to: number }, marked: boolean): boolean =>
  !marked &&
  sentence.language === 'en' &&
  textOf(sentence, from, to) === ' 1th ' &&
  sentence.tokens.length > 2;

/** "Not before Wednesday", "by Friday": how many words before the day belong to it, and how sure it then is at most. */
function boundsOf(
  sentence: Sentence,
  { from, to }: { from: number; to: number },
): { before: number; certainty: number } {
  const bounds = boundedDays[sentence.language];
  const ahead = bounds.before.exec(textOf(sentence, from - 4, from))?.[0];
  const bounded =
    ahead !== undefined ||
    bounds.within.test(textOf(sentence, from, to)) ||
    bounds.behind.test(textOf(sentence, to, to + 3));
  const before = ahead?.trim().split(' ').length ?? 0;
  return { before, certainty: bounded ? CONFIDENCE.doubtful : 1 };
}

type Resolved = { day: Day; confidence: number };

function resolve(parts: DateParts, today: Day, standing?: Day): Resolved | null {
  switch (parts.is) {
    case 'from-standing':
      return standing === undefined
        ? null
        : { day: addDays(standing, parts.days), confidence: CONFIDENCE.sure };
    case 'in-days':
      return Number.isNaN(parts.days)
        ? null
        : { day: addDays(today, parts.days), confidence: CONFIDENCE.sure };
    case 'weekday':
      return later(nextWeekday(parts.weekday, parts.week, today), parts.weeksMore ?? 0);
    case 'nth-weekday':
      return nthWeekday(parts, today);
    case 'holiday':
      return { day: nextHoliday(parts, today), confidence: CONFIDENCE.sure };
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

const later = ({ day, confidence }: Resolved, weeks: number): Resolved => ({
  day: addDays(day, 7 * weeks),
  confidence,
});

/** "The second Tuesday of December", of this year or the next. */
function nthWeekday(
  { nth, weekday, month }: Extract<DateParts, { is: 'nth-weekday' }>,
  today: Day,
): Resolved | null {
  for (const year of [yearOf(today), yearOf(today) + 1]) {
    const days = Array.from({ length: 31 }, (_, i) => dayOf(year, month, i + 1)).filter(
      (day) => day !== null && weekdayOf(day) === weekday,
    );
    const day = days.at(nth < 0 ? nth : nth - 1);
    if (day !== undefined && day !== null && day >= today) return { day, confidence: CONFIDENCE.sure };
  }
  return null;
}

function nextHoliday({ holiday, language }: Extract<DateParts, { is: 'holiday' }>, today: Day): Day {
  const inYear = (year: number): Day =>
    dayOfHoliday(holiday, language === 'en' ? 'western' : 'eastern', year);
  const day = inYear(yearOf(today));
  return day >= today ? day : inYear(yearOf(today) + 1);
}

const dayOfHoliday = (
  { month = 1, dayOfMonth = 1, fromEaster }: Holiday,
  reckoning: 'western' | 'eastern',
  year: number,
): Day =>
  fromEaster === undefined
    ? (dayOf(year, month, dayOfMonth) ?? `${year}-01-01`)
    : addDays(easter(year, reckoning), fromEaster);

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

/** "Monday or Wednesday, I don't care": whoever names a day does not mean any day at all, nor perhaps only that one. */
function withoutAnyDay<F extends Found & { parts: DateParts }>(found: readonly F[]): readonly F[] {
  const isAny = ({ parts, bare }: F): boolean => parts.is === 'in-days' && bare === true;
  if (found.every(isAny) || !found.some(isAny)) return found;
  return found
    .filter((one) => !isAny(one))
    .map((one) => ({ ...one, confidence: Math.min(one.confidence, CONFIDENCE.doubtful) }));
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
