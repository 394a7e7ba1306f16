import type { Language } from '../../language.ts';

/** How callers name a time, for the recogniser. */
export const timeHints: Readonly<Record<Language, readonly string[]>> = {
  en: [
    '[at] $time [please]',
    '[at] $time in the (morning|afternoon|evening)',
    '(half|quarter) past (eight|nine|ten|eleven|twelve|one|two|three|four|five|six)',
    'quarter to (eight|nine|ten|eleven|twelve|one|two|three|four|five|six)',
    'the (first|second|third|last) [one]',
    'the (earlier|later|earliest|latest) one',
    '(any|either) of them',
    'at noon',
    '(no|actually) [i meant] [at] $time',
  ],
  uk: [
    '[о|об|на] $time',
    '(о|об|на) $ordinal',
    'о $ordinal (ранку|дня|вечора)',
    'пів на $ordinal',
    '(перший|другий|третій|останній)',
    '(раніше|пізніше)',
    'будь який',
  ],
  ru: [
    '[в|на] $time',
    '(в|на) $time (утра|дня|вечера)',
    'половина $ordinal',
    '(первое|второе|третье|последнее)',
    '(раньше|позже)',
    'любое',
  ],
};
