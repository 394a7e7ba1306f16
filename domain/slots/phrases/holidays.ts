import type { Language } from '../../language.ts';
import { addDays, type Day, dayOf } from '../calendar.ts';

/** Easter Sunday of a year: of the Gregorian reckoning, or of the Julian one that Ukraine keeps. */
export function easter(year: number, reckoning: 'western' | 'eastern'): Day {
  const golden = year % 19;
  if (reckoning === 'eastern') {
    const moon = (19 * golden + 15) % 30;
    const sunday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7;
    const count = moon + sunday + 114;
    // the Julian calendar is 13 days behind in this century and the next
    return addDays(dayOf(year, Math.floor(count / 31), (count % 31) + 1) ?? `${year}-04-15`, 13);
  }
  const century = Math.floor(year / 100);
  const leap = century - Math.floor(century / 4) - Math.floor((8 * century + 13) / 25);
  const moon = (19 * golden + leap + 15) % 30;
  const full = moon - (moon === 29 || (moon === 28 && golden > 10) ? 1 : 0);
  const sunday = (year + Math.floor(year / 4) + full + 2 - century + Math.floor(century / 4)) % 7;
  return addDays(`${year}-03-28`, full - sunday);
}

/** A day of the year with a name. `certain`: everybody means the same day; else the caller is asked. */
export interface Holiday {
  wording: string;
  certain?: true;
  month?: number;
  dayOfMonth?: number;
  /** days from Easter */
  fromEaster?: number;
}

const on = (wording: string, month: number, dayOfMonth: number): Holiday => ({ wording, month, dayOfMonth });
const surely = (wording: string, month: number, dayOfMonth: number): Holiday => ({
  ...on(wording, month, dayOfMonth),
  certain: true,
});
const easterly = (wording: string, fromEaster: number): Holiday => ({ wording, fromEaster });

/** Ordered: an earlier name keeps later ones from reading the same words. */
export const holidays: Readonly<Record<Language, readonly Holiday[]>> = {
  en: [
    surely('new years? eve', 12, 31),
    surely('new years?(?: day)?', 1, 1),
    surely('christmas eve', 12, 24),
    surely('boxing day', 12, 26),
    on('christmas(?: day)?', 12, 25),
    surely('(?:saint |st )?valentines?(?: day)?', 2, 14),
    surely('(?:saint |st )patricks?(?: day)?', 3, 17),
    surely('(?:international )?womens day', 3, 8),
    on('(?:saint |st )nicholas(?: day)?', 12, 6),
    on('independence day', 8, 24),
    surely('halloween', 10, 31),
    on('may day', 5, 1),
    easterly('good friday', -2),
    easterly('easter monday', 1),
    easterly('easter(?: sunday)?', 0),
  ],
  uk: [
    on('(?:старий новий|старого нового) (?:рік|року)', 1, 14),
    surely('(?:новий|нового) (?:рік|року)', 1, 1),
    on('(?:різдв\\S+|рождеств\\S+)', 12, 25),
    on('(?:святвечір|свят вечір|святий вечір)', 12, 24),
    on('(?:свято |день |святого )*микола[яй]', 12, 6),
    on('(?:водохрещ\\S+|водохрищ\\S+|хрещення|йордан\\S*)', 1, 6),
    surely('(?:день )?(?:святого )?валентина', 2, 14),
    surely('(?:жіночий день|міжнародний жіночий день)', 3, 8),
    easterly('(?:вербн\\S+) (?:неділ\\S+)', -7),
    easterly('(?:великдень|великодні|великодня|паск\\S|пасх\\S)', 0),
    easterly('(?:трійц\\S+|зелені свята)', 49),
    on('(?:день )конституції', 6, 28),
    surely('(?:день )незалежності', 8, 24),
    on('(?:покров\\S+|день захисник\\S+)', 10, 1),
    on('(?:день )перемоги', 5, 8),
  ],
  ru: [
    on('(?:старый новый|старого нового) (?:год|года)', 1, 14),
    surely('(?:новый|нового) (?:год|года)', 1, 1),
    on('(?:рождеств\\S+|різдв\\S+)', 12, 25),
    on('сочельник\\S*', 12, 24),
    on('(?:день |святого )*никола[яй]', 12, 6),
    on('крещени\\S+', 1, 6),
    surely('(?:день )?(?:святого )?валентина', 2, 14),
    surely('(?:женский день|международный женский день)', 3, 8),
    easterly('вербн\\S+ воскресень\\S+', -7),
    easterly('(?:пасх\\S|паск\\S|великдень)', 0),
    easterly('троиц\\S+', 49),
    on('(?:день )конституции', 6, 28),
    surely('(?:день )независимости', 8, 24),
    on('(?:покров\\S*|день защитник\\S+)', 10, 1),
    on('(?:день )победы', 5, 8),
  ],
};
