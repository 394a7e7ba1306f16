import type { Language } from '../../../language.ts';
import { englishApart } from '../apart/en.ts';
import { russianApart } from '../apart/ru.ts';
import { ukrainianApart } from '../apart/uk.ts';
import { type Spoken, spokenTable } from '../spoken.ts';
import { englishAnswers } from './en-answers.ts';
import { englishKinds } from './en-kinds.ts';
import { englishSecond } from './en-second.ts';
import { englishValues } from './en-values.ts';
import { russianAnswers } from './ru-answers.ts';
import { russianKinds } from './ru-kinds.ts';
import { russianSecond } from './ru-second.ts';
import { russianValues } from './ru-values.ts';
import { ukrainianAnswers } from './uk-answers.ts';
import { ukrainianKinds } from './uk-kinds.ts';
import { ukrainianSecond } from './uk-second.ts';
import { ukrainianValues } from './uk-values.ts';

type Tables = Readonly<Record<Language, readonly Spoken[]>>;

/** Phrases that rules are written for. */
export const callers: Tables = {
  uk: spokenTable(ukrainianValues + ukrainianAnswers + ukrainianSecond + ukrainianKinds),
  ru: spokenTable(russianValues + russianAnswers + russianSecond + russianKinds),
  en: spokenTable(englishValues + englishAnswers + englishSecond + englishKinds),
};

/** Phrases kept apart: they measure, and nobody reads which of them fail. */
export const keptApart: Tables = {
  uk: spokenTable(ukrainianApart),
  ru: spokenTable(russianApart),
  en: spokenTable(englishApart),
};
