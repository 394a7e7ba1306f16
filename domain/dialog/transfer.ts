import type { Draft } from './draft.ts';
import { labelOf, phrase } from './question.ts';
import type { Briefing, TransferAction } from './types.ts';

/** Nobody wants to hear more before they may speak, nor read more on a telephone. */
const MOST_SAID = 300;
const MOST_SHOWN = 60;

/** The caller goes to the scenario's operator, who is told before what the call is about where the scenario says so. */
export function transferOf(draft: Draft): TransferAction {
  const { operator, transfer } = draft.scenario;
  const id = `transfer-${draft.turnSeq}`;
  const warm = transfer?.mode === 'warm' ? { warm: briefing(draft, transfer.ringSeconds) } : {};
  return { type: 'transfer', target: operator, id, ...warm };
}

/** What is known by now, in the order in which it was learned: "Name: Anna Kovalenko. Study: MRI of the head." */
function briefing(draft: Draft, ringSeconds: number): Briefing {
  const told = draft.scenario.transfer?.tells ?? [];
  const known = Object.entries(draft.slots)
    .filter(
      ([slot, { confirmed, say }]) => confirmed && say !== '' && (told.length === 0 || told.includes(slot)),
    )
    .sort(([, one], [, other]) => one.turnSeq - other.turnSeq)
    .map(([slot, { say }]) => ({ label: labelOf(draft, slot), say }));
  const parts = known.map(({ label, say }) => `${label}: ${say}.`);
  return {
    say: shortened([phrase(draft, 'briefing'), ...parts], MOST_SAID),
    title: shortened(
      known.map(({ say }, i) => (i + 1 < known.length ? `${say},` : say)),
      MOST_SHOWN,
    ).replace(/,$/, ''),
    language: draft.language,
    ringSeconds,
  };
}

/** Whole parts only: half a name helps nobody. */
function shortened(parts: readonly string[], most: number): string {
  let text = '';
  for (const part of parts) {
    const longer = text === '' ? part : `${text} ${part}`;
    if (longer.length > most) break;
    text = longer;
  }
  return text;
}
