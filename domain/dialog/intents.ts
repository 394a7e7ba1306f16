import { LANGUAGES, type Language } from '../language.ts';
import { normalise } from '../slots/sentence.ts';
import { spokenLanguage } from '../slots/spoken-language.ts';
import { askAgain, jump, sayOnly } from './advance.ts';
import { bookedTime } from './appointments.ts';
import { type Draft, draftOf, type Leaving, stateOf } from './draft.ts';
import { resaySlots } from './fill.ts';
import { phrase } from './question.ts';
import { promiseCallback } from './transfer-failed.ts';
import type { Intent, Step, Understanding } from './types.ts';
import { isStaffed } from './values.ts';
import { walk } from './walk.ts';

/** Below this the recogniser's word is not enough for what cannot be undone. */
export const SURE_ENOUGH = 0.6;

const LEAVING: readonly Leaving[] = ['emergency', 'operator', 'cancel', 'goodbye'];
const SPEAK: Readonly<Record<string, Language>> = Object.fromEntries(
  LANGUAGES.map((language) => [`speak-${language}`, language]),
);

/** Words that tell of an earlier time: "I had a heart attack last year" calls for no ambulance, but who knows. */
const PAST: Readonly<Record<Language, RegExp>> = {
  en: / (?:ago|last year|last month|years|once|previously|used to) /u,
  uk: / (?:тому|торік|минулого|раніше|колись|років|перен(?:іс|есла)) /u,
  ru: / (?:назад|прошлом|прошлого|раньше|когда то|лет|перенес|перенесла) /u,
};
const isPast = ({ language }: Draft, { text }: Understanding): boolean =>
  PAST[language].test(normalise(text, language).text);

/** Goes where an intent leads; unless the caller is `sure` of it, or was asked already, it is asked first. */
export function leave(draft: Draft, intent: Leaving, sure: boolean): Step {
  const { pending } = draft.memory;
  const state = draft.scenario.globals[intent] ?? draft.scenario.globals.goodbye;
  // that way out has a question of its own, and whoever says the same again will hear of nothing else
  const insists = draft.memory.jump === state && draft.memory.open !== null;
  if (intent === 'operator' && (insists || insistedBefore(draft))) return insist(draft);
  if (insists) return jump(draft, draft.scenario.states[draft.at]?.limits?.else ?? state);
  // asked "would you like …?", the caller says it again
  if (sure || (pending?.kind === 'intent' && pending.intent === intent)) return jump(draft, state);
  // nobody is there to be put through to, and the way out asks what to do instead
  if (intent === 'operator' && !isStaffed(draft) && asksFirst(draft, state)) return jump(draft, state);
  draft.memory.pending = { kind: 'intent', intent };
  return askAgain(draft);
}

const insistedBefore = ({ memory }: Draft): boolean =>
  memory.insisted === true && memory.jump !== null && memory.open !== null;

/** Nobody is there, however often a person is asked for: the next way out, then its question a few times, then the end. */
function insist(draft: Draft): Step {
  const { limits } = draft.scenario.states[draft.at] ?? {};
  if (!insistedBefore(draft) && limits?.else !== undefined) {
    draft.memory.insisted = true;
    return jump(draft, limits.else);
  }
  draft.memory.insisted = true;
  draft.misses.noMatch += 1;
  if (draft.misses.noMatch < draft.scenario.limits.noMatch) return askAgain(draft);
  return limits?.else === undefined ? promiseCallback(draft) : jump(draft, limits.else);
}

/** Whether a state's first answer is a question, so that going there promises nothing. */
function asksFirst(draft: Draft, state: string): boolean {
  const tried = draftOf(draft.scenario, stateOf(draft), draft.context);
  tried.memory.jump = state;
  return walk(tried).type === 'ask';
}

function switchLanguage(draft: Draft, language: Language): Step {
  if (!draft.scenario.languages.includes(language)) {
    draft.says.push(phrase(draft, 'notMyLanguage'));
    return askAgain(draft);
  }
  draft.language = language;
  draft.memory.followed = MOST_SWITCHES;
  resaySlots(draft);
  draft.says.push(phrase(draft, 'speaking'));
  return askAgain(draft, false);
}

