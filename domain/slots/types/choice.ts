import { z } from 'zod';
import type { Language } from '../../language.ts';
import { textsSchema, wordingsSchema } from '../../language.ts';
import { common } from '../common.ts';
import { phrasePattern } from '../hint-syntax.ts';
import { matches, type Sentence, textOf, wordPattern } from '../sentence.ts';
import { CONFIDENCE, type Found, type SlotType } from '../slot-type.ts';

const choiceSchema = z.strictObject({
  id: z.string().min(1),
  /** how the agent says it */
  say: textsSchema,
  /** how callers say it; hint syntax `(a|b)` and `[x]` is allowed (domain/dialog/types.ts, Expects) */
  phrases: wordingsSchema.default({}),
  /** understood as well, but too rare to be listened for: every hint makes a recogniser's other hints less sure */
  rare: wordingsSchema.optional(),
});
const schema = z.strictObject({
  type: z.literal('choice'),
  /** none where a tool brings them (a state's `tool.choicesFor`) */
  choices: z.array(choiceSchema).default([]),
  /** a single word of it is taken beside other questions, too: nothing else in the scenario is called so */
  anywhere: z.literal(true).optional(),
  ...common,
});
type Choice = z.infer<typeof choiceSchema>;
type ChoiceDefinition = z.infer<typeof schema>;

/** A longer list is not read out to anybody, so "the second" is no place in it. */
const LONGEST_READ_OUT = 6;
const isReadOut = ({ choices }: ChoiceDefinition): boolean =>
  choices.length > 1 && choices.length <= LONGEST_READ_OUT;

/** One of a list, named by a phrase of the scenario, or, under its own question, by its place: "the second one". */
export const choice: SlotType<typeof schema> = {
  schema,
  patience: 'choice',
  find(sentence, definition, { open }) {
    const named = longest(
      rulesOf(definition, sentence.language).flatMap(({ id, rule }) =>
        rule === null
          ? []
          : matches(sentence, rule).map(({ from, to }) => ({
              value: id,
              confidence: certainty(open || definition.anywhere === true, to - from),
              from,
              to,
            })),
      ),
    );
    return named.length > 0 || !open || !isReadOut(definition)
      ? named
      : byPlace(sentence, definition.choices);
  },
  hints: (definition, language) => [
    ...definition.choices.flatMap((one) => wordingsOf(one, language)),
    ...(isReadOut(definition) ? placeHints[language] : []),
  ],
  say: (value, language, { choices }) => {
    const chosen = choices.find(({ id }) => id === value);
    return chosen?.say[language] ?? Object.values(chosen?.say ?? {})[0];
  },
};

/** A single word heard outside its question may be about something else. */
const certainty = (open: boolean, words: number): number =>
  open ? CONFIDENCE.sure : words > 1 ? CONFIDENCE.likely : CONFIDENCE.doubtful;

/** "MRI of the knee" hides "MRI" within it. */
const longest = (found: readonly Found[]): Found[] =>
  found.filter(
    (one) =>
      !found.some(
        (other) => other.to - other.from > one.to - one.from && other.from <= one.from && other.to >= one.to,
      ),
  );

function wordingsOf(one: Choice, language: Language): string[] {
  const phrases = one.phrases[language] ?? [];
  const said = one.say[language];
  const plain =
    said === undefined
      ? []
      : [
          said
            .toLowerCase()
            .replace(/[^\p{L}\p{N}' ]+/gu, ' ')
            .trim(),
        ];
  return [...new Set([...phrases, ...(phrases.length === 0 ? plain : [])])];
}

type Rules = readonly { id: string; rule: RegExp | null }[];
const compiled = new WeakMap<ChoiceDefinition, Map<Language, Rules>>();
function rulesOf(definition: ChoiceDefinition, language: Language): Rules {
  const perLanguage = compiled.get(definition) ?? new Map<Language, Rules>();
  compiled.set(definition, perLanguage);
  const known = perLanguage.get(language);
  if (known !== undefined) return known;
  const rules = definition.choices.map((one) => {
    const said = one.say[language]?.toLowerCase().replace(/[^\p{L}\p{N}' ]+/gu, ' ');
    const rare = one.rare?.[language] ?? [];
    const wordings = [...wordingsOf(one, language), ...rare, ...(said === undefined ? [] : [said])];
    return { id: one.id, rule: phrasePattern(wordings, language, { inflected: language !== 'en' }) };
  });
  perLanguage.set(language, rules);
  return rules;
}

/** Words before a place that leave it one: in "рав четвертый" it belongs to the name. */
const BEFORE_PLACE: Readonly<Record<Language, RegExp>> = {
  en: /^(?: (?:i|ill|id|we|well|take|like|want|choose|have|go|for|with|the|it|is|its|that|thats|yes|yeah|ok|okay|please|maybe|then|number|option|give|me|let|us|lets|would|be|no|not|rather|prefer|pick|of|them|in|on|to|so|a|s|will|make|think|guess|but))* $/u,
  uk: /^(?: (?:я|ми|беру|візьму|хочу|хай|нехай|буде|давайте|тоді|то|мабуть|напевно|краще|мені|нам|на|у|в|і|та|а|це|ні|не|так|добре|номер|варіант|можна|обираю|вибираю|запишіть|оберу|оцей|ось|ну|той|те|та|підійде|замовляю))* $/u,
  ru: /^(?: (?:я|мы|беру|возьму|хочу|пусть|будет|давайте|тогда|то|наверное|лучше|мне|нам|на|в|и|а|это|нет|не|да|хорошо|номер|вариант|можно|выбираю|запишите|вот|ну|тот|та|подойдет|заказываю))* $/u,
};

function byPlace(sentence: Sentence, choices: readonly Choice[]): Found[] {
  return matches(sentence, places[sentence.language]).flatMap(({ from, to, groups: [, nth] }) => {
    const before = sentence.tokens[from]?.afterBreak ? ' ' : textOf(sentence, Math.max(0, from - 2), from);
    if (!BEFORE_PLACE[sentence.language].test(before)) return [];
    const chosen = nth === undefined ? choices.at(-1) : choices[Number(nth) - 1];
    return chosen === undefined ? [] : [{ value: chosen.id, confidence: CONFIDENCE.likely, from, to }];
  });
}

/** Group 1: the place; absent for the last. Shared with times, where an offer is chosen in the same way. */
export const places: Readonly<Record<Language, RegExp>> = {
  en: wordPattern(
    '(?<! (?:a|1|just|every|per) )(?:the )?(?:number |option )?(?:(\\d)th|last|latter)(?: (?:1|one|option|time|variant))?',
  ),
  uk: wordPattern('(?:на |в |у )?(?:(\\d)(?:m|d|h)|останн(?:ій|є|я|ю))(?: (?:варіант|час|пункт))?'),
  ru: wordPattern('(?:на |в )?(?:(\\d)(?:m|d|h)|последн(?:ий|ее|яя|юю))(?: (?:вариант|время|пункт))?'),
};

const placeHints: Readonly<Record<Language, string[]>> = {
  en: ['the (first|second|third|last) one'],
  uk: ['(перший|другий|третій|останній) [варіант]', '(перше|друге|третє|останнє)'],
  ru: ['(первый|второй|третий|последний) [вариант]', '(первое|второе|третье|последнее)'],
};
