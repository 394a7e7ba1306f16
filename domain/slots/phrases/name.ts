import type { Language } from '../../language.ts';
import { wordPattern } from '../sentence.ts';

export interface NameWords {
  /** a name follows, known or not */
  cue: RegExp;
  /** a name may follow: only known ones count */
  weakCue: RegExp;
  /** the given name follows, the family name follows: "first name Anna, last name Kovalenko" */
  givenCue: RegExp;
  familyCue: RegExp;
  /** "my name is": the given name stands right before or behind it */
  called: RegExp;
  /** words that are no part of a name */
  common: ReadonlySet<string>;
  /** ends of a patronymic */
  patronymic: RegExp;
  /** names of letters, beside the single letters themselves */
  letters: Readonly<Record<string, string>>;
  /** separates the spelling of given and family name, or introduces it */
  spellingCue: RegExp;
}

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

export const nameWords: Readonly<Record<Language, NameWords>> = {
  en: {
    cue: wordPattern(
      '(?:(?:my|the|his|her|patients?|full|last|first|family|given) )?(?:name|surname)(?: is|s)?(?: still)?|call me|(?:i am|im) called|they call me|(?:you are|youre|you re) (?:speaking|talking) (?:to|with)|speaking (?:to|with)|(?:write|put|note|jot|take|sign)(?: it| me| us)?(?: down| in)?(?: as| under| for)?(?! (?:down|in|this|that|my|me))|(?:book|register|enter|file) (?:it|me) (?:as|under|for)|under the name(?: of)?|(?:the )?(?:patient|caller|person) is|i go by|(?:here|speaking|calling|on the line)(?= $)|on behalf of|this is mr|this is mrs|this is ms|mr|mrs|ms|miss|missus|mister',
    ),
    weakCue: wordPattern(
      'this is|it is|its|i am|im|here is|speaking is|for|as|under|put(?: me)? down(?: as)?|that is|thats|with',
    ),
    // "first" is read as the ordinal 1th
    givenCue: wordPattern('(?:1th|given) names?(?: is)?'),
    called: wordPattern('(?:i am|im|its|my name is|they call me|call me)'),
    familyCue: wordPattern('(?:last|family|2th) names?(?: is)?|surnames?(?: is)?'),
    common: set(
      `i a an the my your his her our we you he she it they this that is am are was were be been not no yes ok okay hello hi hey please thanks thank
      good morning afternoon evening day name surname family first last given full called calling call want would like need to for of on in at from with
      and or but so speaking speak spell spelled here there just actually sorry about appointment book booking doctor pain hurts hurt can could will
      do does did have has had don't know what why how when where who which it's i'm me mine one two three again repeat operator goodbye bye maybe well
      tomorrow today monday tuesday wednesday thursday friday saturday sunday old years kilos phone number mri scan ct ultrasound xray x ray really
      make made time wait moment second minute important private none nothing nobody anything something someone question help cost much many
      right wrong correct meant mean said say tell told as by up out off still already also only too very because if then than dont cant wont im its thats
      son daughter mother father husband wife mum mom dad child kid baby grandma grandmother grandson granddaughter mister missus sir madam whos whose
      asking ringing phoning under necessary down talking oh love dear behalf patient first second next week late early later earlier any all some
      put down write quickly hurry exactly yeah yep yes nope sure perfect great`,
    ),
    patronymic: /(?:ovych|ovich|evych|evich|ivna|ovna|evna|yivna)$/u,
    letters: { zed: 'z', zee: 'z', double: '' },
    spellingCue: wordPattern('(?:it is )?(?:spelled|spelt|spell it|that is|i spell)'),
  },
  uk: {
    cue: wordPattern(
      'мене звати|мене звуть|звати мене|звуть мене|звати|звуть|мене (?:запишіть|записуйте|пишіть)|(?:запишіть|записуйте|пишіть|запишемо) (?:мене )?як|(?:пишіть|записуйте)(?= \\S+ \\S+ $)|називайте мене|(?:слухаю|на звязку|біля телефону|турбує)(?= $)|пацієнтка?|звертайтесь|звертайтеся|вас турбує|телефонує|моє (?:імя|прізвище)|імя(?: та прізвище| і прізвище)?|прізвище(?: та імя)?|пацієнта звати|пацієнтку звати|дитину звати|його звати|її звати|мое имя|меня зовут|зовут',
    ),
    weakCue: wordPattern(
      'це|я|пані|пан|вас турбує|говорить|на імя|на прізвище|на|для|запишіть(?: на)?|записуйте(?: на)?|пишіть(?: на)?',
    ),
    givenCue: wordPattern('імя'),
    called: wordPattern('мене (?:звати|звуть)|(?:звати|звуть) мене'),
    familyCue: wordPattern('прізвище|фамілія'),
    common: set(
      `я ти ви він вона воно ми вони це цей ця той та не ні так і й а але або чи що як де коли хто чому на у в з зі до від за по про для під над без
      добрий день доброго дня ранку вечора вітаю привіт алло дякую будь ласка прошу мене мені мій моя моє звати звуть імя прізвище ще раз хочу хотів хотіла
      би записатися записатись запис лікар лікаря біль болить можна треба потрібно є було буде зараз сьогодні завтра телефон номер рік років кіло повторіть
      неправильне неправильний неправильна невірне невірна інше інша інший скасуйте відмініть передумав передумала просто дуже оператор побачення все добре гаразд ага угу знаю скажіть кажіть вас вам ваш наш його її їх собі себе звичайно правильно неправильно вірно невірно точно саме
      дитину дитина сина син дочку доньку донька маму мама тата тато батька чоловіка чоловік дружину дружина бабусю онука онуку записую записуємо записати
      обовязково відповідати який яка яке якій шо треба вам воно пан пані доктор вибачте мою свою мого свого отож бачите турбую дзвоню телефоную
      запишіть пишіть підкажіть записуйте швидше адресу адреса зачекайте хвилинку секунду мрт кт узд рентген обстеження дослідження ціна скільки коштує людина робот важливо бо то ой слухайте турбує говорить через такий такого такої котрий якийсь коротке`,
    ),
    patronymic: /(?:ович|йович|івна|ївна|ич|овна|евна|евич)$/u,
    letters: {
      бе: 'б',
      ве: 'в',
      ге: 'г',
      ґе: 'ґ',
      де: 'д',
      же: 'ж',
      зе: 'з',
      йот: 'й',
      ка: 'к',
      ел: 'л',
      ем: 'м',
      ен: 'н',
      пе: 'п',
      ер: 'р',
      ес: 'с',
      те: 'т',
      еф: 'ф',
      ха: 'х',
      це: 'ц',
      че: 'ч',
      ша: 'ш',
      ща: 'щ',
    },
    spellingCue: wordPattern('(?:по літерах|по буквах|диктую)'),
  },
  ru: {
    cue: wordPattern(
      'меня зовут|зовут меня|звать меня|зовут|звать|меня (?:запишите|записывайте|пишите)|(?:запишите|записывайте|пишите|запишем) (?:меня )?как|(?:пишите|записывайте)(?= \\S+ \\S+ $)|называйте меня|(?:слушаю|на связи|у телефона|беспокоит)(?= $)|пациентк?а?|обращайтесь|вас беспокоит|звонит|мое имя|моя фамилия|имя(?: и фамилия)?|фамилия(?: и имя)?|пациента зовут|пациентку зовут|ребенка зовут|его зовут|ее зовут|мене звати|звати',
    ),
    weakCue: wordPattern(
      'это|я|вас беспокоит|госпожа|говорит|на имя|на фамилию|на|для|запишите(?: на)?|записывайте(?: на)?|пишите(?: на)?',
    ),
    givenCue: wordPattern('имя'),
    called: wordPattern('меня (?:зовут|звать)|(?:зовут|звать) меня'),
    familyCue: wordPattern('фамилия'),
    common: set(
      `я ты вы он она оно мы они это этот эта тот та не нет да и а но или что как где когда кто почему на в во с со к от за по про для под над без у
      добрый день доброго дня утра вечера здравствуйте привет алло спасибо пожалуйста прошу меня мне мой моя мое зовут имя фамилия еще раз хочу хотел хотела
      бы записаться запись врач врача боль болит можно надо нужно есть было будет сейчас сегодня завтра телефон номер год лет кило повторите
      неправильное неправильный неправильная неверное неверная другое другая другой отмените передумал передумала просто очень оператор свидания все хорошо ладно ага угу знаю скажите вас вам ваш наш его ее их себе себя конечно правильно неправильно верно неверно точно именно так
      ребенка ребенок сына сын дочку дочка дочь маму мама папу папа отца мужа муж жену жена бабушку внука внучку записываю записываем записать
      обязательно отвечать какой какая какое шо вам господин доктор извините мою свою моего своего видите беспокою звоню набираю
      запишите пишите подскажите записывайте быстрее адрес подождите минутку секунду мрт кт узи рентген обследование исследование цена сколько стоит человек робот важно то ой слушайте беспокоит говорит через такой такая такого который короткое`,
    ),
    patronymic: /(?:ович|евич|овна|евна|инична|ич|івна)$/u,
    letters: {
      бэ: 'б',
      бе: 'б',
      вэ: 'в',
      ве: 'в',
      гэ: 'г',
      ге: 'г',
      дэ: 'д',
      де: 'д',
      же: 'ж',
      жэ: 'ж',
      зэ: 'з',
      зе: 'з',
      ка: 'к',
      эль: 'л',
      эл: 'л',
      эм: 'м',
      эн: 'н',
      пэ: 'п',
      пе: 'п',
      эр: 'р',
      эс: 'с',
      тэ: 'т',
      те: 'т',
      эф: 'ф',
      ха: 'х',
      цэ: 'ц',
      че: 'ч',
      ша: 'ш',
      ща: 'щ',
    },
    spellingCue: wordPattern('(?:по буквам|диктую)'),
  },
};

export const nameFrames: Readonly<Record<Language, readonly string[]>> = {
  en: ['[my name is] ', '(this|it) is ', 'no (my name|it) is ', 'i am '],
  uk: ['[мене звати] ', 'це ', 'ні [мене звати] '],
  ru: ['[меня зовут] ', 'это ', 'нет [меня зовут] '],
};
