import type { Language } from '../../language.ts';
import { phrasePattern } from '../hint-syntax.ts';
import { neverMatches } from './wordings.ts';

/** What people add behind an answer without answering anything: that they are in a hurry, or tired of questions. */
const asides: Readonly<Record<Language, readonly string[]>> = {
  en: [
    "(i haven't|i have not|i don't have|i haven't got) [got] (much|a lot of|all|any) (time|day)",
    "(i'm|i am) (in a hurry|in a rush|busy|late|driving|at work)",
    '[please] (hurry|hurry up|be quick|quickly|make it quick|get on with it|come on)',
    'how many [more] questions [are there|do you have]',
    'what a [stupid|silly] question',
    "for (heaven's|god's|goodness) sake",
    '(if|as) (you|i) (see|know|say)',
    '(i|we) (have|need|got) to (go|be quick|run) [soon]',
    'just (book|do) it',
    "i've told you (already|that|once)",
    'i already (said|told you)',
  ],
  uk: [
    '[я] (поспішаю|спішу|кваплюсь|на роботі|за кермом|дуже поспішаю)',
    '[мені] (ніколи|некогда)',
    '[тільки|давайте] (швидше|скоріше|бистріше)',
    '[у мене] [дуже] (мало|обмаль) часу',
    '(скільки|довго) [там] [ще] (питань|запитань|можна питати)',
    '(що|шо) за [дурні|дурне] (питання|запитання)',
    '[я] [ж] (вже|уже) (казав|казала|сказав|сказала|говорив|говорила)',
    'заради бога',
  ],
  ru: [
    '[я] (спешу|тороплюсь|опаздываю|на работе|за рулем|очень спешу|поспішаю)',
    '[мне] (некогда|ніколи)',
    '[только|давайте] (быстрее|побыстрее|скорее|поскорее)',
    '[у меня] [очень] мало времени',
    '(сколько|долго) [там] [еще] (вопросов|можно спрашивать)',
    '(что|шо) за [дурацкие|дурацкий|глупые|глупый] (вопросы|вопрос)',
    '[я] [же] уже (говорил|говорила|сказал|сказала)',
    'ради бога',
  ],
};

const rules: Readonly<Record<Language, RegExp>> = { en: compile('en'), uk: compile('uk'), ru: compile('ru') };

function compile(language: Language): RegExp {
  const source = phrasePattern(asides[language], language)?.source.slice(0, -5);
  return source === undefined ? neverMatches : new RegExp(`(?:${source})+ $`, 'u');
}

/** The text (`Sentence.text`) without the asides at its end. */
export function withoutAsides(text: string, language: Language): string {
  const at = text.search(rules[language]);
  return at < 0 ? text : `${text.slice(0, at)} `;
}
