import type { SlotType } from './definition.ts';
import { isNegated } from './negation.ts';
import { slotTypes } from './registry.ts';
import { type Sentence, textOf } from './sentence.ts';
import type { Found } from './slot-type.ts';

/** A value of a slot, as one of its rules has found it. */
export type Heard = Found & { slot: string; open: boolean; type: SlotType };

/** The values that are not refused, and not said of something else. `asked`: the open question's type. */
export function meantOf(sentence: Sentence, heard: readonly Heard[], asked: SlotType | undefined): Heard[] {
  const refused = heard.filter(
    (one) => slotTypes[one.type].readsNegation !== true && isNegated(sentence, one.from, one.to),
  );
  return heard.filter(
    (one) =>
      !refused.includes(one) &&
      !isRefusedElsewhere(one, refused) &&
      !isOtherMeasure(sentence, one, asked) &&
      !deniesAnother(sentence, one, heard),
  );
}

/** "Not eleven, I've got a meeting at eleven" */
const isRefusedElsewhere = (one: Heard, refused: readonly Heard[]): boolean =>
  one.type === 'time' && refused.some((other) => other.slot === one.slot && other.value === one.value);

/** "I was ninety, now I'm eighty two", asked for the weight, tells no age. */
const isOtherMeasure = (sentence: Sentence, one: Heard, asked: SlotType | undefined): boolean =>
  asked === 'weight' &&
  one.type === 'age' &&
  / (?:i am|im) (?:\S+ )?\d+ $/u.test(textOf(sentence, one.from, one.to)) &&
  !/ (?:no|sorry) /u.test(sentence.text);

/** "The head does not hurt": behind one value, the denial is about that, and no value of another slot. */
const deniesAnother = (sentence: Sentence, one: Heard, heard: readonly Heard[]): boolean =>
  one.type === 'choice' &&
  !one.open &&
  / (?:не|not|dont|doesnt) /u.test(textOf(sentence, one.from, one.from + 1)) &&
  heard.some((other) => other.to === one.from && other.slot !== one.slot && other.type === 'choice');
