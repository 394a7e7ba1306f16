import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { mustLoad } from '../../cli/scenario/load.ts';
import { memoryOf } from '../../domain/dialog/draft.ts';
import type { Language } from '../../domain/language.ts';
import type { Scenario } from '../../domain/scenario/schema.ts';
import { createEngineSpeaker } from './engine-speaker.ts';

const folder = join(import.meta.dirname, '../../scenarios');

/** Answers that lead through a scenario, one for each question on the way. */
const ways: readonly { scenario: string; language: Language; at?: string; answers: readonly string[] }[] = [
  {
    scenario: 'clinic',
    language: 'uk',
    answers: [
      'Олена Коваленко',
      'болить голова',
      'два тижні',
      'ниючий',
      'так',
      'мрт голови',
      'так',
      'ні',
      'у четвер',
      'о десятій',
      'так',
      'нуль шістдесят шість сто двадцять три сорок п’ять шістдесят сім',
      'так',
      '60 років 70 кілограмів',
      'ні',
      'ні',
      'ні',
      'так',
    ],
  },
  {
    // nobody is there to be put through to
    scenario: 'clinic',
    language: 'ru',
    at: '2026-11-23T22:00:00+02:00',
    answers: ['Светлана Морозова', 'оператор', 'болит голова'],
  },
  {
    scenario: 'parts-shop',
    language: 'en',
    answers: [
      'a new order',
      'brake pads',
      'skoda octavia',
      'the first',
      'yes',
      'two',
      'Mary Smith',
      'zero six six one two three four five six seven',
      'yes',
      'branch',
      'Lviv',
      'five',
    ],
  },
  { scenario: 'callback', language: 'ru', answers: ['Светлана Морозова', '0661234567', 'да'] },
];

/** What somebody may say without end; each has kept a question open for ever once, or is taken for something of its own. */
const said: Readonly<Record<Language, readonly string[]>> = {
  uk: [
    'повторіть',
    'зараз секундочку',
    'так',
    'ні',
    'ні неправильно',
    'плеча мрт',
    'узі',
    'давайте краще в інший день',
    'з десяти до дванадцяти',
    'ви робот',
    'добрий день',
    'один комплект',
    'я помилилась',
    'скільки це коштує',
    'не знаю',
    'не Білий а Бєлов',
    'пізніше',
  ],
  ru: [
    'повторите',
    'подождите',
    'да',
    'нет',
    'нет неправильно',
    'мрт плеча',
    'вы робот',
    'здрасьте',
    'я ошиблась',
    'сколько стоит',
    'не знаю',
    'не Белов а Белый',
    'оператор',
    'чего',
  ],
  en: [
    'sorry what was that',
    'hang on let me find it',
    'yes',
    'no',
    "that's wrong",
    'one set',
    'am i talking to a machine',
    'good morning',
    'actually i made a mistake',
    'how much is it',
    "i don't know",
    "it's not Brown it's Browne",
    'something later',
    'thank you',
  ],
};
const TIMES = 24;
/** Each phrase is said under every third question, and each question hears every third phrase. */
const STRIDE = 3;

/** Whether the words, said after so many answers, are heard again and again with nothing coming of it. */
async function isEndless(
  scenario: Scenario,
  way: (typeof ways)[number],
  upTo: number,
  words: string,
): Promise<boolean> {
  const { language, at } = way;
  const speaker = createEngineSpeaker(scenario, {
    name: words,
    scenario: way.scenario,
    language,
    ...(at === undefined ? {} : { at }),
    turns: [],
    from: '',
  });
  let answer = await speaker.start();
  for (const line of way.answers.slice(0, upTo)) answer = answer.ended ? answer : await speaker.send(line);
  const questions = new Set<string>();
  const replies: string[] = [];
  for (let n = 0; n < TIMES && !answer.ended; n += 1) {
    answer = await speaker.send(words);
    questions.add(`${answer.state} ${memoryOf(speaker.state()).open}`);
    replies.push(answer.reply);
  }
  const lately = new Set(replies.slice(-10));
  return !answer.ended && (questions.size === 1 || lately.size <= 2);
}

const scenarios = new Map<string, Scenario>();
for (const { scenario } of ways) scenarios.set(scenario, await mustLoad(join(folder, scenario)));

describe.each(ways)('every question ends, $scenario in $language', (way) => {
  it.each(said[way.language].map((words, index) => ({ words, index })))(
    `"$words" said ${TIMES} times keeps none open`,
    async ({ words, index }) => {
      const scenario = scenarios.get(way.scenario);
      if (scenario === undefined) throw new Error(`no scenario ${way.scenario}`);
      const kept: number[] = [];
      for (let upTo = index % STRIDE; upTo <= way.answers.length; upTo += STRIDE)
        if (await isEndless(scenario, way, upTo, words)) kept.push(upTo);
      expect(kept).toEqual([]);
    },
  );
});
