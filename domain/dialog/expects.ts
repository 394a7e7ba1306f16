import type { Language } from '../language.ts';
import type { SlotDefinition } from '../slots/definition.ts';
import { completeWhenFor, foldHints, globalHints, hintsFor, patienceOf } from '../slots/index.ts';
import type { SlotContext } from '../slots/slot-type.ts';
import type { Draft } from './draft.ts';
import { stateOf } from './draft.ts';
import { offerHints } from './offer-answers.ts';
import { offeringState } from './offers.ts';
import { definitionsWithChoices } from './tool-choices.ts';
import type { Expects } from './types.ts';
import { slotContext } from './understand-turn.ts';

const YES_NO: SlotDefinition = { type: 'yes-no', yes: {}, no: {}, confirm: 'none' };

/** Types whose answers are recognisable beside another question. */
const VOLUNTEERED: ReadonlySet<SlotDefinition['type']> = new Set(['choice', 'date', 'time']);

/** A national number from a keypad, without the country code. */
const PHONE_KEYS = 10;

function isYesNo(draft: Draft, slot: string | null): boolean {
  const kind = draft.memory.pending?.kind;
  if (kind === 'confirm' || kind === 'caller-number' || kind === 'change' || kind === 'intent') return true;
  return slot !== null && draft.scenario.slots[slot]?.type === 'yes-no';
}

/**
 * Slots whose new values are listened for beside the answer: those under review, else those that the question builds
 * on directly. A recogniser that listens for everything hears nothing right; the global hints have "no, on Tuesday".
 */
function correctable(draft: Draft, slot: string | null): readonly string[] {
  const review = draft.scenario.states[draft.at]?.review ?? [];
  if (review.length > 0) return review;
  const dependsOn = slot === null ? [] : (draft.scenario.asking[slot]?.dependsOn ?? []);
  return dependsOn.filter(
    (name) => draft.slots[name] !== undefined && draft.scenario.slots[name]?.type !== 'choice',
  );
}

/** What the agent has just repeated in passing: whoever hears a wrong value says so at once, whatever is asked now. */
function justRepeated({ scenario, slots, turnSeq }: Draft, open: string | null): readonly string[] {
  return Object.keys(slots).filter(
    (name) =>
      name !== open && scenario.slots[name]?.confirm === 'implicit' && slots[name]?.turnSeq === turnSeq,
  );
}

/** Types whose hints change with the day or the offer. */
const CHANGING: ReadonlySet<SlotDefinition['type']> = new Set(['date', 'time']);
const known = new WeakMap<SlotDefinition, Map<string, readonly string[]>>();

/** `hintsFor`, made once per definition and language where they never change. */
function hintsOnce(definition: SlotDefinition, language: Language, context: SlotContext): readonly string[] {
  if (CHANGING.has(definition.type)) return hintsFor(definition, language, context);
  const byLanguage = known.get(definition) ?? new Map<string, readonly string[]>();
  known.set(definition, byLanguage);
  const hints = byLanguage.get(language) ?? hintsFor(definition, language, context);
  byLanguage.set(language, hints);
  return hints;
}

function hintsOf(draft: Draft, slot: string | null): string[] {
  const { scenario, language } = draft;
  const context = slotContext(scenario, stateOf(draft), draft.context);
  const definitions = definitionsWithChoices(draft);
  const of = (name: string): readonly string[] => {
    const definition = definitions[name];
    return definition === undefined ? [] : hintsOnce(definition, language, context);
  };
  const hints = new Set<string>();
  const add = (more: readonly string[]) => {
    for (const hint of more) hints.add(hint);
  };
  if (isYesNo(draft, slot)) add(hintsOnce(YES_NO, language, context));
  if (slot !== null) {
    add(of(slot));
    if (offeringState(draft, slot) !== undefined) add(offerHints(language));
    for (const other of scenario.states[draft.at]?.ask ?? []) add(of(other));
  }
  for (const name of correctable(draft, slot)) {
    const asking = scenario.asking[name];
    add(asking?.named[language] ?? []);
    if (VOLUNTEERED.has(scenario.slots[name]?.type ?? 'text')) {
      // dates bring their own "no, on Tuesday"
      const isDate = scenario.slots[name]?.type === 'date';
      add(isDate ? of(name) : of(name).map((hint) => `[${NO[language]}] ${hint}`));
    }
  }
  for (const name of justRepeated(draft, slot))
    add(of(name).filter((hint) => hint.startsWith(`${NO[language]} `)));
  // not under "is that right?": so many hints that begin with a no make the bare one unsure
  for (const name of draft.memory.pending === null ? (scenario.states[draft.at]?.readBack ?? []) : [])
    if (draft.slots[name] !== undefined) add(of(name).map((hint) => `${NO[language]} ${hint}`));
  for (const name of scenario.states[draft.at]?.accepts ?? [])
    for (const { phrases } of Object.values(scenario.asking[name]?.anytime ?? {}))
      add(phrases[language] ?? []);
  // a study named early saves the caller questions
  for (const name of scenario.priced.slice(0, 1)) if (draft.slots[name] === undefined) add(of(name));
  if (scenario.states[draft.at]?.optional === true) add(UNSURE[language]);
  for (const question of Object.values(scenario.questions)) add(question.phrases[language] ?? []);
  add(globalHints(language));
  return [...hints];
}

const UNSURE = {
  en: ['i do not know', 'i am not sure', 'no', 'yes i do'],
  uk: ['не знаю', 'ні', 'так'],
  ru: ['не знаю', 'нет', 'да'],
} as const;
const NO = { en: 'no', uk: 'ні', ru: 'нет' } as const;

/** Not under a question that hides its answer, and not once the caller has refused. */
function mayRecord({ scenario, memory, at }: Draft): boolean {
  const asksSecret = memory.open !== null && scenario.slots[memory.open]?.type === 'secret';
  return !(scenario.states[at]?.record === false || asksSecret || memory.recordingRefused === true);
}

/** What the recogniser and turn-taking have to know about the answer to the open question. */
export function expectsOf(draft: Draft): Expects {
  const { scenario, memory, language } = draft;
  const slot = memory.open;
  const definition = slot === null ? undefined : scenario.slots[slot];
  const state = scenario.states[draft.at];
  const yesNo = isYesNo(draft, slot);
  const type = yesNo ? 'yes-no' : definition?.type;
  const mayCorrect = yesNo && correctable(draft, slot).length > 0 && (state?.review.length ?? 0) > 0;
  const completeWhen =
    definition === undefined || yesNo
      ? yesNo && !mayCorrect
        ? completeWhenFor(YES_NO, language)
        : undefined
      : completeWhenFor(definition, language);
  const keys =
    definition?.type === 'phone'
      ? { count: PHONE_KEYS }
      : definition?.type === 'digits' || definition?.type === 'secret'
        ? { count: definition.maxCount }
        : undefined;
  return {
    slot,
    language,
    hints: foldHints(hintsOf(draft, slot), language),
    // "no" may be followed by what is wrong
    patience: state?.patience ?? (mayCorrect ? 'choice' : type === undefined ? 'choice' : patienceOf(type)),
    ...(completeWhen === undefined ? {} : { completeWhen }),
    ...(keys === undefined || yesNo ? {} : { keys }),
    ...(mayRecord(draft) ? {} : { record: false as const }),
  };
}
