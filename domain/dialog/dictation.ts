import { understand } from '../slots/index.ts';
import { normalise } from '../slots/sentence.ts';
import { type Draft, stateOf } from './draft.ts';
import type { Understanding } from './types.ts';
import { slotContext } from './understand-turn.ts';

/** From so many digits on, what is missing was misheard and is not still to come. */
const NEARLY_WHOLE = 9;
const WHOLE = 13;

/**
 * A number dictated in groups, each in a turn of its own. Gives the understanding of what has been dictated so far:
 * with the number once it is whole; null while groups are missing; the utterance's own where nothing is dictated.
 */
export function dictated(draft: Draft, understanding: Understanding): Understanding | null {
  const { memory, scenario, language } = draft;
  const { open } = memory;
  const before = memory.dictated;
  memory.dictated = '';
  if (open === null || memory.pending !== null || scenario.slots[open]?.type !== 'phone')
    return understanding;
  const { text } = normalise(understanding.text, language);
  const own = understanding.slots.some(({ slot }) => slot === open);
  if (own || !/^ (?:\+ )?(?:\d+ )+$/.test(text)) return understanding;
  const together = `${before}${text}`.trim();
  const count = together.replace(/\D/g, '').length;
  const whole = understand({
    text: together,
    confidence: understanding.confidence,
    language,
    open,
    definitions: scenario.slots,
    context: slotContext(scenario, stateOf(draft), draft.context),
  });
  if (whole.slots.some(({ slot }) => slot === open)) return { ...whole, text: understanding.text };
  if (count >= (before === '' ? NEARLY_WHOLE : WHOLE)) return understanding;
  memory.dictated = `${together} `;
  return null;
}
