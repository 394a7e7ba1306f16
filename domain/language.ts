import { z } from 'zod';

/** The languages that callers speak, as BCP 47 primary tags. */
export const LANGUAGES = ['uk', 'ru', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** One text per language of a scenario. */
export type Texts = Readonly<Partial<Record<Language, string>>>;

export const languageSchema = z.enum(LANGUAGES);

/** A value per language; unknown languages are errors, missing ones are the reader's to judge. */
export const perLanguage = <S extends z.ZodType>(value: S) =>
  z.strictObject({ uk: value.optional(), ru: value.optional(), en: value.optional() });

export const textsSchema = perLanguage(z.string().min(1));

/** Several wordings per language, e.g. the ways in which callers name a choice. */
export const wordingsSchema = perLanguage(z.array(z.string().min(1)));
export type Wordings = z.infer<typeof wordingsSchema>;
