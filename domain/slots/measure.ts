import { elsewhere, limits } from './phrases/elsewhere.ts';
import type { MeasurePhrase } from './phrases/measure.ts';
import { roughly } from './phrases/rough.ts';
import { matches, type Sentence, textOf } from './sentence.ts';
import { CONFIDENCE, type Found } from './slot-type.ts';

/**
 * Values of a measure in an utterance; out of range is nothing, since it was misheard. `told`: those that other rules
 * have read already.
 */
export function findMeasure(
  sentence: Sentence,
  phrases: readonly MeasurePhrase[],
  { min, max, open, told = [] }: { min: number; max: number; open: boolean; told?: readonly Found[] },
): Found[] {
  const taken: Found[] = [...told];
  for (const { rule, read, marked } of phrases) {
    if (!marked && !open) continue;
    for (const { from, to, groups } of matches(sentence, rule)) {
      if (taken.some((one) => one.from < to && from < one.to)) continue;
      if (!marked && isStutter(sentence, from)) continue;
      taken.push({
        value: belongsElsewhere(sentence, from, to) ? null : read(groups),
        confidence: isLimit(sentence, from, to)
          ? CONFIDENCE.limit
          : isRough(sentence, from, to)
            ? CONFIDENCE.doubtful
            : marked
              ? CONFIDENCE.sure
              : CONFIDENCE.likely,
        from,
        to,
        bare: !marked,
      });
    }
  }
  return taken.filter(({ value }) => typeof value === 'number' && value >= min && value <= max);
}

/** "Three kids", "I have lost ten kilos", "five foot six": a number, but of something else. */
function belongsElsewhere(sentence: Sentence, from: number, to: number): boolean {
  const { counted, change } = elsewhere[sentence.language];
  return counted.test(textOf(sentence, to, to + 2)) || change.test(textOf(sentence, from - 4, from));
}

/** "Over a hundred", "thirty something": the number is where something begins or ends, and no value itself. */
function isLimit(sentence: Sentence, from: number, to: number): boolean {
  const { before, behind } = limits[sentence.language];
  // tens that nobody writes so: what stands behind them is only the rest of the number
  if (/(?:сят|сять|десят|дцат|дцать|дцять)$/u.test(sentence.tokens[from - 1]?.text ?? '')) return true;
  return before.test(textOf(sentence, from - 3, from)) || behind.test(textOf(sentence, to, to + 4));
}

/** Whether the words around a number leave it open: "almost ninety", "ninety something". */
function isRough(sentence: Sentence, from: number, to: number): boolean {
  const { before, within, behind } = roughly[sentence.language];
  return (
    before.test(textOf(sentence, from - 3, from)) ||
    within.test(textOf(sentence, from, to)) ||
    behind.test(textOf(sentence, to, to + 5))
  );
}

/** "Sixty one, one": the last digit said twice is no number of its own. */
function isStutter({ tokens }: Sentence, at: number): boolean {
  const [before, digit] = [tokens[at - 1]?.text ?? '', tokens[at]?.text ?? ''];
  return /^[1-9]$/.test(digit) && /^\d{2,3}$/.test(before) && before.endsWith(digit);
}
