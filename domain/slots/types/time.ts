import { z } from 'zod';
import type { Language } from '../../language.ts';
import { wallClock } from '../calendar.ts';
import { common } from '../common.ts';
import { sayTime } from '../phrases/say-time.ts';
import { type TimeParts, timePhrases } from '../phrases/time.ts';
import { type DayPart, dayParts, orderWords } from '../phrases/time-choice.ts';
import { timeHints } from '../phrases/time-hints.ts';
import { readClock, timeRangePhrases } from '../phrases/time-range.ts';
import { matches, type Sentence, textOf } from '../sentence.ts';
import { CONFIDENCE, type Found, type OpeningHours, type SlotContext, type SlotType } from '../slot-type.ts';
import { formatTimeRange, parseTimeRange, type TimeRange } from '../time-range.ts';
import { wordsOf } from '../words/index.ts';
import { places } from './choice.ts';

const schema = z.strictObject({ type: z.literal('time'), ...common });

/**
 * A time of day, HH:MM: said, or chosen among the times that the agent has just offered; else a span of the day
 * (time-range.ts), which narrows what is offered.
 */
export const time: SlotType<typeof schema> = {
  schema,
  patience: 'choice',
  find(sentence, _definition, { open, context }) {
    const offered = offeredTimes(context);
    const part = dayParts[sentence.language].find(([rule]) => rule.test(sentence.text))?.[1];
    const spans = ranges(sentence, part, { open, hours: context.openingHours });
    // "the first one" and "the later one" are of the offered; "о першій" is one o'clock
    const chosen =
      open && offered.length > 0 && spans.length === 0
        ? [...byPlace(sentence, offered), ...byOrder(sentence, offered, part)]
        : [];
    const taken: (Found & { value: string | null })[] = [...spans, ...chosen.slice(0, 1)];
    for (const { rule, read, marked } of timePhrases[sentence.language]) {
      if (!marked && !open) continue;
      for (const { from, to, groups } of matches(sentence, rule)) {
        if (taken.some((one) => one.from < to && from < one.to)) continue;
        const parts = read(groups);
        const placed = parts === null ? null : place(parts, part, offered, context.openingHours);
        const { time: value = null, confidence: placedAt = 0 } = placed ?? {};
        const isNear = nearly[sentence.language].test(textOf(sentence, from - 3, to));
        const confidence = isNear ? Math.min(placedAt, CONFIDENCE.doubtful) : placedAt;
        // a phrase that names no possible time still keeps shorter rules from reading a part of it
        taken.push({ value, confidence, from, to, bare: !marked });
      }
    }
    const found = taken.filter(
      (one) => one.value !== null && (one.bare === true || !isEngagement(sentence, one)),
    );
    if (found.length > 0) return found;
    return open && offered.length > 0 ? byPart(sentence, offered, part) : [];
  },
  hints: (_definition, language) => [...timeHints[language]],
  say: (value, language) => {
    if (typeof value !== 'string') return undefined;
    return parseTimeRange(value) === null ? sayTime(value, language) : value;
  },
};

/** "I've got the dentist at two", "у мене о дев'ятій інший лікар": the caller is somewhere else then. */
const engaged: Readonly<Record<Language, { before: RegExp; behind: RegExp }>> = {
  en: {
    before:
      / (?:ive got|i have got|i have|i got|weve got|we have|theres|there is|hes got|shes got) (?:an?|another|my|the|to (?:be|pick|take|go))(?: (?!free|spare|question|preference)\S+){1,3} $/u,
    behind: /^/u,
  },
  uk: {
    before: / (?:у|в) мене $/u,
    behind: /^ (?!вільно|вільний|вільна|є|вийде|виходить|можна|зручно|буде|час)\p{L}/u,
  },
  ru: {
    before: / у меня $/u,
    behind: /^ (?!свободно|свободен|свободна|есть|получится|получается|можно|удобно|будет|время)\p{L}/u,
  },
};
/** The other way round: "at eleven I have a meeting", "об одинадцятій у мене нарада". */
const engagedBehind: Readonly<Record<Language, RegExp>> = {
  en: /^ (?:ive got|i have got|i have|i got|i am at|im at|im in) (?:an?|another|my|the|to|work|class)(?= )/u,
  uk: /^ (?:(?:у|в) мене|я на|я в) (?!вільно|вільний|вільна|вийде|виходить|час)\p{L}/u,
  ru: /^ (?:у меня|я на|я в) (?!свободно|свободен|свободна|получится|получается|время)\p{L}/u,
};

