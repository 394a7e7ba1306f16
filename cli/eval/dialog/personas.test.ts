import { describe, expect, it } from '@jest/globals';
import { LANGUAGES } from '../../../domain/language.ts';
import { seededRandom } from '../../sim/random.ts';
import { freshMemory } from './answering.ts';
import { answerTo } from './answers.ts';
import { readPersonas } from './persona.ts';
import { readPhraseBook } from './phrase-book.ts';
import { EVALS_FOLDER } from './suite.ts';

const personas = await readPersonas(`${EVALS_FOLDER}/personas`);

describe.each(LANGUAGES)('callers in %s', (language) => {
  const mine = personas.filter((persona) => persona.language === language);

  it('are at least forty, with all kinds of ends', () => {
    expect(mine.length).toBeGreaterThanOrEqual(40);
    expect(new Set(mine.map(({ ends }) => ends)).size).toBe(6);
  });

  it('move and cancel earlier appointments, are known, and book for two', () => {
    const count = (is: (persona: (typeof mine)[number]) => boolean): number => mine.filter(is).length;
    expect(count(({ ends }) => ends === 'moved')).toBeGreaterThanOrEqual(3);
    expect(
      count(({ does, ends }) => does === 'cancel-earlier' && ends === 'cancelled'),
    ).toBeGreaterThanOrEqual(2);
    expect(count(({ does, earlier }) => does === 'book' && earlier.length > 0)).toBeGreaterThanOrEqual(2);
    expect(count(({ second }) => second !== undefined)).toBeGreaterThanOrEqual(2);
    expect(count(({ does, ends }) => does === 'move' && ends === 'callback')).toBeGreaterThanOrEqual(1);
  });

  it.each(['all', 'shared', 'held-out'] as const)(
    'have an answer to every question that they can hear (%s wordings)',
    async (wordings) => {
      const book = await readPhraseBook(EVALS_FOLDER, language, wordings);
      for (const persona of mine)
        for (const question of Object.keys(book.asked)) {
          const memory = freshMemory(persona);
          const answering = {
            persona,
            book,
            random: seededRandom(1),
            today: '2026-11-23',
            busy: true,
            memory,
          };
          const act = answerTo(question, answering, '');
          if (act !== null && 'say' in act) expect(act.say).toMatch(/^[^{}]+$/);
        }
    },
  );

  it('use no wording twice, shared and held out', async () => {
    const shared = await readPhraseBook(EVALS_FOLDER, language, 'shared');
    const all = await readPhraseBook(EVALS_FOLDER, language, 'all');
    for (const [key, phrases] of Object.entries(all.says)) {
      const held = phrases.slice(shared.says[key]?.length ?? 0);
      expect(held.filter((phrase) => shared.says[key]?.includes(phrase))).toEqual([]);
    }
  });
});
