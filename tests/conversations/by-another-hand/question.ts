import { memoryOf } from '../../../domain/dialog/draft.ts';
import type { DialogState } from '../../../domain/dialog/types.ts';
import type { Language } from '../../../domain/language.ts';
import type { Scenario } from '../../../domain/scenario/schema.ts';
import { createEngineSpeaker, type EngineSpeaker } from '../engine-speaker.ts';
import type { Conversation } from '../play.ts';

type Answers = Readonly<Record<string, string>>;

/** An answer to each question on the way, and `YES` to the engine's own. */
const answers: Readonly<Record<string, Readonly<Record<Language, Answers>>>> = {
  clinic: {
    uk: {
      name: 'Олена Коваленко',
      symptoms: 'болить голова',
      symptoms_duration: 'два тижні',
      pain_character: 'ниючий',
      visited_doctor: 'так',
      study: 'мрт голови',
      study_decision: 'так',
      video_conclusion: 'ні',
      date: 'у четвер',
      appointment_time: 'о десятій',
      time_confirmed: 'так',
      phone: 'нуль шістдесят шість сто двадцять три сорок п’ять шістдесят сім',
      age: '60',
      weight: '70 кілограмів',
      pacemaker: 'ні',
      pregnancy: 'ні',
      visited_before: 'ні',
      directions: 'ні',
      booking_confirmed: 'так',
      YES: 'так',
      CT: 'кт голови',
    },
    ru: {
      name: 'Светлана Морозова',
      symptoms: 'болит голова',
      symptoms_duration: 'две недели',
      pain_character: 'ноющая',
      visited_doctor: 'да',
      study: 'мрт головы',
      study_decision: 'да',
      video_conclusion: 'нет',
      date: 'во вторник двадцать четвёртого',
      appointment_time: 'в десять',
      time_confirmed: 'да',
      phone: 'ноль шестьдесят шесть сто двадцать три сорок пять шестьдесят семь',
      age: '60',
      weight: '70 килограмм',
      pacemaker: 'нет',
      pregnancy: 'нет',
      visited_before: 'нет',
      directions: 'нет',
      booking_confirmed: 'да',
      YES: 'да',
      CT: 'кт головы',
    },
    en: {
      name: 'Mary Smith',
      symptoms: 'my head hurts',
      symptoms_duration: 'two weeks',
      pain_character: 'aching',
      visited_doctor: 'yes',
      study: 'mri of the head',
      study_decision: 'yes',
      video_conclusion: 'no',
      date: 'on Tuesday the twenty fourth',
      appointment_time: 'at ten',
      time_confirmed: 'yes',
      phone: 'zero six six one two three four five six seven',
      age: '60',
      weight: '70 kilos',
      pacemaker: 'no',
      pregnancy: 'no',
      visited_before: 'no',
      directions: 'no',
      booking_confirmed: 'yes',
      YES: 'yes',
      CT: 'ct of the head',
    },
  },
  'parts-shop': {
    uk: {
      topic: 'нове замовлення',
      product: 'шини',
      size: '205 55 16',
      car: 'шкода октавія',
      season: 'зимові',
      item: 'перший',
      quantity: 'один',
      name: 'Олена Коваленко',
      phone: '0661234567',
      delivery: 'відділення',
      city: 'Львів',
      branch: '5',
      order_number: 'не знаю',
      YES: 'так',
      STATUS: 'статус замовлення',
      ADVICE: 'порада',
      STOCK: 'наявність',
    },
    ru: {
      topic: 'новый заказ',
      product: 'шины',
      size: '205 55 16',
      car: 'шкода октавия',
      season: 'зимние',
      item: 'первый',
      quantity: 'один',
      name: 'Светлана Морозова',
      phone: '0661234567',
      delivery: 'отделение',
      city: 'Львов',
      branch: '5',
      order_number: 'не знаю',
      YES: 'да',
      STATUS: 'статус заказа',
      ADVICE: 'совет',
      STOCK: 'наличие',
    },
    en: {
      topic: 'a new order',
      product: 'tyres',
      size: '205 55 16',
      car: 'skoda octavia',
      season: 'winter',
      item: 'the first',
      quantity: 'one',
      name: 'Mary Smith',
      phone: '0661234567',
      delivery: 'branch',
      city: 'Lviv',
      branch: '5',
      order_number: 'I do not know',
      YES: 'yes',
      STATUS: 'order status',
      ADVICE: 'advice',
      STOCK: 'stock',
    },
  },
};

