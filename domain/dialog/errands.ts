import type { Language, Wordings } from '../language.ts';
import { holdsText } from '../scenario/condition.ts';
import { phrasePattern } from '../slots/hint-syntax.ts';
import { isNegated } from '../slots/negation.ts';
import { type Match, matches, normalise, type Sentence, textOf } from '../slots/sentence.ts';
import { takeAnswers } from './answers.ts';
import { bookedTime } from './appointments.ts';
import { changedAppointment } from './changed.ts';
import type { Draft } from './draft.ts';
import { clearSlot, dependentsOf, fillSlot } from './fill.ts';
import type { Intent, Understanding } from './types.ts';
import { lookup } from './values.ts';

/** What the caller comes out with at this moment, and where in the sentence. */
interface Errand extends Match {
  slot: string;
  id: string;
}

type Phrases = { phrases: Wordings; rare: Wordings };
const patterns = new WeakMap<Phrases, Map<Language, RegExp | null>>();

function patternOf(said: Phrases, language: Language): RegExp | null {
  const known = patterns.get(said) ?? new Map<Language, RegExp | null>();
  patterns.set(said, known);
  const pattern = known.get(language);
  if (pattern !== undefined) return pattern;
  const all = [...(said.phrases[language] ?? []), ...(said.rare[language] ?? [])];
  const made = phrasePattern(all, language, { inflected: language !== 'en' });
  known.set(language, made);
  return made;
}

/** "I want to move my appointment": the longest wording, of several the last. */
function errandIn(draft: Draft, text: string): Errand | undefined {
  const sentence = normalise(text, draft.language);
  const found = Object.entries(draft.scenario.asking).flatMap(([slot, { anytime }]) =>
    Object.entries(anytime).flatMap(([id, said]): Errand[] => {
      const pattern = patternOf(said, draft.language);
      if (
        pattern === null ||
        (said.when !== undefined && !holdsText(said.when, (path) => lookup(draft, path)))
      )
        return [];
      return matches(sentence, pattern)
        .filter(({ from, to }) => !isNegated(sentence, from, to) && !isUnwanted(sentence, from))
        .map((match) => ({ ...match, slot, id }));
    }),
  );
  const whole = found.filter(
    (one) =>
      !found.some((other) => other.from <= one.from && other.to >= one.to && sizeOf(other) > sizeOf(one)),
  );
  return whole.sort((a, b) => a.to - b.to).at(-1);
}

/** "I do not want to cancel": behind these words it is what the caller does not want. */
const UNWANTED: Readonly<Record<Language, RegExp>> = {
  en: / (?:not|dont|don t|never) (?:want|need|wish|like|mean)(?:ed)? to $/u,
  uk: / не (?:хочу|треба|потрібно|буду|хотіла б|хотів би|збираюся|збираюсь) $/u,
  ru: / не (?:хочу|надо|нужно|буду|хотела бы|хотел бы|собираюсь) $/u,
};
const isUnwanted = (sentence: Sentence, from: number): boolean =>
  UNWANTED[sentence.language].test(textOf(sentence, 0, from));

const sizeOf = ({ from, to }: Match): number => to - from;

const without = (understanding: Understanding, ...dropped: readonly Intent[]): Understanding => ({
  ...understanding,
  intents: understanding.intents.filter((intent) => !dropped.includes(intent)),
});

/** What comes before any errand. */
const FIRST: readonly Intent[] = ['emergency', 'operator', 'upset'];

/**
 * Turns the call to what the caller comes out with (`anytime`). `taken`: the utterance has been dealt with; else it goes
 * on, without the words that only repeat what is under way: "yes, cancel it" ends no call that is about cancelling.
 */
export function hearErrand(
  draft: Draft,
  understanding: Understanding,
): { taken: boolean; understanding: Understanding } {
  const { intents } = understanding;
  if (intents.some((intent) => FIRST.includes(intent))) return { taken: false, understanding };
  const errand = errandIn(draft, understanding.text);
  if (errand !== undefined && draft.slots[errand.slot]?.value !== errand.id) {
    if (bringsBookedAnother(draft, understanding)) return { taken: false, understanding };
    turnTo(draft, errand, understanding);
    return { taken: true, understanding };
  }
  const meant = errand === undefined ? meantByIntent(draft, intents) : undefined;
  if (meant !== undefined) {
    turnTo(draft, meant, understanding);
    return { taken: true, understanding };
  }
  const again = errand ?? saidByIntent(draft, intents);
  if (again === undefined) return { taken: false, understanding };
  const rest = without(understanding, 'cancel');
  if (answersYes(draft, again.slot, rest)) return { taken: true, understanding: rest };
  const reopened = errand !== undefined && asksAfterAll(draft, errand.slot);
  if (errand !== undefined && !reopened && wantsAnother(draft, errand.slot, understanding)) {
    for (const { tool } of Object.values(draft.scenario.states))
      if (tool?.choicesFor !== undefined) clearSlot(draft, tool.choicesFor);
    return { taken: true, understanding: rest };
  }
  return { taken: reopened, understanding: rest };
}