function isEngagement(sentence: Sentence, { from, to }: { from: number; to: number }): boolean {
  const { before, behind } = engaged[sentence.language];
  const rest = textOf(sentence, to, to + 5);
  return (
    (before.test(textOf(sentence, 0, from)) && behind.test(rest)) ||
    engagedBehind[sentence.language].test(rest)
  );
}

type Spoken = Found & { value: string | null };

/** "Between two and four", "not before ten", "after lunch but before five". */
function ranges(
  sentence: Sentence,
  part: DayPart | undefined,
  { open, hours }: { open: boolean; hours: OpeningHours | undefined },
): Spoken[] {
  const taken: Spoken[] = [];
  for (const { rule, names, marked } of timeRangePhrases[sentence.language]) {
    if (!marked && !open) continue;
    for (const { from, to, groups } of matches(sentence, rule)) {
      if (taken.some((one) => one.from < to && from < one.to)) continue;
      const [, first = '', second] = groups;
      const range =
        names === 'none'
          ? null
          : names === 'both'
            ? span(readings(first, part, hours), readings(second ?? '', part, hours))
            : names === 'lunch-to'
              ? span(['12:00'], readings(first, 'afternoon', hours))
              : bound(names, readings(first, part, hours));
      const value = range === null ? null : formatTimeRange(range);
      // "two to four" may be two minutes to four
      const confidence = names === 'both' && !marked ? CONFIDENCE.doubtful : CONFIDENCE.likely;
      taken.push({ value, confidence, from, to, bare: !marked });
    }
  }
  return taken;
}

/** What an end of a span may mean on the 24-hour clock, the likelier first. */
function readings(words: string, part: DayPart | undefined, hours: OpeningHours | undefined): string[] {
  const parts = readClock(words);
  const own = /(?:pm|p m|afternoon|дня|вечора|вечера|evening)$/u.test(words)
    ? 'afternoon'
    : /(?:am|a m|morning|ранку|утра)$/u.test(words)
      ? 'morning'
      : undefined;
  const placed = place(parts, own ?? part, [], hours)?.time;
  if (placed === undefined) return [];
  if (parts.exact || own !== undefined || part !== undefined || parts.hour > 12) return [placed];
  return [placed, format((Number(placed.slice(0, 2)) + 12) % 24, parts.minute)];
}

/** The shortest span of the readings that begins before it ends. */
function span(froms: readonly string[], tos: readonly string[]): TimeRange | null {
  const spans = froms.flatMap((from) => tos.filter((to) => from < to).map((to) => ({ from, to })));
  const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  const length = ({ from, to }: { from: string; to: string }): number => minutes(to) - minutes(from);
  const awake = spans.filter(({ from }) => from >= '06:00');
  return (awake.length > 0 ? awake : spans).sort((a, b) => length(a) - length(b))[0] ?? null;
}

const bound = (names: 'from' | 'to', [time]: readonly string[]): TimeRange | null =>
  time === undefined ? null : names === 'from' ? { from: time } : { to: time };

/** "Getting on for six", "ближче до шостої" */
const nearly: Readonly<Record<Language, RegExp>> = {
  en: / (?:getting on for|going on|close to|closer to|nearer|towards|toward) /u,
  uk: / (?:ближче|ближе|близько|під) (?:до |к )?/u,
  ru: / (?:ближе|ближче|под|около) (?:к |до )?/u,
};

const offeredTimes = ({ offered = [], facts }: SlotContext): string[] =>
  offered.map((one) => (one.includes('T') ? wallClock(one, facts.timeZone).time : one)).sort();

