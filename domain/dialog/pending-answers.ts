import type { Json } from '../json.ts';
import type { Language } from '../language.ts';
import { normalise } from '../slots/sentence.ts';
import type { Taken } from './answers.ts';
import type { Draft } from './draft.ts';
import { clearSlot, fillSlot } from './fill.ts';
import { SURE_ENOUGH } from './intents.ts';
import { keepHour, offeringState, takeOfferedTime } from './offers.ts';
import { phrase } from './question.ts';
import { HEARD_FROM, ONLY_WHEN_ASKED, TAKEN_FROM } from './take.ts';
import type { Understanding } from './types.ts';

/** "This one", to the number that calls. */
const THIS_ONE: Readonly<Record<Language, RegExp>> = {
  en: /^ (?:(?:yes|yeah|yep|sure|uh huh|ok|okay|right) )*(?:on |to |use |with )?(?:this (?:very |same )?(?:1|one|number)|that(?: very| same)? (?:1|one|number)|this|the same(?: 1| one| number)?|(?:this|that)(?: 1| one)?s mine|(?:it|this|that) is (?:mine|my number|the 1|the one))(?: (?:is|will be|would be|s) (?:fine|mine|okay|ok|good|alright|right|perfect))?(?: please)? $/u,
  uk: /^ (?:(?:можна|давайте|записуйте|пишіть|так|да|ага|угу|та|авжеж|звісно) )*(?:на |у |в )?(?:це )?(?:цей|цей самий|цей же|нього|нього ж|той самий|він|мій)(?: (?:номер|самий|же|ж))*(?: (?:і є|є|це))?(?: мій| мені| підходить| можна| записуйте)*(?: будь ласка)? $/u,
  ru: /^ (?:(?:можно|давайте|записывайте|пишите|да|так|ага|угу|та|конечно) )*(?:на )?(?:это )?(?:этот|этот самый|этот же|него|него же|тот же|он|мой)(?: (?:номер|самый|же))*(?: (?:и есть|есть|это))?(?: мой| мне| подходит| можно| записывайте)*(?: пожалуйста)? $/u,
};

/** Nothing is to be corrected after all. */
const NOTHING: Readonly<Record<Language, RegExp>> = {
  en: /^ (?:no )?(?:nothing|none|never mind)(?: please| thanks| go on| is wrong| at all)* $/u,
  uk: /^ (?:ні )?нічого(?: не (?:треба|потрібно)(?: виправляти| міняти| змінювати)?)? $/u,
  ru: /^ (?:нет )?ничего(?: не (?:надо|нужно)(?: исправлять| менять)?)? $/u,
};

const saysAgain = (asked: string, value: Json | undefined, { slots, confidence }: Understanding): boolean =>
  (confidence ?? 1) >= HEARD_FROM &&
  slots.some((one) => one.slot === asked && JSON.stringify(one.value) === JSON.stringify(value));

/** The answer to a question of the engine's own; null when the utterance does not answer it. */
export function answerPending(draft: Draft, understanding: Understanding): Taken | 'leave' | null {
  const { pending } = draft.memory;
  if (pending === null) return null;
  const says = (intent: 'yes' | 'no') => understanding.intents.includes(intent);
  const asked = 'slot' in pending ? pending.slot : null;
  const others = understanding.slots.some(
    ({ slot, value, confidence }) =>
      (slot === asked || confidence >= TAKEN_FROM) &&
      (slot === asked || !ONLY_WHEN_ASKED.has(draft.scenario.slots[slot]?.type ?? 'text')) &&
      JSON.stringify(draft.slots[slot]?.value) !== JSON.stringify(value),
  );
  const sure = (understanding.confidence ?? 1) >= SURE_ENOUGH;
  const yes = says('yes') && !says('no') && sure;
  const no = says('no') && sure;
  switch (pending.kind) {
    case 'confirm': {
      const filled = draft.slots[pending.slot];
      // saying the same again is a yes, too, and two doubtful hearings of it are one sure one
      const again = saysAgain(pending.slot, filled?.value, understanding);
      if (filled !== undefined && !others && !no && (yes || again)) {
        draft.slots[pending.slot] = { ...filled, confirmed: true, confidence: 1 };
        draft.memory.pending = null;
        return 'answered';
      }
      if (no && !others) {
        clearSlot(draft, pending.slot);
        draft.memory.pending = null;
        draft.misses.noMatch += 1;
        draft.says.push(phrase(draft, 'sorry'));
        return 'answered';
      }
      return null;
    }
    case 'caller-number':
      if (yes && !others) {
        fillSlot(draft, pending.slot, draft.context.facts.from);
        draft.memory.pending = null;
        return 'answered';
      }
      if (!others && THIS_ONE[draft.language].test(normalise(understanding.text, draft.language).text)) {
        fillSlot(draft, pending.slot, draft.context.facts.from);
        draft.memory.pending = null;
        return 'answered';
      }
      if ((no || understanding.intents.includes('correction')) && !others) {
        draft.memory.callerNumberRefused = true;
        draft.memory.pending = null;
        return 'answered';
      }
      return null;
    case 'change':
      if (yes || (!no && saysAgain(pending.slot, pending.value, understanding))) {
        draft.memory.pending = null;
        if (offeringState(draft, pending.slot) !== undefined)
          takeOfferedTime(draft, pending.slot, `${pending.value}`, 1);
        else {
          if (draft.scenario.slots[pending.slot]?.type === 'date') keepHour(draft, pending.slot);
          fillSlot(draft, pending.slot, pending.value);
        }
        return 'answered';
      }
      if (no && !others) {
        draft.memory.pending = null;
        return 'answered';
      }
      return null;
    case 'intent':
      if (yes || understanding.intents.includes(pending.intent)) return 'leave';
      // what was not understood is asked again: the caller did want something
      if (!no && understanding.slots.length === 0 && understanding.intents.length === 0) return null;
      draft.memory.pending = null;
      return no ? 'answered' : null;
    case 'callback':
      if (yes) return 'leave';
      if (!no && understanding.slots.length === 0) return null;
      // the questions go on, and no call back is owed any more
      draft.memory.pending = null;
      draft.outcome = null;
      return no ? 'answered' : null;
    case 'which':
      if (
        others ||
        !(yes || NOTHING[draft.language].test(normalise(understanding.text, draft.language).text))
      )
        return null;
      draft.memory.pending = null;
      return 'answered';
    case 'kind':
      // whoever does not know which one is asked what comes next instead
      if (others || !(no || understanding.intents.includes('unsure'))) return null;
      draft.memory.pending = null;
      if (draft.scenario.states[draft.at]?.optional === true)
        draft.memory.skipped = [...draft.memory.skipped, pending.slot];
      return 'answered';
    case 'one-of':
      // whoever does not mind gets the first
      if (others || !(understanding.intents.includes('unsure') || yes)) return null;
      draft.memory.pending = null;
      fillSlot(draft, pending.slot, pending.values[0] ?? null);
      return 'answered';
    default:
      return null;
  }
}
