/** The languages that callers speak, as BCP 47 primary tags. */
export const LANGUAGES = ['uk', 'ru', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** One text per language of a scenario. */
export type Texts = Readonly<Partial<Record<Language, string>>>;
