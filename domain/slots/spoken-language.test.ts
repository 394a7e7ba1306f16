import { describe, expect, it } from '@jest/globals';
import { spokenLanguage } from './spoken-language.ts';

describe('the language of a sentence', () => {
  it.each([
    ['uk', 'здравствуйте, мне нужно записаться на мрт головы', 'ru'],
    ['uk', 'скажите пожалуйста сколько стоит узи', 'ru'],
    ['uk', 'я хотела бы записаться на рентген, если можно', 'ru'],
    ['ru', 'добрий день, мені потрібно записатися на узд', 'uk'],
    ['ru', 'скажіть будь ласка скільки коштує рентген', 'uk'],
    ['ru', 'я хотіла б записатися на завтра, якщо можна', 'uk'],
    ['uk', 'I would like to book an MRI', 'en'],
    // a word or two, names, numbers, mixed speech
    ['uk', 'да', null],
    ['uk', 'пожалуйста', null],
    ['uk', 'нет, спасибо', null],
    ['ru', 'так', null],
    ['ru', 'будь ласка', null],
    ['uk', 'мне треба мрт головы', null],
    ['uk', 'ну да, у мене болить голова очень сильно', null],
    ['ru', 'мені нужно записаться на рентген', null],
    ['ru', 'меня зовут Андрій Ковальчук', null],
    ['uk', 'мене звати Татьяна Григорьева', null],
    ['uk', 'ноль шестьдесят семь', null],
    ['ru', "нуль шістдесят сім сто двадцять три сорок п'ять шістдесят сім", null],
    ['ru', 'у вівторок після обіду', null],
    ['en', 'мені потрібно записатися на узд', null],
  ] as const)('%s: "%s" → %s', (language, text, spoken) => {
    expect(spokenLanguage(text, language)).toBe(spoken);
  });
});
