import { z } from 'zod';
import { sayMoney } from '../../dialog/spoken.ts';
import { common } from '../common.ts';
import { moneyHints, moneyPhrases, roughSums } from '../phrases/money.ts';
import { matches, textOf } from '../sentence.ts';
import { CONFIDENCE, type Found, type SlotType } from '../slot-type.ts';

const schema = z.strictObject({
  type: z.literal('money'),
  /** the currency of sums said without one, ISO 4217 */
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'expected three capital letters, as UAH')
    .default('UAH'),
  ...common,
});

/** A sum of money, as a catalogue writes prices: `1600 UAH`, `500.50 UAH`. Limits and guesses are asked back. */
export const money: SlotType<typeof schema> = {
  schema,
  patience: 'choice',
  find(sentence, definition, { open }) {
    const taken: Found[] = [];
    for (const { rule, read, marked } of moneyPhrases[sentence.language]) {
      if (!marked && !open) continue;
      for (const { from, to, groups } of matches(sentence, rule)) {
        if (taken.some((one) => one.from < to && from < one.to)) continue;
        const { hundredths, currency = definition.currency } = read(groups);
        const isRough = roughSums[sentence.language].test(textOf(sentence, from - 3, from));
        const confidence = isRough ? CONFIDENCE.doubtful : marked ? CONFIDENCE.sure : CONFIDENCE.likely;
        taken.push({ value: `${written(hundredths)} ${currency}`, confidence, from, to, bare: !marked });
      }
    }
    return taken;
  },
  hints: (_definition, language) => [...moneyHints[language]],
  say: (value, language) => {
    const [, amount, currency] =
      (typeof value === 'string' ? /^([\d.]+) ([A-Z]{3})$/ : null)?.exec(`${value}`) ?? [];
    return amount === undefined || currency === undefined
      ? undefined
      : sayMoney(Number(amount), currency, language);
  },
};

const written = (hundredths: number): string =>
  hundredths % 100 === 0 ? `${hundredths / 100}` : (hundredths / 100).toFixed(2);
