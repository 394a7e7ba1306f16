import { describe, expect, it } from '@jest/globals';
import { mustLoad } from '../../cli/scenario/load.ts';
import type { Language } from '../../domain/language.ts';
import { createEngineSpeaker } from './engine-speaker.ts';

const scenario = await mustLoad('scenarios/clinic');
const NAMES = { en: 'Anna Kovalenko', uk: 'Анна Коваленко', ru: 'Анна Коваленко' };
const YES = { en: 'yes', uk: 'так', ru: 'да' };
const NO = { en: 'no', uk: 'ні', ru: 'нет' };

/** What the call turns to when these words answer "What is troubling you?". */
async function errandBehind(language: Language, words: string): Promise<unknown> {
  const speaker = createEngineSpeaker(scenario, {
    name: '',
    scenario: 'clinic',
    language,
    from: '',
    turns: [{}],
  });
  await speaker.start();
  await speaker.send(NAMES[language]);
  const { slots } = await speaker.send(words);
  return slots.errand ?? null;
}

const MOVES: Record<Language, string[]> = {
  en: [
    'I want to move my appointment',
    "I'd like to reschedule my appointment",
    'could you please reschedule my MRI appointment',
    'I have an appointment on Tuesday and I need to change it',
    'can I change the date of my appointment',
    'can we change the time of my visit',
    'I need to postpone my appointment',
    'is it possible to move my booking to another day',
    'I would like to change my appointment to Friday',
    'I need to reschedule',
    'can I come another day instead',
    'please shift my appointment to next week',
    'my appointment has to be moved',
  ],
  uk: [
    'хочу перенести запис',
    'перенесіть будь ласка мій запис на п’ятницю',
    'мені потрібно перенести візит',
    'чи можна перенести моє обстеження',
    'можна змінити дату мого запису',
    'хотіла б поміняти час запису',
    'я записана на вівторок хочу перенести',
    'можна мене перезаписати на інший день',
    'треба перезаписатися',
    'можна перенести на інший день',
    'переставте мій візит на наступний тиждень',
    'хочу прийти в інший день',
    'мій запис треба пересунути',
    'я вас турбую щодо перенесення запису',
  ],
  ru: [
    'хочу перенести запись',
    'перенесите пожалуйста мою запись на пятницу',
    'мне нужно перенести визит',
    'можно ли перенести моё обследование',
    'можно изменить дату моей записи',
    'хотела бы поменять время записи',
    'я записана на вторник хочу перенести',
    'можно меня перезаписать на другой день',
    'надо перезаписаться',
    'можно перенести на другой день',
    'переставьте мой визит на следующую неделю',
    'хочу прийти в другой день',
    'мою запись надо передвинуть',
    'я по поводу переноса записи',
  ],
};
const CANCELS: Record<Language, string[]> = {
  en: [
    'I want to cancel my appointment',
    'please cancel my appointment',
    'can you cancel my booking for Tuesday',
    'I need to cancel an appointment',
    "I won't be able to make my appointment",
    'I have to cancel my scan',
    'I am calling to cancel my appointment',
    "I'd like to call off my appointment",
    'please cancel the MRI I have booked',
  ],
  uk: [
    'хочу скасувати запис',
    'скасуйте будь ласка мій запис',
    'мені треба відмінити візит',
    'відмініть мій запис на вівторок',
    'я не зможу прийти на обстеження',
    'хочу відмовитися від запису',
    'зніміть мене із запису',
    'анулюйте мій запис',
    'телефоную щоб скасувати запис',
  ],
  ru: [
    'хочу отменить запись',
    'отмените пожалуйста мою запись',
    'мне надо отменить визит',
    'отмените мою запись на вторник',
    'я не смогу прийти на обследование',
    'хочу отказаться от записи',
    'снимите меня с записи',
    'аннулируйте мою запись',
    'звоню чтобы отменить запись',
  ],
};
const OTHERS: Record<Language, string[]> = {
  en: [
    'I want to make an appointment',
    'my head hurts when I move my neck',
    'I need an MRI of the knee',
    "I don't want to cancel my appointment",
    'I would like an appointment for my mother',
    'my husband has back pain',
    'the pain moves to another place',
    'do you have anything on another day',
  ],
  uk: [
    'хочу записатися',
    'голова болить коли рухаю шиєю',
    'потрібне МРТ коліна',
    'не треба скасовувати запис',
    'хочу записати маму',
    'у чоловіка болить спина',
    'біль переходить в інше місце',
    'перенесла операцію на коліні',
  ],
  ru: [
    'хочу записаться',
    'голова болит когда двигаю шеей',
    'нужно МРТ колена',
    'не надо отменять запись',
    'хочу записать маму',
    'у мужа болит спина',
    'боль переходит в другое место',
    'перенесла операцию на колене',
  ],
};
const table = (words: Record<Language, string[]>) =>
  Object.entries(words).flatMap(([language, lines]) =>
    lines.map((line) => [language as Language, line] as const),
  );

describe('who wants to move an earlier appointment', () => {
  it.each(table(MOVES))('%s: %s', async (language, words) => {
    expect(await errandBehind(language, words)).toMatch(/^(reschedule|shift)$/);
  });
});
describe('who wants to cancel an earlier appointment', () => {
  it.each(table(CANCELS))('%s: %s', async (language, words) => {
    expect(await errandBehind(language, words)).toBe('cancel');
  });
});
describe('who wants neither', () => {
  it.each(table(OTHERS))('%s: %s', async (language, words) => {
    expect(await errandBehind(language, words)).toBeNull();
  });
});

const SECONDS: Record<Language, string[]> = {
  en: [
    'and my husband too',
    'yes one for my mother',
    'yes please, I also need one for my son',
    'could you book my wife as well',
    'yes for another person',
    'my daughter needs one too',
    'and for my father',
  ],
  uk: [
    'і чоловіка теж',
    'так ще для мами',
    'так ще сина запишіть',
    'запишіть ще мою дружину',
    'ще одну людину',
    'а ще доньку',
    'і тата запишіть будь ласка',
    'мені ще чоловіка треба записати',
  ],
  ru: [
    'и мужа тоже',
    'да ещё для мамы',
    'да ещё сына запишите',
    'запишите ещё мою жену',
    'ещё одного человека',
    'а ещё дочку',
    'и папу запишите пожалуйста',
    'мне ещё мужа надо записать',
  ],
};

describe('who has booked and asks for another person', () => {
  it.each(table(SECONDS))('%s: %s', async (language, words) => {
    const from = '+380671234567';
    const speaker = createEngineSpeaker(scenario, {
      ...{ name: '', scenario: 'clinic', language, from, turns: [{}], at: '2026-11-23T10:00:00+02:00' },
    });
    const say = {
      en: ['thyroid ultrasound', 'on friday', 'the first one', 'forty', 'eighty kilos'],
      uk: ['узд щитоподібної залози', 'на п’ятницю', 'перший', 'сорок', 'вісімдесят кілограмів'],
      ru: ['узи щитовидной железы', 'на пятницу', 'первое', 'сорок', 'восемьдесят килограмм'],
    }[language];
    const [study = '', day = '', time = '', age = '', weight = ''] = say;
    const [yes, no] = [YES[language], NO[language]];
    await speaker.start();
    for (const line of [NAMES[language], study, no, yes, no, day, time, yes, yes, age, weight, no, no])
      await speaker.send(line);
    expect(await speaker.send(yes)).toMatchObject({ state: 'FAREWELL' });
    expect(await speaker.send(words)).toMatchObject({ state: 'ASK_CLIENT_NAME', ended: false });
  });
});