const format = (hour: number, minute: number): string =>
  `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;

/** Which of the two readings of a 12-hour time is meant: by the words, by what was offered, by the opening hours. */
function place(
  { hour, minute, exact }: TimeParts,
  part: DayPart | undefined,
  offered: readonly string[],
  hours: OpeningHours | undefined,
): { time: string; confidence: number } | null {
  if (hour > 24 || minute > 59) return null;
  const early = format(hour % 24, minute);
  if (exact || hour > 12 || hour === 0) return { time: early, confidence: CONFIDENCE.sure };
  const late = format(hour === 12 ? 12 : hour + 12, minute);
  if (part !== undefined) {
    const isLate = part === 'afternoon' || part === 'evening' || (part === 'night' && hour >= 9);
    if (hour === 12)
      return { time: part === 'night' ? format(0, minute) : late, confidence: CONFIDENCE.sure };
    return { time: isLate ? late : early, confidence: CONFIDENCE.sure };
  }
  if (hour === 12) return { time: late, confidence: CONFIDENCE.sure };
  const readings = [early, late];
  const among = readings.filter((one) => offered.includes(one));
  if (among.length === 1) return { time: among[0] ?? late, confidence: CONFIDENCE.sure };
  const opens = readings.filter((one) => isOpen(one, hours));
  if (opens.length === 1) return { time: opens[0] ?? late, confidence: CONFIDENCE.sure };
  // open at both, or hours unknown: seven to eleven are mornings, the rest afternoons; to be confirmed
  return {
    time: hour >= 7 && hour <= 11 ? early : late,
    confidence: hours === undefined ? CONFIDENCE.likely : CONFIDENCE.doubtful,
  };
}

/** Whether any day of the week is open at that time. */
const isOpen = (at: string, hours: OpeningHours | undefined): boolean =>
  Object.values(hours ?? {}).some(([open, close]) => at >= open && at < close);

/** "полпервого" and "десять минут первого" are times, no places. */
const HALVES = / (?:пол|пів|половин\S|четверть|чверть|четверти|чверті|минут\S?|хвилин\S?|за|без) /u;
const isMonth = (word: string | undefined, { language }: Sentence): boolean =>
  word !== undefined && word in wordsOf[language].months;

function byPlace(sentence: Sentence, offered: readonly string[]): Chosen[] {
  return matches(sentence, places[sentence.language]).flatMap(({ from, to, groups: [, nth] }) => {
    const said = textOf(sentence, from, to);
    // "о першій" and "на першу" are hours; so is "перша" when one o'clock is offered
    const isHour =
      / \d+h /.test(said) &&
      (/^ (?:о|об|на|до|к|в|у|пів) /.test(textOf(sentence, from - 1, to)) ||
        / (?:на|в|у) /.test(said) ||
        / (?:годин\S*|час\S*) $/.test(textOf(sentence, to, to + 1)) ||
        offered.some((one) => Number(one.slice(0, 2)) % 12 === Number(nth)));
    const isPartOfMore =
      HALVES.test(textOf(sentence, from - 1, from)) ||
      / (?:за|без|в|на) \d+h? $/u.test(textOf(sentence, from - 2, from)) ||
      isMonth(sentence.tokens[to]?.text, sentence);
    if (isHour || isPartOfMore) return [];
    const value = nth === undefined ? offered.at(-1) : offered[Number(nth) - 1];
    return value === undefined ? [] : [{ value, confidence: CONFIDENCE.sure, from, to }];
  });
}

type Chosen = Found & { value: string };

const within = (offered: readonly string[], part: DayPart | undefined): readonly string[] =>
  part === undefined ? offered : offered.filter((one) => partOf(one).includes(part));

/** "the later one", "the earliest in the afternoon", "any" */
function byOrder(sentence: Sentence, offered: readonly string[], part: DayPart | undefined): Chosen[] {
  const words = orderWords[sentence.language];
  const rest = within(offered, part);
  const pick = (rule: RegExp, value: string | undefined, confidence: number): Chosen[] =>
    value === undefined
      ? []
      : matches(sentence, rule).map(({ from, to }) => ({ value, confidence, from, to }));
  return [
    ...pick(words.later, rest.at(-1), CONFIDENCE.sure),
    ...pick(words.earlier, rest[0], CONFIDENCE.sure),
    ...pick(words.any, rest[0], CONFIDENCE.likely),
  ];
}

/** "in the morning", where that leaves one of the offered times */
function byPart(sentence: Sentence, offered: readonly string[], part: DayPart | undefined): Chosen[] {
  const [only, another] = within(offered, part);
  return part === undefined || only === undefined || another !== undefined
    ? []
    : [{ value: only, confidence: CONFIDENCE.sure, from: 0, to: sentence.tokens.length }];
}

const partOf = (at: string): DayPart[] =>
  at < '12:00'
    ? ['morning']
    : at < '17:00'
      ? ['afternoon']
      : at < '18:00'
        ? ['afternoon', 'evening']
        : ['evening'];
