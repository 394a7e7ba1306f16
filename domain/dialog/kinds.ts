import { normalise, type Sentence } from '../slots/sentence.ts';
import type { Draft } from './draft.ts';
import { fillSlot } from './fill.ts';
import { mentions } from './mentions.ts';
import { labelOf, phrase } from './question.ts';
import type { Understanding } from './types.ts';
import { itemOf, saySlot } from './values.ts';

interface Narrowed {
  slot: string;
  kind: string;
}

/** The kind of thing that an utterance names without saying which one: "an MRI". */
function kindNamed(draft: Draft, sentence: Sentence): Narrowed | null {
  for (const [slot, { kinds }] of Object.entries(draft.scenario.asking)) {
    const kind = Object.keys(kinds).find(
      (name) => mentions(sentence, kinds[name]?.phrases[draft.language]) > 0,
    );
    if (kind !== undefined) return { slot, kind };
  }
  return null;
}

const isYesNo = ({ scenario }: Draft, slot: string): boolean => scenario.slots[slot]?.type === 'yes-no';

/** Items of a kind, all of them or those whose short name is said: "of the spine". */
function itemsOf(draft: Draft, { slot, kind }: Narrowed, sentence?: Sentence): string[] {
  const items = draft.scenario.catalogue[slot] ?? {};
  return Object.keys(items).filter(
    (id) =>
      items[id]?.kind === kind &&
      (sentence === undefined || mentions(sentence, items[id]?.short[draft.language]) > 0),
  );
}

function choose(draft: Draft, slot: string, id: string): void {
  const before = draft.slots[slot];
  draft.memory.pending = null;
  if (fillSlot(draft, slot, id) && before !== undefined)
    draft.says.push(
      phrase(draft, 'changed', { label: labelOf(draft, slot), value: saySlot(draft, slot, id) }),
    );
}

/**
 * What an utterance says about a choice by its kind and part, where the whole wording did not come: "an MRI" opens the
 * question of which one, "of the spine" answers it, and "no, of the knee" corrects the part. True when it did.
 */
export function narrow(draft: Draft, { text, intents, slots }: Understanding): boolean {
  const sentence = normalise(text, draft.language);
  const { pending, open } = draft.memory;
  const named = kindNamed(draft, sentence);
  const asked = pending?.kind === 'kind' ? { slot: pending.slot, kind: pending.of } : null;
  const refuses = intents.includes('no') || intents.includes('correction');
  const kept = Object.keys(draft.scenario.asking)
    .map((slot) => ({ slot, kind: itemOf(draft, slot)?.kind ?? '' }))
    .find(({ kind }) => kind !== '');
  const meant = named ?? asked ?? (refuses && kept !== undefined ? kept : null);
  if (
    meant === null ||
    slots.some(({ slot }) => slot === meant.slot || (slot === open && !isYesNo(draft, slot)))
  )
    return false;
  if (draft.slots[meant.slot] !== undefined && !refuses && asked === null) return false;
  const [only, another] = itemsOf(draft, meant, sentence);
  if (only !== undefined && another === undefined) {
    choose(draft, meant.slot, only);
    return true;
  }
  if (named === null) return false;
  // "yes, the doctor wants an MRI" answers as well
  const own = slots.find(({ slot }) => slot === open);
  if (own !== undefined && draft.slots[named.slot] === undefined) fillSlot(draft, own.slot, own.value);
  const [single, ...others] = itemsOf(draft, named);
  if (single !== undefined && others.length === 0) choose(draft, named.slot, single);
  else draft.memory.pending = { kind: 'kind', slot: named.slot, of: named.kind };
  return true;
}
