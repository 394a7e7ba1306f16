import { z } from 'zod';
import { textsSchema, wordingsSchema } from '../../language.ts';
import { common } from '../common.ts';
import { matches, textOf, wordPattern } from '../sentence.ts';
import { CONFIDENCE, type SlotType } from '../slot-type.ts';

const isPattern = (source: string): boolean => {
  try {
    wordPattern(source);
    return true;
  } catch {
    return false;
  }
};

const ruleSchema = z.strictObject({
  /** regular expression over whole words in normal form (lower case, numbers as digits), for all languages */
  match: z.string().min(1).refine(isPattern, { error: 'not a regular expression: correct it' }),
  /** the value; `$1` is the first group, without blanks */
  value: z.string().min(1),
  /** a condition of the scenario, e.g. `product == tyres`: the rule is one only while it holds */
  when: z.string().min(1).optional(),
  /** is also heard beside other questions, because nothing else looks like it */
  anywhere: z.literal(true).optional(),
});

const schema = z.strictObject({
  type: z.literal('pattern'),
  /** the first rule that matches a place gives its value */
  rules: z.array(ruleSchema).min(1),
  /** how the agent says it; `$1` is the first run of letters or digits of the value */
  say: textsSchema.default({}),
  /** the value is a number */
  number: z.boolean().default(false),
  /** all of its rules are heard beside other questions */
  anywhere: z.boolean().default(false),
  /** what callers say, for the recogniser */
  phrases: wordingsSchema.default({}),
  ...common,
});
type PatternDefinition = z.infer<typeof schema>;

/** What a scenario describes by patterns of its own: a quantity, a size, a code. */
export const pattern: SlotType<typeof schema> = {
  schema,
  patience: 'choice',
  find(sentence, definition, { open }) {
    const taken: { from: number; to: number }[] = [];
    return rulesOf(definition).flatMap(({ rule, value, anywhere }) =>
      (open || anywhere ? matches(sentence, rule) : [])
        .filter(({ from, to }) => !taken.some((other) => other.from < to && from < other.to))
        .map(({ from, to, groups }) => {
          taken.push({ from, to });
          const text = fill(value, (n) => (groups[n] ?? '').replaceAll(' ', ''));
          const isWhole = textOf(sentence, from, to) === sentence.text;
          return {
            value: definition.number ? Number(text) : text,
            confidence: isWhole ? CONFIDENCE.sure : CONFIDENCE.likely,
            from,
            to,
          };
        }),
    );
  },
  hints: ({ phrases }, language) => phrases[language] ?? [],
  say: (value, language, { say }) => {
    if (typeof value !== 'string' && typeof value !== 'number') return undefined;
    const parts = `${value}`.match(/\p{L}+|\p{N}+/gu) ?? [];
    return fill(say[language] ?? `${value}`, (n) => parts[n - 1] ?? '');
  },
};

const fill = (template: string, group: (n: number) => string): string =>
  template.replace(/\$(\d)/g, (_, n: string) => group(Number(n)));

type Rules = readonly { rule: RegExp; value: string; anywhere: boolean }[];
const compiled = new WeakMap<PatternDefinition, Rules>();
function rulesOf(definition: PatternDefinition): Rules {
  const known = compiled.get(definition);
  if (known !== undefined) return known;
  const rules = definition.rules.map(({ match, value, anywhere = definition.anywhere }) => ({
    rule: wordPattern(match),
    value,
    anywhere,
  }));
  compiled.set(definition, rules);
  return rules;
}
