import type { Language } from '../../language.ts';

/** What a caller is likely to answer to "which day?", for the recogniser. */
export const dateHints: Readonly<Record<Language, readonly string[]>> = {
  en: [
    '[on] [(this|next)] $weekday [please]',
    '[on] [(this|next)] ($weekday|tomorrow) (morning|afternoon|evening) [please]',
    '(today|tomorrow) [please]',
    'the day after tomorrow',
    '[on] the $ordinal [of $month]',
    '[on] $month [the] $ordinal',
    '[on] $weekday the $ordinal [of $month]',
    '[on] $weekday next week',
    'in (two|three|four|five) days',
    'in a week',
    'as soon as possible',
    '(no|actually) [i meant] [on] $weekday',
    'not $weekday $weekday',
  ],
  uk: [
    '[на|у|в] [наступний|цей] $weekday',
    '(сьогодні|завтра|післязавтра)',
    '[на] $ordinal $month',
    '[на] $ordinal [числа]',
    '$weekday $ordinal $month',
    'через (два|три) дні',
    'через тиждень',
    '(ні|точніше) [на|у|в] $weekday',
    'якнайшвидше',
  ],
  ru: [
    '[на|в|во] [следующий|этот] $weekday',
    '(сегодня|завтра|послезавтра)',
    '[на] $ordinal $month',
    '[на] $ordinal [числа]',
    '$weekday $ordinal $month',
    'через (два|три) дня',
    'через неделю',
    '(нет|точнее) [на|в|во] $weekday',
    'как можно скорее',
  ],
};
