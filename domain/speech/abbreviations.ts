import type { Language } from '../language.ts';

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** Written with a full stop that ends no sentence; lower case, without the last stop. */
export const ABBREVIATIONS: Readonly<Record<Language, ReadonlySet<string>>> = {
  en: words(
    'mr mrs ms dr prof st ave rd no vs etc approx dept tel ext a.m p.m e.g i.e jan feb mar apr aug sept oct nov dec',
  ),
  uk: words('вул м буд кв р рр грн коп тел ін напр т.д т.п пр просп пл обл див св ім хв год сек тис млн с'),
  ru: words(
    'ул г д кв р гг грн руб коп тел др напр т.д т.п т.е пр просп пл обл см св им мин ч сек тыс млн с',
  ),
};
