import type { Language } from '../../language.ts';
import { type Match, matches, type Sentence, textOf, wordPattern } from '../sentence.ts';

/**
 * "Do not record me." In Ukrainian and Russian the same verb books an appointment: «не записуйте мене на прийом» has
 * nothing to do with the recording, and neither has «тоді не записуйте мене».
 */
const NEVER = 'не (?:(?:треба|потрібно|надо|нужно|можна|можно|смійте|смейте) )?';
const VERB =
  '(?:записуйте|записуй|записувати|записуєте|записывайте|записывай|записывать|записываете|пишіть|пишите|писати|писать|фіксуйте|фиксируйте)';
const POLITE = '(?:(?:будь ласка|пожалуйста|прошу) )?';
const WHOSE = '(?:(?:мене|меня|нас|цю|цей|нашу|наш|мою|мій|мой|эту|этот|всю|весь|телефонну|телефонный) )*';
const CALL =
  '(?:розмов(?:у|и)|разговора?|дзвін(?:ок|ка)|звон(?:ок|ка)|бесід[уи]|бесед[уы]|голосу?|голоса|аудіо|аудио)';
const ON_TAPE =
  '(?:на|в) (?:диктофон|плівку|пленку|аудіо|аудио|магнітофон|магнитофон|камеру|відео|видео|автовідповідач)';
const NOT_FOR =
  '(?!(?: (?:будь ласка|пожалуйста))? (?:на|до|к|ко|у|в|во|о|об|туди|туда|нікуди|никуда|поки|пока|ще|еще|тоді|тогда|завтра|сьогодні|сегодня|\\d)(?= ))';
const RECORDED =
  '(?:записува(?:ли|лась|лася|вся|ти)|записыва(?:ли|лась|лся|ть)|записували|записували|писали|фіксували|фиксировали)';
const AGAINST =
  '(?:не (?:хочу|бажаю|желаю|хотіла би?|хотів би|хотела бы|хотел бы|люблю|дозволяю|разрешаю|згоден|згодна|согласен|согласна)|проти|против|забороняю|запрещаю)';
const OFF = '(?:вимкніть|вимикайте|відключіть|зупиніть|припиніть|выключите|отключите|остановите|прекратите)';
const TAPE = '(?:аудіо|аудио)?(?:запис|запись|записи|записування|записывание|записувати|записывать)|диктофон';
const SLAVIC = wordPattern(
  [
    `${NEVER}${VERB} ${POLITE}${WHOSE}${CALL}`,
    `${NEVER}${POLITE}${WHOSE}${VERB} ${POLITE}${WHOSE}${CALL}`,
    `${NEVER}${VERB} ${POLITE}(?:мене|меня|нас) ${ON_TAPE}`,
    `${NEVER}${VERB} ${POLITE}(?:мене|меня|нас)${NOT_FOR}`,
    `${NEVER}(?:мене|меня|нас) ${VERB}${NOT_FOR}`,
    `${AGAINST}(?: (?:на )?(?:те|того|тем|то))? (?:щоб|чтобы|чтоб|аби|що|что) (?:\\S+ ){0,3}?${RECORDED}${NOT_FOR}`,
    `${AGAINST} (?:на |з |с )?(?:аудіо|аудио)?запис\\S* ${WHOSE}${CALL}`,
    `не (?:даю|давала|давав|давал) (?:згод[иу]|согласи[ея]) на (?:аудіо|аудио)?запис\\S*`,
    `${OFF} ${POLITE}(?:(?:цей|этот|ваш|свій|свой|свою|эту) )?(?:${TAPE})(?: ${WHOSE}${CALL})?`,
    `(?:видаліть|зітріть|знищіть|удалите|сотрите|уничтожьте) ${POLITE}(?:(?:цей|эту|весь|всю) )?(?:аудіо|аудио)?(?:запис|запись) ${CALL}`,
    `запис\\S* ${CALL} (?:мені )?(?:не потрібен|не потрібний|не треба|не нужна|не надо)`,
  ].join('|'),
);
/** What turns the bare «не записуйте мене» into a word about the appointment. */
const THEN_NOT =
  / (?:тоді|тогда|якщо|если|раз|то|краще|лучше|значить|значит|дорого|передумав|передумала|передумал) /u;

const CALL_EN =
  '(?:me|us|this|that|it|the|my|our|call|conversation|voice|phone|anything|what i say|please|now)';
const ENGLISH = wordPattern(
  [
    `(?:do not|dont|stop|quit|never|please no) (?:please )?(?:be )?(?:record|recording|tape|taping)(?: ${CALL_EN})*(?! (?:an? |the |my )?(?:appointment|booking|visit|name|number|address)s?(?= ))`,
    '(?:do not|dont|would not|wouldnt) (?:want|like|wish)(?: \\S+){0,4}? (?:recorded|taped)',
    '(?:rather not|prefer not to|refuse to|object to|do not agree to|dont agree to|do not consent to|dont consent to|against)(?: \\S+){0,2}? (?:recorded|taped|recording|taping)',
    '(?:do not|dont) (?:agree|consent)(?: \\S+){0,3}? (?:recorded|recording|taping)',
    '(?:turn|switch) off (?:the |that |this |your )?(?:recording|recorder|tape)',
    '(?:turn|switch) (?:the |that |this |your )?(?:recording|recorder|tape) off',
    'delete (?:the|this|that|my) (?:call |voice )?recording',
  ].join('|'),
);

/** A word in front that belongs to the refusal: "no, do not record me". */
const OPENER: Readonly<Record<Language, RegExp>> = {
  en: /^(?: (?:no|please|wait|hey|stop|and|but|well|sorry))+ $/u,
  uk: /^(?: (?:ні|нет|будь ласка|прошу|стоп|чекайте|а|але|і|вибачте|так|ой))+ $/u,
  ru: /^(?: (?:нет|ні|пожалуйста|прошу|стоп|подождите|а|но|и|извините|так|ой))+ $/u,
};

/** The words [from, to) by which a caller refuses to be recorded, null where nothing of the kind is said. */
export function refusesRecording(sentence: Sentence): Pick<Match, 'from' | 'to'> | null {
  const { language, tokens } = sentence;
  const [found] = matches(sentence, language === 'en' ? ENGLISH : SLAVIC);
  if (found === undefined) return null;
  const { from, to } = found;
  const words = textOf(sentence, from, to);
  const isSure = new RegExp(` (?:${CALL}|${ON_TAPE}) `, 'u').test(words);
  if (language !== 'en' && !isSure && THEN_NOT.test(sentence.text)) return null;
  return {
    from: OPENER[language].test(textOf(sentence, 0, from)) ? 0 : from,
    to: Math.min(to, tokens.length),
  };
}

/** How a recogniser is to expect it; one wording, for every hint makes the others less sure. */
export const RECORDING_HINTS: Readonly<Record<Language, readonly string[]>> = {
  en: ['do not record me', 'stop recording'],
  uk: ['не записуйте (мене|розмову)'],
  ru: ['не записывайте (меня|разговор)'],
};