function repeat(draft: Draft): Step {
  const { said } = draft;
  draft.says.push(said);
  const step = sayOnly(draft);
  return { ...step, state: { ...step.state, said } };
}

/** "I changed my mind, on Friday" wants another day, not none. */
const bringsAnother = ({ slots }: Draft, understanding: Understanding): boolean =>
  understanding.slots.some(({ slot, value, confidence }) => {
    const before = slots[slot]?.value;
    return (
      confidence >= SURE_ENOUGH && before !== undefined && typeof before !== 'boolean' && before !== value
    );
  });

/** "Cancel the appointment for Olha", when Ivan's was just booked: which one is meant a person has to ask. */
const namesSomebodyElse = (draft: Draft, { slots }: Understanding): boolean =>
  bookedTime(draft) !== undefined &&
  slots.some(
    ({ slot, value, confidence }) =>
      draft.scenario.slots[slot]?.type === 'name' &&
      confidence >= SURE_ENOUGH &&
      draft.slots[slot] !== undefined &&
      draft.slots[slot]?.value !== value,
  );

/** What is always understood, whatever is being asked; null when the utterance holds none of it. */
export function globalStep(draft: Draft, understanding: Understanding): Step | null {
  const { intents, slots } = understanding;
  const has = (intent: Intent) => intents.includes(intent);
  const sure = (understanding.confidence ?? 1) >= SURE_ENOUGH;
  // what is cancelled is gone, so it is asked first
  for (const intent of LEAVING) {
    const certain = intent === 'emergency' ? !isPast(draft, understanding) : intent !== 'cancel';
    if (intent === 'cancel' && has(intent) && namesSomebodyElse(draft, understanding))
      return leave(draft, 'operator', sure);
    if (intent === 'cancel' && bringsAnother(draft, understanding)) continue;
    if (has(intent)) return leave(draft, intent, sure && certain);
  }
  if (has('repeat')) return repeat(draft);
  if (has('wait') && slots.length === 0) {
    draft.says.push(phrase(draft, 'takeYourTime'));
    return sayOnly(draft);
  }
  if (has('robot')) {
    draft.says.push(phrase(draft, isStaffed(draft) ? 'robot' : 'robotAlone'));
    return askAgain(draft);
  }
  if (has('upset')) {
    draft.says.push(phrase(draft, 'upset'));
    return leave(draft, 'operator', false);
  }
  const spoken = intents.find((intent) => SPEAK[intent] !== undefined);
  const language = spoken === undefined ? undefined : SPEAK[spoken];
  if (language !== undefined && (language !== draft.language || !has('no')))
    return switchLanguage(draft, language);
  return null;
}

/** Who asked for a language keeps it, and nobody is followed to and fro. */
const MOST_SWITCHES = 2;

/** A caller who speaks a whole sentence of another language is answered in it. */
export function followLanguage(draft: Draft, { text, intents }: Understanding): void {
  const { scenario, language, memory } = draft;
  const spoken = spokenLanguage(text, language);
  const isAsked = intents.some((intent) => SPEAK[intent] !== undefined);
  if (spoken === null || isAsked || memory.followed >= MOST_SWITCHES || !scenario.languages.includes(spoken))
    return;
  memory.followed += 1;
  draft.language = spoken;
  resaySlots(draft);
}

/** "Do you know which …?" "Yes.": then which? */
export function isYesToWhich(draft: Draft, { slots, intents }: Understanding): boolean {
  const state = draft.scenario.states[draft.at];
  return state?.optional === true && slots.length === 0 && intents.length === 1 && intents[0] === 'yes';
}

/** A greeting or a thank-you on its own answers nothing and costs nothing. */
export function isSmallTalk({ intents, slots }: Understanding): boolean {
  return slots.length === 0 && intents.length > 0 && intents.every((i) => i === 'greeting' || i === 'thanks');
}
