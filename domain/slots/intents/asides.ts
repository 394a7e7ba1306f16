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
    "if (that is|that's|it is|it's) (possible|okay|ok|all right|alright|no trouble|not too much trouble)",
    "if (you don't mind|you please|i may|you can|you could|you would)",
    "(otherwise|or else|because|since) [it|that|i|they|we|nothing] (won't|will not|wouldn't|can't|cannot|doesn't) (work|do|make it|otherwise|be possible|come)",
    "(that's|that is|so|as) [what] my (husband|wife|mother|daughter|son|doctor|neighbour|friend) (said|says|told me|advised|thinks|wants)",
    '(i|we) (think|guess|suppose|believe|reckon|hope)',
    '(or|and) something [like that]',
    'something like that',
    '(and|just) [please] (be|do it|make it) (quick|quickly|fast)',
    'just quickly',
    "(i'm|i am) (waiting|standing in the street|on the bus|in a queue)",
    '(is|are) (that|there|we) (all|it|done) [now|yet]',
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
    '(якщо|коли) (ваша ласка|можна|можливо|не важко|не складно|ваша згода)',
    '(бо|а то|тому що) (інакше|мені) (ніяк|не вийде|не зможу|не виходить)',
    '(так|це) [мені] (чоловік|дружина|лікар|мама|донька|син|сусідка) (порадив|порадила|сказав|сказала|казав|казала|радив|радила)',
    '[мені] (здається|гадаю|думаю|певно|мабуть)',
    '(якось|десь|приблизно|щось) так',
    '(будь ласка|будьте ласкаві|будьте добрі|прошу вас)',
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
    'если (можно|возможно|не трудно|не сложно|вас не затруднит)',
    '(а то|потому что|иначе) [иначе|мне] (никак|не получится|не смогу|не получается|не выйдет)',
    '(так|это) [мне] (муж|жена|врач|мама|дочка|сын|соседка) (посоветовал|посоветовала|сказал|сказала|говорил|говорила|советовал|советовала)',
    '[мне] (кажется|думаю|наверное|похоже)',
    '(как то|где то|примерно|что то) так',
    '(пожалуйста|будьте добры|будьте любезны|прошу вас)',
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