function turnTo(draft: Draft, { slot, id }: Pick<Errand, 'slot' | 'id'>, understanding: Understanding): void {
  const { pending } = draft.memory;
  // a value that waits for its read-back still does; any other question of the engine's own has lost its point
  if (pending !== null && pending.kind !== 'confirm' && pending.kind !== 'caller-number')
    draft.memory.pending = null;
  const isChanged = changedAppointment(draft) !== undefined;
  fillSlot(draft, slot, id);
  draft.misses = { noInput: 0, noMatch: 0 };
  const { open } = draft.memory;
  // nor is "no, leave it as it was" a no to "anything else?" once something has been changed
  const stories = ['text', 'choice', ...(isChanged ? ['yes-no'] : [])];
  const isStory = (name: string): boolean =>
    name === open && stories.includes(draft.scenario.slots[name]?.type ?? '');
  const heard = without(understanding, 'cancel', 'correction');
  // what names another appointment corrects nothing of the one that was just booked
  const isBooked = (name: string): boolean =>
    bookedTime(draft) !== undefined && draft.slots[name] !== undefined;
  const slots = heard.slots.filter(({ slot: name }) => !isStory(name) && !isBooked(name));
  takeAnswers(draft, { ...heard, slots });
  // a "no" to the last check is no wish to correct something of it
  if (draft.memory.pending?.kind === 'which') draft.memory.pending = null;
}

/** "Move it to Friday", once it is booked, corrects the day. */
const bringsBookedAnother = (draft: Draft, { slots }: Understanding): boolean =>
  bookedTime(draft) !== undefined &&
  slots.some(({ slot, value }) => {
    const type = draft.scenario.slots[slot]?.type;
    return (type === 'date' || type === 'time') && draft.slots[slot]?.value !== value;
  });

/** "I want to cancel", where the scenario says that only one thing can be meant (`alone`). */
function meantByIntent(draft: Draft, intents: readonly Intent[]): Pick<Errand, 'slot' | 'id'> | undefined {
  const holds = (condition: string): boolean => holdsText(condition, (path) => lookup(draft, path));
  for (const [slot, { anytime }] of Object.entries(draft.scenario.asking))
    for (const [id, { again, alone, when }] of Object.entries(anytime)) {
      const said = again !== undefined && intents.includes(again) && draft.slots[slot]?.value !== id;
      if (said && alone !== undefined && holds(alone) && (when === undefined || holds(when)))
        return { slot, id };
    }
  return undefined;
}

/** The choice that is under way and that one of the intents repeats. */
function saidByIntent(draft: Draft, intents: readonly Intent[]): { slot: string } | undefined {
  if (bookedTime(draft) !== undefined) return undefined;
  const slot = Object.entries(draft.scenario.asking).find(([name, { anytime }]) => {
    const intent = anytime[`${draft.slots[name]?.value}`]?.again;
    return intent !== undefined && intents.includes(intent);
  })?.[0];
  return slot === undefined ? undefined : { slot };
}

/** What the caller had answered no to, and now comes out with again: the question is open again. */
function asksAfterAll(draft: Draft, slot: string): boolean {
  const refused = dependentsOf(draft.scenario, slot).filter((name) => draft.slots[name]?.value === false);
  for (const name of refused) clearSlot(draft, name);
  return refused.length > 0;
}

/** "Move my ultrasound, too", once something was moved: the same wish about another one, unless it only names a day. */
const wantsAnother = (draft: Draft, slot: string, { slots }: Understanding): boolean =>
  changedAppointment(draft) !== undefined &&
  draft.scenario.states[draft.at]?.accepts.includes(slot) === true &&
  !slots.some((one) => ['date', 'time'].includes(draft.scenario.slots[one.slot]?.type ?? ''));

/** "Shall I cancel it?" "Cancel it." */
function answersYes(draft: Draft, slot: string, { intents }: Understanding): boolean {
  const { open, pending } = draft.memory;
  const answers =
    open !== null &&
    pending === null &&
    draft.scenario.slots[open]?.type === 'yes-no' &&
    dependentsOf(draft.scenario, slot).includes(open);
  if (!answers || intents.includes('no') || intents.includes('unsure')) return false;
  fillSlot(draft, open, true);
  return true;
}
