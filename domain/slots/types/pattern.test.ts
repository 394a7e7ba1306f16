import { describe, expect, it } from '@jest/globals';
import type { Language } from '../../language.ts';
import { type SlotDefinition, sayValue, slotDefinitionSchema, understand } from '../index.ts';

const context = {
  facts: { callId: 'c', tenant: 't', from: '', to: '', timeZone: 'Europe/Kyiv' },
  at: '2026-11-23T10:00:00+02:00',
};
const wheel: SlotDefinition = slotDefinitionSchema.parse({
  type: 'pattern',
  anywhere: true,
  rules: [
    {
      match: '(\\d{3}|\\d \\d \\d|\\d \\d{2}) (?:(?:на|по|by) )?(\\d{2}) (?:(?:r|на|ер|эр|by) )*(\\d{2})',
      value: '$1/$2 R$3',
    },
  ],
  say: { uk: '$1 на $2 ер $4' },
});
const count: SlotDefinition = slotDefinitionSchema.parse({
  type: 'pattern',
  number: true,
  rules: [
    { match: '(?:комплект|a set)', value: '4' },
    { match: '(\\d{1,2})(?= (?:winter )?wheels)', value: '$1', anywhere: true },
    { match: '(\\d{1,2})', value: '$1' },
  ],
});

const heard = (text: string, language: Language, open: 'wheel' | 'count' | null) =>
  understand({ text, confidence: 1, language, open, definitions: { wheel, count }, context }).slots.map(
    ({ slot, value }) => [slot, value],
  );

describe('a slot by patterns of the scenario', () => {
  it.each<[string, Language, string]>([
    ['двісті п’ять п’ятдесят п’ять шістнадцять', 'uk', '205/55 R16'],
    ['двісті п’ять на п’ятдесят п’ять ер шістнадцять', 'uk', '205/55 R16'],
    ['сто дев’яносто п’ять шістдесят п’ять п’ятнадцять', 'uk', '195/65 R15'],
    ['двести пять пятьдесят пять эр шестнадцать', 'ru', '205/55 R16'],
    ['205/55 R16', 'ru', '205/55 R16'],
    ['205 55 16', 'en', '205/55 R16'],
    ['two oh five fifty five sixteen', 'en', '205/55 R16'],
    ['two twenty five forty five by seventeen', 'en', '225/45 R17'],
  ])('%s', (text, language, value) => expect(heard(text, language, 'wheel')).toEqual([['wheel', value]]));

  it.each<[string, Language, number]>([
    ['чотири', 'uk', 4],
    ['комплект', 'uk', 4],
    ['мені потрібно дві штуки', 'uk', 2],
    ['восемь', 'ru', 8],
    ['a set please', 'en', 4],
  ])('%s, a number', (text, language, value) =>
    expect(heard(text, language, 'count')).toEqual([['count', value]]),
  );

  it('is heard beside another question only where the scenario says so', () => {
    expect(heard('зимові 205 55 16', 'uk', null)).toEqual([['wheel', '205/55 R16']]);
    expect(heard('чотири', 'uk', null)).toEqual([]);
    expect(heard('i need four winter wheels', 'en', null)).toEqual([['count', 4]]);
  });

  it('is said as the scenario words it, else as it stands', () => {
    expect(sayValue(wheel, '205/55 R16', 'uk')).toBe('205 на 55 ер 16');
    expect(sayValue(wheel, '205/55 R16', 'en')).toBe('205/55 R16');
    expect(sayValue(count, 4, 'en')).toBe('4');
  });

  it('a broken expression is a fault of the scenario', () => {
    const broken = slotDefinitionSchema.safeParse({ type: 'pattern', rules: [{ match: '(', value: '$1' }] });
    expect(broken.error?.issues[0]?.message).toContain('not a regular expression');
  });
});
