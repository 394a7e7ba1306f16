import type { Language } from '../../language.ts';
import { type Sentence, textOf } from '../sentence.ts';
import { withoutAsides } from './asides.ts';
import { type HeardPolarity, polarity, wholePolarity } from './polarity.ts';

/** `hedged`: a doubt stood before it, "I don't know, yes", or words that nobody understood. */
export type ClausePolarity = HeardPolarity & { hedged?: true };

/** Words that are an answer wherever they end an utterance; "right" and "fine" may belong to what is told. */
const PLAIN: Readonly<Record<Language, RegExp>> = {
  en: /^ (?:yes|yep|yeah|yup|yah|aye|sure|nope|nah|no|okay|ok|alright|certainly|absolutely|definitely|exactly|correct|indeed|perfect|agreed|precisely|never|none|gladly) $/u,
  uk: /^ (?:так|да|ага|угу|авжеж|еге|аякже|звичайно|звісно|гаразд|точно|правильно|вірно|ні|нє|нет|неа|добре|згода|згоден|згодна|можна|давайте|ніколи|немає|нема|жодного) $/u,
  ru: /^ (?:да|так|ага|угу|конечно|разумеется|ладно|точно|правильно|верно|нет|не|неа|нету|ні|хорошо|согласен|согласна|можно|давайте|никогда|никакого|никаких) $/u,
};
/** Words before an answer that may turn it round, or say something of which it is only a part. */
const TURNS: Readonly<Record<Language, RegExp>> = {
  en: / (?:not|no|nor|never|without|wrong|incorrect|isnt|wasnt|dont|doesnt|didnt|wont|wouldnt|cant|cannot|couldnt|havent|hasnt|aint|if|but|unless|or|already|say|said|says|why|how|what|when|where|which|who|instead|change|actually) |\d/u,
  uk: / (?:не|ні|нє|ані|без|якщо|але|або|чи|неправильно|невірно|помилка|краще|інший|інша|інше|іншу|змініть|казав|казала|сказав|сказала|кажуть|чому|як|коли|де|який|яка|навіщо|нащо|що) |\d/u,
  ru: / (?:не|ни|нет|без|если|но|или|ли|неправильно|неверно|ошибка|лучше|другой|другая|другое|другую|измените|говорил|говорила|сказал|сказала|говорят|почему|как|когда|где|какой|какая|зачем|что) |\d/u,
};
/** A courtesy at the end is no answer: "…, if I may". */
const COURTESY = /^ (?:if|якщо|если|please|будь|пожалуйста) /u;
const MOST_BEFORE = 8;
/** A doubt that is no more than a manner of speaking; "if", "depends" and "yes and no" are more. */
const HEDGES: Readonly<Record<Language, RegExp>> = {
  en: /^(?: (?:oh|well|hm|i|really|just))*(?: (?:dont|do not) know| am not sure| im not sure) $/u,
  uk: /^(?: (?:ой|ну|та|я))* не (?:знаю|впевнена|впевнений) $/u,
  ru: /^(?: (?:ой|ну|да|я))* не (?:знаю|уверена|уверен) $/u,
};

/**
 * What an answer to a yes-no question comes to where it does not begin with it: "the thing is, sure", "let me tell you spot on".
 * A clause of its own counts, else the end of the utterance. Null where clauses differ, or none is an answer.
 */
export function clausePolarity(sentence: Sentence): ClausePolarity | null {
  const first = polarity(sentence);
  if (first !== null && (first.intent !== 'unsure' || !isHedge(sentence, first))) return first;
  const clause = ownClause(sentence);
  const later = clause ?? lastWords(sentence);
  if (later === null) return first;
  // what stands before it was not understood, so it has to be heard twice
  return first === null && clause !== null ? clause : { ...later, hedged: true };
}

const isHedge = (sentence: Sentence, { to }: HeardPolarity): boolean =>
  HEDGES[sentence.language].test(textOf(sentence, 0, to));

/** Where the asides at the end begin: "…, if that's possible". */
const endOf = ({ text, language }: Sentence): number =>
  withoutAsides(text, language)
    .split(' ')
    .filter((word) => word !== '').length;

/** The one clause that is a yes or a no as a whole. */
function ownClause(sentence: Sentence): HeardPolarity | null {
  const { tokens, language } = sentence;
  const end = endOf(sentence);
  const starts = tokens.flatMap(({ afterBreak }, at) => (at > 0 && at < end && afterBreak ? [at] : []));
  const answers = starts.flatMap((from, index): HeardPolarity[] => {
    const to = Math.min(starts[index + 1] ?? end, end);
    const text = textOf(sentence, from, to);
    const intent = COURTESY.test(text) ? null : wholePolarity(text, language);
    return intent === 'yes' || intent === 'no' ? [{ intent, from, to }] : [];
  });
  const [answer] = answers;
  return answer === undefined || answers.some(({ intent }) => intent !== answer.intent) ? null : answer;
}

/** The longest end of the utterance that is one. */
function lastWords(sentence: Sentence): HeardPolarity | null {
  const { language } = sentence;
  const end = endOf(sentence);
  for (let from = 1; from < end && from <= MOST_BEFORE; from += 1) {
    const text = textOf(sentence, from, end);
    if (end - from === 1 && !PLAIN[language].test(text)) continue;
    const intent = COURTESY.test(text) ? null : wholePolarity(text, language);
    if (intent !== 'yes' && intent !== 'no') continue;
    return TURNS[language].test(textOf(sentence, 0, from)) ? null : { intent, from, to: end };
  }
  return null;
}