/** Other answers that lead to a question which the usual ones pass by: slot → the name of the answer in its place. */
const detours: Readonly<Record<string, (usual: Answers) => Answers>> = {
  pregnancy: ({ CT = '' }) => ({ study: CT, age: '30' }),
  media: ({ YES = '' }) => ({ video_conclusion: YES }),
  order_number: ({ STATUS = '' }) => ({ topic: STATUS }),
  order_phone: ({ STATUS = '' }) => ({ topic: STATUS }),
  driving: ({ ADVICE = '' }) => ({ topic: ADVICE }),
  wants_order: ({ STOCK = '' }) => ({ topic: STOCK }),
  car: ({ order_number = '' }) => ({ size: order_number }),
};

/** Questions until which a call is played at most. */
const MOST_TURNS = 40;

/** A question: the slot asked for; `phone_confirm` is the read-back of a phone. `from` is the number that calls. */
export interface Question {
  scenario: string;
  language: Language;
  asked: string;
  from: string;
}

const conversationOf = ({ scenario, language, from }: Question): Conversation => ({
  name: 'by another hand',
  scenario,
  language,
  from,
  turns: [],
});

/** A speaker who has come so far that the question is open. */
export function resumedAt(scenario: Scenario, question: Question, state: DialogState): EngineSpeaker {
  return createEngineSpeaker(scenario, conversationOf(question), undefined, structuredClone(state));
}

/** The state in which the question is open. Throws where the way does not lead there. */
export async function stateAsking(scenario: Scenario, question: Question): Promise<DialogState> {
  const { asked, language } = question;
  const usual = answers[question.scenario]?.[language] ?? {};
  const way: Answers = { ...usual, ...detours[asked]?.(usual) };
  const speaker = createEngineSpeaker(scenario, conversationOf(question));
  await speaker.start();
  for (let turn = 0; turn < MOST_TURNS; turn += 1) {
    const { open, pending } = memoryOf(speaker.state());
    const isReadBack = pending?.kind === 'confirm' && pending.slot === 'phone';
    if (asked === 'phone_confirm' ? isReadBack : open === asked && !isEnginesOwn(pending?.kind))
      return speaker.state();
    const said = pending === null ? way[open ?? ''] : way.YES;
    if (said === undefined) break;
    await speaker.send(said);
  }
  throw new Error(`no way to the question for ${asked} in ${question.scenario}: correct the answers`);
}

const isEnginesOwn = (kind: string | undefined): boolean => kind !== undefined && kind !== 'caller-number';

/** What became of one utterance: values taken, `slot?=` those to be confirmed, and what else followed. '' for nothing. */
export function outcomeOf(before: DialogState, after: DialogState, action: string): string {
  const [was, is] = [memoryOf(before), memoryOf(after)];
  const slots = Object.entries(after.slots).flatMap(([slot, { value, confirmed }]) => {
    const old = before.slots[slot];
    if (JSON.stringify(old?.value) !== JSON.stringify(value))
      return [`${slot}${confirmed ? '' : '?'}=${value}`];
    return old?.confirmed === confirmed ? [] : [`${slot} confirmed`];
  });
  const { pending, wish } = is;
  return [
    ...slots,
    ...Object.keys(before.slots)
      .filter((slot) => after.slots[slot] === undefined)
      .map((slot) => `${slot} dropped`),
    ...(pending?.kind === 'change' ? [`${pending.slot}?=${pending.value}`] : []),
    ...(pending?.kind === 'intent' ? [`${pending.intent}?`] : []),
    ...(pending?.kind === 'kind' || pending?.kind === 'ask' ? [`which ${pending.slot}`] : []),
    ...(pending?.kind === 'which' ? ['what to correct'] : []),
    ...Object.entries(wish).flatMap(([name, value]) =>
      JSON.stringify(was.wish) === JSON.stringify(wish) ? [] : [`${name} ${value}`],
    ),
    ...is.skipped.filter((slot) => !was.skipped.includes(slot)).map((slot) => `${slot} skipped`),
    ...is.questions.filter((name) => !was.questions.includes(name)).map((name) => `question ${name}`),
    ...(before.language === after.language ? [] : [`in ${after.language}`]),
    ...(after.at !== before.at && action !== 'none' ? [action] : []),
    ...(after.misses.noMatch === 0 &&
    after.at === before.at &&
    slots.length === 0 &&
    after.said === before.said
      ? ['said again']
      : []),
  ].join(', ');
}
