import type { Language } from '../../language.ts';
import { english } from './en.ts';
import { russian } from './ru.ts';
import type { IntentWordings } from './types.ts';
import { ukrainian } from './uk.ts';

/** Wordings of intents per language; one file each. */
export const intentWordings: Readonly<Record<Language, IntentWordings>> = {
  en: english,
  uk: ukrainian,
  ru: russian,
};

/** A rule that matches nothing, for an empty list of wordings. */
export const neverMatches = /(?!)/gu;
