import type { Language } from '../language.ts';

const rules: Readonly<Record<Language, Intl.PluralRules>> = {
  en: new Intl.PluralRules('en'),
  uk: new Intl.PluralRules('uk'),
  ru: new Intl.PluralRules('ru'),
};

/** "34 роки": the number and the form that agrees with it. Forms: one, few, many; English takes the first and the last. */
export function counted(
  n: number,
  language: Language,
  [one, few, many]: readonly [string, string, string],
): string {
  const category = rules[language].select(n);
  // fractions take the genitive singular, which is the form of two to four but for the stress
  const form =
    category === 'one' ? one : category === 'few' || (category === 'other' && language !== 'en') ? few : many;
  return `${n} ${form}`;
}
