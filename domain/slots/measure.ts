import type { MeasurePhrase } from './phrases/body.ts';
import { matches, type Sentence } from './sentence.ts';
import { CONFIDENCE, type Found } from './slot-type.ts';

/** Values of a measure in an utterance; out of range is nothing, since it was misheard. */
export function findMeasure(
  sentence: Sentence,
  phrases: readonly MeasurePhrase[],
  { min, max, open }: { min: number; max: number; open: boolean },
): Found[] {
  const taken: Found[] = [];
  for (const { rule, read, marked } of phrases) {
    if (!marked && !open) continue;
    for (const { from, to, groups } of matches(sentence, rule)) {
      if (taken.some((one) => one.from < to && from < one.to)) continue;
      taken.push({
        value: read(groups),
        confidence: marked ? CONFIDENCE.sure : CONFIDENCE.likely,
        from,
        to,
        bare: !marked,
      });
    }
  }
  return taken.filter(({ value }) => typeof value === 'number' && value >= min && value <= max);
}
