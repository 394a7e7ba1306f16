import { type Day, dayOf, yearOf } from './calendar.ts';
import { birthPhrases } from './phrases/birth.ts';
import { matches, type Sentence } from './sentence.ts';
import { CONFIDENCE, type Found } from './slot-type.ts';

/** The age of whoever was born on a day. */
const ageOn = (today: Day, born: Day): number =>
  yearOf(today) - yearOf(born) - (today.slice(5) < born.slice(5) ? 1 : 0);

/** Ages told by a date of birth, or by its year: that may be one too many, so the caller is asked. */
export function findBirth(sentence: Sentence, today: Day, open: boolean): Found[] {
  const taken: Found[] = [];
  for (const { rule, read, marked } of birthPhrases[sentence.language]) {
    if (!marked && !open) continue;
    for (const { from, to, groups } of matches(sentence, rule)) {
      if (taken.some((one) => one.from < to && from < one.to)) continue;
      const { year, month, dayOfMonth } = read(groups, yearOf(today));
      const born = month === undefined || dayOfMonth === undefined ? null : dayOf(year, month, dayOfMonth);
      if (month !== undefined && (born === null || born > today)) continue;
      if (year > yearOf(today)) continue;
      taken.push(
        born === null
          ? { value: yearOf(today) - year, confidence: CONFIDENCE.doubtful, from, to }
          : { value: ageOn(today, born), confidence: CONFIDENCE.sure, from, to },
      );
    }
  }
  return taken;
}
