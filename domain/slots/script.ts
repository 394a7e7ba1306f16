import type { Language } from '../language.ts';

/**
 * The language whose rules read an utterance: the call's, unless the letters are of another alphabet, as when a caller
 * of the English line writes or says Ukrainian.
 */
export function languageOf(text: string, language: Language): Language {
  const cyrillic = text.match(/\p{Script=Cyrillic}/gu)?.length ?? 0;
  const latin = text.match(/[a-z]/gi)?.length ?? 0;
  if (language === 'en') return cyrillic > latin ? (/[ыэъё]/i.test(text) ? 'ru' : 'uk') : 'en';
  return latin > cyrillic ? 'en' : language;
}
