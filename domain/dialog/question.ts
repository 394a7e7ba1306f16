import { holdsText } from '../scenario/condition.ts';
import { bookedTime } from './appointments.ts';
import type { Draft, Leaving } from './draft.ts';
import { halfQuestion } from './half-name.ts';
import { sayList, sayNumberEnding, sentenceCase } from './spoken.ts';
import { lookup, render, saySlot, spoken } from './values.ts';
import { type WordingKey, wording } from './wording.ts';

/** An engine phrase with its value and label filled in. */
export function phrase(
  draft: Draft,
  key: WordingKey,
  { value = '', label = '', use = 0 }: { value?: string; label?: string; use?: number } = {},
): string {
  const text = wording(draft.scenario, draft.language, key, use).replaceAll('{{label}}', label);
  return sentenceCase(text.replaceAll('{{value}}', value));
}

/** "the day", or the slot's name where the scenario gives it none. */
export function labelOf(draft: Draft, slot: string): string {
  return draft.scenario.asking[slot]?.label?.[draft.language] ?? slot.replaceAll('_', ' ');
}

/** How the slot is asked for again: the help after the second miss, else the short question. */
function prompt(draft: Draft, slot: string): string {
  const asking = draft.scenario.asking[slot];
  const fitting = asking?.promptWhen.find(
    ({ when }) => when === undefined || holdsText(when, (path) => lookup(draft, path)),
  );
  const short = fitting?.texts ?? asking?.prompt;
  const text = draft.misses.noMatch >= 2 || draft.misses.noInput >= 2 ? (asking?.help ?? short) : short;
  const definition = draft.scenario.slots[slot];
  if (definition?.type === 'phone' && draft.misses.noMatch >= 2) return phrase(draft, 'keypad');
  return render(draft, text?.[draft.language] ?? '');
}

/** Whether the slot's question may be "the number you are calling from?". */
export function mayOfferCallerNumber(draft: Draft, slot: string): boolean {
  const { facts } = draft.context;
  return (
    draft.scenario.asking[slot]?.offerCallerNumber === true &&
    draft.scenario.states[draft.at]?.offerCallerNumber !== false &&
    !draft.memory.callerNumberRefused &&
    /^\+\d{10,15}$/.test(facts.from)
  );
}

const REALLY: Readonly<Record<Leaving, WordingKey>> = {
  emergency: 'reallyEmergency',
  operator: 'reallyOperator',
  cancel: 'reallyCancel',
  goodbye: 'reallyGoodbye',
};

/** The open question in words. `short`: it has been asked before. */
export function questionText(draft: Draft, short: boolean): string {
  const { pending, open } = draft.memory;
  switch (pending?.kind) {
    case 'confirm': {
      const filled = draft.slots[pending.slot];
      const sure = (filled?.confidence ?? 1) >= 0.6;
      return phrase(draft, sure ? 'isThatRight' : 'didYouSay', {
        value: filled === undefined ? '' : saySlot(draft, pending.slot, filled.value),
      });
    }
    case 'caller-number':
      return phrase(draft, 'callerNumber', { value: sayNumberEnding(draft.context.facts.from) });
    case 'change':
      // nothing stands there yet: it is only doubtful
      if (draft.slots[pending.slot] === undefined)
        return phrase(draft, 'didYouSay', { value: saySlot(draft, pending.slot, pending.value) });
      return phrase(draft, 'changeTo', {
        label: labelOf(draft, pending.slot),
        value: saySlot(draft, pending.slot, pending.value),
      });
    case 'which':
      return phrase(draft, 'whatToChange', {
        value: sayList(
          pending.slots.map((slot) => labelOf(draft, slot)),
          wording(draft.scenario, draft.language, 'or'),
        ),
      });
    case 'intent':
      // where nothing was booked there is nothing to promise a cancelling of
      if (pending.intent === 'cancel' && bookedTime(draft) === undefined) return phrase(draft, 'reallyStop');
      return phrase(draft, REALLY[pending.intent]);
    case 'callback':
      return phrase(draft, 'offerCallback');
    case 'one-of':
      return phrase(draft, 'whichFirst', {
        value: sayList(
          pending.values.map((value) => saySlot(draft, pending.slot, value)),
          wording(draft.scenario, draft.language, 'or'),
        ),
      });
    case 'ask': {
      const half = halfQuestion(draft, pending.slot);
      return half === null ? prompt(draft, pending.slot) : phrase(draft, half);
    }
    case 'kind': {
      const kind = draft.scenario.asking[pending.slot]?.kinds[pending.of];
      return render(draft, kind?.prompt[draft.language] ?? '');
    }
  }
  const state = draft.scenario.states[draft.at];
  if (state === undefined || open === null) return '';
  const whole = spoken(draft, state.say).text;
  const first = state.ask.every((slot) => draft.slots[slot] === undefined);
  return (short || !first || whole === '') && open !== null ? prompt(draft, open) || whole : whole;
}
