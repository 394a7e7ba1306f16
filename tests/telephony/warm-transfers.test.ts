import { describe, expect, it } from '@jest/globals';
import { mustLoad } from '../../cli/scenario/load.ts';
import type { Action } from '../../domain/dialog/types.ts';
import type { Language } from '../../domain/language.ts';
import { createEngineSpeaker } from '../conversations/engine-speaker.ts';

/** What the caller says before they want a human, in office hours, and what the transfer then carries. */
async function askedForHuman(name: string, language: Language, words: string[]): Promise<Action> {
  const scenario = await mustLoad(`scenarios/${name}`);
  const call = { name: '', scenario: name, language, from: '+380671234567', turns: [{}] };
  const speaker = createEngineSpeaker(scenario, call);
  await speaker.start();
  for (const text of words) await speaker.send(text);
  return speaker.lastReply().action;
}

describe('a caller of a shipped scenario who wants a human', () => {
  it.each([
    {
      ...{ name: 'clinic', language: 'en' as const, target: '1000' },
      words: ['Anna Kovalenko', 'my back hurts', 'operator please'],
      told: ['the name: Anna Kovalenko', 'the symptoms: '],
    },
    {
      ...{ name: 'clinic', language: 'uk' as const, target: '1000' },
      words: ['Анна Коваленко', 'болить спина', 'з’єднайте з оператором'],
      told: ['ім’я: Анна Коваленко', 'скарги: '],
    },
    {
      ...{ name: 'clinic', language: 'ru' as const, target: '1000' },
      words: ['Анна Коваленко', 'болит спина', 'соедините с оператором'],
      told: ['имя: Анна Коваленко', 'жалобы: '],
    },
    {
      ...{ name: 'parts-shop', language: 'en' as const, target: '2000' },
      words: ['I need winter tyres', 'operator please'],
      told: ['the item: '],
    },
  ])(
    '$name, $language: the human is rung and told what is known',
    async ({ name, language, target, words, told }) => {
      const action = await askedForHuman(name, language, words);
      expect(action).toMatchObject({ type: 'transfer', target, warm: { language, ringSeconds: 25 } });
      const said = 'warm' in action ? action.warm?.say : '';
      for (const part of told) expect(said).toContain(part);
    },
  );
});
