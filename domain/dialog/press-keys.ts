import { isMasked } from '../recording/mask.ts';
import { understand } from '../slots/index.ts';
import { type Draft, OPEN_QUESTIONS, stateOf } from './draft.ts';
import { hearTurn } from './hear-turn.ts';
import { leave } from './intents.ts';
import { miss } from './misses.ts';
import { definitionsWithChoices } from './tool-choices.ts';
import type { Step } from './types.ts';
import { slotContext } from './understand-turn.ts';

/** Keys answer as words would; 0 is the operator, 1 and 2 are yes and no. */
export function pressKeys(draft: Draft, digits: string): Step {
  const keys = isMasked(digits) ? digits : digits.replace(/\D/g, '');
  const { open, pending } = draft.memory;
  if (keys === '0') return leave(draft, 'operator', true);
  const definition = open === null ? undefined : draft.scenario.slots[open];
  const yesNo = pending !== null ? !OPEN_QUESTIONS.has(pending.kind) : definition?.type === 'yes-no';
  if (yesNo && (keys === '1' || keys === '2')) {
    const value = keys === '1';
    const slots =
      pending === null && open !== null
        ? [{ slot: open, value, say: '', confidence: 1, span: [0, 1] as const }]
        : [];
    return hearTurn(draft, { text: keys, confidence: 1, intents: [value ? 'yes' : 'no'], slots });
  }
  if (keys === '' || open === null) return miss(draft, 'noMatch');
  const { scenario, language } = draft;
  const heard = understand({
    text: keys,
    confidence: 1,
    language,
    open,
    definitions: definitionsWithChoices(draft),
    context: slotContext(scenario, stateOf(draft), draft.context),
  });
  const own = heard.slots.filter(({ slot }) => slot === open);
  draft.memory.pending = pending?.kind === 'ask' ? pending : null;
  return hearTurn(draft, { ...heard, intents: [], slots: own });
}
