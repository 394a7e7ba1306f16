import { z } from 'zod';
import type { Language } from '../../language.ts';
import { type Wordings, wordingsSchema } from '../../language.ts';
import { common } from '../common.ts';
import { phrasePattern } from '../hint-syntax.ts';
import { clausePolarity } from '../intents/clauses.ts';
import { isDenied } from '../intents/find.ts';
import { contradicted, polarityHints, polarityWord } from '../intents/polarity.ts';
import { neverMatches } from '../intents/wordings.ts';
import { isNegated } from '../negation.ts';
import { matches, textOf } from '../sentence.ts';
import { CONFIDENCE, type Found, type SlotType } from '../slot-type.ts';

const schema = z.strictObject({
  type: z.literal('yes-no'),
  /** wordings beside the usual ones that mean yes, e.g. "I have a pacemaker"; hint syntax is allowed */
  yes: wordingsSchema.default({}),
  no: wordingsSchema.default({}),
  /** understood under its own question as well, but too rare to be listened for */
  rareYes: wordingsSchema.optional(),
  rareNo: wordingsSchema.optional(),
  ...common,
});
type YesNoDefinition = z.infer<typeof schema>;

const spoken: Readonly<Record<Language, readonly [string, string]>> = {
  en: ['yes', 'no'],
  uk: ['так', 'ні'],
  ru: ['да', 'нет'],
};

/** true or false, by the usual words under its own question, by the scenario's wordings anywhere. */
export const yesNo: SlotType<typeof schema> = {
  schema,
  patience: 'command',
  readsNegation: true,
  find(sentence, definition, { open }) {
    const rules = rulesOf(definition, sentence.language)[open ? 'open' : 'beside'];
    const heard = open ? clausePolarity(sentence) : null;
    const own = (value: boolean): Found[] =>
      matches(sentence, rules[value ? 'yes' : 'no'] ?? neverMatches).flatMap(({ from, to }) => {
        // "да нет, все правильно" agrees as a whole
        const agrees = heard?.intent === 'yes' && heard.from < from && heard.to >= to;
        const negated = !agrees && (isNegated(sentence, from, to) || isDenied(sentence, from));
        // "I have no pacemaker" is a no; a denied no is anybody's guess
        if (negated && !value) return [];
        // "no I have a headache": the no is the answer, and the words behind it are about something else
        if (
          negated &&
          heard?.intent === 'no' &&
          heard.to === from &&
          SUBJECT.test(textOf(sentence, from, to))
        )
          return [{ value: false, confidence: CONFIDENCE.sure, from: heard.from, to: heard.to }];
        return [
          { value: value && !negated, confidence: open ? CONFIDENCE.sure : CONFIDENCE.likely, from, to },
        ];
      });
    const no = own(false);
    // "not for the first time" denies a no of the scenario's, and its "not" is no answer
    const deniesNo =
      no.length === 0 &&
      matches(sentence, rules.no ?? neverMatches).some(({ from }) =>
        NOT.test(textOf(sentence, from - 2, from)),
      );
    // "without a pacemaker" holds "pacemaker"
    const yes = own(true).filter((one) => !no.some((other) => other.from <= one.from && other.to >= one.to));
    // "I think not, maybe": the wording is there, but so is a doubt beside it
    const hesitates = ({ from, to }: Found): boolean =>
      heard?.intent === 'unsure' && (heard.to <= from || to <= heard.from);
    if (yes.length + no.length > 0)
      return [...yes, ...no].map((one) =>
        hesitates(one) ? { ...one, confidence: CONFIDENCE.doubtful } : one,
      );
    return heard === null ||
      heard.intent === 'unsure' ||
      (heard.intent === 'no' && deniesNo) ||
      contradicted(sentence, heard)
      ? []
      : [
          {
            value: heard.intent === 'yes',
            confidence: heard.hedged ? CONFIDENCE.doubtful : CONFIDENCE.sure,
            from: heard.from,
            to: heard.to,
          },
        ];
  },
  hints: ({ yes, no }, language) => [
    ...polarityHints[language],
    ...(yes[language] ?? []),
    ...(no[language] ?? []),
  ],
  completeWhen: (_definition, language) => polarityWord[language],
  say: (value, language) => (typeof value === 'boolean' ? spoken[language][value ? 0 : 1] : undefined),
};

/** A clause of its own begins. */
const SUBJECT = /^ (?:i|he|she|we|they|it|я|він|вона|ми|вони|он|она|мы|они) /u;
const NOT = / (?:not|не|нє)(?: (?:for|the|в|на|у))? $/u;

type Rules = { yes: RegExp | null; no: RegExp | null };
type PerPlace = Readonly<Record<'open' | 'beside', Rules>>;
const compiled = new WeakMap<YesNoDefinition, Map<Language, PerPlace>>();

/** Under its own question, where rare wordings count, and beside another. */
function rulesOf(definition: YesNoDefinition, language: Language): PerPlace {
  const perLanguage = compiled.get(definition) ?? new Map<Language, PerPlace>();
  compiled.set(definition, perLanguage);
  const known = perLanguage.get(language);
  if (known !== undefined) return known;
  const pattern = (said: Wordings, rare: Wordings = {}): RegExp | null =>
    phrasePattern([...(said[language] ?? []), ...(rare[language] ?? [])], language, {
      inflected: language !== 'en',
    });
  const { yes, no, rareYes, rareNo } = definition;
  const rules = {
    open: { yes: pattern(yes, rareYes), no: pattern(no, rareNo) },
    beside: { yes: pattern(yes), no: pattern(no) },
  };
  perLanguage.set(language, rules);
  return rules;
}
