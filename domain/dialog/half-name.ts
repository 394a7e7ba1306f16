import type { Json } from '../json.ts';
import { isGivenName, isWholeName } from '../slots/name-lists.ts';
import type { Draft } from './draft.ts';
import type { WordingKey } from './wording.ts';

/** A certain name of which one half is missing, where the scenario wants both. */
export function isHalfName({ scenario, slots }: Draft, slot: string): boolean {
  const definition = scenario.slots[slot];
  const filled = slots[slot];
  const isWhole = typeof filled?.value !== 'string' || isWholeName(filled.value);
  return definition?.type === 'name' && definition.whole === true && filled?.confirmed === true && !isWhole;
}

/** The name whose other half is still to be asked for; each name is asked so once. */
export const halfName = (draft: Draft): string | undefined =>
  Object.keys(draft.slots).find(
    (slot) => isHalfName(draft, slot) && draft.memory.halves[slot] !== draft.slots[slot]?.value,
  );

const firstOf = (name: Json | undefined): string => `${name}`.split(' ')[0] ?? '';

/** "And the first name?", "And the last name?" */
export const halfQuestion = (draft: Draft, slot: string): WordingKey | null =>
  isHalfName(draft, slot)
    ? isGivenName(firstOf(draft.slots[slot]?.value))
      ? 'andFamilyName'
      : 'andGivenName'
    : null;

/** The whole name, where the other half was asked for and one word is the answer; null where that is not so. */
export function withOtherHalf(draft: Draft, slot: string, said: string): string | null {
  const known = draft.slots[slot]?.value;
  const isAnswer = isHalfName(draft, slot) && draft.memory.halves[slot] === known;
  if (!isAnswer || said.includes(' ') || said === known) return null;
  return isGivenName(firstOf(known)) ? `${known} ${said}` : `${said} ${known}`;
}
